"""What giving back shows of a partnership's life (see partnerships.detection)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.journal.models import Entry
from maillage.partnerships.detection import Seen
from maillage.partnerships.models import Partnership
from maillage.spaces.models import Space
from maillage.toolkit.words import long_date


def of_the_restitution(space: Space, partnerships: Sequence[Partnership]) -> Iterable[Seen]:
    """The report: it tells of every partnership of the space."""
    made = Entry.objects.filter(space_id=space.pk, code="report.made").order_by("-at").values_list("at", flat=True)
    if (last := made.first()) is not None:
        words = _("le rapport du %(day)s") % {"day": long_date(timezone.localdate(last))}
        yield Seen("report", words, reverse("restitution:home", args=[space.slug]))
