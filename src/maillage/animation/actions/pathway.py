"""The matrix stage × actor: filled together, undone in one click."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.partnerships.models import Partnership
from maillage.spaces import permissions as spaces
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import Refusal

from .. import permissions
from ..enums import Part, PathStage
from ..models import Pathway, PathwayPart
from ..queries import organisations_on_pathway

Cell = tuple[int, int]  # organisation's id, stage


@transaction.atomic
def fill_pathway(
    *, partnership: Partnership, parts: Mapping[Cell, str], expected_version: int | None = None, by: User
) -> Pathway:
    """Say who does what. ``parts``: (organisation's id, stage) → a Part, or "" for nobody has said.

    Cells that are not named stay as they are. What changed is kept, so that ``undo_pathway`` can take it back.
    ``expected_version``: that of the matrix that was read, 0 when there was none.
    """
    spaces.check(by, partnership.space, permissions.EDIT)
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    known = {organisation.pk for organisation in organisations_on_pathway(partnership)}
    for (organisation, stage), part in parts.items():
        if organisation not in known:
            raise Refusal(_("Une de ces organisations n'est pas membre du partenariat : ajoutez-la d'abord."))
        if stage not in PathStage.values or part not in {"", *Part.values}:
            raise Refusal(_("Cette case n'existe pas dans le parcours : choisissez dans la page."))
    before = _said(partnership)
    changes = [
        [*cell, before.get(cell, ""), part] for cell, part in sorted(parts.items()) if before.get(cell, "") != part
    ]
    pathway = Pathway.objects.filter(partnership=partnership).first()
    if not changes:
        return pathway or Pathway(space=partnership.space, partnership=partnership)
    if pathway is None:
        pathway = Pathway.objects.create(space=partnership.space, partnership=partnership)
    elif expected_version == 0:
        raise EditedMeanwhile(pathway)
    else:
        pathway.claim(expected_version)
    _write(pathway, changes)
    journal.record("pathway.filled", by=by, about=partnership, number=len(changes))
    return pathway


@transaction.atomic
def undo_pathway(*, pathway: Pathway, expected_version: int | None = None, by: User) -> Pathway:
    """Take the last writing back; doing it again puts it forth again."""
    spaces.check(by, pathway.space, permissions.EDIT)
    if not pathway.last_change:
        raise Refusal(_("Il n'y a rien à annuler dans ce parcours."))
    pathway.claim(expected_version)
    known = {organisation.pk for organisation in organisations_on_pathway(pathway.partnership)}
    _write(pathway, [[one, stage, after, before] for one, stage, before, after in pathway.last_change if one in known])
    journal.record("pathway.undone", by=by, about=pathway.partnership)
    return pathway


def _said(partnership: Partnership) -> dict[Cell, str]:
    rows = PathwayPart.objects.filter(partnership=partnership).values_list("organisation", "stage", "part")
    return {(organisation, stage): part for organisation, stage, part in rows}


def _write(pathway: Pathway, changes: Iterable[list]) -> None:
    for organisation, stage, _before, after in changes:
        cell = {"partnership": pathway.partnership, "organisation_id": organisation, "stage": stage}
        if after:
            PathwayPart.objects.update_or_create(**cell, defaults={"part": after, "space": pathway.space})
        else:
            PathwayPart.objects.filter(**cell).delete()
    pathway.last_change, pathway.changed_on = list(changes), timezone.localdate()
    pathway.save()
