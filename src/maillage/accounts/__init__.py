"""People and how they come in: an e-mail address and a code, no password."""
