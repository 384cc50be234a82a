"""What those who are asked do: begin, answer one question, hand in. Nothing counts before it is handed in."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.campaigns import actions as campaigns
from maillage.campaigns.models import Campaign, Invitation
from maillage.stakes import answers, permissions
from maillage.stakes.answers import Value
from maillage.stakes.enums import Source
from maillage.stakes.models import AskedAnswer, AskedSheet
from maillage.stakes.queries.asked import Kind, Screen, asked_of, read_sheet
from maillage.toolkit.refusals import Refusal

from .handing import Author, write
from .keeping import refuse_archived

LONGEST_MARK = 4000


@transaction.atomic
def start_asked_sheet(*, invitation: Invitation, matter: int, by: User | None = None) -> AskedSheet:
    """Open the sheet of somebody who was asked; whoever has begun finds the answers where they were left.

    ``by``: who types for this person; the person may take the sheet back at any time by their own link.
    """
    campaign = Campaign.objects.select_for_update().select_related("space").get(pk=invitation.campaign_id)
    permissions.check_asked(Invitation.objects.get(pk=invitation.pk), campaign)
    refuse_archived(invitation.organisation)
    asked = asked_of(campaign).filter(matter=matter).first()
    if asked is None:
        raise Refusal(_("Ce n'est plus dans ce qui vous est demandé."))
    if asked.round and not asked.round.is_open:
        raise Refusal(_("Le tour est clos : les positions ne se disent plus. Celles d'avant sont gardées."))
    if by is not None:
        permissions.check_reads_before_typing(by, invitation.organisation, matter)
    sheet = AskedSheet.objects.filter(invitation=invitation, matter=matter).first()
    if sheet is None:
        sheet = AskedSheet.objects.create(
            space=campaign.space, invitation=invitation, matter=matter, round=asked.round, entered_by=by
        )
        note_progress(sheet)
    elif by is not None and sheet.entered_by_id != by.pk:
        raise Refusal(_("Cette personne répond déjà elle-même : ses réponses sont les siennes."))
    elif by is None and sheet.entered_by_id:
        sheet.entered_by = None
        sheet.save(update_fields=["entered_by"])
    return sheet


@transaction.atomic
def answer_asked(
    *,
    sheet: AskedSheet,
    key: str,
    value: Value,
    read_mark: str | None = None,
    expected_version: int | None = None,
    by: User | Invitation,
) -> AskedAnswer:
    """Keep one answer in the person's draft. The same answer sent twice is kept once.

    ``read_mark``: what the organisation's sheet said on the page (see ``Screen.mark``); ``expected_version``: that of
    the person's own answer on the page, 0 for none. Raises Refusal when another window answered otherwise meanwhile.
    """
    permissions.check_writes(by, sheet)
    refuse_archived(sheet.invitation.organisation)
    AskedSheet.objects.select_for_update().get(pk=sheet.pk)
    state = read_sheet(sheet)
    before, screen = state.answers.get(key), state.screen(key)
    if before is not None and before.value == value and before.is_pending and read_mark in {None, before.read_mark}:
        return before
    if screen is None:
        raise Refusal(_("Cette question n'est plus posée : relisez vos réponses."))
    _check_shape(screen, value)
    mark = screen.mark if read_mark is None else read_mark
    if len(mark) > LONGEST_MARK:
        raise Refusal(_("Cette page a vieilli : rechargez-la, puis répondez de nouveau."))
    if before is None:
        return AskedAnswer.objects.create(sheet=sheet, key=key, value=value, read_mark=mark)
    if expected_version is not None and expected_version != before.version:
        raise Refusal(
            _("Vous avez répondu autrement dans une autre fenêtre : « %(said)s ». Gardez-le, ou choisissez de nouveau.")
            % {"said": screen.said}
        )
    before.claim(None)
    before.value, before.read_mark, before.is_pending = value, mark, True
    before.save(update_fields=["value", "read_mark", "is_pending"])
    return before


@transaction.atomic
def hand_in_asked(*, sheet: AskedSheet, by: User | Invitation) -> AskedSheet:
    """The person's answers become the organisation's. Sent twice, it is done once; corrected, it is done again.

    Raises Refusal when something must still be answered, when nothing is said, or when somebody else changed the
    organisation's sheet since: what they said is then shown, and this person decides.
    """
    permissions.check_writes(by, sheet)
    Organisation.objects.select_for_update().get(pk=sheet.invitation.organisation_id)  # one colleague after the other
    refuse_archived(sheet.invitation.organisation)
    sheet.handed_in_on = AskedSheet.objects.select_for_update().get(pk=sheet.pk).handed_in_on  # another window
    state = read_sheet(sheet)
    if not state.to_hand_in:
        if sheet.is_handed_in:
            return sheet
        raise Refusal(_("Rien n'est encore dit : répondez à une question au moins, puis remettez."))
    if state.moved:
        raise Refusal(
            _("Depuis votre réponse, la fiche de votre organisation a changé : relisez « %(what)s », et répondez.")
            % {"what": state.moved[0].title}
        )
    if state.left:
        sentence = ngettext(
            "Il reste %(number)d question sans réponse : « %(first)s ».",
            "Il reste %(number)d questions sans réponse ; la première : « %(first)s ».",
            len(state.left),
        )
        raise Refusal(sentence % {"number": len(state.left), "first": state.left[0].title})
    is_typed = isinstance(by, User)
    write(
        state,
        Author(
            noted_by=by if is_typed else None,
            said_by=sheet.invitation,
            source=Source.ON_BEHALF if is_typed else Source.SAID,
        ),
    )
    sheet.handed_in_on = timezone.localdate()
    sheet.save(update_fields=["handed_in_on"])
    note_progress(sheet)
    campaigns.note_answers_came(invitation=sheet.invitation)
    return sheet


def note_progress(sheet: AskedSheet) -> None:
    """Tell the campaign how far this person is, from all that it asks and that may still be answered."""
    handed = set(
        AskedSheet.objects.filter(invitation=sheet.invitation_id)
        .exclude(handed_in_on=None)
        .values_list("matter", flat=True)
    )
    asked = asked_of(sheet.invitation.campaign)
    awaited = {one.matter for one in asked if one.round is None or one.round.is_open}
    campaigns.note_progress(invitation=sheet.invitation, is_finished=bool(handed) and awaited <= handed)


def _check_shape(screen: Screen, value: Value) -> None:
    """What a page sends was checked by its form; whatever else calls the action is held to the same."""
    kept = answers.keeps(value)
    shapes = {
        Kind.CHOOSE: {"codes"},
        Kind.WEIGH: {"weight", "words"},
        Kind.FREE: {"words", "family", "weight"},
        Kind.NATURE: {"choice"},
        Kind.STAND: {"value"},
        Kind.DETAIL: {"nature", "direction", "description", "thing", "quantity", "unit", "starts_on", "ends_on"}
        | {"conditions", "is_shown"},
    }
    free = screen.kind == Kind.FREE
    may_be_nothing = (value.get("none") and free and not screen.mark) or (value.get("dropped") and screen.can_drop)
    if kept and set(value) == shapes[screen.kind]:
        return
    if not kept and may_be_nothing:
        return
    raise Refusal(_("Cette réponse n'est pas celle de la question : relisez-la."))
