"""2 · Map: organisations, contacts, colleges, imports."""
