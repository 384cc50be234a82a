"""What a stake and a resource must be to be kept, each with its sentence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from maillage.actors.enums import Family
from maillage.toolkit.refusals import Refusal

from .catalogue import Catalogue
from .enums import Direction, Nature, Source

LIGHTEST, HEAVIEST = 1, 5


def check_weight(weight: int) -> int:
    """The weight as an integer from 1 to 5, or Refusal."""
    try:
        value = int(weight)
    except (TypeError, ValueError):
        value = 0
    if not LIGHTEST <= value <= HEAVIEST or value != weight:
        raise Refusal(_("Le poids va de 1 (secondaire) à 5 (vital) : choisissez l'un de ces cinq nombres."))
    return value


def family_of(code: str, family: str, known: Catalogue) -> str:
    """The family of a stake: its code's when there is one; otherwise the one given, which must then be known."""
    if code:
        if code not in known.by_code:
            raise Refusal(
                _("« %(code)s » n'est pas au catalogue : choisissez un code de E1 à I6 ou dites-le avec vos mots.")
                % {"code": code}
            )
        return known.by_code[code].family
    if family not in Family.values:
        raise Refusal(
            _("Un enjeu hors catalogue a besoin d'une famille : économique, social, formation ou institutionnel.")
        )
    return family


def check_said(code: str, words: str) -> None:
    if not code and not words.strip():
        raise Refusal(_("Choisissez un enjeu du catalogue, ou dites-le avec vos mots."))


def check_source(source: str, *, is_team: bool) -> None:
    if source not in Source.values:
        raise Refusal(_("Dites d'où vient cet enjeu : dit par l'acteur, dit en atelier ou rapporté par le pilote."))
    if source in {Source.REPORTED, Source.ON_BEHALF} and not is_team:
        raise Refusal(_("Seule l'équipe du pilote rapporte la parole d'un autre : choisissez « dit par l'acteur »."))


def check_resource(direction: str, nature: str, description: str) -> None:
    if direction not in Direction.values:
        raise Refusal(_("Dites si l'acteur apporte ou recherche cette ressource."))
    if nature not in Nature.values:
        raise Refusal(_("Choisissez la nature de la ressource dans la liste."))
    if not description.strip():
        raise Refusal(_("Dites la ressource en clair, en une phrase : c'est ce que les autres chercheront."))


def check_amount(quantity: Decimal | None, unit: str) -> None:
    if quantity is not None and quantity <= 0:
        raise Refusal(_("Une quantité est plus grande que zéro ; laissez la case vide si vous ne la connaissez pas."))
    if unit and quantity is None:
        raise Refusal(_("Vous donnez une unité sans quantité : dites combien, ou laissez l'unité vide."))


def check_period(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise Refusal(_("La période finit avant de commencer : échangez les deux dates."))


MOST_OBJECTIVES = 60
MOST_ACTORS = 200  # in one round: beyond, no page of pairs can be read


def check_objective(label: str, family: str) -> str:
    """The label without needless spaces, or Refusal."""
    if not label.strip():
        raise Refusal(_("Dites l'objectif en une ligne : ce que le groupe pourrait vouloir ensemble."))
    if family not in Family.values:
        raise Refusal(_("Choisissez la famille de l'objectif : économique, social, formation ou institutionnel."))
    return " ".join(label.split())


def check_stand(value: int | None) -> int | None:
    """A whole position from −4 to 4; None when it is not said."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not -4 <= value <= 4:
        raise Refusal(_("Une position va de −4 (opposé, son existence en dépend) à 4 (favorable), en nombres entiers."))
    return value


def check_influence(value: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 4:
        raise Refusal(_("Une influence va de 0 (aucune) à 4 (peut mettre fin à l'autre), en nombres entiers."))
    return value
