"""9 · Give back: the report, generated from what is already there."""
