"""The life of a text as a table, and when two mandates collide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import enumeration

from .enums import Framing, Lean, Lived, Status

NEXT: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.PROOFREADING}),
    Status.PROOFREADING: frozenset({Status.DRAFT, Status.SIGNED}),
    Status.SIGNED: frozenset({Status.IN_FORCE, Status.TERMINATED}),
    Status.IN_FORCE: frozenset({Status.TO_RENEW, Status.EXPIRED, Status.TERMINATED}),
    Status.TO_RENEW: frozenset({Status.IN_FORCE, Status.EXPIRED, Status.TERMINATED}),
    Status.EXPIRED: frozenset(),
    Status.TERMINATED: frozenset(),
}

ALIVE = frozenset({Status.SIGNED, Status.IN_FORCE, Status.TO_RENEW})
CLOSED = frozenset(status for status, following in NEXT.items() if not following)


def next_of(status: str) -> list[Status]:
    """The states that a text may take next, in the order of its life."""
    return [candidate for candidate in Status if candidate in NEXT[Status(status)]]


def check_move(current: str, wanted: str) -> None:
    """Raise Refusal unless the life cycle allows this move; the sentence says which moves are allowed."""
    if wanted in NEXT[Status(current)]:
        return
    words = {"current": Status(current).label, "wanted": Status(wanted).label}
    allowed = next_of(current)
    if not allowed:
        raise Refusal(_("Un texte « %(current)s » ne change plus d'état : écrivez un nouveau texte.") % words)
    words["allowed"] = enumeration(f"« {status.label} »" for status in allowed)
    raise Refusal(
        _("Un texte « %(current)s » ne peut pas devenir « %(wanted)s » : l'état suivant possible est %(allowed)s.")
        % words
    )


def overlap(start: date, end: date | None, other_start: date, other_end: date | None) -> bool:
    """Whether two periods share a day; None means without end."""
    return (other_end is None or start <= other_end) and (end is None or other_start <= end)


# Does the text speak of means or results? of co-construction? of revision?  →  how its frame reads
FRAMING: dict[tuple[bool, bool, bool], Framing] = {
    (True, True, True): Framing.FLEXIBLE,
    (False, True, True): Framing.FLEXIBLE,
    (True, False, True): Framing.REVISABLE,
    (False, False, True): Framing.REVISABLE,
    (True, True, False): Framing.CO_BUILT,
    (False, True, False): Framing.CO_BUILT,
    (True, False, False): Framing.RIGID,
    (False, False, False): Framing.SILENT,
}

LEAN: dict[Framing, Lean] = {
    Framing.FLEXIBLE: Lean.FLEXIBLE,
    Framing.REVISABLE: Lean.FLEXIBLE,
    Framing.CO_BUILT: Lean.BETWEEN,
    Framing.RIGID: Lean.RIGID,
    Framing.SILENT: Lean.SILENT,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The text beside those who live with it: whether they say the same (None: nothing to compare), and what to do."""

    agrees: bool | None
    sentence: str
    advice: str


