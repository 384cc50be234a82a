"""Documentation cannot lie: settings, links, generated parts, examples and the words of the screens."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])

READ_BY_CODE = re.compile(r'(?:environ\.get|environ\[|text|boolean|integer|words)\(?"([A-Z][A-Z_]+)"')
NOT_OURS = {"XDG_DATA_HOME", "DJANGO_SETTINGS_MODULE"}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
SCREEN_WORDS = re.compile(r"\*\*([^*]+)\*\*")
FORBIDDEN = re.compile("|".join(["/wor" + "k/", "/roo" + "t/", "/far" + "m/"]))


@cache
def generator():
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.prepare()
    return module


@cache
def generated() -> dict[Path, str]:
    return generator().pages()


@cache
def tracked() -> tuple[str, ...]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git repository: the list of files is unknown")
    return tuple(name for name in listed.stdout.split("\0") if name)


# --- What comes from the code


def test_every_setting_is_documented():
    page = (DOCS / "reference/settings.md").read_text()
    code = "".join((ROOT / f"src/maillage/config/{name}.py").read_text() for name in ("settings", "environment"))
    settings = set(READ_BY_CODE.findall(code)) - NOT_OURS
    assert len(settings) > 10
    assert [name for name in sorted(settings) if f"`{name}`" not in page] == []


def test_every_documented_setting_exists():
    page = (DOCS / "reference/settings.md").read_text()
    code = "".join(file.read_text() for file in (ROOT / "src/maillage/config").rglob("*.py"))
    named = set(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE))
    assert [name for name in sorted(named) if f'"{name}"' not in code] == []


@pytest.mark.parametrize("name", ["command-line", "roles", "life-cycles"])
def test_generated_parts_equal_the_code(name):
    page = DOCS / f"reference/{name}.md"
    assert page.read_text() == generated()[page], "run: python docs/generate.py"


def test_the_examples_print_what_the_page_says():
    page = DOCS / "reference/analyse.md"
    written, now = page.read_text(), generated()[page]
    assert NUMBER.sub("#", written) == NUMBER.sub("#", now), "run: python docs/generate.py"
    numbers = [[float(value) for value in NUMBER.findall(text)] for text in (written, now)]
    assert numbers[0] == pytest.approx(numbers[1], rel=1e-4, abs=1e-9)


def test_every_method_has_its_section_and_an_example():
    from maillage.config.commands.analysis import METHODS

    page = (DOCS / "reference/analyse.md").read_text()
    for method in METHODS:
        assert f"\n## {method}\n" in page
        assert f"$ maillage analyse {method} " in page


# --- The words of the screens


@cache
def words_of_the_screens() -> frozenset[str]:
    from maillage.toolkit import catalogues

    found = set()
    for room in catalogues.rooms():
        for (identifier, _context), _file in catalogues.messages_of(room):
            found.update([identifier] if isinstance(identifier, str) else identifier)
    return frozenset(found)


@pytest.mark.parametrize(
    "name",
    [
        "tutorial/premier-territoire",
        "how-to/importer-un-tableur",
        "how-to/heberger",
        "how-to/interroger-par-lien",
        "how-to/adapter-la-grille",
        "how-to/papier-et-fichiers",
        "how-to/lire-la-fiabilite",
        "how-to/suivre-ses-partenariats",
        "how-to/demander-les-liens",
    ],
)
def test_buttons_and_titles_are_those_of_the_screens(name):
    named = [word.rstrip(" .:") for word in SCREEN_WORDS.findall((DOCS / f"{name}.md").read_text())]
    assert named
    assert [word for word in named if word not in words_of_the_screens()] == []


# --- Pages


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    broken = []
    for target in LINK.findall(page.read_text()):
        if target.startswith(("https://", "http://", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
            broken.append(target)
    assert broken == []


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def test_the_four_shelves_are_full():
    index = (DOCS / "README.md").read_text()
    pages = [page for page in DOCS.rglob("*.md") if page.parent.name != "decisions" and page.name != "README.md"]
    assert [str(page.relative_to(DOCS)) for page in pages if f"({page.relative_to(DOCS)})" not in index] == []


# --- The repository


def test_no_file_names_a_machine():
    guilty = []
    for name in tracked():
        try:
            content = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
        guilty += [f"{name}:{n}" for n, line in enumerate(content.splitlines(), 1) if FORBIDDEN.search(line)]
    assert guilty == []


def test_only_our_lock_files_are_kept():
    assert [name for name in tracked() if Path(name).name in {"uv.lock", "pylock.toml"}] == []
