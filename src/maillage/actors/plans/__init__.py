"""Read, plan, show, then write: what an import would do, line by line, before anything is written."""

from .comparing import compare_rows, plan_import
from .lines import Change, Line, Plan

__all__ = ["Change", "Line", "Plan", "compare_rows", "plan_import"]
