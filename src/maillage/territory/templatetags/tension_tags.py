"""Gaps and shares as people write them on the page of the tension."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from maillage.territory.tension.sentences import motives, names, people, percent
from maillage.toolkit.words import number

register = template.Library()
register.filter("share", percent)
register.filter("counted", people)
register.filter("motives", motives)
register.filter("family_names", names)


@register.filter
def points(gap: float | None) -> str:
    """``{{ 0.152|points }}`` → « +15,2 points »; a dash when unknown."""
    if gap is None:
        return "–"
    rounded = round(100 * gap, 1)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return _("%(gap)s points") % {"gap": f"{sign}{number(abs(rounded), 1)}"}
