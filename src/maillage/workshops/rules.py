"""The figures of a workshop, in one place."""

DAYS_OF_PHONE_ANSWERS = 7
"""What the phones of a workshop answered is erased a week after the opening, kept or not."""

MOST_ITEMS = 12
"""A workshop asks no more: a room answers ten points in a quarter of an hour."""

SMALL_ROOM = 10
"""Under ten phones, whoever watches the screen at the right moment guesses the last answer: the pilot is told."""

MOST_PHONES = 300
"""Phones that one workshop takes."""

CODE_LENGTH = 8
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Neither 0 nor O, 1, I, L: 31 letters, eight of them, about 40 bits of chance."""

WRONG_CODES_ALLOWED = 100
"""Wrong codes within ten minutes from one address of the network: a whole room may share one address."""
