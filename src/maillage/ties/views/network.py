"""The network page, and the forms that note a tie.

The pilot's team sees every tie. Partners and observers see the network once the pilot has published it; until then a
partner sees the ties of its own organisation, as a table.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.actors.enums import SHAPES, Family
from maillage.actors.queries import own_organisations
from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.spaces.enums import Reading
from maillage.spaces.models import Publication
from maillage.toolkit.forms import refusals_on

from .. import actions, permissions, pictures, queries
from ..analyses import Link, NetworkReading, WaveReading, compare_last_waves, read_network
from ..enums import Intensity
from ..forms import ShowForm, TieEditForm, TieForm
from ..models import Statement, Tie


@in_space
def home(request: HttpRequest) -> HttpResponse:
    reading = _reading(request)
    wave = reading.wave
    form = ShowForm(request.GET)
    chosen = form.chosen()
    shown = _kept(reading, **chosen)
    context = {
        "reading": reading,
        "form": form,
        "shown": shown,
        "is_filtered": len(shown) < len(reading.links),
        "chosen": reading.by_key.get(chosen["acteur"]),
        "families": [(family.value, family.label, SHAPES[family]) for family in Family],
        "intensities": Intensity.choices,
        "isolates": reading.isolates[: pictures.MOST_ISOLATES],
        "sheets": pictures.sheets_of(reading, request.space),
        "picture": pictures.network_svg(reading, label=reading.sentence),
        "data": pictures.picture_data(reading, request.space, shown),
        "possible": reading.total * (reading.total - 1) // 2,
        "change": None if wave is None else compare_last_waves(request.space),
        "unknown_names": 0 if wave is None else queries.proposals(request.space).count(),
        "statements": _statements(request, wave),
        "published": Publication.objects.filter(space=request.space, reading=Reading.NETWORK).exists(),
    }
    return render(request, "ties/home.html", context)


def _statements(request: HttpRequest, wave: WaveReading | None) -> list[Statement]:
    """The answers of the last wave that this person may read one by one: all for the pilot."""
    if wave is None or not permissions.reads_names(request.role):
        return []
    found = Statement.objects.visible_to(request.user).filter(space=request.space, campaign=wave.campaign)
    return list(found.handed_in().select_related("organisation").order_by("organisation__name", "pk"))


def _reading(request: HttpRequest) -> NetworkReading:
    if spaces.can_read(request.role, request.space, Reading.NETWORK):
        return read_network(request.space, named=permissions.reads_names(request.role))
    return read_network(request.space, touching=own_organisations(request.user, request.space))


def _kept(
    reading: NetworkReading, *, college: str, family: str, intensity: int, voice: str, acteur: int | None
) -> list[Link]:
    """The links that the filters keep: one end at least is of the college, of the family."""

    def keeps(link: Link) -> bool:
        ends = (link.source, link.target)
        return (
            (not college or any(end.college == college for end in ends))
            and (not family or any(end.family == family for end in ends))
            and link.intensity >= intensity
            and (not voice or link.voice == voice)
            and (acteur not in reading.by_key or link.touches(acteur))
        )

    return [link for link in reading.links if keeps(link)]


@in_space
def picture(request: HttpRequest) -> HttpResponse:
    """The drawing as a file, to put in a document."""
    reading = _reading(request)
    svg = pictures.network_svg(reading, label=reading.sentence)
    if not svg:
        raise Http404
    name = f"liens-{request.space.slug}.svg"
    return HttpResponse(
        svg, content_type="image/svg+xml", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@in_space
def new(request: HttpRequest) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.EDIT)
    form = TieForm(
        request.POST or None,
        instance=Tie(space=request.space),
        initial={"source": request.GET.get("acteur")},
        space=request.space,
    )
    if form.is_valid():
        with refusals_on(form):
            tie = actions.relate(space=request.space, **form.changes(), by=request.user)
            messages.success(request, _("Le lien %(pair)s est noté.") % {"pair": tie})
            again = "another" in request.POST
            return redirect("ties:new" if again else "ties:home", slug=request.space.slug)
    return render(request, "ties/new.html", {"form": form})


@in_space
def edit(request: HttpRequest, tie_id: int) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.EDIT)
    tie = _tie(request, tie_id)
    form = TieEditForm(request.POST or None, instance=tie, space=request.space)
    if form.is_valid():
        with refusals_on(form):
            actions.edit_tie(tie=_tie(request, tie_id), **form.changes(), by=request.user)
            messages.success(request, _("Le lien %(pair)s est enregistré.") % {"pair": tie})
            return redirect("ties:home", slug=request.space.slug)
    return render(request, "ties/edit.html", {"form": form, "tie": tie})


@in_space
@require_POST
def remove(request: HttpRequest, tie_id: int) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.EDIT)
    tie = _tie(request, tie_id)
    actions.remove_tie(tie=tie, by=request.user)
    messages.success(request, _("Le lien %(pair)s est retiré.") % {"pair": tie})
    return redirect("ties:home", slug=request.space.slug)


def _tie(request: HttpRequest, tie_id: int) -> Tie:
    ties = Tie.objects.visible_to(request.user).filter(space=request.space).select_related("source", "target", "space")
    return get_object_or_404(ties, pk=tie_id)
