"""The measures of access and their options: the same words for ``maillage access`` and ``maillage analyse access``.

An option that does not serve the measure asked is refused, never left aside without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

import click

from maillage.toolkit.refusals import Refusal

if TYPE_CHECKING:
    from maillage_analysis.access import Decay, Pairs

SHARED = ("apl", "2sfca", "e2sfca", "3sfca", "m2sfca")
GRAVITY = ("hansen", "shen")
MEASURES = (*SHARED, *GRAVITY, "cumulative", "raam", "nearest")
STAIRCASES = {
    "levels-3-4": "TRAINING_LEVELS_3_4",
    "levels-5-7": "TRAINING_LEVELS_5_7",
    "apl": "APL_LIKE",
    "apl-2012": "APL_2012",
    "apl-general-practice": "APL_GENERAL_PRACTICE",
    "luo-qi-slow": "LUO_QI_SLOW",
    "luo-qi-fast": "LUO_QI_FAST",
}
FAMILIES = ("steps", "binary", "gaussian", "dai", "epanechnikov", "power")
CLIPPED = ("raam", "nearest")
"""They take every trip of the table: those beyond --limit are left out before."""
SERVES = {
    # option: the measures it serves
    "decay": SHARED,
    "step": SHARED,
    "sigma": SHARED,
    "exponent": (*SHARED, *GRAVITY),
    "tau": ("raam",),
    "rho": ("raam",),
    "per": ("apl",),
}
DECAYS = {"step": "steps", "sigma": "gaussian", "exponent": "power"}
"""Option → the decay whose parameter it is."""
SMALLEST, LARGEST = 1e-9, 1e9


class Finite(click.FloatRange):
    """Click takes « inf », « nan » and 1e300 for numbers; figures made of them would not be."""

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> float:
        number = super().convert(value, parameter, context)
        if number and not SMALLEST <= abs(number) <= LARGEST:  # « nan » is neither
            self.fail(
                f"« {value} » n'est pas un nombre ordinaire. Donnez un nombre sous le milliard", parameter, context
            )
        return number


POSITIVE = Finite(0, min_open=True)
Command = TypeVar("Command", bound=Callable[..., Any])


def measure_options(default: str | None, usual: str) -> Callable[[Command], Command]:
    """One option for each parameter. ``usual``: what is said of the decay taken without ``--decay``."""
    options = (
        click.option(
            "--measure", type=click.Choice(MEASURES), default=default, show_default=bool(default), help="Mesure."
        ),
        click.option(
            "--decay",
            type=click.Choice([*STAIRCASES, *FAMILIES]),
            help=f"Ce que compte un lieu selon les minutes, avec {listed(SHARED)} [{usual}].",
        ),
        click.option(
            "--step",
            "step",
            multiple=True,
            metavar="MINUTES=WEIGHT",
            help="Marche de --decay steps : jusqu'à tant de minutes, tel poids (répétable).",
        ),
        click.option("--sigma", type=POSITIVE, help="Écart-type en minutes, avec --decay gaussian."),
        click.option("--exponent", type=POSITIVE, help="Exposant, avec hansen, shen ou --decay power [1]."),
        click.option("--tau", type=POSITIVE, help="Avec raam : minutes qui valent une affluence moyenne [60]."),
        click.option("--rho", type=POSITIVE, help="Avec raam : demande par unité d'offre [leur rapport ici]."),
        click.option("--per", type=POSITIVE, help="Avec apl : pour tant de personnes [1]."),
    )

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} ou {words[-1]}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A measure with its parameters, ready for a neighbourhood. ``decay`` None: the measure takes only minutes."""

    measure: str
    decay_name: str | None
    decay: Decay | None
    limit: float | None
    exponent: float
    tau: float
    rho: float | None
    per: float

    @property
    def reach(self) -> float | None:
        """Minutes beyond which nothing counts; None when every known trip does."""
        return self.decay.limit if self.decay else self.limit

    @property
    def parameters(self) -> dict[str, Any]:
        """Those that serve, as a result prints them."""
        own = {"hansen": ("exponent",), "shen": ("exponent",), "raam": ("tau", "rho"), "apl": ("per",)}
        return {
            "measure": self.measure,
            "decay": self.decay_name,
            "limit": self.reach,
            **{name: getattr(self, name) for name in own.get(self.measure, ())},
        }

    def of(self, near: Pairs, demand: Any, supply: Any) -> Any:
        """The library's result: ``Access``, ``RationalAccess`` with raam, ``Nearest`` with nearest."""
        from maillage_analysis import access

        if self.measure == "nearest":
            return access.nearest(near, supply)
        if self.measure == "raam":
            if not any(supply):
                raise Refusal("L'offre est nulle partout : le modèle raam demande au moins un site ouvert.")
            return access.raam(near, demand, supply, tau=self.tau, rho=self.rho)
        if self.measure == "hansen":
            return access.hansen(near, supply, self.exponent, limit=self.limit)
        if self.measure == "shen":
            return access.shen(near, demand, supply, self.exponent, limit=self.limit)
        if self.measure == "cumulative":
            return access.cumulative(near, supply, self.limit)
        return self.shared(near, demand, supply, self.decay)

    @property
    def shared(self) -> Callable[..., Any]:
        """The function of a measure that takes a decay."""
        from maillage_analysis import access

        return {
            "apl": partial(access.apl, per=self.per),
            "2sfca": access.two_step_catchment,
            "e2sfca": partial(access.two_step_catchment, method="E2SFCA"),
            "3sfca": access.three_step_catchment,
            "m2sfca": access.modified_two_step_catchment,
        }[self.measure]


