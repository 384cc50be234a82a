"""What changes a workshop, its phones and their answers."""

from .phones import answer, change_college, join
from .workshops import (
    close_workshop,
    create_workshop,
    discard_workshop,
    edit_workshop,
    forget_workshops,
    hide_results,
    keep_workshop,
    open_workshop,
    reopen_workshop,
    show_item,
)

__all__ = [
    "answer",
    "change_college",
    "close_workshop",
    "create_workshop",
    "discard_workshop",
    "edit_workshop",
    "forget_workshops",
    "hide_results",
    "join",
    "keep_workshop",
    "open_workshop",
    "reopen_workshop",
    "show_item",
]
