"""A space makes the catalogue its own: it rewords, sets aside, adds. Reserved codes keep their meaning."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.enums import Family
from maillage.journal import actions as journal
from maillage.spaces.models import Space
from maillage.stakes import catalogue, permissions
from maillage.stakes.models import CatalogueEntry, Stake
from maillage.toolkit.refusals import Refusal

from .keeping import keep
from .pairs import refuse_without_end

LAST_OWN = 99


@transaction.atomic
def adapt_stake(
    *, space: Space, code: str, label: str, is_offered: bool, expected_version: int | None = None, by: User
) -> CatalogueEntry:
    """Word a stake of the catalogue the way the space does, or stop proposing it. What was said keeps its code.

    The family of a reserved code does not change: a code means the same in every space.
    """
    permissions.check(by, space, permissions.FRAME)
    entry = CatalogueEntry.objects.in_space(space).filter(code=code).first()
    if entry is None:
        entry = CatalogueEntry(space=space, code=code, family=_reserved(code).family)
    else:
        entry.claim(expected_version)
    entry.label, entry.is_offered = _worded(label), is_offered
    keep(entry)
    Stake.objects.in_space(space).filter(code=code).update(local=entry)
    journal.record("stakes.catalogue_adapted", by=by, about=space, stake=str(entry))
    return entry


@transaction.atomic
def add_own_stake(*, space: Space, family: str, label: str, by: User) -> CatalogueEntry:
    """A stake of the space's own: the next free code of its family from 20 up, never one that is reserved."""
    permissions.check(by, space, permissions.FRAME)
    if family not in Family.values:
        raise Refusal(_("Choisissez la famille de l'enjeu : économique, social, formation ou institutionnel."))
    Space.objects.select_for_update().get(pk=space.pk)  # two people adding at once get two codes
    letter = catalogue.LETTERS[Family(family)]
    taken = CatalogueEntry.objects.in_space(space).filter(code__startswith=letter).values_list("code", flat=True)
    number = max([catalogue.FIRST_OWN - 1, *(int(code[1:]) for code in taken)]) + 1
    if number > LAST_OWN:
        raise Refusal(_("Cette famille a déjà quatre-vingts enjeux à vous : réunissez-en quelques-uns."))
    entry = CatalogueEntry(space=space, code=f"{letter}{number}", family=family, label=_worded(label))
    keep(entry)
    journal.record("stakes.catalogue_adapted", by=by, about=space, stake=str(entry))
    return entry


@transaction.atomic
def as_ours(*, space: Space, code: str, by: User) -> None:
    """Give a reserved code our words back. A stake of the space's own leaves, unless somebody said it."""
    permissions.check(by, space, permissions.FRAME)
    entry = CatalogueEntry.objects.in_space(space).filter(code=code).first()
    if entry is None:
        return
    if entry.stake.is_own and Stake.objects.in_space(space).filter(code=code).exists():
        raise Refusal(
            _("Des acteurs ont dit « %(stake)s » : cessez de le proposer plutôt que de l'effacer.") % {"stake": entry}
        )
    if entry.stake.is_own:
        refuse_without_end(space, code)
    journal.record("stakes.catalogue_adapted", by=by, about=space, stake=str(entry))
    entry.delete()


def _reserved(code: str) -> catalogue.CatalogueStake:
    if code not in catalogue.BY_CODE:
        raise Refusal(_("« %(code)s » n'est pas un code du catalogue.") % {"code": code})
    return catalogue.BY_CODE[code]


def _worded(label: str) -> str:
    words = " ".join(label.split())
    if not words:
        raise Refusal(_("Dites l'enjeu en une ligne : ce qu'un acteur peut gagner ou perdre."))
    return words
