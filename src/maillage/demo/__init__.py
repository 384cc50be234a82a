"""A fictional set of actors on a real territory; feeds tests and screenshots."""
