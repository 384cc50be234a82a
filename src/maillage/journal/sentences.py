"""Each code has its sentence. Rooms add theirs when the application starts."""

from __future__ import annotations

from collections.abc import Mapping

_SENTENCES: dict[str, str] = {}


def add(sentences: Mapping[str, str]) -> None:
    """Teach the journal new codes; a code means one thing only."""
    for code, sentence in sentences.items():
        if _SENTENCES.setdefault(code, sentence) is not sentence:
            raise ValueError(f"The journal already has a sentence for {code!r}.")


def sentence_for(code: str) -> str:
    return str(_SENTENCES[code])


def known() -> dict[str, str]:
    return dict(_SENTENCES)
