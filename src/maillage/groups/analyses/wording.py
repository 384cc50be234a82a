"""Findings of the coverage check and the pictures of a group, each as one plain sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.actors.enums import College, Level
from maillage_analysis.group import Finding

if TYPE_CHECKING:
    from .readings import GroupReading

NOTICEABLE_GAP = 10  # points of percentage: less is one seat out of fifteen, which says nothing


def of_finding(finding: Finding, *, size: int, part_names: Mapping[str, str]) -> str:
    """« Il manque… », for each code that the library knows."""
    return SENTENCES[finding.code](finding, size, part_names)


def _college_missing(finding: Finding, size: int, part_names: Mapping[str, str]) -> str:
    return _("Il manque le collège « %(college)s ».") % {"college": College(finding.subject).label}


def _level_missing(finding: Finding, size: int, part_names: Mapping[str, str]) -> str:
    return _("Il manque quelqu'un du niveau %(level)s.") % {"level": Level(finding.subject).label}


def _college_too_large(finding: Finding, size: int, part_names: Mapping[str, str]) -> str:
    return _("Le collège « %(college)s » tient %(found)s sièges sur %(size)s : c'est plus d'un tiers.") % {
        "college": College(finding.subject).label,
        "found": finding.found,
        "size": size,
    }


def _youth_voice_missing(finding: Finding, size: int, part_names: Mapping[str, str]) -> str:
    return _("Il manque quelqu'un qui porte la voix des jeunes.")


def _employer_missing(finding: Finding, size: int, part_names: Mapping[str, str]) -> str:
    return _("Il manque un employeur.")


def _part_uncovered(finding: Finding, size: int, part_names: Mapping[str, str]) -> str:
    return _("Il manque quelqu'un de cette partie du territoire : %(part)s.") % {
        "part": part_names.get(finding.subject or "", finding.subject)
    }


def _group_too_small(finding: Finding, size: int, part_names: Mapping[str, str]) -> str:
    lacking = finding.expected - finding.found
    return ngettext(
        "Il manque %(lacking)s siège pour atteindre %(expected)s.",
        "Il manque %(lacking)s sièges pour atteindre %(expected)s.",
        lacking,
    ) % {"lacking": lacking, "expected": finding.expected}


def _group_too_large(finding: Finding, size: int, part_names: Mapping[str, str]) -> str:
    return _("Le groupe compte %(found)s sièges : au-delà de %(expected)s, tout le monde ne parle plus.") % {
        "found": finding.found,
        "expected": finding.expected,
    }


SENTENCES: dict[str, Callable[[Finding, int, Mapping[str, str]], str]] = {
    "college_missing": _college_missing,
    "level_missing": _level_missing,
    "college_too_large": _college_too_large,
    "youth_voice_missing": _youth_voice_missing,
    "employer_missing": _employer_missing,
    "part_uncovered": _part_uncovered,
    "group_too_small": _group_too_small,
    "group_too_large": _group_too_large,
}


def inside(sentence: str) -> str:
    """A sentence put after a colon or a semicolon: without its capital."""
    return sentence[:1].lower() + sentence[1:]


def of_group(reading: GroupReading) -> str:
    seats = ngettext("%(size)s siège", "%(size)s sièges", reading.size) % {"size": reading.size}
    bounds = {"seats": seats, "smallest": reading.group.smallest, "largest": reading.group.largest}
    if not reading.size:
        return _("Aucun siège encore, pour un groupe de %(smallest)s à %(largest)s personnes.") % bounds
    if reading.is_complete:
        return _("%(seats)s sur %(smallest)s à %(largest)s : les règles de composition sont respectées.") % bounds
    first = inside(reading.missing[0].sentence)
    others = len(reading.missing) - 1
    if not others:
        return _("%(seats)s sur %(smallest)s à %(largest)s ; %(first)s") % {**bounds, "first": first}
    return ngettext(
        "%(seats)s sur %(smallest)s à %(largest)s ; %(first)s Un autre point est à voir.",
        "%(seats)s sur %(smallest)s à %(largest)s ; %(first)s %(others)s autres points sont à voir.",
        others,
    ) % {**bounds, "first": first, "others": others}


def of_stakes(reading: GroupReading) -> str:
    if not reading.stakes_said:
        return _("Personne n'a encore dit ses enjeux dans cet espace.")
    return ngettext(
        "%(carried)s enjeu du catalogue sur les %(said)s dits dans l'espace est porté par au moins un siège.",
        "%(carried)s enjeux du catalogue sur les %(said)s dits dans l'espace sont portés par au moins un siège.",
        reading.stakes_carried,
    ) % {"carried": reading.stakes_carried, "said": reading.stakes_said}


def of_families(reading: GroupReading) -> str:
    """The family whose place in the group differs most from its place in the directory."""
    if not reading.size:
        return _("Le groupe est encore vide : seul l'annuaire est dessiné.")
    widest = max(reading.families, key=lambda line: abs(line.seated_share - line.directory_share))
    gap = widest.seated_share - widest.directory_share
    if abs(gap) < NOTICEABLE_GAP:
        return _("Le groupe a le même équilibre de familles que l'annuaire, à dix points près.")
    told = {
        "family": widest.family.label,
        "seated": round(widest.seated_share),
        "directory": round(widest.directory_share),
    }
    if gap > 0:
        more = _("« %(family)s » pèse plus dans le groupe (%(seated)s %%) que dans l'annuaire (%(directory)s %%).")
        return more % told
    less = _("« %(family)s » pèse moins dans le groupe (%(seated)s %%) que dans l'annuaire (%(directory)s %%).")
    return less % told
