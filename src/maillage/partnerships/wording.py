"""The sentences that read a figure: the same words on the page, in the report and in the portfolio."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.toolkit.words import enumeration, listed, long_date, number

from . import rules
from .readings import CriterionLine, FramingReading, PartnershipReading, Portfolio, Suggestion
from .typology import Typology


def quoted(name: str) -> str:
    """A name between guillemets that stay with it at the end of a line."""
    return (_("« %(name)s »") % {"name": name}).replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def portfolio_sentence(portfolio: Portfolio, *, on: date) -> str:
    """« 4 partenariats, 3 lus : 2 portent un désaccord à mettre en débat, 1 se termine avant six mois. »"""
    total, read = len(portfolio.rows), len(portfolio.read)
    head = ngettext("%(total)d partenariat", "%(total)d partenariats", total) % {"total": total}
    if not read:
        return _("%(head)s ; aucun n'est encore lu avec la grille.") % {"head": head}
    head = _("%(head)s, %(read)s") % {
        "head": head,
        "read": ngettext("%(read)d lu", "%(read)d lus", read) % {"read": read},
    }
    disputed = len(portfolio.with_disagreement)
    ending = sum(ends_soon(row.partnership.ends_on, on=on) for row in portfolio.rows)
    parts = []
    if disputed:
        parts.append(
            ngettext(
                "%(n)d porte un désaccord à mettre en débat", "%(n)d portent un désaccord à mettre en débat", disputed
            )
            % {"n": disputed}
        )
    if ending:
        parts.append(
            ngettext("%(n)d se termine avant six mois", "%(n)d se terminent avant six mois", ending) % {"n": ending}
        )
    if not parts:
        return _("%(head)s ; aucun désaccord, aucun terme avant six mois.") % {"head": head}
    return _("%(head)s : %(parts)s.") % {"head": head, "parts": ", ".join(parts)}


def ends_soon(ends_on: date | None, *, on: date) -> bool:
    """Whether a term falls within the months before which the pilot is told (a term already past is not « soon »)."""
    return ends_on is not None and on <= ends_on <= in_months(on, rules.MONTHS_BEFORE_END)


def in_months(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def reading_sentence(reading: PartnershipReading) -> str:
    """What the answers say first: disagreements, then low scores, then strong points."""
    if reading.is_empty:
        return _("Personne n'a encore lu ce partenariat avec la grille.")
    if not reading.has_medians:
        return _no_median_sentence(reading)
    head = ngettext("%(n)d personne a répondu", "%(n)d personnes ont répondu", reading.raters) % {"n": reading.raters}
    parts = []
    disagreements, low, strong = len(reading.disagreements), len(reading.to_treat), len(reading.strong)
    if disagreements:
        parts.append(
            ngettext(
                "un désaccord à mettre d'abord sur la table, %(first)s",
                "%(n)d désaccords à mettre d'abord sur la table, dont %(first)s",
                disagreements,
            )
            % {"n": disagreements, "first": quoted(reading.disagreements[0].name)}
        )
    if low:
        parts.append(ngettext("%(n)d critère à traiter", "%(n)d critères à traiter", low) % {"n": low})
    middling = len(reading.to_discuss)
    if strong and middling and not parts:  # never what is well alone
        parts.append(ngettext("%(n)d critère à discuter", "%(n)d critères à discuter", middling) % {"n": middling})
    if strong:
        parts.append(ngettext("%(n)d point fort", "%(n)d points forts", strong) % {"n": strong})
    if not parts:
        return _("%(head)s : tout est à discuter, rien n'est ni fort ni à traiter.") % {"head": head}
    return _("%(head)s : %(parts)s.") % {"head": head, "parts": enumeration(parts)}


def _no_median_sentence(reading: PartnershipReading) -> str:
    if reading.basis == "consensus":
        return _("Le groupe a lu ensemble ; personne n'a répondu seul : il n'y a ni médiane ni écart.")
    if reading.masked:
        return ngettext(
            "%(n)d personne a répondu : la lecture se montre à partir de trois réponses.",
            "%(n)d personnes ont répondu : chaque critère se montre à partir de trois réponses.",
            reading.raters,
        ) % {"n": reading.raters}
    return _("Les réponses remises sont toutes « je ne sais pas » ou « sans objet » : rien ne se lit encore.")


def profile_sentence(reading: PartnershipReading) -> str:
    """« Moyenne des médianes : fondements 3,4, enjeux 3,9, conditions de pérennisation 3,5. Aucun total. »"""
    known = [
        _("%(dimension)s %(mean)s (%(answered)d critères sur %(total)d)")
        % {
            "dimension": dimension.name.lower(),
            "mean": number(dimension.mean, 1),
            "answered": dimension.answered,
            "total": dimension.total,
        }
        for dimension in reading.dimensions
        if dimension.mean is not None
    ]
    if not known:
        return _("Aucune médiane à montrer.")
    return _("Moyenne des médianes : %(dimensions)s. Il n'y a pas de total : un partenariat n'a pas de note.") % {
        "dimensions": enumeration(known)
    }


def disagreement_sentence(line: CriterionLine) -> str:
    """Why a criterion is flagged: spread of the answers, or distance between colleges."""
    sentences = []
    if line.by_spread:
        sentences.append(
            _("la moitié centrale des réponses va de %(low)s à %(high)s")
            % {"low": level(line.lower_quartile), "high": level(line.upper_quartile)}
        )
    if line.by_colleges:
        low = min(line.colleges, key=lambda college: college.median)
        high = max(line.colleges, key=lambda college: college.median)
        sentences.append(
            _("« %(low)s » répond %(low_median)s, « %(high)s » %(high_median)s")
            % {
                "low": low.label,
                "low_median": level(low.median),
                "high": high.label,
                "high_median": level(high.median),
            }
        )
    return listed(sentences)


def framing_sentence(framing: FramingReading) -> str:
    if framing.frame is None:
        return _("Il manque une réponse à %(missing)s pour situer le cadre.") % {
            "missing": enumeration(quoted(name) for name in framing.missing)
        }
    return _("Formalisation %(formality)s, souplesse %(flexibility)s : %(frame)s.") % {
        "formality": number(framing.formality, 1),
        "flexibility": number(framing.flexibility, 1),
        "frame": str(framing.frame.name).lower(),
    }


def type_sentence(suggestion: Suggestion) -> str:
    """What the nearest-profile rule says, in one sentence."""
    if suggestion.status == "too_few_answers":
        return _("Pas de type suggéré : %(answered)d repères connus sur %(columns)d, il en faut %(least)d.") % {
            "answered": suggestion.answered,
            "columns": suggestion.columns,
            "least": suggestion.rule.least_answered,
        }
    words = {
        "nearest": quoted(suggestion.nearest.name),
        "distance": number(suggestion.distance, 2),
        "second": quoted(suggestion.second.name),
        "second_distance": number(suggestion.second_distance, 2),
    }
    if suggestion.status == "atypical":
        return (
            _("Profil atypique : aucun type n'est proche ; le moins éloigné est %(nearest)s (écart %(distance)s).")
            % words
        )
    if suggestion.status == "mixed":
        mixed = _(
            "Profil mixte : %(nearest)s (écart %(distance)s), et presque autant %(second)s (%(second_distance)s)."
        )
        return mixed % words
    return (
        _("Le profil ressemble le plus à %(nearest)s (écart %(distance)s), puis à %(second)s (%(second_distance)s).")
        % words
    )


def rule_sentence(suggestion: Suggestion) -> str:
    """The rule as it was applied, with its weights, its thresholds, and the version of the typology."""
    rule = suggestion.rule
    weights = enumeration(
        _("« %(name)s » compte %(weight)s fois") % {"name": name, "weight": number(weight, 2)}
        for name, weight in rule.weights
    )
    return _(
        "Règle : écart moyen, sur les repères connus, entre la médiane et le profil type%(weights)s ; au moins "
        "%(least)d repères sur %(columns)d ; profil mixte si le deuxième type est à moins de %(mixed)s de plus ; "
        "atypique si le plus proche est à plus de %(atypical)s. Ces seuils sont des hypothèses, à caler sur des cas "
        "réels. %(version)s."
    ) % {
        "weights": f" ({weights})" if weights else "",
        "version": typology_version(suggestion.typology),
        "least": rule.least_answered,
        "columns": suggestion.columns,
        "mixed": number(rule.mixed_within, 2),
        "atypical": number(rule.atypical_beyond, 2),
    }


def typology_version(typology: Typology) -> str:
    """« Typologie de Maillage, version 1 », or the space's own: which one a type was read under."""
    words = {"number": typology.number}
    if typology.is_shipped:
        return _("Typologie de Maillage, version %(number)d") % words
    return _("Typologie de cet espace, version %(number)d") % words


