"""Strike a person out of a text once their data is erased; the rest of the text stays.

A name is looked for by whole words, without case or accents: « helene », « HÉLÈNE » and « d'Hélène » are Hélène.
Striking too much ruins the organisation's history, too little leaves the person in it, so there are two sorts of words:

- a part of the name that is not a word of every day goes wherever it stands;
- a word of every day (« Petit », « Rose », « Mai ») or a part of one or two letters (« Li ») goes beside another part
  of the name or after a civility, and the former with a capital too: « mme petit », « rose dupont » and « Rose » go,
  « un petit groupe » stays. What stays for that reason is told before erasing (see ``Striker.read``).

« de », « la », « van »… go only between two words that go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.toolkit.words import folded

WORD = re.compile(r"\w+(?:-\w+)*")  # apostrophes part words: « d'Anne » names Anne
NEXT_TO = re.compile(r"[\s\-'’]+")
AFTER_CIVILITY = re.compile(r"\.?\s*")
TINY = 2
CIVILITIES = frozenset(["m", "mr", "monsieur", "mme", "madame", "mlle", "melle", "mademoiselle", "dr", "docteur"])
PARTICLES = frozenset(
    WORD.findall("de du des la le les l d el al ben bin da di dos das del della van von der den zu y")
)
# First names and surnames that are also words of every day: without a capital, they are taken for the word.
COMMON = frozenset(
    WORD.findall("""
    accord aime ami ange avril baron bas bassin beau bel belle berger bien blanc blanche blond bois bon bonne bouche
    boucher boulanger bourgeois bras brun brune bureau camp carton cave centre chambre champ champagne charpentier
    chasseur chef chevalier chevre claire clement clerc cloche coin constance constant contrat cordonnier cour court
    couturier croix cure danse desire dimanche dit douce doux dragon droit duc eau espoir est fer ferme ferrand feu
    feuille fidele fin fleur flore fontaine foret forestier forgeron fort fortune foucher franc france gage gaillard
    garde gauche gentil grand grande gras gris gros grosse guerre guide herbe heureux hiver homme honore janvier jardin
    jardinier jean jeudi jeune joie joli jolie jour journal juge juillet juin juste lac laine lande leger lecture lien
    ligne lilas lion loi long longue loup lune lundi lycee mai maire maison maitre major marchand marche mardi mare
    marechal marguerite mari marie marin marine marquis mars martinet masse matin max mer mercier mercredi meunier midi
    mine mis moine monde montagne moral mot moulin moyen mur neige noble noel noir noire nom nord nuit olive page paix
    palais papillon parent parfait paris pasteur pauvre pays peintre perle petit petite pierre pin place plan plante
    poisson pole pont porte portier potier poule prairie prieur prince projet prudence prune puits raison reine renard
    rey riche riviere robe robin roche rocher roi rond rose rosier rossignol rouge rousse roux ruelle sage saint salle
    sapin sauvage sec serre sol soldat soleil son sonnet source sud tailleur temps terre tour tours trois val valet
    vallee vent verger vert victoire vie vieux vigne vignes village ville vin violette voisin vrai
    """)
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: kept, struck out, or kept though it looks like a part of the name (``is_doubtful``)."""

    text: str
    is_struck: bool = False
    is_doubtful: bool = False


