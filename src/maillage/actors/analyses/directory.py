"""What the directory says: counted once, shown on the page, in the report and on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.spaces.models import Space
from maillage.toolkit.words import enumeration, number

from .. import queries, rules
from ..catalogue import BY_CODE
from ..enums import SHAPES, College, Family
from ..models import Organisation


@dataclass(frozen=True, slots=True)
class Share:
    """One college, family or kind: how many organisations it counts, and its part of the whole (0 to 1)."""

    code: str
    label: str
    count: int
    part: float
    shape: str = ""
    before: float = 0.0  # part of the whole that stands before it, to draw a bar

    @property
    def percent(self) -> float:
        return 100 * self.part

    @property
    def percent_before(self) -> float:
        return 100 * self.before


@dataclass(frozen=True, slots=True)
class DirectoryReading:
    """The directory of a space on a day; archived organisations are not counted.

    ``colleges`` and ``families`` hold every code, even at 0, in their usual order; ``kinds`` only those present,
    the most frequent first. ``fresh`` of ``total`` sheets were confirmed within the year.
    """

    on: date
    total: int
    colleges: list[Share]
    families: list[Share]
    kinds: list[Share]
    fresh: int
    located: int
    has_beneficiaries: bool
    has_companies: bool

    @property
    def colleges_present(self) -> int:
        return sum(1 for college in self.colleges if college.count)

    @property
    def missing_colleges(self) -> list[str]:
        return [college.label for college in self.colleges if not college.count]

    @property
    def largest_college(self) -> int:
        return max((college.count for college in self.colleges), default=0)

    @property
    def stale(self) -> int:
        return self.total - self.fresh

    @property
    def sentence(self) -> str:
        """« 100 acteurs, 6 collèges sur 6 ; l'équilibre par famille : 31 social, 29 économique… »"""
        if not self.total:
            return _("Aucun acteur pour l'instant : importez votre tableur, ou ajoutez une première organisation.")
        counted = ngettext("%(count)s acteur", "%(count)s acteurs", self.total) % {"count": number(self.total)}
        by_weight = sorted(self.families, key=lambda share: -share.count)
        balance = enumeration(f"{number(share.count)}\u00a0{share.label}" for share in by_weight if share.count)
        return _("%(actors)s, %(present)s collèges sur %(colleges)s ; l'équilibre par famille : %(balance)s.") % {
            "actors": counted,
            "present": self.colleges_present,
            "colleges": len(self.colleges),
            "balance": balance,
        }

    @property
    def warnings(self) -> list[str]:
        """What a mapping must not do without: beneficiaries are part of the partnership, not only its resources."""
        if not self.total:
            return []
        found = []
        if not self.has_beneficiaries:
            found.append(
                _(
                    "Personne ne porte la voix des jeunes : ajoutez un collectif d'apprentis, "
                    "ou cochez « porte la voix des jeunes » sur une fiche."
                )
            )
        if not self.has_companies:
            found.append(
                _("Aucune entreprise ni club d'entreprises : sans eux, la carte oublie ceux qui recrutent et forment.")
            )
        if self.missing_colleges:
            found.append(
                ngettext("Collège absent : %(names)s.", "Collèges absents : %(names)s.", len(self.missing_colleges))
                % {"names": enumeration(self.missing_colleges)}
            )
        return found


def read_directory(space: Space, on: date | None = None) -> DirectoryReading:
    """Count the directory by college, family and kind, and say who is missing. Two queries."""
    on = on or timezone.localdate()
    organisations = Organisation.objects.in_space(space).current()
    rows = organisations.order_by().values_list("kind", "college", "family").annotate(count=Count("pk"))
    cells = list(rows)
    flags = organisations.aggregate(
        stale=Count("pk", filter=queries.stale(on)),
        located=Count("pk", filter=~Q(commune="") | Q(longitude__isnull=False)),
        youth=Count("pk", filter=Q(youth_voice=True) | Q(kind="beneficiaries")),
    )
    total = sum(count for *_codes, count in cells)
    return DirectoryReading(
        on=on,
        total=total,
        colleges=_shares(cells, 1, dict(College.choices), total),
        families=_shares(cells, 2, dict(Family.choices), total),
        kinds=sorted(
            (share for share in _shares(cells, 0, {c: k.label for c, k in BY_CODE.items()}, total) if share.count),
            key=lambda share: -share.count,
        ),
        fresh=total - flags["stale"],
        located=flags["located"],
        has_beneficiaries=flags["youth"] > 0,
        has_companies=any(kind in rules.COMPANIES for kind, *_rest in cells),
    )


def _shares(cells: list[tuple], position: int, labels: dict, total: int) -> list[Share]:
    shares, before = [], 0.0
    for code, label in labels.items():
        count = sum(cell[3] for cell in cells if cell[position] == code)
        part = count / total if total else 0.0
        shape = SHAPES.get(code, "") if position == 2 else ""
        shares.append(Share(str(code), str(label), count, part, shape, before))
        before += part
    return shares
