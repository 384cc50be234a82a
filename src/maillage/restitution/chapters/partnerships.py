"""Chapters: the portfolio, then one page for each partnership that has been read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.animation.analyses.plan import PlanRow, read_plan
from maillage.animation.permissions import reads_with_members
from maillage.partnerships import pictures, queries, rules, trust, wording
from maillage.partnerships.analyses import read_partnerships, read_reliability_of
from maillage.partnerships.models import Partnership
from maillage.partnerships.portfolio import read_portfolio
from maillage.partnerships.readings import CriterionLine, PartnershipReading, Reason, Suggestion
from maillage.restitution.blocks import Block, Chapter, Facts, Heading, Note, Picture, Table
from maillage.spaces.enums import Reading
from maillage.toolkit.words import enumeration, long_date, number

from .standpoint import Standpoint

MOST_NAMED = 4


def compose(standpoint: Standpoint) -> list[Chapter]:
    """Answers under three are masked here for everybody: the report leaves the pilot's team."""
    portfolio = read_portfolio(standpoint.space, standpoint.user)
    if not portfolio.rows:
        return []
    seen = [row.partnership for row in portfolio.rows]
    readings = read_partnerships(seen, fewest_answers=rules.FEWEST_RATERS_SHOWN)
    shown = [one for one in readings if standpoint.may_read(Reading.GRID) and not one.is_empty]
    queries.fetch_members([one.partnership for one in shown])
    sentence = wording.portfolio_sentence(portfolio, on=standpoint.on)
    whole = Chapter("partnerships", _("Les partenariats"), sentence, partial(_portfolio, readings, shown))
    return [whole, *(_profile(standpoint, reading) for reading in shown)]


def _portfolio(readings: list[PartnershipReading], shown: list[PartnershipReading]) -> Iterator[Block]:
    yield Table(
        header=[_("Partenariat"), _("Étape"), _("Type"), _("Cadre"), _("Terme")],
        rows=[_row(one, is_shown=one in shown) for one in readings],
        widths=[3.1, 1.8, 2.6, 1.7, 2],
        caption=_("Les partenariats du territoire, par ordre alphabétique"),
    )
    if shown:
        yield Heading(_("Rigide ou souple ?"))
        yield _quadrant(shown)
    yield Note(
        _(
            "La grille et la typologie sont les nôtres, sous les trois titres de l'AEFA. Leurs seuils sont des "
            "hypothèses à caler sur de vrais cas. Aucun type n'est meilleur en soi : la question est de savoir "
            "si le type convient à la finalité. Il n'y a ni note globale, ni classement."
        )
    )


def _row(one: PartnershipReading, *, is_shown: bool) -> list[str]:
    return [
        one.partnership.name,
        one.partnership.get_stage_display(),
        _type(one) if is_shown else "–",
        str(one.framing.frame.name) if is_shown and one.framing.frame else "–",
        long_date(one.partnership.ends_on) if one.partnership.ends_on else _("sans terme"),
    ]


def _quadrant(shown: list[PartnershipReading]) -> Picture:
    label = _("Formalisation et souplesse de chaque partenariat. ") + " ".join(
        f"{one.partnership.name} ({one.framing.frame.name})." for one in shown if one.framing.frame
    )
    names = " · ".join(f"{letter} {one.partnership.name}" for letter, one in pictures.quadrant_keys(shown))
    caption = f"{names}. " + _("Formalisation (A1, C1, C2) et souplesse (C3), coupées à 3.")
    return Picture(pictures.quadrant_svg(shown), label, caption, 68)


def _type(reading: PartnershipReading) -> str:
    if reading.chosen:
        return f"{reading.chosen.code} · {reading.chosen.name}"
    return " / ".join(f"{one.code} · {one.name}" for one in reading.suggestion.types) or _("atypique")


def _profile(standpoint: Standpoint, reading: PartnershipReading) -> Chapter:
    partnership = reading.partnership
    sentence = wording.reading_sentence(reading)
    blocks = partial(_blocks, standpoint, reading, sentence)
    return Chapter(f"partnership-{partnership.pk}", partnership.name, sentence, blocks)


def _blocks(standpoint: Standpoint, reading: PartnershipReading, sentence: str) -> Iterator[Block]:
    """A page that reads the partnership, disagreements before its profile; then what follows, and why this type."""
    partnership = reading.partnership
    partners = dict.fromkeys(str(one.organisation) for one in partnership.members.all() if not one.has_left)
    frame = reading.framing.frame
    facts = [
        *_to_do(reading),
        (_("Finalité"), partnership.purpose),
        (_("Partenaires"), enumeration(partners)),
        (_("Type"), _type(reading)),
        (_("Cadre"), f"{frame.name}. {frame.move}" if frame else "–"),
        (_("Fiabilité"), trust.trust_sentence(read_reliability_of(partnership)) if reading.raters else ""),
    ]
    yield Facts([(name, words) for name, words in facts if words])
    label = _("Profil de « %(name)s ». %(sentence)s") % {"name": partnership.name, "sentence": sentence}
    yield Picture(pictures.profile_svg(reading, layout=pictures.PAPER), label, _profile_caption(reading), 94)
    yield from _plan(standpoint, partnership)
    if reading.suggestion.contributions:
        yield Heading(_("À quel type il ressemble, et pourquoi"))
        yield _why(reading.suggestion)
        yield _about_the_type(reading)


