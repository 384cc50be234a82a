"""The method, as pure functions: arrays and tables in, results out.

No web framework, no database, no clock, no network. Dates and random generators are arguments.
"""
