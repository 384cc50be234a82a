"""The index at the head of the library names every public function, under the package that holds it."""

import importlib
import inspect
import json
import re

import pytest

import maillage_analysis
from maillage_analysis import grid

SECTIONS = dict(re.findall(r"^``(\w+)``: [^\n]+\n((?:    .*\n?)+)", maillage_analysis.__doc__, flags=re.M))
PACKAGES = ("access", "composite", "disclosure", "grid", "group", "identity", "network", "strategy")


def public_functions(package):
    module = importlib.import_module(f"maillage_analysis.{package}")
    names = getattr(module, "__all__", vars(module))
    return {
        name
        for name in names
        if not name.startswith("_")
        and inspect.isfunction(getattr(module, name))
        and getattr(module, name).__module__.startswith(module.__name__)
    }


def test_every_package_has_its_section():
    assert set(SECTIONS) == set(PACKAGES)


@pytest.mark.parametrize("package", PACKAGES)
def test_the_index_names_the_public_functions(package):
    assert set(re.findall(r"``(\w+)``", SECTIONS[package])) == public_functions(package)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_function_says_what_it_does(package):
    module = importlib.import_module(f"maillage_analysis.{package}")
    assert [name for name in public_functions(package) if not inspect.getdoc(getattr(module, name))] == []


def test_scores_with_their_bands_become_json():
    scores = grid.score_instrument({"Léa": {"q1": 4}}, [grid.Item("q1", "trust")]).as_dict()
    assert json.loads(json.dumps(scores, allow_nan=False))["bands"][0] == ["strong", 4.0]
