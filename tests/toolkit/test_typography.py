"""French spaces hold, and only where they should."""

from __future__ import annotations

import pytest

from maillage.toolkit.typography import typeset, typeset_page


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("« Oui » : vraiment ?", "«~Oui~»~: vraiment~?"),
        ("12 % des jeunes", "12~% des jeunes"),
        ("(prêt !)", "(prêt~!)"),
        ("https://exemple.fr ; a:b", "https://exemple.fr~; a:b"),
        ("Plain words, no space.", "Plain words, no space."),
    ],
)
def test_punctuation_keeps_to_its_word(written, held):
    assert typeset(written) == held.replace("~", "\u00a0")


def test_tags_scripts_and_what_is_typed_are_left_alone():
    page = '<p title="a : b">a : b</p><textarea>a : b</textarea><script>x ? 1 : 2</script><code>a : b</code>'
    assert typeset_page(page) == page.replace(">a : b</p>", ">a\u00a0: b</p>")


@pytest.mark.typography
def test_a_page_in_french_leaves_typeset_and_a_page_in_english_does_not(client, db):
    assert "\u00a0" in client.get("/connexion/").text
    client.cookies["django_language"] = "en"
    assert "\u00a0" not in client.get("/connexion/").text


@pytest.mark.typography
def test_the_announced_length_counts_the_spaces_that_were_held(client, db):
    answer = client.get("/connexion/")
    assert int(answer["Content-Length"]) == len(answer.content)
    assert answer.text.rstrip().endswith("</html>")
