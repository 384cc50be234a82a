"""What the library refuses, and how it says so.

Every refusal is one sentence that names the row or the value at fault and says what to do.
"""

from __future__ import annotations


class InputError(ValueError):
    """The table or the parameter that was given cannot be read; the message says what to do."""


class Infeasible(InputError):
    """No solution satisfies every constraint; ``conflicts`` names those that cannot hold together."""

    def __init__(self, message: str, *, conflicts: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.conflicts = conflicts
