"""Names that organisations gave and that the directory does not hold: the pilot's team decides, nothing is created."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors import actions as actors
from maillage.actors.models import Organisation
from maillage.journal import actions as journal
from maillage.spaces import permissions as spaces
from maillage.spaces.models import Space
from maillage.spaces.rules import check_belongs
from maillage.toolkit.refusals import Refusal

from .. import permissions
from ..models import Mention


@transaction.atomic
def match_proposal(*, space: Space, folded: str, organisation: Organisation, by: User) -> int:
    """This name is that organisation of the directory, wherever it was written; returns how many ties it gives.

    The words that were written stay beside it. Where the same statement names the organisation already, or is its
    own, the name is set aside: what was said of the organisation itself is kept as it was.
    """
    spaces.check(by, space, permissions.EDIT)
    check_belongs(space, organisation)
    if organisation.is_archived:
        raise Refusal(_("« %(name)s » est dans les archives : reprenez-la d'abord.") % {"name": organisation})
    mentions = list(_waiting(space, folded).select_related("statement"))
    twice = set(Mention.objects.filter(organisation=organisation).values_list("statement", flat=True))
    matched = 0
    for mention in mentions:
        if mention.statement_id in twice or mention.statement.organisation_id == organisation.pk:
            mention.set_aside_on = timezone.localdate()
        else:
            mention.organisation = organisation
            matched += 1
        mention.save(update_fields=["organisation", "set_aside_on"])
    journal.record("tie.name_matched", by=by, about=organisation, name=mentions[0].name)
    return matched


@transaction.atomic
def add_proposal(*, space: Space, folded: str, name: str, kind: str, by: User) -> Organisation:
    """Put this name in the directory, as an organisation of this kind, and recognise it wherever it was written."""
    spaces.check(by, space, permissions.EDIT)
    organisation = actors.create_organisation(space=space, name=" ".join(name.split()), kind=kind, by=by)
    match_proposal(space=space, folded=folded, organisation=organisation, by=by)
    return organisation


@transaction.atomic
def set_aside_proposal(*, space: Space, folded: str, by: User) -> None:
    """This name is left out of the directory; it is kept in what was said."""
    spaces.check(by, space, permissions.EDIT)
    mentions = _waiting(space, folded)
    name = mentions[0].name
    mentions.update(set_aside_on=timezone.localdate())
    journal.record("tie.name_set_aside", by=by, space=space, name=name)


@transaction.atomic
def take_up_proposal(*, space: Space, folded: str, by: User) -> None:
    """Look again at a name that was set aside."""
    spaces.check(by, space, permissions.EDIT)
    aside = Mention.objects.filter(statement__space=space, folded=folded, organisation=None)
    aside.exclude(set_aside_on=None).update(set_aside_on=None)


@transaction.atomic
def unmatch_proposal(*, space: Space, folded: str, organisation_id: int, by: User) -> int:
    """This name was not that organisation: it waits for a decision again, wherever it was written."""
    spaces.check(by, space, permissions.EDIT)
    matched = Mention.objects.filter(statement__space=space, organisation=organisation_id, folded=folded)
    found = matched.exclude(folded="").select_related("organisation").first()
    if found is None:
        raise Refusal(_("Ce nom n'attend plus de décision : rechargez la page."))
    journal.record("tie.name_unmatched", by=by, about=found.organisation, name=found.name)
    return matched.update(organisation=None)


def _waiting(space: Space, folded: str):
    """Mentions of this name that nobody has decided on; handed in or not, so that all spellings go together."""
    found = Mention.objects.filter(statement__space=space, folded=folded, organisation=None, set_aside_on=None)
    if not folded or not found.exists():
        raise Refusal(_("Ce nom n'attend plus de décision : rechargez la page."))
    return found.order_by("pk")
