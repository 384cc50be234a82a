"""What organisations said, by wave; what counts today; who was asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, Min, Q, QuerySet

from maillage.actors.models import Organisation
from maillage.campaigns.models import Campaign, Invitation
from maillage.spaces.models import Space

from ..models import Declared, Mention, Statement


@dataclass(frozen=True, slots=True)
class Said:
    """One strand as one organisation declares it."""

    by: int
    about: int
    nature: str
    intensity: int
    on: date

    @property
    def pair(self) -> tuple[int, int]:
        """Both keys, the smaller first, whoever says it."""
        return (min(self.by, self.about), max(self.by, self.about))


def own_statement(campaign: Campaign, organisation: Organisation) -> Statement | None:
    return Statement.objects.filter(campaign=campaign, organisation=organisation).first()


def last_of_each(space: Space, *, saying: Collection[int] | None = None) -> dict[int, int]:
    """Organisation → its last statement handed in, whatever the wave: what counts today (one query).

    ``saying``: only what these organisations say.
    """
    rows = Statement.objects.filter(space=space, organisation__archived_at=None).handed_in()
    if saying is not None:
        rows = rows.filter(organisation__in=saying)
    return dict(rows.order_by("submitted_at", "pk").values_list("organisation", "pk"))


def said_in(statements: Iterable[int], *, around: int | None = None) -> list[Said]:
    """Everything said in these statements about present organisations of the directory (one query).

    ``around``: only what one organisation says, or what is said of it.
    """
    rows = Declared.objects.filter(
        mention__statement__in=list(statements), mention__organisation__archived_at=None
    ).exclude(mention__organisation=F("mention__statement__organisation"))  # two sheets joined since
    if around is not None:
        rows = rows.filter(Q(mention__statement__organisation=around) | Q(mention__organisation=around))
    columns = ("mention__statement__organisation", "mention__organisation", "nature", "intensity", "mention__said_on")
    return [Said(*row) for row in rows.exclude(mention__organisation=None).order_by("pk").values_list(*columns)]


def last_said_on(space: Space) -> date | None:
    """The day of the last thing said in a statement handed in."""
    said = Mention.objects.filter(statement__space=space, statement__submitted_at__isnull=False)
    return said.aggregate(last=Max("said_on"))["last"]


def said_pairs(space: Space) -> set[tuple[int, int]]:
    """The pairs that count today because one end at least says so, smaller key first (two queries)."""
    return {tuple(sorted((one.by, one.about))) for one in said_in(last_of_each(space).values())}


def asked_organisations(campaign: Campaign) -> set[int]:
    """The present organisations from which a statement may come, or came: as the response board counts people."""
    asked = Invitation.objects.filter(campaign=campaign, forwarded_on=None, organisation__archived_at=None)
    asked = asked.filter(Q(revoked_on=None) | Q(finished_on__isnull=False))
    return set(asked.values_list("organisation", flat=True))


def statement_lines(statement: Statement) -> list[Mention]:
    """The organisations named, in the order in which they were, each with what was said (two queries)."""
    mentions = statement.mentions.select_related("organisation", "invitation", "entered_by")
    return list(mentions.prefetch_related("strands").order_by("pk"))


def proposals(space: Space, *, aside: bool = False) -> QuerySet:
    """Names given in statements handed in that are not in the directory, each once, the most named first."""
    rows = Mention.objects.filter(
        statement__space=space, statement__submitted_at__isnull=False, organisation=None, set_aside_on__isnull=not aside
    )
    said = rows.values("folded").annotate(
        name=Min("name"), times=Count("statement__organisation", distinct=True), last=Max("said_on")
    )
    return said.order_by("-times", "name", "folded")


def recognised(space: Space) -> QuerySet:
    """Names that the pilot's team took for an organisation of the directory, each once."""
    rows = Mention.objects.filter(statement__space=space, organisation__isnull=False).exclude(folded="")
    said = rows.values("folded", "organisation", "organisation__name").annotate(name=Min("name"))
    return said.order_by("name", "folded", "organisation")
