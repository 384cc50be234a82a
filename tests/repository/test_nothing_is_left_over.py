"""What is no longer used is taken away: style rules, templates, libraries of tags."""

from __future__ import annotations

import re
from pathlib import Path

from django.template import engines

from tests.conftest import ROOT

ROOMS = ROOT / "src" / "maillage"
FRONT = ROOT / "frontend" / "src"
OF_LIBRARIES = re.compile(r"^(maplibregl-|__________cytoscape|concat_1_group$)")  # written by what draws, not by us
ASKED_BY_NAME = ("account/", "campaigns/letters/")  # the sign-in library and the letters choose theirs by their name
CLASSES = re.compile(r"""class=(["'])((?:(?!\1)[^{]|\{\{.*?\}\}|\{%.*?%\})*)\1""")
LOAD = re.compile(r"{% load ([^%]+?) %}")


def texts(folder: Path, pattern: str) -> dict[Path, str]:
    files = (file for file in sorted(folder.rglob(pattern)) if "bundle" not in file.parts)
    return {file: file.read_text(encoding="utf-8") for file in files}


def templates() -> dict[str, str]:
    return {str(file).split("/templates/")[1]: text for file, text in texts(ROOMS, "templates/**/*.html").items()}


def styled() -> set[str]:
    sheet = re.sub(r"/\*.*?\*/", "", "\n".join(texts(FRONT / "style", "*.css").values()), flags=re.DOTALL)
    heads = [head for head in re.findall(r"([^{}]+)\{", sheet) if not head.strip().startswith(("@media", "@page"))]
    return {name for head in heads for name in re.findall(r"\.(-?[A-Za-z_][\w-]*)", head)}


def test_every_class_of_the_style_sheet_is_on_a_page():
    written, beginnings = set(), set()
    for text in templates().values():
        for _quote, value in CLASSES.findall(text):
            for word in re.sub(r"{%.*?%}", " ", value).split():
                (beginnings if "{{" in word else written).add(word.split("{{")[0])
            # A word that a tag ends: class="scale-{% if … %}against{% … %}"
            beginnings |= set(re.findall(r"([\w-]+-)\{%", value))
    code = "\n".join([*texts(ROOMS, "*.py").values(), *texts(FRONT, "*.js").values()])
    beginnings |= set(re.findall(r"([\w-]+-)\$?\{", code))  # 'class="cell-{}"', `point-${family}`
    written |= set(re.findall(r"[\w-]+", " ".join(re.findall(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`", code))))
    beginnings.discard("")
    left = {name for name in styled() - written if not name.startswith(tuple(beginnings))}
    assert not {name for name in left if not OF_LIBRARIES.match(name)}


def test_every_template_is_asked_for():
    known = templates()
    asked = "\n".join([*known.values(), *texts(ROOMS, "*.py").values()])
    assert [name for name in known if not name.startswith(ASKED_BY_NAME) and f'"{name}"' not in asked] == []


def test_every_library_that_a_template_loads_serves_in_it():
    ours = engines["django"].engine.template_libraries
    idle = []
    for name, text in templates().items():
        for library in " ".join(LOAD.findall(text)).split():
            names = {*ours[library].tags, *ours[library].filters}
            if not re.search(rf"({{%\s*|\|)({'|'.join(names)})\b", LOAD.sub("", text)):
                idle.append(f"{name}: {library}")
    assert idle == []
