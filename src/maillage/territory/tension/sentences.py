"""The sentences of the tension: what the picture says, what the figures do not say."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from maillage.territory import gazetteer
from maillage.territory.analyses.grain import MOTIVES
from maillage.toolkit import words
from maillage.toolkit.words import enumeration, listed, number

from .readings import FamilyLine, OfficialTrade, TensionReading

COMPONENTS = {
    "difficult": gettext_lazy("part de projets jugés difficiles, au moins"),
    "beyond": gettext_lazy("part des jeunes (outre-mer, des habitants) sans formation à portée"),
    "gap": gettext_lazy("écart entre la part des projets et celle des formations à portée"),
}
MOST_NAMED = 3
LEAST_GAP = 0.005


def percent(share: float | None) -> str:
    """« 23 % », « 0,4 % », « < 0,1 % »; a dash when unknown."""
    if share and share < 0.0005:
        return f"< {words.percent(0.001, 1)}"
    return words.percent(share, 1 if share and share < 0.01 else 0)


def within(reading: TensionReading) -> str:
    """« de niveau 3 (CAP) à moins de 45 minutes »."""
    minutes = number(reading.question.minutes)
    if reading.question.level is None:
        return _("à moins de %(minutes)s minutes") % {"minutes": minutes}
    return _("de %(level)s à moins de %(minutes)s minutes") % {
        "level": reading.question.level.label,
        "minutes": minutes,
    }


def main(reading: TensionReading) -> str:
    """The farthest apart on each side, in one sentence; what is missing when they cannot be compared."""
    if not reading.lines or not reading.projects:
        return _("L'enquête ne compte aucun projet de recrutement dans ce périmètre.")
    compared = [line for line in reading.lines if line.gap is not None]
    if not compared:
        most = max(reading.lines, key=lambda line: line.need.projects)
        return _(
            "Les employeurs cherchent d'abord en « %(family)s » (%(share)s des projets de recrutement) ; %(why)s"
        ) % {"family": most.family.label, "share": percent(most.need.share), "why": why_not_compared(reading)}
    first, last = compared[0], compared[-1]
    if (first.gap or 0) < LEAST_GAP:
        return _("Les formations %(within)s se répartissent comme les projets de recrutement.") % {
            "within": within(reading)
        }
    sought = _(
        "Plus cherché qu'appris : « %(family)s », %(projects)s des projets de recrutement, %(trainings)s des "
        "formations %(within)s"
    ) % {**sides(first), "within": within(reading)}
    taught = _("plus appris que cherché : « %(family)s », %(projects)s des projets, %(trainings)s des formations")
    return _("%(sought)s ; %(taught)s.") % {"sought": sought, "taught": taught % sides(last)}


def sides(line: FamilyLine) -> dict[str, str]:
    return {
        "family": str(line.family.label),
        "projects": percent(line.need.share),
        "trainings": percent(line.reach.share if line.reach else None),
    }


def why_not_compared(reading: TensionReading) -> str:
    """Ends a sentence: why nothing is said of what young people reach."""
    if reading.uncovered:
        return _(
            "le catalogue ne contient aucune formation, ou presque, ici (%(regions)s) : on ne peut rien conclure de "
            "son silence."
        ) % {"regions": enumeration(reading.uncovered)}
    if not reading.everyone:
        return _("aucun habitant n'y est compté : on ne peut rien dire de ce que les jeunes atteignent.")
    return _("aucune formation %(within)s n'y est publiée.") % {"within": within(reading)}


def needs(reading: TensionReading) -> str:
    """« 12 340 projets de recrutement en un an, dont au moins 45 % jugés difficiles et 20 % saisonniers. »"""
    return _(
        "Environ %(projects)s projets de recrutement en un an, dont au moins %(difficult)s jugés difficiles et au "
        "moins %(seasonal)s saisonniers."
    ) % {
        "projects": number(reading.projects),
        "difficult": percent(reading.difficult_share),
        "seasonal": percent(reading.seasonal / reading.projects if reading.projects else None),
    }


def reach(reading: TensionReading) -> str:
    """How many trainings a young person reaches, and which sought families nobody here reaches."""
    if reading.reached is None:
        return ""
    average = _("En moyenne, %(who)s atteint %(n)s formations %(within)s.") % {
        "who": one_person(reading),
        "n": number(reading.reached, 1 if reading.reached < 10 else 0),
        "within": within(reading),
    }
    lacking = reading.out_of_reach
    if not lacking:
        return _("%(average)s Chaque famille cherchée a au moins une formation à portée d'une partie d'entre eux.") % {
            "average": average
        }
    families = ngettext(
        "Une famille cherchée n'en a aucune : %(names)s.",
        "%(n)s familles cherchées n'en ont aucune : %(names)s.",
        len(lacking),
    ) % {"n": number(len(lacking)), "names": names(lacking)}
    return f"{average} {families}"


def gap(reading: TensionReading) -> str:
    """The formula of indicator 26 on what young people reach, beyond the perimeter too; empty when undefined."""
    if reading.reached_gap is None:
        return ""
    return _(
        "La même formule sur les formations %(within)s, dans le périmètre et autour : %(gap)s. Il faudrait changer de "
        "famille %(share)s des formations à portée pour qu'elles se répartissent comme les projets."
    ) % {"within": within(reading), "gap": number(reading.reached_gap, 2), "share": percent(reading.reached_gap)}


def covered(reading: TensionReading) -> str:
    """The formula of indicator 27 for the level and minutes asked; empty when undefined."""
    if reading.reached_covered is None:
        return ""
    return _(
        "%(share)s des projets difficiles s'apprennent à portée : une formation de leur famille est donnée %(within)s "
        "de leur commune."
    ) % {"within": within(reading), "share": percent(reading.reached_covered)}


def sensitivity(reading: TensionReading) -> str:
    """« Avec 30 minutes, 71 % et 8 familles sans formation à portée ; avec 60 minutes, 94 % et aucune famille… »"""
    others = [
        _("avec %(minutes)s minutes, %(share)s et %(families)s")
        % {"minutes": number(one.minutes), "share": percent(one.covered), "families": lacking(one.lacking)}
        for one in reading.thresholds
        if not one.asked and one.covered is not None
    ]
    if not others:
        return ""
    told = listed(others)
    return f"{told[:1].upper()}{told[1:]}."


def lacking(count: int) -> str:
    if count == 0:
        return _("aucune famille sans formation à portée")
    return ngettext("%(n)s famille sans formation à portée", "%(n)s familles sans formation à portée", count) % {
        "n": number(count)
    }


def motives(trade: OfficialTrade) -> str:
    """« surtout : les conditions de travail »; empty when no component is in class 4 or 5."""
    return enumeration(MOTIVES[name] for name in trade.motives) if trade.motives else ""


def one_person(reading: TensionReading) -> str:
    return _("un jeune d'ici") if reading.counted == "young" else _("un habitant d'ici")


def people(reading: TensionReading) -> str:
    return _("jeunes de 15 à 24 ans") if reading.counted == "young" else _("habitants")


def names(lines: tuple[FamilyLine, ...]) -> str:
    """Those with most projects by name, the others counted."""
    sorted_lines = sorted(lines, key=lambda line: -line.need.projects)
    listed = [_("« %(family)s »") % {"family": line.family.label} for line in sorted_lines[:MOST_NAMED]]
    rest = len(sorted_lines) - len(listed)
    if rest:
        listed.append(ngettext("%(n)s autre", "%(n)s autres", rest) % {"n": number(rest)})
    return enumeration(listed)


def apportioned(reading: TensionReading) -> str:
    """From which basins the needs come, and how they were shared out."""
    shares = [
        _("%(name)s (%(held)s tenus ici)") % {"name": one.name, "held": percent(one.held)}
        for one in reading.basins[:MOST_NAMED]
    ]
    rest = len(reading.basins) - len(shares)
    if rest:
        shares.append(ngettext("%(n)s autre", "%(n)s autres", rest) % {"n": number(rest)})
    if not shares:
        return _("Aucune commune de ce périmètre n'est dans un bassin de l'enquête.")
    return _(
        "L'enquête est publiée par bassin France Travail : %(basins)s. Chaque bassin compte pour la part de son emploi "
        "privé qui est dans le périmètre, de la même façon pour tous les métiers."
    ) % {"basins": enumeration(shares)}


def only_basins(reading: TensionReading) -> str:
    """A warning when the perimeter is small beside its basins; empty otherwise."""
    if not reading.is_that_of_its_basins:
        return ""
    return _(
        "Ce périmètre ne tient que %(share)s de ses bassins : la répartition des besoins entre familles est celle des "
        "bassins, plus que la sienne."
    ) % {"share": percent(reading.held)}


def official(reading: TensionReading) -> str:
    """Where official classes come from; why there is none."""
    if not reading.official_year:
        return _("Les classes officielles de tension ne sont pas sur cette machine, ou ne sont pas publiées ici.")
    return _(
        "Officiel : classes de 1 (faible) à 5 (forte) de la Dares et de Pôle emploi, %(year)s, par métier (ROME) et "
        "par bassin (%(basins)s). Nous les comptons par famille, sans les recalculer ni les additionner."
    ) % {"year": reading.official_year, "basins": enumeration(reading.official_basins)}


def outcomes(reading: TensionReading) -> str:
    if not reading.outcomes_year:
        return _("Les taux d'emploi après l'apprentissage (InserJeunes) ne sont pas sur cette machine.")
    return _(
        "Emploi six mois après l'apprentissage : InserJeunes %(year)s, sortants de la région (%(regions)s), du CAP au "
        "BTS ; une formation qui mène à deux familles compte pour moitié dans chacune ; rien n'est affiché sous "
        "cinquante sortants."
    ) % {"year": reading.outcomes_year, "regions": enumeration(reading.regions)}


def unplaced(reading: TensionReading) -> str:
    if not reading.unplaced:
        return ""
    places = enumeration(place.name for place in gazetteer.communes(reading.unplaced))
    return _("Sans position connue, laissées de côté pour les trajets : %(names)s.") % {"names": places}


def uncovered(reading: TensionReading) -> str:
    """A silence of the catalogue is not an absence; empty when it speaks of every place here."""
    if not reading.uncovered:
        return ""
    return _(
        "Le catalogue ne contient aucune formation, ou presque, ici : %(regions)s. "
        "On ne peut rien conclure de son silence."
    ) % {"regions": enumeration(reading.uncovered)}


def limits(reading: TensionReading) -> list[str]:
    """What these figures do not say, in the order of the page."""
    found = [
        _(
            "Les projets de recrutement sont des intentions déclarées par les employeurs au début de l'année, non des "
            "embauches ; « difficile » est leur propre jugement."
        ),
        apportioned(reading),
        _(
            "Les petits nombres sont secrets et ne comptent pas : projets, difficiles et saisonniers sont des "
            "minimums, et les parts de difficiles aussi. Dans les bassins d'ici, %(n)s couples métier × bassin sont "
            "secrets."
        )
        % {"n": number(reading.secret)},
        _(
            "Le catalogue de 2020 est rempli inégalement selon les régions, d'un facteur dix : comparez les familles "
            "d'un même territoire, jamais des territoires de régions différentes. Chaque formation compte pour une, "
            "quelle que soit sa capacité."
        ),
        _(
            "Une formation qui mène à plusieurs familles est partagée entre elles à parts égales. Passage du diplôme "
            "au métier (ROME), puis à la famille (FAP) : le nôtre, sûr pour les vingt-deux familles."
        ),
        reading.travelling.words,
        official(reading),
        outcomes(reading),
        _("Les formations scolaires et universitaires hors apprentissage, le coût et le logement n'y sont pas."),
    ]
    return [sentence for sentence in found if sentence]
