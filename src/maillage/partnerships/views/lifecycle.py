"""The twelve steps of a partnership: where it is, what each step leaves, what is missing for the next one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.toolkit.forms import refusals_on

from .. import actions, permissions
from ..doors import visible_partnership
from ..forms import DeliverableForm, StageForm
from ..lifecycle import read_lifecycle
from ..models import Deliverable
from ..stages import DELIVERABLES, STAGE_OF, STAGES


@in_space
def page(request: HttpRequest, partnership_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    context = {"partnership": partnership, "life": read_lifecycle(partnership, role=request.role)}
    return render(request, "partnerships/lifecycle.html", context)


@in_space
def move(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Note that the partnership has come to another step, whichever it is."""
    partnership = visible_partnership(request, partnership_id)
    spaces.check(request.user, request.space, permissions.EDIT)
    following = min(partnership.stage + 1, len(STAGES) - 1)
    start = {"stage": request.GET.get("vers", following), "came_on": timezone.localdate()}
    form = StageForm(request.POST or None, partnership=partnership, initial=start)
    if form.is_valid():
        told = dict(form.cleaned_data)
        with refusals_on(form):
            actions.move_to_stage(
                partnership=partnership, expected_version=told.pop("read_version"), **told, by=request.user
            )
            messages.success(
                request, _("Le partenariat est à l'étape « %(stage)s ».") % {"stage": partnership.get_stage_display()}
            )
            return redirect("partnerships:lifecycle", request.space.slug, partnership.pk)
    context = {"partnership": visible_partnership(request, partnership_id), "form": form}
    return render(request, "partnerships/move.html", context)


@in_space
def deliverable(request: HttpRequest, partnership_id: int, deliverable: str) -> HttpResponse:
    """Say of one deliverable that it is done, not needed here, or still to do."""
    if deliverable not in DELIVERABLES:
        raise Http404
    partnership = visible_partnership(request, partnership_id)
    spaces.check(request.user, request.space, permissions.EDIT)
    fresh = Deliverable(space=request.space, partnership=partnership, code=deliverable)
    said = Deliverable.objects.filter(partnership=partnership, code=deliverable).first()
    form = DeliverableForm(request.POST or None, instance=said or fresh)
    if form.is_valid():
        with refusals_on(form):
            actions.say_deliverable(partnership=partnership, code=deliverable, **form.changes(), by=request.user)
            messages.success(request, _("« %(what)s » est noté.") % {"what": DELIVERABLES[deliverable].label})
            return _back(request, partnership_id, deliverable)
    step = STAGE_OF[deliverable]
    context = {"partnership": partnership, "form": form, "card": DELIVERABLES[deliverable], "step": step}
    return render(request, "partnerships/deliverable.html", context)


@in_space
@require_POST
def confirm(request: HttpRequest, partnership_id: int, deliverable: str) -> HttpResponse:
    """One click: what the space shows is indeed done. Its date and place may be told later."""
    partnership = visible_partnership(request, partnership_id)
    if deliverable not in DELIVERABLES:
        raise Http404
    actions.confirm_deliverable(partnership=partnership, code=deliverable, by=request.user)
    messages.success(request, _("« %(what)s » est noté comme fait.") % {"what": DELIVERABLES[deliverable].label})
    return _back(request, partnership_id, deliverable)


def _back(request: HttpRequest, partnership_id: int, deliverable: str) -> HttpResponse:
    answer = redirect("partnerships:lifecycle", request.space.slug, partnership_id)
    answer["Location"] += f"#etape-{STAGE_OF[deliverable].number}"
    return answer
