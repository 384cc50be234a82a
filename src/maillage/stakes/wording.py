"""The words of the pages that a campaign opens, as said to the person who answers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maillage.actors.enums import Family

from .answers import BOTH, NEITHER
from .enums import Direction

UNSAID = "unsaid"
"""« Je ne sais pas, ou sans objet » on an objective."""


def families() -> dict[str, str]:
    """What each family of stakes speaks of, in a few words."""
    return {
        Family.ECONOMIC: _("l'emploi, les compétences, le coût, l'image"),
        Family.SOCIAL: _("les jeunes, leurs parcours, leurs conditions"),
        Family.TRAINING: _("la formation, l'orientation, leur qualité"),
        Family.INSTITUTIONAL: _("les objectifs à tenir, la reconnaissance, les moyens"),
    }


def choices() -> list[tuple[str, str]]:
    """What one says of a kind of resource."""
    return [
        (Direction.BRINGS.value, _("Nous en apportons")),
        (Direction.SEEKS.value, _("Nous en cherchons")),
        (BOTH, _("Les deux : nous en apportons et nous en cherchons")),
        (NEITHER, _("Ni l'un ni l'autre")),
    ]


def natures() -> dict[str, str]:
    """An example of each kind of resource."""
    return {
        "people": _("un tuteur, une demi-journée de référent, un intervenant"),
        "money": _("une subvention, un poste financé, un achat partagé"),
        "places": _("une salle, un plateau technique, des places de formation ou de stage"),
        "equipment": _("un minibus, des ordinateurs, des équipements de protection"),
        "data": _("des offres, des effectifs, une enquête, un observatoire"),
        "network": _("des employeurs, des anciens, des familles, des élus"),
        "legitimacy": _("un label, un mandat, la confiance d'un public"),
        "expertise": _("le droit de l'alternance, l'orientation, l'ingénierie"),
    }


def stands() -> list[tuple[str, str, str]]:
    """From the most in favour to the most against, then « not said »: (value, sign, words)."""
    at_stake = {
        1: _("votre façon de faire est en jeu"),
        2: _("vos projets sont en jeu"),
        3: _("vos missions sont en jeu"),
        4: _("votre existence est en jeu"),
    }
    found = [(str(size), f"+{size}", _("pour : %(what)s") % {"what": at_stake[size]}) for size in (4, 3, 2, 1)]
    found.append(("0", "0", _("ni pour ni contre, ou indifférent")))
    found += [(str(-size), f"−{size}", _("contre : %(what)s") % {"what": at_stake[size]}) for size in (1, 2, 3, 4)]
    return [*found, (UNSAID, "?", _("je ne sais pas, ou sans objet"))]
