"""8 · Animate: bodies, meetings, decisions, actions with an owner and a due date."""
