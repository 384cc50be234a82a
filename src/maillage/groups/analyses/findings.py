"""Findings of the coverage check, each as one plain sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.actors.enums import College, Level
from maillage_analysis.group import Finding


def in_words(finding: Finding, *, size: int, part_names: Mapping[str, str]) -> str:
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
