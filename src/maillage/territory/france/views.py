"""The map of France: public figures on public contours, so that a link to it opens for anybody."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe

from maillage.spaces.models import Space
from maillage.territory import gazetteer
from maillage.territory.analyses import country, perimeter_of
from maillage.territory.analyses.national import mark
from maillage.territory.analyses.sources import how_to_complete
from maillage.territory.gazetteer import sources
from maillage.territory.sight import Sight

from ..views.maps import PICTURES, as_picture
from . import maps, pictures
from .analyses import ORDERS, lines, read_france
from .question import PLACES, Asked, ask, offered

ROWS = 100
A_DAY = 86_400
JSON = "application/json"
TILE = "{z}/{x}/{y}"


@require_safe
def france(request: HttpRequest) -> HttpResponse:
    """An indicator over all of France: sentence, map, legend, table."""
    here = country()
    asked = ask(request.GET, here)
    if asked is None:
        return render(request, "territory/france/empty.html", {"missing": how_to_complete()})
    space = own_space(request)
    order = request.GET.get("tri") if request.GET.get("tri") in ORDERS else "nom"
    words = request.GET.get("q", "").strip()
    found = lines(asked, order, words)
    context = {
        "reading": read_france(asked),
        "indicators": offered(here),
        "space": space,
        "outline_url": outline_url(space),
        "tiles_url": tiles_url("communes"),
        "limits_url": tiles_url("departements"),
        "communes_url": address("france:communes", v=sources.packaged_version()),
        "values_url": address("france:values", **asked.parameters, v=version(), langue=get_language()),
        "places": [(name, f"?{permalink(asked, sight, space)}") for name, sight in PLACES],
        "sight": asked.sight,
        "divides": bool(asked.indicator.numerator and asked.indicator.denominator and not asked.indicator.is_mean),
        "permalink": f"?{permalink(asked, asked.sight, space)}",
        "picture_query": f"?{urlencode(asked.parameters)}",
        "order": order,
        "words": words,
        "page": Paginator(found, ROWS).get_page(request.GET.get("page")),
        "without_contour": [
            place.name for place in gazetteer.communes(gazetteer.without_contour(gazetteer.every_code()))
        ],
    }
    return render(request, "territory/france/map.html", context)


@require_safe
def picture(request: HttpRequest, picture_form: str) -> HttpResponse:
    """The map on a sheet, with title, sentence, legend and source, as svg or png; the page before data are here."""
    asked = ask(request.GET, country())
    if picture_form not in PICTURES:
        raise Http404
    if asked is None:
        return redirect("france:home")
    rings = gazetteer.every_ring(pictures.FINENESS)
    content = pictures.france_file(asked, read_france(asked), rings, form=picture_form)
    return as_picture(content, picture_form, f"france-{asked.indicator.code}-{asked.zoning}")


def own_space(request: HttpRequest) -> Space | None:
    """The space one comes from, when it is one's own and has a perimeter to show."""
    slug = request.GET.get("espace")
    if not slug or not request.user.is_authenticated:
        return None
    space = Space.objects.visible_to(request.user).filter(slug=slug).select_related("perimeter").first()
    return space if space and perimeter_of(space) else None


def outline_url(space: Space | None) -> str:
    if space is None:
        return ""
    query = urlencode({"v": perimeter_of(space).version, "langue": get_language()})
    return f"{reverse('territory:contours', args=[space.slug])}?{query}"


def permalink(asked: Asked, sight: Sight | None, space: Space | None) -> str:
    place = sight.parameters if sight else {}
    return urlencode(asked.parameters | place | ({"espace": space.slug} if space else {}))


def tiles_url(layer: str) -> str:
    """« /tuiles/communes/{z}/{x}/{y}.mvt », as a map wants it."""
    return reverse(f"tiles:{layer}", args=[0, 0, 0]).replace("0/0/0", TILE)


def address(name: str, **parameters: str) -> str:
    return f"{reverse(name)}?{urlencode(parameters)}"


def version() -> str:
    """Changes when any public figure does."""
    return mark(country().editions)


def values_tag(request: HttpRequest) -> str:
    chosen = [request.GET.get(name, "") for name in ("indicateur", "niveau")]
    return f'"{"-".join([version(), *chosen, get_language()])}"'


def communes_tag(request: HttpRequest) -> str:
    return f'"{sources.packaged_version()}-{sources.contours_version()}"'


def json_answer(content: Callable[[HttpRequest], bytes], tag: Callable[[HttpRequest], str]) -> Callable:
    """A file that a browser keeps a day, then asks about by its tag."""

    @require_safe
    @gzip_page
    @cache_control(public=True, max_age=A_DAY)
    @condition(etag_func=tag)
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(content(request), content_type=JSON)

    return answer


def asked_values(request: HttpRequest) -> bytes:
    """Nothing before data are here: the page then asks for nothing."""
    asked = ask(request.GET, country())
    return maps.values_json(asked) if asked else b"{}"


communes = json_answer(lambda request: maps.communes_json(), communes_tag)
values = json_answer(asked_values, values_tag)
