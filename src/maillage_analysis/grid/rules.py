"""A type by ordered if-then rules: the first rule whose conditions all hold decides; the earlier ones say why not."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.results import Result

OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "≠": operator.ne,
    "<": operator.lt,
    "≤": operator.le,
    ">": operator.gt,
    "≥": operator.ge,
    "in": lambda value, options: value in options,
}


@dataclass(frozen=True, slots=True)
class Condition(Result):
    """``variable`` compared with ``value`` by one of ``OPERATORS``."""

    variable: str
    operator: str
    value: Any


@dataclass(frozen=True, slots=True)
class Rule(Result):
    """A type, and the conditions that must all hold; a rule without conditions always holds."""

    type: str
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class FailedCondition(Result):
    """A condition that did not hold, with the value found; ``missing`` when there was none."""

    condition: Condition
    found: Any
    missing: bool


@dataclass(frozen=True, slots=True)
class RuleOutcome(Result):
    """The type, the rule that fired (its position, from 0), and the failed conditions of each rule before it."""

    type: str | None
    fired: Rule | None
    position: int | None
    failed: tuple[tuple[FailedCondition, ...], ...]
    reason: str | None


@checked
def apply_rules(rules: Sequence[Rule], record: Mapping[str, Any]) -> RuleOutcome:
    """Go through the rules in order and stop at the first whose conditions all hold.

    Args:
        rules: the ordered list.
        record: value of each variable; None or absent is missing, and a condition on it does not hold.

    Returns:
        A ``RuleOutcome``; no type with the reason "no_rule_fired" when every rule fails.

    Raises:
        InputError: an unknown operator, or values that cannot be compared.
    """
    failed: list[tuple[FailedCondition, ...]] = []
    for position, rule in enumerate(rules):
        failures = tuple(
            FailedCondition(condition, record.get(condition.variable), record.get(condition.variable) is None)
            for condition in rule.conditions
            if not _holds(condition, record)
        )
        if not failures:
            return RuleOutcome(rule.type, rule, position, tuple(failed), None)
        failed.append(failures)
    return RuleOutcome(None, None, None, tuple(failed), "no_rule_fired")


def _holds(condition: Condition, record: Mapping[str, Any]) -> bool:
    if condition.operator not in OPERATORS:
        raise InputError(f"Operator {condition.operator!r} is not known: write one of {' '.join(OPERATORS)}.")
    value = record.get(condition.variable)
    if value is None:
        return False
    if value != value:
        raise InputError(f"{condition.variable!r} is not a number: leave it empty (None) when it is unknown.")
    try:
        return bool(OPERATORS[condition.operator](value, condition.value))
    except TypeError:
        raise InputError(
            f"{condition.variable!r} = {value!r} cannot be compared with {condition.value!r}: use values of one kind."
        ) from None