class Striker:
    """Called on a text, writes « [personne effacée] » where it names this person or gives one of the details."""

    def __init__(self, name: str, *details: str) -> None:
        words = [folded(word) for word in WORD.findall(name)]
        pieces = {piece for word in words for piece in word.split("-")}
        self._parts = (frozenset(words) | pieces) - PARTICLES
        self._particles = pieces & PARTICLES
        self._details = [_pattern(detail) for detail in details if detail.strip()]
        between = "|".join(map(re.escape, sorted(self._particles))) or "(?!)"
        self._between = re.compile(rf"[\s-]*(?:(?:{between})(?:[\s-]+|['’]))*")

    def __call__(self, text: str) -> str:
        return "".join(_("[personne effacée]") if piece.is_struck else piece.text for piece in self.read(text))

    def read(self, text: str) -> list[Piece]:
        """The text cut into what stays and what goes, in order; put together, the pieces are the text."""
        struck, doubtful = self._spans(text)
        pieces, at = [], 0
        for start, end, goes in sorted([*((*span, True) for span in struck), *((*span, False) for span in doubtful)]):
            pieces += [Piece(text[at:start]), Piece(text[start:end], is_struck=goes, is_doubtful=not goes)]
            at = end
        return [piece for piece in (*pieces, Piece(text[at:])) if piece.text]

    def _spans(self, text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        struck = [match.span() for pattern in self._details for match in pattern.finditer(text)]
        words = [word for word in WORD.finditer(text) if not any(a <= word.start() < b for a, b in struck)]
        folds = [folded(word[0]) for word in words]
        doubtful = []
        for place in (place for place, fold in enumerate(folds) if fold in self._parts):
            if self._goes(text, words, folds, place):
                struck.append(words[place].span())
            elif len(folds[place]) > TINY:
                doubtful.append(words[place].span())
        return self._joined(text, sorted(struck)), doubtful

    def _goes(self, text: str, words: Sequence[re.Match[str]], folds: Sequence[str], place: int) -> bool:
        part = folds[place]
        if len(part) > TINY and (part not in COMMON or words[place][0][0].isupper()):
            return True
        if place and folds[place - 1] in CIVILITIES:
            gap = text[words[place - 1].end() : words[place].start()]
            if AFTER_CIVILITY.fullmatch(gap):
                return True
        return any(self._is_beside(text, words, folds, place, step) for step in (-1, 1))

    def _is_beside(self, text: str, words: Sequence, folds: Sequence[str], place: int, step: int) -> bool:
        """Is the next word that way another part of the name, particles of the name left aside?"""
        at = place
        while 0 <= at + step < len(words):
            first, second = sorted((at, at + step))
            if not NEXT_TO.fullmatch(text, words[first].end(), words[second].start()):
                return False
            at += step
            if folds[at] not in self._particles:
                return folds[at] in self._parts and folds[at] != folds[place]
        return False

    def _joined(self, text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Neighbours make one: « Anne de La Tour » is one person effaced, not two."""
        joined: list[tuple[int, int]] = []
        for start, end in spans:
            if joined and self._between.fullmatch(folded(text[joined[-1][1] : start])):
                joined[-1] = joined[-1][0], max(end, joined[-1][1])
            else:
                joined.append((start, end))
        return joined


def _pattern(detail: str) -> re.Pattern[str]:
    """An address as it is; a number however its digits are spaced, with or without the country's."""
    digits = "".join(char for char in detail if char.isdigit())
    if "@" in detail or len(digits) < 6:
        return re.compile(rf"(?<!\w){re.escape(detail.strip())}(?!\w)", re.IGNORECASE)
    national = re.sub(r"^(?:0033|33|0)", "", digits) if len(digits) >= 10 else digits
    country = r"(?:(?:\+|00)\s*33[\s.-]*(?:\(0\)[\s.-]*)?|0[\s./-]*)?"
    spaced = r"[\s./-]*".join(national)
    return re.compile(rf"(?<!\d){country}{spaced}(?!\d)")


def excerpts(pieces: Sequence[Piece], around: int = 60) -> Iterator[Piece]:
    """The pieces, what is far from any struck or doubtful word cut short."""
    for place, piece in enumerate(pieces):
        if piece.is_struck or piece.is_doubtful or len(piece.text) <= 2 * around:
            yield piece
            continue
        before = "" if place == 0 else piece.text[:around]
        after = "" if place == len(pieces) - 1 else piece.text[-around:]
        yield Piece(f"{before}…{after}")
