"""7 · Frame: texts written together, their versions, and the pilot's mandate."""
