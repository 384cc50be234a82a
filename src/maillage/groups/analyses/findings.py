"""Findings of the coverage check, each as one plain sentence."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy, ngettext_lazy

from maillage.actors.enums import College, Level
from maillage_analysis.group import Finding

# « Il manque… », for each code that the library knows.
SENTENCES = {
    "college_missing": gettext_lazy("Il manque le collège « %(college)s »."),
    "level_missing": gettext_lazy("Il manque quelqu'un du niveau %(level)s."),
    "college_too_large": gettext_lazy(
        "Le collège « %(college)s » tient %(found)s sièges sur %(size)s : c'est plus d'un tiers."
    ),
    "youth_voice_missing": gettext_lazy("Il manque quelqu'un qui porte la voix des jeunes."),
    "employer_missing": gettext_lazy("Il manque un employeur."),
    "part_uncovered": gettext_lazy("Il manque quelqu'un de cette partie du territoire : %(part)s."),
    "group_too_small": ngettext_lazy(
        "Il manque %(lacking)s siège pour atteindre %(expected)s.",
        "Il manque %(lacking)s sièges pour atteindre %(expected)s.",
        "lacking",
    ),
    "group_too_large": gettext_lazy(
        "Le groupe compte %(found)s sièges : au-delà de %(expected)s, tout le monde ne parle plus."
    ),
}


def in_words(finding: Finding, *, size: int, part_names: Mapping[str, str]) -> str:
    subject = finding.subject or ""
    return SENTENCES[finding.code] % {
        "college": College(subject).label if subject in College.values else "",
        "level": Level(subject).label if subject in Level.values else "",
        "part": part_names.get(subject, subject),
        "found": finding.found,
        "expected": finding.expected,
        "lacking": finding.expected - finding.found,
        "size": size,
    }
