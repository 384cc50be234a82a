"""A group read for the members (``read_group``), and what each organisation would bring to it (``read_candidates``)."""

from .candidates import Candidate, read_candidates
from .coverage import coverage_of, read_group
from .readings import GroupReading

__all__ = ["Candidate", "GroupReading", "coverage_of", "read_candidates", "read_group"]
