"""Inter, twice: one variable WOFF2 cut down for the web; static TTF for the PDF and the charts, which cannot vary."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import stamp
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# Latin, Latin extended A, punctuation, currency, arrows, mathematical signs, geometric shapes, ticks.
WEB_CHARACTERS = (
    "U+0020-017F,U+0192,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2190-21FF,U+2200-22FF,U+25A0-25FF,U+2713-2717"
)
STATIC = {
    "Inter-Regular.ttf": ("upright", 400, "Regular"),
    "Inter-SemiBold.ttf": ("upright", 600, "SemiBold"),
    "Inter-Bold.ttf": ("upright", 700, "Bold"),
    "Inter-Italic.ttf": ("italic", 400, "Italic"),
}


def build(root: Path) -> None:
    web, paper = root / "src/maillage/design/static/fonts", root / "src/maillage/design/fonts"
    package = Path(importlib.util.find_spec("fontpkg_inter").submodule_search_locations[0])
    sources = {
        "upright": package / "files/Inter[opsz,wght].ttf",
        "italic": package / "files/Inter-Italic[opsz,wght].ttf",
    }
    mark = stamp.fingerprint([*sources.values(), Path(__file__)])
    if stamp.is_fresh(paper, mark) and stamp.is_fresh(web, mark):
        return
    for folder in (web, paper):
        folder.mkdir(parents=True, exist_ok=True)
    make_web_font(sources["upright"], web / "inter.woff2")
    for name, (style, weight, label) in STATIC.items():
        make_static_font(sources[style], paper / name, weight, label)
    (paper / "LICENSE-Inter.txt").write_bytes((package / "LICENSE").read_bytes())
    stamp.remember(web, mark)
    stamp.remember(paper, mark)


def make_web_font(source: Path, target: Path) -> None:
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "case"]
    font = TTFont(source)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(WEB_CHARACTERS.replace("U+", "")))
    cutter.subset(font)
    subset.save_font(instancer.instantiateVariableFont(font, {"opsz": 14}), str(target), options)


def make_static_font(source: Path, target: Path, weight: int, label: str) -> None:
    font = instancer.instantiateVariableFont(TTFont(source), {"opsz": 14, "wght": weight}, updateFontNames=False)
    names = font["name"]
    for record in list(names.names):
        if record.nameID in {16, 17, 21, 22, 25}:
            names.removeNames(nameID=record.nameID)
    family = "Inter" if label in {"Regular", "Bold", "Italic"} else f"Inter {label}"
    for name_id, text in {
        1: family,
        2: label if family == "Inter" else "Regular",
        4: f"Inter {label}",
        6: f"Inter-{label}",
        16: "Inter",
        17: label,
    }.items():
        names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font.save(target)
