"""Communes as this room needs them: a name, a point for the map, a sentence when the code is unknown."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from maillage.toolkit.refusals import Refusal

try:
    from maillage.territory import gazetteer
except ImportError:
    gazetteer = None


def name_of(code: str) -> str:
    """The commune's name; '' for an empty or unknown code."""
    found = gazetteer.commune(code) if code and gazetteer else None
    return found.name if found else ""


def check(code: str) -> str:
    """The code itself when the commune exists; '' stays ''. Raises Refusal otherwise."""
    code = code.strip().upper()
    if code and gazetteer and gazetteer.unknown([code]):
        raise Refusal(
            _(
                "Aucune commune n'a le code Insee « %(code)s » : vérifiez-le (ce n'est pas le code postal), "
                "ou écrivez le nom de la commune."
            )
            % {"code": code}
        )
    return code


def unknown(codes: Iterable[str]) -> set[str]:
    return set(gazetteer.unknown(list(codes))) if gazetteer else set()