def source_sentence(reading: PartnershipReading) -> str:
    """Where the figures come from: how many people, when, which version of the grid."""
    if not reading.raters:
        return ""
    if reading.first_on == reading.last_on:
        when = _("le %(day)s") % {"day": long_date(reading.last_on)}
    else:
        when = _("du %(first)s au %(last)s") % {
            "first": long_date(reading.first_on),
            "last": long_date(reading.last_on),
        }
    answers = ngettext(
        "%(n)d lecture individuelle remise %(when)s", "%(n)d lectures individuelles remises %(when)s", reading.raters
    ) % {"n": reading.raters, "when": when}
    return _("Source : %(answers)s ; grille de lecture de Maillage, version %(version)s.") % {
        "answers": answers,
        "version": reading.grid_version.number,
    }


def level(value: float | None) -> str:
    """A level or a median as people write it: « 3 », « 3,5 », « 2,25 »; never « 3,0 »."""
    if value is None:
        return number(None)
    digits = 0 if value == int(value) else 1 if value * 2 == int(value * 2) else 2
    return number(value, digits)


def comparison_sentence(one: PartnershipReading, other: PartnershipReading) -> str:
    """How many criteria read better here, better there; a criterion without a median on one side is left out."""
    pairs = [
        (left.median, right.median)
        for left, right in zip(one.lines, other.lines, strict=True)
        if left.median is not None and right.median is not None
    ]
    if not pairs:
        return _("Aucun critère n'a de médiane des deux côtés.")
    return _("%(all)d critères lus des deux côtés : %(here)d plus haut ici, %(there)d là, %(same)d pareils.") % {
        "all": len(pairs),
        "here": sum(left > right for left, right in pairs),
        "there": sum(left < right for left, right in pairs),
        "same": sum(left == right for left, right in pairs),
    }
