"""What the texts and the mandate show of a partnership's life (see partnerships.detection)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.journal.models import Entry
from maillage.partnerships.detection import Seen
from maillage.partnerships.models import Partnership
from maillage.spaces.models import Space
from maillage.toolkit.words import folded, long_date

from .models import Agreement, Clause, TextVersion
from .queries import mandate_in_force
from .rules import ALIVE


def of_the_texts(space: Space, partnerships: Sequence[Partnership]) -> Iterable[Seen]:
    """A signed mission letter, signed texts, their review, their clause on data, what carried them on."""
    mandate = mandate_in_force(space, on=timezone.localdate())
    if mandate and mandate.signed_on:
        words = _("la lettre de mission de %(holder)s, signée le %(day)s") % {
            "holder": mandate.holder,
            "day": long_date(mandate.signed_on),
        }
        yield Seen("mission_letter", words, reverse("agreements:mandate", args=[space.slug]))
    alive = Agreement.objects.filter(partnership__in=partnerships, status__in=ALIVE).select_related("space")
    clauses = Prefetch("clauses", Clause.objects.only("version", "heading"))
    for text in alive.prefetch_related(Prefetch("versions", TextVersion.objects.prefetch_related(clauses))):
        yield from _of_one(text)
    yield from _carried_on(space, partnerships)


def _of_one(text: Agreement) -> Iterable[Seen]:
    url, about = text.get_absolute_url(), {"title": text.title}
    yield Seen("signed_text", _("« %(title)s », signé") % about, url, text.partnership_id)
    if text.review_on:
        words = _("revue de « %(title)s » le %(day)s") % {**about, "day": long_date(text.review_on)}
        yield Seen("review_date", words, url, text.partnership_id)
    signed = next((version for version in text.versions.all() if version.number == text.signed_number), None)
    if signed and any("donnees" in folded(clause.heading) for clause in signed.clauses.all()):
        yield Seen("data_clause", _("une clause de « %(title)s »") % about, url, text.partnership_id)


def _carried_on(space: Space, partnerships: Sequence[Partnership]) -> Iterable[Seen]:
    """Texts amended or renewed: the journal says so, since a text only keeps its last signature."""
    told = {
        "agreement.amendment_signed": _("un avenant de « %(title)s », signé"),
        "agreement.renewed": _("la reconduction de « %(title)s »"),
    }
    texts = {text.pk: text for text in Agreement.objects.filter(partnership__in=partnerships).select_related("space")}
    noted = Entry.objects.filter(space_id=space.pk, code__in=told, about_id__in=texts).order_by("-at", "-pk")
    for code, text_id in noted.values_list("code", "about_id"):
        text = texts[text_id]
        yield Seen("amendment", told[code] % {"title": text.title}, text.get_absolute_url(), text.partnership_id)
