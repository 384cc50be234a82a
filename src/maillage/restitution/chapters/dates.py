"""Dates as people write them."""

from __future__ import annotations

from datetime import date

from django.utils import formats


def long_date(day: date) -> str:
    """« 23 novembre 2026 »."""
    return formats.date_format(day, "DATE_FORMAT")
