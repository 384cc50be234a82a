"""What binds two bodies by their statutes or budgets."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.toolkit.refusals import Refusal

from .. import permissions
from ..enums import Bond
from ..models import Organisation, Relation
from .cleaning import full_clean

DEEPEST = 20


@transaction.atomic
def relate_bodies(*, source: Organisation, target: Organisation, bond: str, by: User, note: str = "") -> Relation:
    """Note that ``source`` belongs to, funds or runs ``target``."""
    permissions.check(by, source.space, permissions.RELATE)
    if source.space_id != target.space_id:
        raise Refusal(_("Ces deux organisations ne sont pas dans le même espace."))
    if source.pk == target.pk:
        raise Refusal(_("Choisissez une autre organisation : un organisme n'est pas relié à lui-même."))
    if bond == Bond.BELONGS_TO and source.pk in _above(target):
        raise Refusal(
            _("« %(target)s » fait déjà partie de « %(source)s » : l'inverse ne peut pas être vrai aussi.")
            % {"source": source, "target": target}
        )
    if Relation.objects.filter(source=source, target=target, bond=bond).exists():
        raise Refusal(_("Cette relation est déjà notée."))
    relation = Relation(space=source.space, source=source, target=target, bond=bond, note=" ".join(note.split()))
    full_clean(relation)
    relation.save()
    journal.record("organisation.related", by=by, about=source, other=target.name)
    return relation


@transaction.atomic
def unrelate_bodies(*, relation: Relation, by: User) -> None:
    permissions.check(by, relation.space, permissions.RELATE)
    source, target = relation.source, relation.target
    relation.delete()
    journal.record("organisation.unrelated", by=by, about=source, other=target.name)


def _above(organisation: Organisation) -> set[int]:
    """The bodies of which this one is part, step by step."""
    found, last = {organisation.pk}, {organisation.pk}
    for _step in range(DEEPEST):
        higher = Relation.objects.filter(bond=Bond.BELONGS_TO, source__in=last).values_list("target", flat=True)
        last = set(higher) - found
        if not last:
            break
        found |= last
    return found - {organisation.pk}
