"""Sources that stop at wider zones than communes: what a territory holds of them, and what can then be said."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from maillage.territory import gazetteer, queries
from maillage.territory.enums import Zoning
from maillage.territory.indicators import Indicator, Kind
from maillage.territory.readings import with_unit
from maillage.toolkit.words import enumeration, number, percent

from . import centres, values
from .national import Country

COLUMNS = {Zoning.BASIN: "basin", Zoning.EMPLOYMENT_ZONE: "zone", Zoning.DEPARTEMENT: "departement"}
LEAST_HELD = 0.5  # a territory that holds less of its zones would be given the figure of its neighbours
WHOLE = 0.9995  # of the zones, so that rounding hides nothing
MOST_NAMED = 3
MOTIVES = {
    "hiring_intensity": gettext_lazy("l'intensité des embauches"),
    "lack_of_workers": gettext_lazy("le manque de main-d'œuvre disponible"),
    "short_jobs": gettext_lazy("la non-durabilité de l'emploi"),
    "working_conditions": gettext_lazy("les conditions de travail"),
    "geographic_mismatch": gettext_lazy("l'inadéquation géographique"),
    "training_link": gettext_lazy("le lien entre formation et métier"),
}


@dataclass(frozen=True, slots=True)
class Hold:
    """The zones touched, with most of the perimeter first, and the share of them that the perimeter holds (0–1)."""

    zoning: Zoning
    codes: tuple[str, ...]
    held: float


def hold(indicator: Indicator, here: pl.DataFrame) -> Hold | None:
    """None for an indicator known by commune."""
    return hold_of(indicator.grain, here)


def hold_of(zoning: Zoning, here: pl.DataFrame) -> Hold | None:
    """The zones of a kind. ``held``: the share of its zone, for the average job of the perimeter."""
    column = COLUMNS.get(zoning)
    if column is None or column not in here.columns:
        return None
    weight = "jobs_2024" if "jobs_2024" in here.columns else "municipal_population"
    zones = (
        here.drop_nulls(column)
        .group_by(column)
        .agg(inside=pl.col(f"{column}_share").sum(), weight=pl.col(weight).sum().fill_null(0) + 1)
        .sort("weight", column, descending=[True, False])
    )
    held = float((zones["inside"] * zones["weight"]).sum() / zones["weight"].sum()) if zones.height else 0.0
    return Hold(zoning, tuple(zones[column].to_list()), held)


def why_too_coarse(indicator: Indicator, held: Hold | None, country: Country) -> str:
    """One sentence, with the value of the zones; empty when the perimeter holds enough of them."""
    if held is None or not held.codes or held.held >= LEAST_HELD:
        return ""
    known = {code: country.zone(held.zoning, code).get(indicator.code) for code in held.codes[:MOST_NAMED]}
    first = [(gazetteer.zone_name(held.zoning, code), with_unit(indicator, value)) for code, value in known.items()]
    zones = [_("%(zone)s (%(value)s)") % {"zone": zone, "value": value} for zone, value in first]
    return _(
        "La source ne descend pas sous %(zoning)s, et ce territoire n'en tient que %(share)s : le chiffre ne serait "
        "pas le sien. En entier : %(zones)s."
    ) % {"zoning": the(held.zoning), "share": percent(held.held), "zones": enumeration(zones)}


def scope(held: Hold | None) -> str:
    """« Zones d'emploi : Roissy, Paris et 3 autres, chacune pour sa part d'emploi d'ici. »; empty by commune."""
    if held is None or not held.codes:
        return ""
    names = [gazetteer.zone_name(held.zoning, code) for code in held.codes[:MOST_NAMED]]
    rest = len(held.codes) - len(names)
    if rest:
        names.append(ngettext("%(n)s autre", "%(n)s autres", rest) % {"n": rest})
    words = {"zones": plural(held.zoning, len(held.codes)), "names": enumeration(names)}
    if held.held >= WHOLE:
        return _("%(zones)s : %(names)s.") % words
    return _("%(zones)s : %(names)s, pour la part de leur emploi qui est ici.") % words


def the(zoning: Zoning) -> str:
    return {
        Zoning.BASIN: _("le bassin France Travail"),
        Zoning.EMPLOYMENT_ZONE: _("la zone d'emploi"),
        Zoning.DEPARTEMENT: _("le département"),
    }[zoning]


def plural(zoning: Zoning, count: int) -> str:
    return {
        Zoning.BASIN: ngettext("Bassin France Travail", "Bassins France Travail", count),
        Zoning.EMPLOYMENT_ZONE: ngettext("Zone d'emploi", "Zones d'emploi", count),
        Zoning.DEPARTEMENT: ngettext("Département", "Départements", count),
    }[zoning]


def detail(indicator: Indicator, country: Country, here: pl.DataFrame) -> str:
    """What the number is about, when it is about something in particular; empty otherwise."""
    if indicator.kind == Kind.SPECIALISATION:
        return specialised_sector(country, here)
    if indicator.kind in {Kind.DIVERSITY, Kind.GAP}:
        count = int(here["trainings"].sum() or 0)
        return ngettext("Sur %(n)s formation publiée ici.", "Sur %(n)s formations publiées ici.", count) % {
            "n": number(count)
        }
    if indicator.kind == Kind.MEDIAN:
        return _("Sortants de %(period)s.") % {"period": centres.last_period(indicator.code).removeprefix("cumul ")}
    if indicator.code == "tension":
        return main_motive(here)
    return ""


def specialised_sector(country: Country, here: pl.DataFrame) -> str:
    columns = [name for name in here.columns if name.startswith(queries.SECTOR)]
    jobs = here.select(columns).drop_nulls().sum()
    amounts = jobs.to_numpy()
    found = values.quotients(amounts, country.facts().select(columns).drop_nulls().sum().to_numpy())[0]
    shares = values.parts(amounts)[0]
    best = max(range(len(columns)), key=lambda at: found[at] if shares[at] >= values.LEAST_SECTOR_SHARE else -1)
    code = columns[best].removeprefix(queries.SECTOR)
    return _("%(sector)s : %(jobs)s salariés, %(share)s de l'emploi privé d'ici.") % {
        "sector": queries.sector_names().get(code, code),
        "jobs": number(amounts[0][best]),
        "share": percent(shares[best], 1),
    }


def main_motive(here: pl.DataFrame) -> str:
    """The component whose classes are highest, each trade counting for its offers."""
    sums = {name: here[f"{name}_2021"].sum() for name in MOTIVES if f"{name}_2021" in here.columns}
    if not any(sums.values()):
        return ""
    strongest = max(sums, key=lambda name: sums[name] or 0)
    return _("Premier motif : %(motive)s.") % {"motive": MOTIVES[strongest]}