SAME_RIGID = Verdict(
    True,
    gettext_lazy("Le texte est rigide, et ceux qui ont répondu le vivent ainsi."),
    gettext_lazy("Négocier une clause de révision : qui peut la demander, quand, comment l'on décide."),
)
KEPT_BY_PERSONS = Verdict(
    False,
    gettext_lazy("Le texte est rigide, mais ceux qui ont répondu vivent un cadre souple : il tient à des personnes."),
    gettext_lazy("Écrire cette souplesse avant qu'elles partent : une clause de révision, un rendez-vous de revue."),
)
RARE_ADJUSTMENTS = Verdict(
    False,
    gettext_lazy("Le texte est rigide ; dans les faits, on s'ajuste un peu, sans que rien ne le prévoie."),
    gettext_lazy("Écrire comment l'on s'ajuste : ce qui peut changer, et devant quelle instance."),
)
SAME_FLEXIBLE = Verdict(
    True,
    gettext_lazy("Le texte prévoit sa révision, et ceux qui ont répondu s'en servent."),
    gettext_lazy("Garder le rendez-vous de revue et noter ce que chaque révision a changé."),
)
UNUSED = Verdict(
    False,
    gettext_lazy("Le texte prévoit sa révision, mais ceux qui ont répondu vivent un cadre rigide : la clause dort."),
    gettext_lazy("La mettre à l'ordre du jour du prochain comité et demander ce qui empêche de s'en servir."),
)
LITTLE_USED = Verdict(
    False,
    gettext_lazy("Le texte est plus souple que la pratique : les ajustements restent rares."),
    gettext_lazy("Fixer la date de la prochaine revue, avec une question précise à trancher."),
)
HALF_WAY = Verdict(
    True,
    gettext_lazy("À mi-chemin des deux côtés : des objectifs fixés ensemble, des ajustements possibles et rares."),
    gettext_lazy("Ajouter au texte comment il se révise."),
)
AHEAD_OF_TEXT = Verdict(
    False,
    gettext_lazy(
        "Ceux qui ont répondu révisent leur cadre ensemble ; le texte dit la co-construction, pas la révision."
    ),
    gettext_lazy("Écrire la révision telle qu'elle se pratique déjà."),
)
WORDS_ONLY = Verdict(
    False,
    gettext_lazy("Le texte dit la co-construction, mais ceux qui ont répondu vivent un cadre rigide."),
    gettext_lazy("Demander quels objectifs ont vraiment été fixés ensemble, et ajouter une clause de révision."),
)
NOT_IN_THE_TEXT = Verdict(
    None,
    gettext_lazy("Le texte ne dit rien du cadre, ou ses clauses ne sont pas encore lues."),
    gettext_lazy("Dire de quoi parle chaque clause : un clic par clause suffit."),
)
DIVIDED = Verdict(
    False,
    gettext_lazy("Ceux qui ont répondu ne vivent pas le même cadre : le désaccord passe avant la comparaison."),
    gettext_lazy("Relire ensemble les clauses de révision et de co-construction, et dire ce que chacun en attend."),
)
NOBODY_YET = Verdict(
    None,
    gettext_lazy("Trop peu de réponses au critère C3 pour les mettre à côté du texte."),
    gettext_lazy("Proposer la grille aux membres de ce partenariat."),
)

# Which way the text leans, how those who answered live it  →  what to make of it
TEXT_AGAINST_RATERS: dict[tuple[Lean, Lived], Verdict] = {
    (Lean.RIGID, Lived.RIGID): SAME_RIGID,
    (Lean.RIGID, Lived.BETWEEN): RARE_ADJUSTMENTS,
    (Lean.RIGID, Lived.FLEXIBLE): KEPT_BY_PERSONS,
    (Lean.RIGID, Lived.DIVIDED): DIVIDED,
    (Lean.RIGID, Lived.UNKNOWN): NOBODY_YET,
    (Lean.BETWEEN, Lived.RIGID): WORDS_ONLY,
    (Lean.BETWEEN, Lived.BETWEEN): HALF_WAY,
    (Lean.BETWEEN, Lived.FLEXIBLE): AHEAD_OF_TEXT,
    (Lean.BETWEEN, Lived.DIVIDED): DIVIDED,
    (Lean.BETWEEN, Lived.UNKNOWN): NOBODY_YET,
    (Lean.FLEXIBLE, Lived.RIGID): UNUSED,
    (Lean.FLEXIBLE, Lived.BETWEEN): LITTLE_USED,
    (Lean.FLEXIBLE, Lived.FLEXIBLE): SAME_FLEXIBLE,
    (Lean.FLEXIBLE, Lived.DIVIDED): DIVIDED,
    (Lean.FLEXIBLE, Lived.UNKNOWN): NOBODY_YET,
    (Lean.SILENT, Lived.RIGID): NOT_IN_THE_TEXT,
    (Lean.SILENT, Lived.BETWEEN): NOT_IN_THE_TEXT,
    (Lean.SILENT, Lived.FLEXIBLE): NOT_IN_THE_TEXT,
    (Lean.SILENT, Lived.DIVIDED): NOT_IN_THE_TEXT,
    (Lean.SILENT, Lived.UNKNOWN): NOT_IN_THE_TEXT,
}

# The reading of criterion C3's median (≥ 4, 3 to 3.9, < 3)  →  how the frame is lived
LIVED: dict[str, Lived] = {"strong": Lived.FLEXIBLE, "discuss": Lived.BETWEEN, "address": Lived.RIGID}
