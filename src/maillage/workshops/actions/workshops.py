"""Preparing a workshop, running it, keeping what was read or throwing it away: the pilot's deeds."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal

from .. import analyses, permissions, rules, subjects
from ..enums import Pace
from ..models import Phone, Workshop
from ..subjects import WorkshopSubject

LANGUAGES = ("fr", "en")


@transaction.atomic
def create_workshop(
    *,
    space: Space,
    subject: str,
    items: Iterable[str],
    title: str,
    about: int | None = None,
    message: str = "",
    pace: str = Pace.FREE,
    is_hidden: bool = False,
    by: User,
) -> Workshop:
    """Prepare one. Raises Refusal for a subject, a topic or a point that cannot be asked in this space."""
    permissions.check(by, space, permissions.RUN)
    brought = subjects.known().get(subject)
    if brought is None:
        raise Refusal(_("Choisissez sur quoi porte l'atelier, dans la liste."))
    workshop = Workshop(space=space, subject=subject, reading=brought.reading, asked_by=by)
    _fill(workshop, brought, about=about, items=items, title=title, message=message, pace=pace, is_hidden=is_hidden)
    journal.record("workshop.created", by=by, about=workshop)
    return workshop


@transaction.atomic
def edit_workshop(
    *,
    workshop: Workshop,
    items: Iterable[str],
    title: str,
    about: int | None = None,
    message: str = "",
    pace: str = Pace.FREE,
    is_hidden: bool = False,
    expected_version: int | None = None,
    by: User,
) -> Workshop:
    """Before the opening only: afterwards people have read what they answer to."""
    permissions.check(by, workshop.space, permissions.RUN)
    workshop.claim(expected_version)
    if not workshop.is_draft:
        raise Refusal(_("L'atelier a déjà été ouvert : ses questions ne changent plus. Préparez-en un autre."))
    brought = subjects.subject_of(workshop)
    _fill(workshop, brought, about=about, items=items, title=title, message=message, pace=pace, is_hidden=is_hidden)
    journal.record("workshop.edited", by=by, about=workshop)
    return workshop


@transaction.atomic
def open_workshop(*, workshop: Workshop, expected_version: int | None = None, by: User) -> None:
    """A code is drawn, phones may join. The words asked are read again: they are those of the day."""
    permissions.check(by, workshop.space, permissions.RUN)
    workshop.claim(expected_version)
    if not workshop.is_draft:
        raise Refusal(_("Cet atelier a déjà été ouvert."))
    subject = subjects.subject_of(workshop)
    workshop.items = _words(workshop, subject, [item["id"] for item in workshop.items])
    workshop.opened_at = timezone.now()
    workshop.shown = 1 if workshop.is_led else 0
    _save_with_a_code(workshop)
    journal.record("workshop.opened", by=by, about=workshop)


@transaction.atomic
def close_workshop(*, workshop: Workshop, expected_version: int | None = None, by: User) -> None:
    permissions.check(by, workshop.space, permissions.RUN)
    workshop.claim(expected_version)
    if not workshop.is_open:
        raise Refusal(_("Cet atelier n'est pas ouvert."))
    workshop.closed_at = timezone.now()
    _keep(workshop)
    journal.record("workshop.closed", by=by, about=workshop)


@transaction.atomic
def reopen_workshop(*, workshop: Workshop, expected_version: int | None = None, by: User) -> None:
    """The same code, the same phones, the same answers go on."""
    permissions.check(by, workshop.space, permissions.RUN)
    workshop.claim(expected_version)
    if not workshop.is_closed:
        raise Refusal(_("Un atelier se rouvre tant qu'il est clos et pas encore gardé."))
    workshop.closed_at = None
    _keep(workshop)
    journal.record("workshop.reopened", by=by, about=workshop)


@transaction.atomic
def show_item(*, workshop: Workshop, shown: int, expected_version: int | None = None, by: User) -> None:
    """Put one point on the screen, counted from 1; 0: all of them. Led together, it is also what phones answer."""
    permissions.check(by, workshop.space, permissions.RUN)
    workshop.claim(expected_version)
    if workshop.is_draft or not 0 <= shown <= len(workshop.items):
        raise Refusal(_("Ce point n'est pas à l'écran de cet atelier."))
    workshop.shown = shown
    _keep(workshop)


@transaction.atomic
def hide_results(*, workshop: Workshop, hidden: bool, expected_version: int | None = None, by: User) -> None:
    """Cover the results on the screen while everybody answers, or uncover them."""
    permissions.check(by, workshop.space, permissions.RUN)
    workshop.claim(expected_version)
    if workshop.is_draft or workshop.is_kept:
        raise Refusal(_("Il n'y a pas de résultat en cours à l'écran."))
    workshop.is_hidden = hidden
    _keep(workshop)
    journal.record("workshop.results_hidden" if hidden else "workshop.results_shown", by=by, about=workshop)


@transaction.atomic
def keep_workshop(*, workshop: Workshop, expected_version: int | None = None, by: User) -> None:
    """Freeze what is read, already protected; what the phones answered is erased, and their tokens with it."""
    permissions.check(by, workshop.space, permissions.RUN)
    workshop.claim(expected_version)
    if not workshop.is_closed:
        raise Refusal(_("Fermez d'abord l'atelier : une séance gardée ne reçoit plus de réponse."))
    reading = analyses.read_workshop(workshop)
    if not any(item.is_told for item in reading.items):
        raise Refusal(_("Aucun point n'a trois réponses : il n'y a rien à garder. Rouvrez l'atelier, ou jetez-le."))
    workshop.session = reading.as_data()
    workshop.kept_on = timezone.localdate()
    workshop.held_on = timezone.localdate(workshop.opened_at)
    workshop.code, workshop.shown, workshop.is_hidden = None, 0, False
    Phone.objects.filter(workshop=workshop).delete()
    _keep(workshop)
    journal.record("workshop.kept", by=by, about=workshop)


@transaction.atomic
def discard_workshop(*, workshop: Workshop, expected_version: int | None = None, by: User) -> None:
    """Throw everything away: questions, answers, a kept session too. Only the journal says that it was."""
    permissions.check(by, workshop.space, permissions.RUN)
    workshop.claim(expected_version)
    journal.record("workshop.discarded", by=by, about=workshop)
    workshop.delete()


@transaction.atomic
def forget_workshops(*, on: date) -> int:
    """A week after the opening, what was neither kept nor thrown away is erased; the questions stay, to ask again.

    Returns the number of workshops concerned. Run once a day, with the reminders.
    """
    before = on - timedelta(days=rules.DAYS_OF_PHONE_ANSWERS)
    opened = Workshop.objects.filter(opened_at__isnull=False, kept_on=None).select_related("space")
    forgotten = [one for one in opened.select_for_update(of=("self",)) if timezone.localdate(one.opened_at) <= before]
    for workshop in forgotten:
        workshop.claim(None)
        Phone.objects.filter(workshop=workshop).delete()
        workshop.opened_at = workshop.closed_at = workshop.code = None
        workshop.shown = 0
        _keep(workshop)
        journal.record("workshop.forgotten", by=None, about=workshop)
    return len(forgotten)


def _fill(workshop: Workshop, subject: WorkshopSubject, *, about: int | None, items: Iterable[str], **plain) -> None:
    topic = subjects.topic_of(subject, workshop.space, about)
    if topic is None:
        raise Refusal(_("Ce sur quoi porte l'atelier n'est pas, ou n'est plus, dans cet espace."))
    wanted = list(dict.fromkeys(items))
    if not wanted:
        raise Refusal(_("Choisissez au moins un point à soumettre à la salle."))
    if len(wanted) > rules.MOST_ITEMS:
        raise Refusal(_("%(most)d points au plus : au-delà, la salle se lasse.") % {"most": rules.MOST_ITEMS})
    for name, value in plain.items():
        setattr(workshop, name, value)
    workshop.about, workshop.about_label = topic.key or None, topic.label
    workshop.items = _words(workshop, subject, wanted)
    _keep(workshop)


def _words(workshop: Workshop, subject: WorkshopSubject, wanted: Sequence[str]) -> list[dict]:
    """What is asked, in both languages. Raises Refusal when a point may no longer be asked."""
    topic = subjects.topic_of(subject, workshop.space, workshop.about)
    if topic is None:
        raise Refusal(_("Ce sur quoi porte l'atelier n'est pas, ou n'est plus, dans cet espace."))
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = {one.id: one for one in subject.words(workshop.space, topic, wanted)}
    if set(said["fr"]) != set(wanted):
        raise Refusal(_("Un point choisi ne peut pas, ou ne peut plus, être demandé : choisissez-les de nouveau."))
    return [
        {"id": one.id, "group": one.group, **{language: said[language][one.id].as_data() for language in LANGUAGES}}
        for one in said["fr"].values()
    ]


def _save_with_a_code(workshop: Workshop) -> None:
    """Drawn again in the most unlikely case of a code already taken."""
    for _attempt in range(5):
        workshop.code = "".join(secrets.choice(rules.CODE_LETTERS) for _letter in range(rules.CODE_LENGTH))
        try:
            with transaction.atomic():
                workshop.save()
            return
        except IntegrityError:
            continue
    raise Refusal(_("Aucun code libre n'a été trouvé : essayez encore."))


def _keep(workshop: Workshop) -> None:
    workshop.full_clean(exclude=["space", "asked_by"])
    workshop.save()
