"""What the other rooms show of the territory."""

from datetime import date

from django.template import Context, Template

from maillage.spaces.enums import State
from maillage.territory.standing import needs, standing

TODAY = date(2026, 11, 23)


def drawn(tag: str, **context) -> str:
    return Template("{% load territory_tags %}" + tag).render(Context(context))


def test_the_line_under_the_name_of_a_space(cast, perimeter):
    assert drawn("{% perimeter_line space %}", space=cast.space) == "3 communes · 77, 93, 95"
    assert drawn("{% perimeter_line space %}", space=cast.elsewhere) == "périmètre à dessiner"


def test_the_name_of_a_commune(db):
    names = [drawn("{{ code|commune_name }}", code=code) for code in ("95527", "75113", "00000", None, "")]
    assert names == ["Roissy-en-France", "Paris", "00000", "–", "–"]


def test_the_figures_of_the_front_page(cast, perimeter, census, sites):
    figures = drawn("{% territory_figures space %}", space=cast.space)
    assert "Part de chômeurs parmi tous les jeunes" in figures
    assert "Insee, recensement 2022" in figures
    assert drawn("{% territory_figures space %}", space=cast.elsewhere).strip() == ""


def test_the_step_says_where_it_stands(cast, own_store):
    assert standing(cast.space).state == State.TO_START
    assert [need.urgency for need in needs(cast.space, TODAY)] == [1]


def test_missing_downloads_can_wait(cast, perimeter, own_store):
    assert standing(cast.space).state == State.UNDER_WAY
    assert standing(cast.space).count == "3 communes"
    assert "#indicateurs" in next(iter(needs(cast.space, TODAY))).url
