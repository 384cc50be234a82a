"""The matrix stage × actor: read, filled, undone, taken away; for one partnership and for the territory."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.animation import actions, permissions
from maillage.animation.analyses import read_pathway, read_territory_pathway
from maillage.animation.catalogue import PARTS, STAGES
from maillage.animation.enums import Part
from maillage.animation.forms import PathwayForm
from maillage.animation.models import Pathway, PathwayPart
from maillage.partnerships.doors import visible_partnership
from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.toolkit import spreadsheets
from maillage.toolkit.forms import refusals_on

from .of_partnership import members_only

TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@in_space
def pathway(request: HttpRequest, partnership_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    context = {"partnership": partnership, "pathway": read_pathway(partnership), "parts": PARTS, "stages": STAGES}
    return members_only(request, partnership) or render(request, "animation/pathway.html", context)


@in_space
def fill(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Every cell at once; only what this person changed is written."""
    partnership = visible_partnership(request, partnership_id)
    spaces.check(request.user, request.space, permissions.EDIT)
    read = read_pathway(partnership)
    form = PathwayForm(request.POST or None, actors=read.actors, initial={"read_version": read.version})
    if form.is_valid():
        parts = form.parts()
        with refusals_on(form):
            actions.fill_pathway(
                partnership=partnership,
                parts=parts,
                expected_version=form.cleaned_data["read_version"],
                by=request.user,
            )
            _say_what_changed(request, len(parts))
            return redirect("animation:pathway", request.space.slug, partnership.pk)
    context = {
        "partnership": partnership,
        "pathway": read,
        "form": form,
        "stages": STAGES,
        "keys": json.dumps({card.key: card.part for card in PARTS}),
    }
    return render(request, "animation/pathway_fill.html", context)


def _say_what_changed(request: HttpRequest, number: int) -> None:
    if number:
        said = ngettext(
            "%(n)d case changée. Vous pouvez l'annuler.", "%(n)d cases changées. Vous pouvez annuler.", number
        )
        messages.success(request, said % {"n": number})
    else:
        messages.success(request, _("Rien n'a changé."))


@in_space
@require_POST
def undo(request: HttpRequest, partnership_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    spaces.check(request.user, request.space, permissions.EDIT)
    found = Pathway.objects.visible_to(request.user).filter(partnership=partnership)
    read = request.POST.get("read_version", "")
    expected = int(read) if read.isdecimal() and len(read) < 10 else None
    actions.undo_pathway(
        pathway=get_object_or_404(found.select_related("partnership", "space")),
        expected_version=expected,
        by=request.user,
    )
    messages.success(request, _("Le dernier changement est annulé. Annulez encore pour le remettre."))
    return redirect("animation:pathway", request.space.slug, partnership.pk)


@in_space
def territory_pathway(request: HttpRequest) -> HttpResponse:
    """Who leads in which partnership, among those that this person reads."""
    context = {"pathway": read_territory_pathway(request.space, request.user), "parts": PARTS, "stages": STAGES}
    return render(request, "animation/territory_pathway.html", context)


@in_space
def pathway_file(request: HttpRequest, partnership_id: int, form: str) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    if not permissions.reads_with_members(request.user, request.role, partnership):
        raise Http404
    actors = read_pathway(partnership).actors
    rows = [
        [actor.organisation.name, *(str(card.label) if card.part else "" for card in actor.parts)] for actor in actors
    ]
    return _file(
        [_("Organisation"), *(str(card.stage.label) for card in STAGES)], rows, form, f"parcours-{partnership.pk}"
    )


@in_space
def territory_pathway_file(request: HttpRequest, form: str) -> HttpResponse:
    """One line for each part said, in each partnership."""
    found = PathwayPart.objects.visible_to(request.user).filter(space=request.space, partnership__archived_at=None)
    found = found.select_related("partnership", "organisation").order_by(
        "partnership__name", "partnership", "stage", "organisation__name", "pk"
    )
    rows = [
        [part.partnership.name, part.get_stage_display(), part.organisation.name, str(Part(part.part).label)]
        for part in found
    ]
    return _file([_("Partenariat"), pgettext("pathway", "Étape"), _("Organisation"), _("Rôle")], rows, form, "parcours")


def _file(header: list[str], rows: list[list[str]], form: str, name: str) -> HttpResponse:
    if form not in TYPES:
        raise Http404
    if form == "csv":
        content = spreadsheets.to_csv(header, rows, separator=";" if get_language() == "fr" else ",")
    else:
        content = spreadsheets.to_xlsx(header, rows, title=_("Parcours"))
    return HttpResponse(
        content,
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )
