"""``python -m maillage.config`` is the ``maillage`` command."""

from .cli import main

main()
