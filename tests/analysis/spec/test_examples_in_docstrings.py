"""The examples in the docstrings of the library are run: they print what they say."""

import doctest
import importlib
import pkgutil

import pytest

import maillage_analysis

MODULES = sorted(
    each.name
    for each in pkgutil.walk_packages(maillage_analysis.__path__, "maillage_analysis.")
    if not each.name.rpartition(".")[2].startswith("_")  # compiled loops have no example
)


@pytest.mark.parametrize("module", MODULES)
def test_examples(module):
    assert doctest.testmod(importlib.import_module(module)).failed == 0


def test_there_are_examples():
    finder = doctest.DocTestFinder(exclude_empty=True)
    examples = [test for name in MODULES for test in finder.find(importlib.import_module(name)) if test.examples]
    assert len(examples) > 60
