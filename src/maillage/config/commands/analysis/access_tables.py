"""The tables of ``maillage analyse access``: places, sites, travel times; and the neighbourhood that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.toolkit.refusals import Refusal

from .tables import Row, Table, as_number, folded

if TYPE_CHECKING:
    from maillage_analysis.access import Pairs

Trips = Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Amounts:
    """Names of the places of a table, how much there is in each, and their rows."""

    table: Table
    names: list[str]
    amounts: list[float]
    rows: list[Row]


def read_amounts(table: Table, what: str) -> Amounts:
    column = table.need(what)
    rows = table.once(table.need("place"))
    return Amounts(table, list(rows), [table.needed_number(row, column, 0) for row in rows.values()], [*rows.values()])


def read_demand(table: Table, uses: tuple[str, ...]) -> Amounts:
    """The column demand; or people by group (``COLUMN=USE``), standardised so that their mean use is 1."""
    if not uses:
        return read_amounts(table, "demand")
    from maillage_analysis.access import standardised_demand

    rows = table.once(table.need("place"))
    groups = [read_use(table, use) for use in uses]
    people = [[table.needed_number(row, column, 0) for column, _ in groups] for row in rows.values()]
    if not any(count * use for line in people for count, (_, use) in zip(line, groups, strict=True)):
        raise Refusal(f"{table.file} : personne dans les groupes de --use. Donnez au moins un groupe qui se déplace.")
    demand = standardised_demand(people, [use for _, use in groups])
    return Amounts(table, list(rows), demand.tolist(), [*rows.values()])


def read_use(table: Table, written: str) -> tuple[str, float]:
    name, _, number = written.rpartition("=")
    column = next((each for each in table.columns if folded(each) == folded(name)), None)
    use = as_number(number)
    if column is None or use is None or use < 0:
        there = ", ".join(table.columns)
        raise Refusal(
            f"--use « {written} » : écrivez une colonne, « = » et un nombre de 0 ou plus. Colonnes : {there}."
        )
    return column, use


def read_trips(table: Table) -> Trips:
    """Minutes by (start, end): a line a trip; or a matrix, starts in lines and one column for each end."""
    if table.find("to") is None and table.find("minutes") is None and (start := table.find("from")):
        return trips_of_matrix(table, start)
    start, end, minutes = table.need("from"), table.need("to"), table.need("minutes")
    trips: dict[tuple[str, str], float] = {}
    seen: dict[tuple[str, str], str] = {}
    for row in table:
        trip = table.text(row, start, needed=True), table.text(row, end, needed=True)
        if trip in trips:
            raise Refusal(
                f"{table.file} : le trajet « {trip[0]} » – « {trip[1]} » est écrit {seen[trip]} et {row.place}. "
                "Gardez une seule durée."
            )
        trips[trip], seen[trip] = table.needed_number(row, minutes, 0), row.place
    return trips


def trips_of_matrix(table: Table, start: str) -> Trips:
    """An empty cell is out of reach."""
    ends = [column for column in table.columns if column != start]
    if not ends:
        raise Refusal(f"{table.file} : ajoutez to et minutes, ou une colonne de minutes par site.")
    trips = {}
    for name, row in table.once(start).items():
        for end in ends:
            minutes = table.number(row, end, 0)
            if minutes is not None:
                trips[name, end] = minutes
    return trips


@dataclass(frozen=True, slots=True)
class Ways:
    """How people travel from the places: by the trips of a table, or in a straight line at so many km/h."""

    places: Amounts
    table: Table | None
    trips: Trips
    speed: float
    detour: float

    @classmethod
    def read(cls, places: Amounts, table: Table | None, speed: float, detour: float) -> Ways:
        return cls(places, table, read_trips(table) if table else {}, speed, detour)

    def to(self, sites: Amounts, reach: float | None, *, clipped: bool = False) -> Pairs:
        """Every known trip, or those within ``reach`` minutes when ``clipped`` or when minutes are estimated."""
        if self.table:
            return self._known(sites, reach if clipped else None)
        from maillage_analysis.access import Travel, pairs_within

        travel = Travel(speed_kmh=self.speed, detour=self.detour)
        return pairs_within(points(self.places), points(sites), limit=reach, travel=travel)

    def _known(self, sites: Amounts, within: float | None) -> Pairs:
        from maillage_analysis.access import pairs_from_table

        starts, ends = set(self.places.names), set(sites.names)
        if not any(start in starts and end in ends for start, end in self.trips):
            raise Refusal(
                f"{self.table.file} : aucun trajet entre un lieu de {self.places.table.file} et un site de "
                f"{sites.table.file}. Écrivez les mêmes noms dans les trois fichiers."
            )
        kept = {trip: minutes for trip, minutes in self.trips.items() if within is None or minutes <= within}
        return pairs_from_table(
            [start for start, _ in kept],
            [end for _, end in kept],
            [*kept.values()],
            demand_ids=self.places.names,
            supply_ids=sites.names,
        )


def points(where: Amounts) -> list[list[float]]:
    table = where.table
    lon, lat = table.need("lon"), table.need("lat")
    return [[table.needed_number(row, lon, -180, 180), table.needed_number(row, lat, -90, 90)] for row in where.rows]
