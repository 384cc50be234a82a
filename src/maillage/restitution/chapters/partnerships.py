"""Chapters: the portfolio, then one page for each partnership that has been read."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.partnerships import pictures, rules, wording
from maillage.partnerships.analyses import read_partnership, read_portfolio
from maillage.partnerships.readings import CriterionLine, PartnershipReading
from maillage.restitution.blocks import Block, Chapter, Facts, Heading, Note, Picture, Table
from maillage.spaces.enums import Reading
from maillage.toolkit.words import enumeration, long_date, number

from .standpoint import Standpoint

MOST_NAMED = 4


def compose(standpoint: Standpoint) -> list[Chapter]:
    """Answers under three are masked here for everybody: the report leaves the pilot's team."""
    seen = [row.partnership for row in read_portfolio(standpoint.space, standpoint.user).rows]
    if not seen:
        return []
    readings = [read_partnership(one, fewest_answers=rules.FEWEST_RATERS_SHOWN) for one in seen]
    shown = [one for one in readings if standpoint.may_read(Reading.GRID) and not one.is_empty]
    return [_portfolio(readings, shown), *map(_profile, shown)]


def _portfolio(readings: list[PartnershipReading], shown: list[PartnershipReading]) -> Chapter:
    table = Table(
        header=[_("Partenariat"), _("Étape"), _("Type"), _("Cadre"), _("Terme")],
        rows=[
            [
                one.partnership.name,
                one.partnership.get_stage_display(),
                _type(one) if one in shown else "–",
                str(one.framing.frame.name) if one in shown and one.framing.frame else "–",
                long_date(one.partnership.ends_on) if one.partnership.ends_on else _("sans terme"),
            ]
            for one in readings
        ],
        widths=[3.4, 1.7, 2.6, 1.8, 1.7],
        caption=_("Les partenariats du territoire, par ordre alphabétique"),
    )
    blocks: list[Block] = [table]
    if shown:
        label = _("Formalisation et souplesse de chaque partenariat. ") + " ".join(
            f"{one.partnership.name} : {one.framing.frame.name}." for one in shown if one.framing.frame
        )
        blocks += [
            Heading(_("Rigide ou souple ?")),
            Picture(
                pictures.quadrant_svg(shown), label, _("Formalisation (A1, C1, C2) et souplesse (C3), coupées à 3."), 78
            ),
        ]
    blocks.append(
        Note(
            _(
                "La grille et la typologie sont les nôtres, sous les trois titres de l'AEFA. Leurs seuils sont des "
                "hypothèses à caler sur de vrais cas. Aucun type n'est meilleur en soi : la question est de savoir "
                "si le type convient à la finalité. Il n'y a ni note globale, ni classement."
            )
        )
    )
    return Chapter("partnerships", _("Les partenariats"), _portfolio_sentence(readings, shown), blocks)


def _portfolio_sentence(readings: list[PartnershipReading], shown: list[PartnershipReading]) -> str:
    counted = ngettext("%(count)s partenariat", "%(count)s partenariats", len(readings)) % {
        "count": number(len(readings))
    }
    if not shown:
        return _("%(counted)s ; leur lecture n'est pas encore publiée.") % {"counted": counted}
    disputed = sum(1 for one in shown if one.disagreements)
    return _("%(counted)s, %(read)s lus ensemble ; %(disputed)s portent au moins un désaccord à débattre.") % {
        "counted": counted,
        "read": number(len(shown)),
        "disputed": number(disputed),
    }


def _type(reading: PartnershipReading) -> str:
    if reading.chosen:
        return f"{reading.chosen.code} · {reading.chosen.name}"
    return " / ".join(f"{one.code} · {one.name}" for one in reading.suggestion.types) or _("atypique")


def _profile(reading: PartnershipReading) -> Chapter:
    partnership = reading.partnership
    label = _("Profil de « %(name)s ». %(sentence)s") % {
        "name": partnership.name,
        "sentence": wording.reading_sentence(reading),
    }
    facts = [
        (_("Finalité"), partnership.purpose),
        (
            _("Partenaires"),
            enumeration(dict.fromkeys(str(member.organisation) for member in partnership.members.all())),
        ),
        (_("Type"), _type(reading)),
        (_("Cadre"), f"{reading.framing.frame.name}. {reading.framing.frame.move}" if reading.framing.frame else "–"),
    ]
    blocks: list[Block] = [
        Facts([(name, words) for name, words in facts if words]),
        Picture(pictures.profile_svg(reading), label, _profile_caption(reading), 84),
    ]
    return Chapter(
        f"partnership-{partnership.pk}",
        partnership.name,
        wording.reading_sentence(reading),
        [*blocks, *_to_do(reading)],
    )


def _profile_caption(reading: PartnershipReading) -> str:
    return _(
        "Médiane de %(raters)s répondants et étendue de la moitié centrale ; le losange est la lecture commune."
    ) % {"raters": number(reading.raters)}


def _to_do(reading: PartnershipReading) -> list[Block]:
    """What to handle, disagreements first; the picture already says how every criterion reads."""
    rows = [
        (_("↔ Désaccords d'abord"), _names(reading.disagreements)),
        (_("! À traiter"), _names(reading.to_treat)),
        (_("À étayer"), _names(tuple(line for line in reading.lines if line.needs_evidence))),
    ]
    return [Facts([(name, words) for name, words in rows if words])]


def _names(lines: Sequence[CriterionLine]) -> str:
    named = [f"{line.id} {line.name}" for line in lines[:MOST_NAMED]]
    if len(lines) > MOST_NAMED:
        named.append(_("%(count)s autres") % {"count": number(len(lines) - MOST_NAMED)})
    return enumeration(named)
