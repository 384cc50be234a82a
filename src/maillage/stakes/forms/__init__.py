"""Forms of this room, one subject a file."""

from .catalogue import OwnStakeForm, WordsForm
from .game import (
    NOBODY,
    SPOKEN,
    AskActorsForm,
    ChangeForm,
    EditRoundForm,
    GameOptions,
    InfluencesForm,
    ObjectiveForm,
    PasteForm,
    PositionsForm,
    RoundForm,
)
from .pairs import PairForm, PairWordsForm
from .said import AskForm, ResourceForm, StakeForm

__all__ = [
    "NOBODY",
    "SPOKEN",
    "AskActorsForm",
    "AskForm",
    "ChangeForm",
    "EditRoundForm",
    "GameOptions",
    "InfluencesForm",
    "ObjectiveForm",
    "OwnStakeForm",
    "PairForm",
    "PairWordsForm",
    "PasteForm",
    "PositionsForm",
    "ResourceForm",
    "RoundForm",
    "StakeForm",
    "WordsForm",
]
