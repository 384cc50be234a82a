"""The tensions that a space looks for: its own between two stakes of its catalogue, and ours unless set aside."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces.models import Space
from maillage.stakes import catalogue, permissions
from maillage.stakes.models import PairEntry
from maillage.stakes.queries import catalogue_of
from maillage.toolkit.refusals import Refusal

from .keeping import keep

MOST_PAIRS = 30  # of the space's own: beyond, nobody reads them one by one


@transaction.atomic
def add_pair(
    *, space: Space, one_code: str, other_code: str, label: str, fact: str = "", source: str = "", by: User
) -> PairEntry:
    """Say that two stakes of the space's catalogue pull apart. Every reading looks for it at once.

    Raises Refusal for a code that is not in the catalogue, the same stake twice, a tension already there (either
    way round), no words, a fact without its source.
    """
    permissions.check(by, space, permissions.FRAME)
    Space.objects.select_for_update().get(pk=space.pk)  # two people adding the same one see it once
    entry = PairEntry(space=space, one_code=one_code, other_code=other_code)
    _order_ends(entry)
    if _own(space).current().count() >= MOST_PAIRS:
        raise Refusal(_("Trente tensions à vous sont déjà suivies : mettez-en de côté avant d'en ajouter."))
    _refuse_twice(entry)
    _write(entry, label, fact, source)
    journal.record("stakes.pair_added", by=by, about=space, pair=str(entry))
    return entry


@transaction.atomic
def edit_pair(
    *, entry: PairEntry, label: str, fact: str = "", source: str = "", expected_version: int | None = None, by: User
) -> PairEntry:
    """Reword a tension of the space's own. Its two stakes stay: for others, set it aside and add another."""
    permissions.check(by, entry.space, permissions.FRAME)
    if not entry.is_own:
        raise Refusal(_("Les tensions proposées gardent leurs mots : mettez-la de côté et dites la vôtre."))
    entry.claim(expected_version)
    _write(entry, label, fact, source)
    journal.record("stakes.pair_edited", by=by, about=entry.space, pair=str(entry))
    return entry


@transaction.atomic
def set_pair_aside(*, space: Space, key: str, by: User) -> None:
    """No reading looks for it any longer; nothing that was said changes, and it can be taken up again."""
    permissions.check(by, space, permissions.FRAME)
    entry = _entry(space, key)
    if entry.is_archived:
        return
    if entry.pk:
        entry.claim(None)
    entry.archived_at = timezone.now()
    keep(entry)
    journal.record("stakes.pair_set_aside", by=by, about=space, pair=_title(entry))


@transaction.atomic
def take_pair_up(*, space: Space, key: str, by: User) -> None:
    """Back in every reading. Raises Refusal if one of its stakes has left the catalogue, or if it was added again."""
    permissions.check(by, space, permissions.FRAME)
    entry = _entry(space, key)
    if not entry.is_archived:
        return
    entry.claim(None)
    entry.archived_at = None
    if entry.is_own:
        _order_ends(entry)
        _refuse_twice(entry)
    keep(entry)
    journal.record("stakes.pair_taken_up", by=by, about=space, pair=_title(entry))


def refuse_without_end(space: Space, code: str) -> None:
    """A stake of the space's own does not leave while a tension rests on it; those set aside leave with it."""
    resting = [entry for entry in _own(space) if code in (entry.one_code, entry.other_code)]
    for entry in resting:
        if not entry.is_archived:
            raise Refusal(
                _("La tension « %(pair)s » repose sur cet enjeu : mettez-la de côté d'abord.") % {"pair": entry}
            )
    PairEntry.objects.filter(pk__in=[entry.pk for entry in resting]).delete()


def _own(space: Space):
    return PairEntry.objects.in_space(space).filter(key="")


def _entry(space: Space, key: str) -> PairEntry:
    """The entry of a tension by its key; a new one for one of ours that was never set aside."""
    entries = PairEntry.objects.in_space(space)
    if key in catalogue.PAIR_BY_KEY:
        return entries.filter(key=key).first() or PairEntry(space=space, key=key)
    number = key.removeprefix(catalogue.OWN_PAIR)
    entry = entries.filter(key="", pk=number).first() if key != number and number.isdecimal() else None
    if entry is None:
        raise Refusal(_("Cette tension n'est pas, ou plus, au catalogue de cet espace."))
    return entry


def _title(entry: PairEntry) -> str:
    return str(entry) if entry.is_own else catalogue.PAIR_BY_KEY[entry.key].title


def _order_ends(entry: PairEntry) -> None:
    """Both codes known, distinct, and in the order of the catalogue: a pair is the same whichever end comes first."""
    order = {stake.code: place for place, stake in enumerate(catalogue_of(entry.space).stakes)}
    for code in (entry.one_code, entry.other_code):
        if code not in order:
            raise Refusal(_("« %(code)s » n'est pas au catalogue de cet espace.") % {"code": code})
    if entry.one_code == entry.other_code:
        raise Refusal(_("Une tension tient entre deux enjeux : choisissez-en un autre pour le second bout."))
    entry.one_code, entry.other_code = sorted((entry.one_code, entry.other_code), key=order.__getitem__)


def _refuse_twice(entry: PairEntry) -> None:
    same = _own(entry.space).current().filter(one_code=entry.one_code, other_code=entry.other_code)
    if found := same.exclude(pk=entry.pk).first():
        raise Refusal(
            _("Ces deux enjeux forment déjà la tension « %(pair)s » : modifiez-la plutôt que de la redire.")
            % {"pair": found}
        )


def _write(entry: PairEntry, label: str, fact: str, source: str) -> None:
    entry.label, entry.fact, entry.source = (" ".join(words.split()) for words in (label, fact, source))
    if not entry.label:
        raise Refusal(_("Dites la tension en quelques mots : ce qui tire d'un côté, ce qui tire de l'autre."))
    if bool(entry.fact) != bool(entry.source):
        raise Refusal(_("Un fait va avec sa source : remplissez les deux cases, ou laissez les deux vides."))
    keep(entry)
