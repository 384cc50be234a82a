"""What an organisation says of its own ties, answer by answer. Nothing counts before it is handed in.

Answers are saved one by one without an entry in the journal; the engine notes that an organisation has answered.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.actors.rules import folded_name
from maillage.campaigns import actions as campaigns
from maillage.campaigns import permissions as campaign_permissions
from maillage.campaigns.models import Campaign, Invitation
from maillage.toolkit.refusals import NotAllowed, Refusal

from .. import permissions, queries, rules
from ..enums import Intensity, Nature
from ..models import Declared, Mention, Statement, Wave


@transaction.atomic
def start_statement(*, invitation: Invitation, by: User | None = None) -> Statement:
    """Open the statement of this person's organisation; whoever comes second finds what a colleague said.

    ``by``: who types for this person. Refused once the organisation answers itself: whoever follows the link takes
    over what was typed.
    """
    campaign = Campaign.objects.select_for_update().get(pk=invitation.campaign_id)  # two clicks open one
    fresh = Invitation.objects.select_related("space", "organisation").get(pk=invitation.pk)
    campaign_permissions.check_link_takes_answers(fresh, campaign, on=timezone.localdate())
    if not Wave.objects.filter(campaign=campaign).exists():
        raise Refusal(_("Ce lien demande autre chose."))
    if by is not None:
        campaign_permissions.check(by, fresh.space, campaign_permissions.RUN)
    statement = queries.own_statement(campaign, fresh.organisation)
    if statement is None:
        statement = Statement.objects.create(
            space=fresh.space,
            campaign=campaign,
            organisation=fresh.organisation,
            invitation=fresh,
            entered_by=by,
        )
    elif by is not None:
        if statement.entered_by_id != by.pk:
            raise NotAllowed(
                _("Cette organisation répond déjà par une autre personne : ses réponses sont les siennes.")
            )
        statement.invitation = fresh
        statement.save(update_fields=["invitation"])
    elif statement.entered_by_id and not statement.is_handed_in:
        statement.entered_by = None
        statement.save(update_fields=["entered_by"])
    campaigns.note_progress(invitation=fresh, is_finished=statement.is_handed_in)
    return statement


@transaction.atomic
def name_organisations(
    *,
    statement: Statement,
    organisations: Collection[int] = (),
    name: str = "",
    by: User | Invitation,
) -> list[Mention]:
    """Add organisations of the directory, by their keys, or a name that is not in it; those already there stay.

    A name that the directory knows becomes that organisation. Returns those that were added.
    """
    statement, invitation = _held(statement, by)
    _refuse_if_handed_in(statement)
    wanted = set(organisations)
    proposed = " ".join(name.split())
    if proposed:
        known = queries.known_by_name(statement.space, proposed)
        if known is not None:
            wanted.add(known.pk)
            proposed = ""
    if statement.organisation_id in wanted:
        raise Refusal(_("C'est votre organisation : choisissez celles avec qui elle travaille."))
    found = Organisation.objects.filter(space=statement.space_id, pk__in=wanted).current()
    if found.count() != len(wanted):
        raise Refusal(_("Une organisation choisie n'est pas, ou n'est plus, dans l'annuaire."))
    kept = list(statement.mentions.values_list("organisation", "folded"))
    keys, names = {key for key, _folded in kept}, {folded for _key, folded in kept}
    who = _who(invitation, by)
    added = [Mention(statement=statement, organisation=one, **who) for one in found if one.pk not in keys]
    if proposed and (folded := _folded(proposed)) not in names:
        added.append(Mention(statement=statement, name=proposed, folded=folded, **who))
    if len(kept) + len(added) > rules.MOST_NAMED:
        raise Refusal(
            _("Au-delà de %(most)d organisations, gardez celles avec qui vous travaillez le plus.")
            % {"most": rules.MOST_NAMED}
        )
    for mention in added:
        mention.save()
    return added


@transaction.atomic
def describe(
    *, mention: Mention, strands: Mapping[str, int], expected_version: int | None = None, by: User | Invitation
) -> Mention:
    """Say what flows with one organisation: nature → intensity, in place of what was said before."""
    statement, invitation = _held(mention.statement, by)
    _refuse_if_handed_in(statement)
    asked = Wave.objects.get(campaign=statement.campaign_id).natures
    if any(nature not in asked or nature not in Nature.values for nature in strands):
        raise Refusal(_("Cette nature de lien n'est pas demandée ici."))
    if any(isinstance(level, bool) or level not in Intensity.values for level in strands.values()):
        raise Refusal(_("L'intensité d'un lien va de « on s'informe » à « on décide ensemble »."))
    if not strands:
        raise Refusal(_("Dites au moins une chose qui passe entre vous, ou retirez cette organisation de votre liste."))
    mention.claim(expected_version)
    mention.strands.all().delete()
    Declared.objects.bulk_create(
        Declared(mention=mention, nature=nature, intensity=strands[nature]) for nature in asked if nature in strands
    )
    for field, value in _who(invitation, by).items():
        setattr(mention, field, value)
    mention.save(update_fields=["said_on", "invitation", "entered_by"])
    return mention


@transaction.atomic
def forget_mention(*, statement: Statement, mention_id: int, by: User | Invitation) -> None:
    """Take an organisation out of the statement, with what was said of it; already gone: nothing to do."""
    statement, _invitation = _held(statement, by)
    _refuse_if_handed_in(statement)
    statement.mentions.filter(pk=mention_id).delete()


@transaction.atomic
def hand_in(*, statement: Statement, with_nobody: bool = False, by: User | Invitation) -> Statement:
    """The statement counts from now on; a second click does nothing.

    ``with_nobody``: this organisation says that it works with no other, which is an answer too.
    """
    statement, invitation = _held(statement, by)
    if statement.is_handed_in:
        return statement
    says_something = Declared.objects.filter(mention__statement=statement).exists()
    if not says_something and (not with_nobody or statement.mentions.exists()):
        raise Refusal(
            _("Rien n'est encore dit : décrivez au moins un lien, ou dites que vous ne travaillez avec aucune autre.")
        )
    statement.claim(None)
    statement.submitted_at, statement.reopened_on = timezone.now(), None
    statement.save(update_fields=["submitted_at", "reopened_on"])
    _note_progress(statement)
    campaigns.note_answers_came(invitation=invitation)
    return statement


@transaction.atomic
def take_back(*, statement: Statement, by: User | Invitation) -> Statement:
    """Open the statement again to correct it: it does not count until it is handed in again, or the campaign closes."""
    statement, _invitation = _held(statement, by)
    if statement.is_handed_in:
        statement.claim(None)
        statement.submitted_at, statement.reopened_on = None, timezone.localdate()
        if isinstance(by, Invitation):
            statement.entered_by = None  # whoever follows the link takes over what was typed
        statement.save(update_fields=["submitted_at", "reopened_on", "entered_by"])
        _note_progress(statement)
    return statement


def keep_what_was_reopened(campaign: Campaign) -> None:
    """The campaign closes: whoever had handed in and was correcting is not lost, what is written counts."""
    reopened = Statement.objects.filter(campaign=campaign, submitted_at=None).exclude(reopened_on=None)
    for statement in reopened.select_related("campaign"):
        statement.submitted_at, statement.reopened_on = timezone.now(), None
        statement.save(update_fields=["submitted_at", "reopened_on"])
        _note_progress(statement)


def erase_never_handed_in(campaign: Campaign) -> None:
    """The links have ended: what was begun and never handed in is nobody's to read."""
    keep_what_was_reopened(campaign)
    Statement.objects.filter(campaign=campaign, submitted_at=None).delete()


