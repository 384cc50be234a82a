"""What a stake and a resource must be to be kept, each with its sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maillage.actors.enums import Family
from maillage.toolkit.refusals import Refusal

from . import catalogue
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


def family_of(code: str, family: str) -> str:
    """The family of a stake: its code's when there is one; otherwise the one given, which must then be known."""
    if code:
        if code not in catalogue.BY_CODE:
            raise Refusal(
                _("« %(code)s » n'est pas au catalogue : choisissez un code de E1 à I6 ou dites-le avec vos mots.")
                % {"code": code}
            )
        return catalogue.BY_CODE[code].family
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
    if source == Source.REPORTED and not is_team:
        raise Refusal(_("Seule l'équipe du pilote rapporte la parole d'un autre : choisissez « dit par l'acteur »."))


def check_resource(direction: str, nature: str, description: str) -> None:
    if direction not in Direction.values:
        raise Refusal(_("Dites si l'acteur apporte ou recherche cette ressource."))
    if nature not in Nature.values:
        raise Refusal(_("Choisissez la nature de la ressource dans la liste."))
    if not description.strip():
        raise Refusal(_("Dites la ressource en clair, en une phrase : c'est ce que les autres chercheront."))
