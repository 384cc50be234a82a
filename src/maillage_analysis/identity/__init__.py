"""Which records speak of the same body: candidates, evidence told in reasons, groups.

Reading order: ``names`` (what a name says once legal forms, accents and abbreviations are set aside) → ``candidates``
(pairs worth looking at) → ``evidence`` (points for and against, with their reasons) → ``groups`` (records joined).
"""

from .evidence import AGAINST, POSSIBLE, SURE, Pair, Reason
from .groups import put_together
from .names import Body, host_of, initials, words_of
from .pairs import find_pairs, weigh_pair

__all__ = [
    "AGAINST",
    "POSSIBLE",
    "SURE",
    "Body",
    "Pair",
    "Reason",
    "find_pairs",
    "host_of",
    "initials",
    "put_together",
    "weigh_pair",
    "words_of",
]
