"""The English catalogues: gather what is to be translated and write it in each room's file.

French is the language of the source; each room keeps ``locale/en/LC_MESSAGES/django.po``. No gettext is needed:
templates are read with Django's own lexer and Python with Babel.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import write_po
from django.template.base import Lexer, TokenType
from django.utils.translation import trim_whitespace
from django.utils.translation.template import constant_re, endblock_re, inline_re, plural_re

from .compiling import PACKAGE, catalogue_path, compile_all, read_catalogue, rooms

BLOCK = re.compile(r"^\s*blocktrans(?:late)?\b")
CONTEXT = re.compile(r"""\bcontext\s+(?:"([^"]*)"|'([^']*)')""")
FUNCTIONS = {
    "_": ("id",),
    "gettext": ("id",),
    "gettext_lazy": ("id",),
    "ngettext": ("id", "plural"),
    "ngettext_lazy": ("id", "plural"),
    "pgettext": ("context", "id"),
    "pgettext_lazy": ("context", "id"),
}

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # catalogues change when their words do, not when they are written
Message = tuple[str | tuple[str, str], str | None]  # id or (singular, plural); context


def messages_of(room: Path) -> Iterator[tuple[Message, str]]:
    """Every message of a room, with the file where it stands."""
    for file in sorted([*room.rglob("*.py"), *room.rglob("*.html"), *room.rglob("*.txt"), *room.rglob("*.typ")]):
        text = file.read_text(encoding="utf-8")
        found = messages_in_python(text) if file.suffix == ".py" else messages_in_template(text)
        for message in found:
            yield message, str(file.relative_to(PACKAGE))


def messages_in_python(text: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        roles = FUNCTIONS.get(name)
        values = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        if not roles or len(values) < len(roles) or not all(isinstance(value, str) for value in values[: len(roles)]):
            continue
        given = dict(zip(roles, values, strict=False))
        identifier = (given["id"], given["plural"]) if "plural" in given else given["id"]
        yield identifier, given.get("context")


def messages_in_template(text: str) -> Iterator[Message]:
    inside: dict | None = None
    for token in Lexer(text).tokenize():
        if inside is not None:
            inside = _continue_block(token, inside)
            if "done" in inside:
                yield inside["done"]
                inside = None
        elif token.token_type == TokenType.BLOCK:
            if BLOCK.match(token.contents):
                inside = _open_block(token.contents)
                yield from _constants(token.contents)
            else:
                yield from _inline(token.contents)
        elif token.token_type == TokenType.VAR:
            yield from _constants(token.contents)


def _open_block(contents: str) -> dict:
    context = CONTEXT.search(contents)
    return {
        "trimmed": " trimmed" in contents,
        "context": (context.group(1) or context.group(2)) if context else None,
        "singular": [],
        "plural": None,
    }


def _continue_block(token, block: dict) -> dict:
    parts = block["singular"] if block["plural"] is None else block["plural"]
    if token.token_type == TokenType.BLOCK and endblock_re.match(token.contents):
        texts = ["".join(block["singular"])] + (["".join(block["plural"])] if block["plural"] is not None else [])
        texts = [trim_whitespace(text) if block["trimmed"] else text for text in texts]
        block["done"] = (tuple(texts) if len(texts) == 2 else texts[0], block["context"])
    elif token.token_type == TokenType.BLOCK and plural_re.match(token.contents):
        block["plural"] = []
    elif token.token_type == TokenType.VAR:
        parts.append(f"%({token.contents})s")
    elif token.token_type == TokenType.TEXT:
        parts.append(token.contents.replace("%", "%%"))
    return block


def _inline(contents: str) -> Iterator[Message]:
    match = inline_re.match(contents)
    if match:
        said, _clause, context = match.groups()
        yield said[1:-1].replace("%", "%%"), context[1:-1] if context else None
    else:
        yield from _constants(contents)


def _constants(contents: str) -> Iterator[Message]:
    for constant in constant_re.findall(contents):
        yield constant[1:-1], None


def update(room: Path) -> tuple[int, int]:
    """Write the room's catalogue again: new messages come in empty, unused ones leave. Returns (all, untranslated)."""
    known, fresh = (
        read_catalogue(room),
        Catalog(locale="en", project="Maillage", version="1", fuzzy=False, header_comment="", creation_date=EPOCH),
    )
    fresh.revision_date = EPOCH
    for (identifier, context), file in messages_of(room):
        fresh.add(identifier, context=context, locations=[(file, None)])
    for message in fresh:
        old = known.get(message.id, context=message.context) if message.id else None
        if old:
            message.string = old.string
    if len(fresh):
        path = catalogue_path(room)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, fresh, width=110, sort_output=True, omit_header=False, include_lineno=False)
    return len(fresh), len(untranslated(fresh))


def untranslated(catalogue: Catalog) -> list[str]:
    def is_empty(string) -> bool:
        return not all(string) if isinstance(string, tuple | list) else not string

    return [message.id for message in catalogue if message.id and is_empty(message.string)]


def main() -> None:
    """Refresh every catalogue and say what is left to translate."""
    for room in rooms():
        total, left = update(room)
        if total:
            print(f"{room.name}: {total} messages, {left} to translate")
            for identifier in untranslated(read_catalogue(room)):
                print(f"  {identifier}")
    compile_all()


if __name__ == "__main__":
    main()