def _held(statement: Statement, by: User | Invitation) -> tuple[Statement, Invitation]:
    """The statement as it is now, its campaign locked: two people, or two tabs, write one after the other."""
    campaign = Campaign.objects.select_for_update().select_related("space").get(pk=statement.campaign_id)
    fresh = Statement.objects.select_related("organisation").get(pk=statement.pk)
    fresh.campaign, fresh.space = campaign, campaign.space
    invitation = permissions.check_may_declare(by, fresh, campaign)
    invitation.campaign, invitation.organisation = campaign, fresh.organisation
    return fresh, invitation


def _refuse_if_handed_in(statement: Statement) -> None:
    if statement.is_handed_in:
        raise Refusal(_("Vos liens sont déjà remis : rouvrez-les pour les corriger."))


def _who(invitation: Invitation, by: User | Invitation) -> dict:
    """Who says it, who typed it, when."""
    return {
        "invitation": invitation,
        "entered_by": by if isinstance(by, User) else None,
        "said_on": timezone.localdate(),
    }


def _folded(name: str) -> str:
    folded = folded_name(name)
    try:
        Mention._meta.get_field("name").clean(name, None)
    except ValidationError as error:
        raise Refusal(_("Ce nom est trop long : 160 signes au plus.")) from error
    if not folded:
        raise Refusal(_("Écrivez le nom de l'organisation avec des lettres."))
    return folded[:200]


def _note_progress(statement: Statement) -> None:
    """One statement for the whole organisation: none of its people is reminded of what a colleague handed in."""
    people = statement.campaign.invitations.asked().filter(organisation=statement.organisation_id, declined_on=None)
    for invitation in people:
        campaigns.note_progress(invitation=invitation, is_finished=statement.is_handed_in)