def asked(
    given: Mapping[str, Any], *, limit: float | None, usual: str = "levels-3-4", staircase: Decay | None = None
) -> Asked:
    """Read the options. ``usual``: the decay without ``--decay``; ``staircase``: its weights when it is not ours.

    Refusal for an option that does not serve, or one that is missing.
    """
    measure = given["measure"]
    for name, measures in SERVES.items():
        if given[name] not in (None, ()) and measure not in measures:
            raise Refusal(
                f"--{name} ne sert pas avec --measure {measure} : retirez --{name}, ou choisissez {listed(measures)}."
            )
    if measure == "cumulative" and limit is None:
        raise Refusal("--measure cumulative : donnez --limit, le nombre de minutes à ne pas dépasser.")
    name = (given["decay"] or usual) if measure in SHARED else None
    if name:
        check_decay_options(name, given)
    decay = None
    if name:
        decay = staircase if staircase and not given["decay"] else decay_of(name, given, limit)
    if measure == "e2sfca" and not decay.thresholds:
        raise Refusal(f"--measure e2sfca prend des marches : avec --decay {name}, choisissez --measure 2sfca.")
    return Asked(
        measure=measure,
        decay_name=name,
        decay=decay,
        limit=limit,
        exponent=given["exponent"] or 1.0,
        tau=given["tau"] or 60.0,
        rho=given["rho"],
        per=given["per"] or 1.0,
    )


def check_decay_options(name: str, given: Mapping[str, Any]) -> None:
    for option, family in DECAYS.items():
        if given[option] not in (None, ()) and name != family:
            raise Refusal(f"--{option} va avec --decay {family} : ajoutez --decay {family}, ou retirez --{option}.")


def decay_of(name: str, given: Mapping[str, Any], limit: float | None) -> Decay:
    from maillage_analysis import access

    if name in STAIRCASES:
        return getattr(access, STAIRCASES[name])
    if name == "steps":
        return staircase_of(given["step"])
    if name == "power":
        return access.power(given["exponent"] or 1.0, limit)
    if limit is None:
        raise Refusal(f"--decay {name} : donnez --limit, le nombre de minutes à ne pas dépasser.")
    if name == "gaussian":
        if given["sigma"] is None:
            raise Refusal("--decay gaussian : donnez --sigma, son écart-type en minutes.")
        return access.gaussian(given["sigma"], limit)
    return getattr(access, name)(limit)


def staircase_of(written: Sequence[str]) -> Decay:
    from maillage_analysis.access import steps

    from .analysis.tables import as_number

    if not written:
        raise Refusal("--decay steps : donnez ses marches, par exemple --step 15=1 --step 30=0.5.")
    found = []
    for step in written:
        minutes, _, weight = step.partition("=")
        pair = as_number(minutes), as_number(weight)
        if None in pair or min(pair) <= 0:
            raise Refusal(f"--step « {step} » : écrivez des minutes, « = » et un poids, par exemple 15=1.")
        found.append(pair)
    found.sort()
    if any(sooner[0] == later[0] or sooner[1] < later[1] for sooner, later in pairwise(found)):
        raise Refusal("--step : donnez une seule marche par durée, et un poids qui ne monte pas avec les minutes.")
    return steps(*found)
