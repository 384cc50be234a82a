"""One module a subject. Each command reads its words, calls one function of a room, and says the result."""
