"""Where this step stands, and what needs the pilot here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.spaces.attention import Need
from maillage.spaces.enums import State
from maillage.spaces.models import Space
from maillage.spaces.steps import Standing
from maillage.toolkit.words import number

from . import queries
from .analyses import read_directory
from .enums import College
from .models import Organisation


def standing(space: Space) -> Standing:
    """One query: it is asked on every page."""
    counts = (
        Organisation.objects.in_space(space)
        .current()
        .aggregate(
            total=Count("pk"),
            colleges=Count("college", distinct=True),
            stale=Count("pk", filter=queries.stale(timezone.localdate())),
            youth=Count("pk", filter=Q(youth_voice=True) | Q(kind="beneficiaries")),
        )
    )
    total = counts["total"]
    if not total:
        return Standing(State.TO_START)
    complete = counts["colleges"] == len(College) and counts["youth"]
    grown_old = counts["stale"] * 2 > total
    state = State.UNDER_WAY if not complete else State.TO_REVIEW if grown_old else State.UP_TO_DATE
    return Standing(state, ngettext("%(n)s organisation", "%(n)s organisations", total) % {"n": number(total)})


def needs(space: Space, on: date) -> Iterable[Need]:
    to_review = queries.contacts_to_review(space, on=on).count()
    if to_review:
        yield Need(
            ngettext(
                "%(n)s contact n'a pas été rencontré depuis trois ans : le garder ou l'effacer.",
                "%(n)s contacts n'ont pas été rencontrés depuis trois ans : les garder ou les effacer.",
                to_review,
            )
            % {"n": number(to_review)},
            reverse("actors:contacts_to_review", args=[space.slug]),
            urgency=20,
        )
    reading = read_directory(space, on)
    home = reverse("actors:home", args=[space.slug])
    if reading.total and not reading.has_beneficiaries:
        yield Need(_("Personne ne porte la voix des jeunes parmi vos acteurs."), home, urgency=30)
    if reading.total and not reading.has_companies:
        yield Need(_("Aucune entreprise parmi vos acteurs."), home, urgency=30)
    if reading.total and reading.stale * 2 > reading.total:
        yield Need(
            _("%(stale)s fiches sur %(total)s n'ont pas été confirmées depuis un an.")
            % {"stale": number(reading.stale), "total": number(reading.total)},
            f"{home}?to_confirm=on",
            urgency=60,
        )
