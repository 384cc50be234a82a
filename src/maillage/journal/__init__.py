"""Who did what, when. Readable for ever: no entry points to a live row."""
