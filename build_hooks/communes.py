"""Communes, EPCI, EPT, départements and régions of the year, from Etalab (npm, MIT; data under Licence Ouverte).

Plain CSV: small, readable, and Django needs no Node to read them.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import bundle
import stamp

SOURCE = Path("node_modules/@etalab/decoupage-administratif")
KEPT_TYPES = {"commune-actuelle", "arrondissement-municipal"}


def build(root: Path) -> None:
    frontend, output = root / "frontend", root / "src/maillage/territory/packaged"
    bundle.install(frontend)
    data = frontend / SOURCE / "data"
    mark = stamp.fingerprint([*data.glob("*.json"), Path(__file__)])
    if stamp.is_fresh(output, mark):
        return
    output.mkdir(parents=True, exist_ok=True)

    def read(name: str) -> list[dict]:
        return json.loads((data / f"{name}.json").read_text(encoding="utf-8"))

    groupings = [*read("epci"), *read("ept")]
    write(
        output / "communes.csv",
        ("code", "name", "type", "parent", "departement", "region", "population", "postal_codes", "siren"),
        (
            (
                commune["code"],
                commune["nom"],
                "ARM" if commune["type"] == "arrondissement-municipal" else "COM",
                commune.get("commune", ""),
                commune.get("departement", ""),
                commune.get("region", ""),
                commune.get("population", ""),
                " ".join(commune.get("codesPostaux", [])),
                commune.get("siren", ""),
            )
            for commune in read("communes")
            if commune["type"] in KEPT_TYPES
        ),
    )
    write(output / "former.csv", ("code", "name", "commune"), former(read("communes")))
    write(
        output / "groupings.csv",
        ("code", "name", "type", "commune"),
        (
            (grouping["code"], grouping["nom"], grouping["type"], member["code"])
            for grouping in groupings
            for member in grouping["membres"]
        ),
    )
    write(
        output / "departements.csv",
        ("code", "name", "region"),
        ((d["code"], d["nom"], d.get("region", "")) for d in read("departements") if d["zone"] != "com"),
    )
    write(
        output / "regions.csv",
        ("code", "name"),
        ((r["code"], r["nom"]) for r in read("regions") if r["zone"] != "com"),
    )
    version = json.loads((frontend / SOURCE / "package.json").read_text())["version"]
    (output / "version.txt").write_text(version)
    stamp.remember(output, mark)


def former(communes: list[dict]) -> list[tuple[str, str, str]]:
    """Codes that are no longer those of a commune, with the commune that now covers them.

    Associated and delegated communes have a name; of those that merged without leaving one, only the code is kept.
    """
    current = {commune["code"] for commune in communes if commune["type"] == "commune-actuelle"}
    covering = {
        code: ("", commune["code"])
        for commune in communes
        if commune["type"] == "commune-actuelle"
        for code in commune.get("anciensCodes", [])
    }
    covering |= {
        commune["code"]: (commune["nom"], commune["chefLieu"]) for commune in communes if "chefLieu" in commune
    }
    return sorted((code, *place) for code, place in covering.items() if code not in current)


def write(path: Path, header: tuple[str, ...], rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
