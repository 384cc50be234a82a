"""The method, as pure functions: arrays and tables in, results out.

No web framework, no database, no clock, no network. Dates and random generators are arguments.
Every package stands on ``errors`` (how a table is refused), ``checks`` (tables of named actors) and ``results`` (what a
result is, and how it becomes JSON).
"""
