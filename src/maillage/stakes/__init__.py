"""3 · Share: resources and stakes, in each actor's words, and the tension laid on the table."""
