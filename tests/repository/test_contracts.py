"""The staircase holds: between rooms, inside a room, and around the analysis library."""

from __future__ import annotations

from functools import lru_cache

import grimp
import pytest
from importlinter.cli import lint_imports

from maillage.config.settings import ROOMS

# Inside a room a file imports only what stands to its right.
ORDER = [
    "apps",
    "urls",
    "templatetags",
    "context_processors",
    "views",
    "management",
    "api",
    "standing",
    "forms",
    "tasks",
    "actions",
    "emails",
    "doors",
    "permissions",
    "pictures",
    "analyses",
    "queries",
    "models",
    "sentences",
    "rules",
    "catalogue",
    "enums",
]


@lru_cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("maillage", "maillage_analysis", include_external_packages=True, cache_dir=None)


def test_rooms_stand_on_one_another(monkeypatch, capsys):
    monkeypatch.chdir(_root())
    monkeypatch.setattr("importlinter.cli._configure_logging", lambda *_options: None)  # it silences every logger
    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out


def _root():
    from tests.conftest import ROOT

    return ROOT


def rooms_files(room: str) -> dict[str, str]:
    """Module → the file it belongs to in the room (a package counts as one file)."""
    modules = graph().find_descendants(f"maillage.{room}")
    return {module: module.split(".")[2] for module in modules}


@pytest.mark.parametrize("room", ROOMS)
def test_inside_a_room_files_look_only_to_the_right(room):
    files = rooms_files(room)
    wrong = [
        f"{importer} imports {imported}"
        for importer, file in files.items()
        for imported in graph().find_modules_directly_imported_by(importer)
        if imported in files
        and file in ORDER
        and files[imported] in ORDER
        and ORDER.index(files[imported]) < ORDER.index(file)
    ]
    assert wrong == []


def test_only_analyses_and_the_command_line_call_the_library():
    callers = {
        importer
        for module in graph().modules
        if module.startswith("maillage_analysis")
        for importer in graph().find_modules_that_directly_import(module)
        if not importer.startswith("maillage_analysis")
    }
    strangers = {caller for caller in callers if not _may_call(caller)}
    assert strangers == set()


def _may_call(module: str) -> bool:
    return ".analyses" in module or module.startswith("maillage.config.commands")


def test_no_module_has_a_name_that_says_nothing():
    empty = {"utils", "helpers", "services", "common", "misc", "base"}
    assert [module for module in graph().modules if module.rsplit(".", 1)[-1] in empty and "maillage" in module] == []
