"""French spaces that do not break: guillemets and high punctuation keep to the word they belong to.

Done once, at the edge: on a page as it leaves, on a document before it is laid out. What people wrote stays as written.
"""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
BEFORE_PUNCTUATION = re.compile(r" (?=[;:!?%»](?:[\s<).,]|$))")
MARKUP_OR_TEXT = re.compile(r"(<(script|textarea|style|pre|code)\b.*?</\2>|<[^>]*>)|([^<]+)", re.DOTALL | re.IGNORECASE)


def typeset(text: str) -> str:
    """Plain text with its spaces held.

    >>> typeset("« Oui » : vraiment ?").count(NO_BREAK)
    4
    """
    return BEFORE_PUNCTUATION.sub(NO_BREAK, text).replace("« ", f"«{NO_BREAK}")


def typeset_page(page: str) -> str:
    """The text of an HTML page; its tags, scripts, code and what is being typed are left alone.

    >>> typeset_page('<p title="a : b">a : b</p><code>a : b</code>').count(NO_BREAK)
    1
    """
    return MARKUP_OR_TEXT.sub(lambda found: found.group(1) or typeset(found.group(3)), page)
