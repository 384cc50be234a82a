"""Last chapter: where figures come from, what is not known, how to read."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maillage.restitution.blocks import Bullets, Chapter, Heading, Note
from maillage.territory import gazetteer
from maillage.territory.analyses import read_territory
from maillage.territory.analyses.sources import absent_datasets

from .standpoint import Standpoint


def compose(standpoint: Standpoint) -> Chapter:
    reading = read_territory(standpoint.space)
    figures = dict.fromkeys(
        [str(gazetteer.POPULATION_SOURCE), str(gazetteer.MEMBERSHIP_SOURCE), str(gazetteer.CONTOURS_SOURCE)]
        + [str(source) for indicator in (reading.indicators if reading else ()) for source in indicator.sources]
    )
    rules = [
        _("Un chiffre inconnu est dit inconnu, jamais zéro."),
        _("Aucun chiffre d'un collège n'est donné sous trois réponses, aucun taux sous cinquante jeunes."),
        _("Critère : médiane des réponses valides ; « je ne sais pas » et « sans objet » ne sont pas des nombres."),
        _("Désaccord : la moitié centrale des réponses couvre deux niveaux, ou deux collèges s'écartent de 1,5."),
        _("Point fort à partir de 4,0, à discuter de 3,0 à 3,9, à traiter sous 3,0. Il n'y a pas de note globale."),
        _("La grille, la typologie et le catalogue d'enjeux sont ceux de Maillage, sous les trois titres de l'AEFA."),
    ]
    blocks = [Heading(_("Chiffres publics")), Bullets(list(figures))]
    absent = absent_datasets() if reading else []
    if absent:
        blocks += [Heading(_("Ce qui manque encore")), Bullets([str(dataset.title) for dataset in absent])]
        how = _(
            "Ces données publiques ne sont pas encore dans cette installation : rien n'en est déduit. La page du "
            "territoire dit, pour chacune, comment les obtenir."
        )
        blocks.append(Note(how))
    blocks += [Heading(_("Règles de lecture")), Bullets(rules)]
    sentence = _("Chaque chiffre porte sa source et son année ; ce qui n'est pas connu est dit.")
    return Chapter("sources", _("Sources et règles de lecture"), sentence, lambda: blocks)
