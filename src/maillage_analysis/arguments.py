"""An argument of another kind than the one expected is refused by name, in one sentence, instead of Python's own error.

Each function reads its arguments and refuses what it can say best. What it could not even read (nothing where a table
was expected, a number where a list was) is looked for here, afterwards, against the annotations of its signature: valid
calls pay nothing, and an error that no argument explains stays what it is.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, wraps
from numbers import Integral, Real
from typing import Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np

from maillage_analysis.errors import InputError

Given = ParamSpec("Given")
Found = TypeVar("Found")
LONGEST = 60
NOUNS = {
    str: ("a text", "texts"),
    float: ("a number", "numbers"),
    int: ("a whole number", "whole numbers"),
    bool: ("True or False", "truth values"),
    Callable: ("a function", "functions"),
}
ARRAYS = ("numpy", "scipy")
"""What is annotated as an array takes whatever becomes one: the functions read it and say what is wrong."""


def checked(function: Callable[Given, Found]) -> Callable[Given, Found]:
    """Refuse by name the first argument that is not of the kind its annotation says, once the function has failed.

    >>> @checked
    ... def half(people: float) -> float:
    ...     return people / 2
    >>> half(None)
    Traceback (most recent call last):
    maillage_analysis.errors.InputError: people is None: give a number.
    """

    @wraps(function)
    def call(*args: Given.args, **named: Given.kwargs) -> Found:
        try:
            return function(*args, **named)
        except InputError:
            raise
        except Exception as error:
            sentence = _fault(function, args, named)
            if sentence is None:
                raise
            raise InputError(sentence) from error

    return call


def _fault(function: Callable, args: tuple, named: Mapping[str, Any]) -> str | None:
    try:
        given = inspect.signature(function).bind(*args, **named).arguments
    except TypeError:  # an argument is missing or unknown: Python says it best
        return None
    hints = _hints(function)
    for name, value in given.items():
        if name in hints and not _fits(value, hints[name]):
            return f"{name} is {_shown(value)}: give {_named(hints[name])}."
    return next((fault for name, value in given.items() for fault in _faults_inside(name, value)), None)


def _faults_inside(name: str, value: object) -> Iterator[str]:
    """The fields of the library's own objects, in an argument or in the list that it is."""
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        for rank, each in enumerate(value):
            if _is_ours(type(each)):
                yield from _faults_inside(f"{name}[{rank}]", each)
    elif _is_ours(type(value)):
        for field, hint in _hints(type(value)).items():
            held = getattr(value, field, None)
            if hasattr(value, field) and not _fits(held, hint):
                yield f"{name}.{field} is {_shown(held)}: give {_named(hint)}."
            yield from _faults_inside(f"{name}.{field}", held)


def checked_class(kind: type[Found]) -> type[Found]:
    """The same for the making of a class's objects."""
    kind.__init__ = checked(kind.__init__)
    return kind


@cache
def _hints(function: Callable) -> dict[str, Any]:
    return get_type_hints(function)


def _fits(value: object, hint: Any) -> bool:
    """Whether a value is of the kind that an annotation says; what is not a kind takes everything."""
    kind, inside = get_origin(hint) or hint, get_args(hint)
    if kind in (Union, types.UnionType):
        return any(_fits(value, each) for each in inside)
    if kind is Literal:
        return isinstance(value, str) and value in inside
    if kind in (int, float):
        return isinstance(value, Integral if kind is int else Real | Decimal) and not isinstance(value, bool)
    if kind is bool:
        return isinstance(value, bool | np.bool_)
    if kind is Callable:
        return callable(value)
    if kind is Any or not isinstance(kind, type) or kind.__module__.startswith(ARRAYS):
        return True
    if issubclass(kind, Mapping):
        return isinstance(value, Mapping) and all(
            _fits(key, inside[0]) and _fits(each, inside[1]) for key, each in value.items() if inside
        )
    if inside and issubclass(kind, Iterable):
        return _is_list(value) and _all_fit(value, inside)
    return _is_one(value, kind)


def _is_list(value: object) -> bool:
    """A text and a mapping can be gone through, but are not lists; nor is a number held by an array."""
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        return False
    return not isinstance(value, np.ndarray) or value.ndim > 0


def _all_fit(values: Iterable, alternatives: tuple) -> bool:
    """Elements that can be gone through once more; the first of an array stands for all, unless it holds anything."""
    if isinstance(values, np.ndarray) and values.dtype.kind != "O":
        if not values.size:
            return values.ndim == 1
        values = list(values[:1])
    if not isinstance(values, Collection | np.ndarray):
        return True
    return all(any(_fits(each, one) for one in alternatives if one is not Ellipsis) for each in values)


def _is_ours(kind: type) -> bool:
    return kind.__module__.startswith("maillage_analysis")


def _is_one(value: object, kind: type) -> bool:
    if getattr(kind, "_is_protocol", False):
        return all(hasattr(value, name) for name in vars(kind) if not name.startswith("_"))
    return isinstance(value, kind)


def _shown(value: object) -> str:
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    written = " ".join(repr(value).split())
    return written if len(written) <= LONGEST else f"{written[:LONGEST]}…"


def _named(hint: Any, *, many: bool = False) -> str:
    """« a list of Candidate », « a mapping of texts to numbers or None »; « lists of numbers » when ``many``."""
    kind, inside = get_origin(hint) or hint, get_args(hint)
    if kind in (Union, types.UnionType):
        return " or ".join(dict.fromkeys(_named(each, many=many) for each in inside))
    if kind is type(None):
        return "None"
    if kind is Literal:
        return f"one of {', '.join(map(str, inside))}"
    if kind in NOUNS:
        return NOUNS[kind][many]
    if not isinstance(kind, type) or kind in (object, Any):
        return "values" if many else "a value"
    if inside and issubclass(kind, Mapping):
        return (
            f"{'mappings' if many else 'a mapping'} of {_named(inside[0], many=True)} to {_named(inside[1], many=True)}"
        )
    if inside and issubclass(kind, Iterable) and not kind.__module__.startswith(ARRAYS):
        return f"{'lists' if many else 'a list'} of {_named(inside[0], many=True)}"
    return kind.__name__ if many else f"a {kind.__name__}"
