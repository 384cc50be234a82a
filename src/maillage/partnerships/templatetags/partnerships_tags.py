"""What other pages show of partnerships, and the sentences that read them."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from maillage.actors.models import Organisation
from maillage.spaces.enums import Role
from maillage.spaces.models import Space
from maillage.toolkit.words import enumeration, long_date

from .. import queries, rules, trust, wording
from ..models import Member, Partnership
from ..readings import CriterionLine, FramingReading, PartnershipReading, Portfolio, Suggestion, TypeMove

register = template.Library()


@register.inclusion_tag("partnerships/organisation_card.html", takes_context=True)
def organisation_partnerships(context, organisation: Organisation) -> dict:
    """The card of an actor's sheet: its partnerships, as far as this person sees them."""
    user, space = context["request"].user, context["space"]
    visible = Partnership.objects.visible_to(user).filter(space=space).current()
    members = (
        Member.objects.current()
        .filter(organisation=organisation, partnership__in=visible)
        .select_related("partnership__space")
        .order_by("partnership__name", "pk")
    )
    return {"members": list(members), "space": space, "is_editor": context["is_editor"]}


@register.inclusion_tag("partnerships/awaited.html", takes_context=True)
def answers_awaited(context, space: Space) -> dict:
    """On the front page, what waits for a partner: the partnerships of its organisation, not answered yet."""
    is_partner = context["role"] == Role.PARTNER
    return {"to_answer": queries.left_to_answer(context["request"].user, space) if is_partner else [], "space": space}


@register.inclusion_tag("partnerships/counts.html")
def reading_counts(reading: PartnershipReading) -> dict:
    return {"reading": reading}


@register.simple_tag
def term(partnership: Partnership, today: date | None = None) -> SafeString | str:
    """The end date, in words when it is near or past."""
    today = today or timezone.localdate()
    if partnership.ends_on is None:
        return _("sans terme")
    day = long_date(partnership.ends_on)
    if partnership.ends_on < today:
        return format_html('{} <span class="tag tag-treat">{}</span>', day, _("terme passé"))
    if wording.ends_soon(partnership.ends_on, on=today):
        return format_html('{} <span class="tag tag-discuss">{}</span>', day, _("avant six mois"))
    return day


@register.simple_tag
def band(line: CriterionLine) -> SafeString:
    """How a criterion reads: a sign and a word; disagreement comes with the reading of its median."""
    tag = '<span class="tag tag-{}"><span aria-hidden="true">{}</span> {}</span>'
    drawn = format_html(tag, line.band.css, line.band.sign, line.band.label)
    if not line.disagreement:
        return drawn
    first = rules.DISAGREEMENT
    return format_html("{} {}", format_html(tag, first.css, first.sign, first.label), drawn)


@register.filter
def level(value: float | None) -> str:
    return wording.level(value)


@register.filter
def lines(reading: PartnershipReading, ids: str) -> list[CriterionLine]:
    """``{{ reading|lines:"A1 C1" }}``: these criteria, when the grid in use has them."""
    return [reading.by_id[id] for id in ids.split() if id in reading.by_id]


@register.simple_tag
def disagreement(line: CriterionLine) -> str:
    return wording.disagreement_sentence(line)


@register.simple_tag
def profile_caption(reading: PartnershipReading) -> str:
    return wording.profile_sentence(reading)


@register.simple_tag
def reading_source(reading: PartnershipReading) -> str:
    return wording.source_sentence(reading)


@register.simple_tag
def framing_caption(framing: FramingReading) -> str:
    return wording.framing_sentence(framing)


@register.simple_tag
def type_caption(suggestion: Suggestion) -> str:
    return wording.type_sentence(suggestion)


@register.simple_tag
def type_move(move: TypeMove) -> str:
    return trust.move_sentence(move)


@register.simple_tag
def type_rule(suggestion: Suggestion) -> str:
    return wording.rule_sentence(suggestion)


@register.simple_tag
def frames_sentence(portfolio: Portfolio) -> str:
    """« 2 en cadre co-construit, 1 en cadre rigide. »"""
    counts: dict[str, int] = {}
    for row in portfolio.read:
        if row.reading.framing.frame:
            name = str(row.reading.framing.frame.name).lower()
            counts[name] = counts.get(name, 0) + 1
    parts = [_("%(n)d en « %(frame)s »") % {"n": n, "frame": name} for name, n in counts.items()]
    return _("%(parts)s.") % {"parts": enumeration(parts)}
