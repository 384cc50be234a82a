"""What a phone does in an open workshop: join with a college, answer, correct. Nothing here has an author."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.actors.enums import College
from maillage.campaigns import links
from maillage.toolkit.refusals import Refusal

from .. import rules
from ..enums import NonAnswer
from ..models import Phone, PhoneAnswer, Workshop, one_more_change

LEVELS = {str(level): level for level in range(1, 6)}


@transaction.atomic
def join(*, workshop: Workshop, college: str) -> Phone:
    """One more phone, known by a college ("": none of them, or not said). Raises Refusal when closed, or full."""
    _note_change(workshop.pk)
    if college not in {"", *College.values}:
        raise Refusal(_("Choisissez un collège dans la liste, ou « aucun de ceux-là »."))
    if Phone.objects.filter(workshop=workshop).count() >= rules.MOST_PHONES:
        raise Refusal(
            _("Cet atelier a déjà %(most)d téléphones : dites-le à la personne qui anime.")
            % {"most": rules.MOST_PHONES}
        )
    return Phone.objects.create(workshop=workshop, key=links.draw_key(), college=college)


@transaction.atomic
def change_college(*, phone: Phone, college: str) -> None:
    """« Je me suis trompé. » Only while nothing is answered: answers do not move from a college to another."""
    _note_change(phone.workshop_id)
    if college not in {"", *College.values}:
        raise Refusal(_("Choisissez un collège dans la liste, ou « aucun de ceux-là »."))
    if PhoneAnswer.objects.filter(phone=phone).exists():
        raise Refusal(_("Vous avez déjà répondu : votre collège ne change plus."))
    phone.college = college
    phone.save(update_fields=["college"])


@transaction.atomic
def answer(*, phone: Phone, item: str, said: str) -> None:
    """Keep one answer, in place of the one before: « 1 » to « 5 », « unknown » or « not_applicable ».

    Raises Refusal when the workshop is closed, when this point is not, or no longer, asked, or for any other word.
    """
    _note_change(phone.workshop_id)
    workshop = Workshop.objects.only("items", "pace", "shown").get(pk=phone.workshop_id)
    ids = [one["id"] for one in workshop.items]
    if item not in ids:
        raise Refusal(_("Ce point n'est pas demandé dans cet atelier."))
    if workshop.is_led and workshop.shown != ids.index(item) + 1:
        raise Refusal(_("La salle est passée à un autre point : celui-ci ne prend plus de réponse."))
    level = LEVELS.get(said)
    if level is None and said not in NonAnswer.values:
        raise Refusal(_("Choisissez une des réponses proposées."))
    given = PhoneAnswer(phone=phone, item=item, level=level, non_answer="" if level else said)
    PhoneAnswer.objects.bulk_create(
        [given], update_conflicts=True, unique_fields=["phone", "item"], update_fields=["level", "non_answer"]
    )


def _note_change(workshop_id: int) -> None:
    """First of all: it tells the screen, and holds the workshop open until the end of what is being written."""
    if not one_more_change(workshop_id):
        raise Refusal(_("L'atelier est clos : cette réponse n'est pas enregistrée. Celles d'avant le sont."))
