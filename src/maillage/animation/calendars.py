"""A meeting as an iCalendar file (RFC 5545), for anybody's calendar."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

from maillage.toolkit.content_lines import escaped, folded_line
from maillage.toolkit.words import printable

from .models import Meeting

USUAL_LENGTH = timedelta(hours=2)


def as_icalendar(meeting: Meeting, *, url: str, stamped_at: datetime) -> str:
    """The whole file. Without an hour the meeting lasts the day; without an end, two hours."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Maillage//FR",
        "BEGIN:VEVENT",
        f"UID:maillage-{meeting.space.slug}-{meeting.pk}",
        f"SEQUENCE:{meeting.version}",
        f"DTSTAMP:{_utc(stamped_at)}",
        *_period(meeting),
        f"SUMMARY:{_lines(meeting.title)}",
        *([f"LOCATION:{_lines(meeting.place)}"] if meeting.place else []),
        *([f"DESCRIPTION:{_lines(meeting.agenda)}"] if meeting.agenda else []),
        f"URL:{url}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded_line(line)}\r\n" for line in lines)


def _period(meeting: Meeting) -> list[str]:
    if meeting.starts_at is None:
        following = meeting.held_on + timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{meeting.held_on:%Y%m%d}", f"DTEND;VALUE=DATE:{following:%Y%m%d}"]
    start = _moment(meeting, meeting.starts_at)
    end = _moment(meeting, meeting.ends_at) if meeting.ends_at else start + USUAL_LENGTH
    return [f"DTSTART:{_utc(start)}", f"DTEND:{_utc(end)}"]


def _moment(meeting: Meeting, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(meeting.held_on, hour))


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _lines(text: str) -> str:
    return "\\n".join(printable(escaped(text)).splitlines())
