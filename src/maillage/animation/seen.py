"""What the animation shows of a partnership's life (see partnerships.detection)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.partnerships.detection import Seen
from maillage.partnerships.models import Partnership
from maillage.spaces.enums import EDITORS
from maillage.spaces.models import Space

from .enums import ActionStatus, BodyKind
from .models import Action, Body, CountSheet, Decision, Meeting, PathwayPart


def of_the_animation(space: Space, partnerships: Sequence[Partnership]) -> Iterable[Seen]:
    """Bodies, meetings held, decisions, actions written and kept, pathway, numbers: of each partnership."""
    home, decisions = reverse("animation:home", args=[space.slug]), reverse("animation:decisions", args=[space.slug])
    bodies = Body.objects.filter(partnership__in=partnerships)
    steering = bodies.filter(kind__in=[BodyKind.STEERING, BodyKind.TECHNICAL])
    held = Meeting.objects.filter(body__in=bodies, held_on__lte=timezone.localdate())
    taken = Decision.objects.filter(meeting__body__in=bodies)
    actions = Action.objects.filter(partnership__in=partnerships)
    told = [
        ("governance", _("ses instances, dans l'animation"), home, steering.values_list("partnership")),
        ("meetings", _("des réunions tenues par ses instances"), home, held.values_list("body__partnership")),
        (
            "decisions",
            _("des décisions écrites en réunion"),
            decisions,
            taken.values_list("meeting__body__partnership"),
        ),
        ("action_sheets", _("des actions écrites"), home, actions.values_list("partnership")),
        (
            "kept_promises",
            _("des actions faites"),
            home,
            actions.filter(status=ActionStatus.DONE).values_list("partnership"),
        ),
    ]
    for code, words, url, found in told:
        for (partnership,) in found.order_by().distinct():
            yield Seen(code, words, url, partnership)
    yield from _on_its_own_pages(space, partnerships)


def _on_its_own_pages(space: Space, partnerships: Sequence[Partnership]) -> Iterable[Seen]:
    walked = PathwayPart.objects.filter(partnership__in=partnerships)
    for partnership in walked.order_by().values_list("partnership", flat=True).distinct():
        url = reverse("animation:pathway", args=[space.slug, partnership])
        yield Seen("pathway", _("le parcours, étape par étape"), url, partnership, roles=EDITORS)
    counted = CountSheet.objects.filter(partnership__in=partnerships)
    for partnership in counted.order_by().values_list("partnership", flat=True).distinct():
        url = reverse("animation:counts", args=[space.slug, partnership])
        yield Seen("dashboard", _("ses chiffres, avec leur période et leur source"), url, partnership)
