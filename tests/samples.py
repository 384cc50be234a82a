"""One real value for each parameter that an address may take."""

from __future__ import annotations

SAMPLES = {
    "slug": lambda space: space.slug,
    "membership_id": lambda space: space.memberships.exclude(role="pilot").first().pk,
    "reading": lambda space: "stakes",
    "part": lambda space: "observer",
    "organisation_id": lambda space: space.organisations.first().pk,
}