def _plan(standpoint: Standpoint, partnership: Partnership) -> Iterator[Block]:
    """What was decided of each point, without the words of anybody, for those who read the plan."""
    if not reads_with_members(standpoint.user, standpoint.role, partnership):
        return
    plan = read_plan(partnership, fewest_answers=rules.FEWEST_RATERS_SHOWN)
    waiting, others = plan.undecided[:MOST_NAMED], plan.undecided[MOST_NAMED:]
    if plan.rows:
        rest = ngettext("et %(n)d autre point", "et %(n)d autres points", len(others)) % {"n": len(others)}
        yield Table(
            header=[_("Critère"), _("Ce que dit la lecture"), _("Suite"), _("Quand")],
            rows=[
                *(_plan_row(row) for row in (*plan.decided, *waiting)),
                *([[rest, "", _("à décider"), "–"]] if others else []),
            ],
            widths=[3.6, 2, 1.7, 2.2],
            caption=_("Le plan : une suite pour chaque désaccord et chaque point à traiter"),
            source=plan.sentence,
        )


def _plan_row(row: PlanRow) -> list[str]:
    line = row.line
    if line is None:
        return [f"{row.words.id} {row.words.name}", str(row.origin.label), _("à décider"), "–"]
    held = line.meeting.held_on if line.meeting else line.debate_on
    day = line.action.due_on if line.action else held
    choice = str(line.get_choice_display())
    return [f"{row.words.id} {row.words.name}", str(row.origin.label), choice, long_date(day) if day else "–"]


def _why(suggestion: Suggestion) -> Table:
    """Every known column beside the nearest type: what each adds sums to the distance."""
    rows = [
        [
            _reason(one),
            wording.level(one.score),
            str(one.prototype),
            number(one.gap, 2),
            number(one.contribution, 2),
        ]
        for one in suggestion.explained
    ]
    total = _("Somme, divisée par %(number)d") % {"number": suggestion.answered}
    return Table(
        header=[_("Repère"), _("Ici"), _("Profil type"), _("Écart compté"), _("Part de l'écart")],
        rows=[*rows, [total, "", "", number(suggestion.gaps, 2), number(suggestion.distance, 2)]],
        widths=[4.6, 0.8, 1.2, 1.3, 1.4],
        align=["left", "right", "right", "right", "right"],
        caption=_("Pourquoi « %(type)s » est le plus proche : du repère le plus proche au plus contraire")
        % {"type": suggestion.nearest.name},
        source=wording.type_sentence(suggestion),
    )


def _about_the_type(reading: PartnershipReading) -> Facts:
    """The pilot's choice and its reason, what such a type risks and lives on, what would make it another."""
    kept = reading.chosen
    choice = f"{kept.name}. {reading.partnership.chosen_type_reason}".strip() if kept else ""
    moves = " ".join(trust.move_sentence(move) for move in reading.suggestion.closest_moves)
    rows = [(_("Type retenu"), choice)]
    for type_ in reading.types_shown[:1]:
        rows += [(_("Il risque"), type_.risks), (_("Il dure par"), type_.lasts)]
        rows.append((_("À se demander"), _("Ce type convient-il à la finalité ? Aucun n'est meilleur en soi.")))
    rows.append((_("Un autre type"), moves))
    return Facts([(name, words) for name, words in rows if words])


def _reason(one: Reason) -> str:
    marks = [word for word, is_so in ((_("≈ proche"), one.is_close), (_("↔ contraire"), one.is_contrary)) if is_so]
    name = f"{one.name[:1].upper()}{one.name[1:]}"
    return f"{name} ({', '.join(marks)})" if marks else name


def _profile_caption(reading: PartnershipReading) -> str:
    return _(
        "Médiane de %(raters)s répondants et étendue de la moitié centrale ; le losange est la lecture commune."
    ) % {"raters": number(reading.raters)}


def _to_do(reading: PartnershipReading) -> list[tuple[str, str]]:
    """What to handle, disagreements first; the picture already says how every criterion reads."""
    rows = [
        (_("↔ Désaccords d'abord"), _names(reading.disagreements)),
        (_("! À traiter"), _names(reading.to_treat)),
        (_("À étayer"), _names(tuple(line for line in reading.lines if line.needs_evidence))),
    ]
    return [(name, words) for name, words in rows if words]


def _names(lines: Sequence[CriterionLine]) -> str:
    named = [f"{line.id} {line.name}" for line in lines[:MOST_NAMED]]
    if len(lines) > MOST_NAMED:
        named.append(_("%(count)s autres") % {"count": number(len(lines) - MOST_NAMED)})
    return enumeration(named)
