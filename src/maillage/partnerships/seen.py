"""What this room and those below it show of a partnership's life (see detection.py)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.actors.models import Organisation
from maillage.groups.models import WorkingGroup
from maillage.spaces.enums import Reading
from maillage.spaces.models import Space
from maillage.stakes.models import Stake
from maillage.territory.models import Perimeter
from maillage.ties.queries import has_ties

from . import queries
from .detection import Seen
from .enums import AssessmentKind, FundingState
from .models import Assessment, Funding, Partnership


def of_the_territory(space: Space, partnerships: Sequence[Partnership]) -> Iterable[Seen]:
    """What the space holds for all its partnerships: perimeter, directory, links, group, stakes."""
    if Perimeter.objects.filter(space=space).exists():
        url = reverse("territory:home", args=[space.slug])
        yield Seen("perimeter", _("le périmètre de la démarche est tracé"), url)
        yield Seen("indicators", _("les indicateurs du territoire, avec leurs sources"), url)
    if Organisation.objects.filter(space=space, archived_at=None).exists():
        yield Seen("directory", _("l'annuaire de la démarche"), reverse("actors:home", args=[space.slug]))
    if has_ties(space):
        url = reverse("ties:home", args=[space.slug])
        yield Seen("actors_map", _("la carte des liens de la démarche"), url, reading=Reading.NETWORK)
    yield from _of_the_group(space)
    if Stake.objects.filter(space=space).exists():
        url = reverse("stakes:home", args=[space.slug])
        yield Seen("actor_sheets", _("les enjeux que les acteurs ont dits"), url, reading=Reading.STAKES)
        yield Seen("stakes_matrix", _("la lecture des enjeux, acteur par acteur"), url, reading=Reading.STAKES)
        yield Seen("tension_map", _("la tension entre enjeux économiques et sociaux"), url, reading=Reading.STAKES)


def _of_the_group(space: Space) -> Iterable[Seen]:
    groups = WorkingGroup.objects.filter(space=space).annotate(
        seated=Count("seats"), with_reason=Count("seats", filter=~Q(seats__reason=""))
    )
    group = groups.filter(seated__gt=0).order_by("-seated", "pk").first()
    if group is None:
        return
    url = reverse("groups:group", args=[space.slug, group.pk])
    yield Seen("group", _("le groupe « %(name)s »") % {"name": group.name}, url, reading=Reading.GROUP)
    if group.with_reason == group.seated:
        yield Seen("group_reasons", _("chaque siège dit sa raison"), url, reading=Reading.GROUP)


def of_the_partnerships(space: Space, partnerships: Sequence[Partnership]) -> Iterable[Seen]:
    """What their sheets and their readings show: purpose, budget, answers, type, common reading."""
    if len(partnerships) > 1:
        home = reverse("partnerships:home", args=[space.slug])
        yield Seen("existing_partnerships", _("les partenariats décrits dans la démarche"), home)
    budgeted = _budgeted(partnerships)
    for partnership in partnerships:
        sheet = reverse("partnerships:partnership", args=[space.slug, partnership.pk])
        if partnership.purpose:
            yield Seen("common_purpose", _("la finalité écrite sur la fiche"), sheet, partnership.pk)
        if partnership.pk in budgeted:
            yield Seen("budget", _("des financements accordés, sur la fiche"), f"{sheet}#financements", partnership.pk)
    yield from _read_with_the_grid(space, partnerships)


def _budgeted(partnerships: Sequence[Partnership]) -> set[int]:
    granted = Funding.objects.filter(partnership__in=partnerships).current().exclude(state=FundingState.SOUGHT)
    return set(granted.values_list("partnership", flat=True))


def _read_with_the_grid(space: Space, partnerships: Sequence[Partnership]) -> Iterable[Seen]:
    kinds: dict[int, list[tuple[str, object]]] = {partnership.pk: [] for partnership in partnerships}
    handed_in = Assessment.objects.filter(partnership__in=partnerships).submitted().order_by("partnership", "pk")
    for said in handed_in.only("partnership", "kind", "respondent", "rater", "organisation"):
        kinds[said.partnership_id].append((said.kind, queries.respondent_of(said)))
    for partnership in partnerships:
        url = reverse("partnerships:reading", args=[space.slug, partnership.pk])
        alone = [who for kind, who in kinds[partnership.pk] if kind == AssessmentKind.INDIVIDUAL]
        together = [who for kind, who in kinds[partnership.pk] if kind == AssessmentKind.CONSENSUS]
        told = (
            {"grid_answers": _("des lectures remises"), "profile": _("le profil qu'elles dessinent")} if alone else {}
        )
        if partnership.chosen_type:
            told["type"] = _("un type est retenu")
        if together:
            told["disagreements"] = _("la lecture en commun est remise")
        if len(set(alone)) < len(alone) or len(together) > 1:
            told["second_reading"] = _("une lecture refaite")
        for code, words in told.items():
            yield Seen(code, words, url, partnership.pk, Reading.GRID)
