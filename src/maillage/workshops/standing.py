"""What workshops need from the pilot: to be kept or thrown away, before they are forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.spaces.attention import Need
from maillage.spaces.models import Space
from maillage.toolkit.words import long_date

from .models import Workshop


def needs(space: Space, on: date) -> Iterable[Need]:
    """One query whatever the number of workshops."""
    for workshop in Workshop.objects.filter(space=space, opened_at__isnull=False, kept_on=None).order_by("opened_at"):
        day = workshop.forgotten_on
        sentence = _("Atelier « %(title)s » : gardez la séance ou jetez-la avant le %(day)s, sinon elle s'efface.")
        url = reverse("workshops:workshop", args=[space.slug, workshop.pk])
        yield Need(sentence % {"title": workshop.title, "day": long_date(day)}, url, (day - on).days)
