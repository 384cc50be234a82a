"""Drawing a perimeter, and what is refused."""

import pytest

from maillage.journal.models import Entry
from maillage.territory import actions
from maillage.territory.models import Perimeter
from maillage.toolkit.refusals import NotAllowed, Refusal


def draw(cast, codes=("95527", "93005"), **changes):
    given = {"space": cast.space, "name": "Pays d'Aulne", "codes": codes, "by": cast.lea}
    return actions.set_perimeter(**(given | changes))


def test_the_pilot_draws_and_the_journal_remembers(cast):
    perimeter = draw(cast, ["95527", "93005", "95527", " 2a004 "])
    assert perimeter.codes == ["2A004", "93005", "95527"]
    assert Entry.objects.first().sentence == "Léa Martin a dessiné le périmètre « Pays d'Aulne » (3 communes)."


def test_the_facilitator_draws_it_again(cast):
    first = draw(cast)
    again = draw(cast, ["93005", "93013"], by=cast.nadia, expected_version=first.version)
    assert again.pk == first.pk
    assert again.version == 2
    assert "2 communes (+ 1, − 1)" in Entry.objects.first().sentence


@pytest.mark.parametrize("who", ["karim", "ines", "paul"])
def test_the_others_do_not_draw(cast, who):
    with pytest.raises(NotAllowed, match="Seuls le pilote"):
        draw(cast, by=getattr(cast, who))
    assert not Perimeter.objects.exists()


@pytest.mark.parametrize(
    ("codes", "sentence"),
    [
        ([], "au moins une commune"),
        (["", "  "], "au moins une commune"),
        (["95527", "99999"], "« 99999 »"),
        (["75113"], "arrondissement municipal"),
        (["95700"], "« 95700 »"),
        (["é"], "« É »"),
    ],
)
def test_a_bad_list_is_refused_in_one_sentence(cast, codes, sentence):
    with pytest.raises(Refusal, match=sentence):
        draw(cast, codes)
    assert not Perimeter.objects.exists()


def test_nobody_overwrites_a_newer_perimeter(cast):
    first = draw(cast)
    draw(cast, ["93005"], expected_version=first.version)
    with pytest.raises(Refusal, match="Rien n'a été écrasé"):
        draw(cast, ["95527"], expected_version=first.version, by=cast.nadia)
    assert Perimeter.objects.get().codes == ["93005"]
