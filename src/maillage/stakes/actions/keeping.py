"""Saving what this room keeps: what the record's own checks refuse is said in one sentence."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from maillage.actors.models import Organisation
from maillage.stakes.models import Round
from maillage.toolkit.refusals import Refusal


def keep(record: models.Model) -> None:
    """Check and save a record, or Refusal."""
    try:
        record.full_clean()
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from error
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:  # the same thing, said by two people at the same moment
        raise Refusal(_("Quelqu'un vient de noter la même chose : rechargez la page avant de continuer.")) from error


def refuse_archived(organisation: Organisation) -> None:
    if organisation.is_archived:
        raise Refusal(
            _("« %(organisation)s » est archivée : rétablissez sa fiche avant d'y ajouter quelque chose.")
            % {"organisation": organisation}
        )


def refuse_closed(round: Round) -> None:
    if not round.is_open:
        raise Refusal(
            _("Le tour « %(round)s » est clos : rouvrez-le, ou ouvrez-en un nouveau pour dire autre chose.")
            % {"round": round}
        )
