"""Questions asked of the records, in the words of the room. No writing here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Count, F, Prefetch, Q
from django.utils import timezone
from django.utils.translation import get_language

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.campaigns import links
from maillage.campaigns import queries as campaigns
from maillage.campaigns.enums import Anonymity
from maillage.campaigns.models import Invitation
from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.models import Membership, Space

from . import grid, rules, typology
from .enums import AssessmentKind
from .models import Answer, AskedPartnership, Assessment, GridVersion, Instruments, Member, Partnership, TypologyVersion
from .models.versions import InstrumentVersion
from .typology import Typology


def current_grid(space: Space) -> GridVersion | None:
    """The version that a new assessment would use: the space's own, else the shipped one; None before any use."""
    own = Instruments.objects.filter(space=space).select_related("grid").first()
    return (own and own.grid) or GridVersion.objects.filter(space=None, number=grid.VERSION).first()


def criteria_of(version: GridVersion | None) -> tuple[grid.Criterion, ...]:
    """The criteria of a version in the language in use; those we ship when there is no version yet."""
    if version is None:
        return grid.shipped_criteria()
    language = get_language() or "fr"
    if language not in version.words:
        version.words[language] = grid.in_language(version.criteria, language)
    return version.words[language]


def every_criterion(space: Space) -> list[dict]:
    """The entries of all the space's versions, drafts included: an id that has been used is not given again."""
    versions = GridVersion.objects.filter(space=space)
    return [entry for version in versions for entry in (*version.criteria, *version.switched_off)]


@dataclass(frozen=True, slots=True)
class VersionUse:
    """How often a version served: sheets handed in, in how many partnerships."""

    sheets: int
    partnerships: int


def uses_of_grids(space: Space) -> dict[int, VersionUse]:
    """Version id → what was read with it in this space."""
    counted = (
        Assessment.objects.filter(space=space)
        .submitted()
        .values("grid")
        .order_by("grid")
        .annotate(sheets=Count("pk"), partnerships=Count("partnership", distinct=True))
    )
    return {row["grid"]: VersionUse(row["sheets"], row["partnerships"]) for row in counted}


def uses_of_typologies(space: Space) -> dict[int, VersionUse]:
    """Version id → how many partnerships keep a type chosen under it."""
    chosen = Partnership.objects.filter(space=space).exclude(chosen_under=None)
    counted = chosen.values("chosen_under").order_by("chosen_under").annotate(partnerships=Count("pk"))
    return {row["chosen_under"]: VersionUse(0, row["partnerships"]) for row in counted}


def shipped_version(model: type[InstrumentVersion]) -> InstrumentVersion:
    """The version that we ship: its record, or the same not yet written down."""
    is_grid = model is GridVersion
    number = grid.VERSION if is_grid else typology.VERSION
    found = model.objects.filter(space=None, number=number).first()
    if found:
        return found
    said = {"criteria": grid.shipped()["criteria"]} if is_grid else {"content": typology.shipped_content()}
    return model(space=None, number=number, sealed_at=timezone.now(), **said)


def versions_of(space: Space, model: type[InstrumentVersion]) -> list:
    """The space's own versions, drafts included, then the one that we ship: latest first."""
    return [*model.objects.filter(space=space).order_by("-number"), shipped_version(model)]


def version_by_slug(space: Space, model: type[InstrumentVersion], slug: str) -> InstrumentVersion | None:
    """The version that an address names in this space; None when there is none."""
    shipped = shipped_version(model)
    if slug == shipped.slug:
        return shipped
    if not slug.isdecimal() or len(slug) > 6:
        return None
    return model.objects.filter(space=space, number=int(slug)).select_related("based_on", "space").first()


def current_typology(space: Space) -> TypologyVersion | None:
    """The version under which types are suggested now; None for the one we ship."""
    own = Instruments.objects.filter(space=space).select_related("typology").first()
    return own.typology if own else None


def typology_of(space: Space) -> Typology:
    """The typology in service in this space, in the language in use (one query)."""
    return typology_in(current_typology(space))


class Typologies(NamedTuple):
    """Under which version a partnership's type is suggested now, and under which the pilot kept one."""

    in_service: Typology
    chosen_under: Typology


def typologies_for(partnerships: Iterable[Partnership]) -> dict[int, Typologies]:
    """By partnership id; one query, and another when a type was kept under some version."""
    partnerships = list(partnerships)
    found = Instruments.objects.filter(space__in={p.space_id for p in partnerships}).exclude(typology=None)
    versions = {own.typology_id: own.typology for own in found.select_related("typology")}
    in_service = {own.space_id: own.typology_id for own in found}
    kept = {p.chosen_under_id for p in partnerships} - {None, *versions}
    versions |= TypologyVersion.objects.in_bulk(kept) if kept else {}
    return {
        p.pk: Typologies(
            typology_in(versions.get(in_service.get(p.space_id))), typology_in(versions.get(p.chosen_under_id))
        )
        for p in partnerships
    }


def typology_in(version: TypologyVersion | None) -> Typology:
    """A version in the language in use; the one we ship when there is none."""
    if version is None:
        return typology.shipped_typology()
    language = get_language() or "fr"
    if language not in version.read:
        version.read[language] = Typology(
            types=typology.types_in_language(version.content, language),
            rule=typology.rule_of(version.content),
            number=version.number,
            code=version.code,
            is_shipped=version.is_shipped,
        )
    return version.read[language]


def with_members(partnerships):
    """Partnerships with their members' organisations, in two queries whatever their number."""
    members = Member.objects.select_related("organisation").order_by("organisation__name", "pk")
    return partnerships.prefetch_related(Prefetch("members", queryset=members))


class AnswerRow(NamedTuple):
    """An answer as the reading needs it; the optional words are None rather than empty."""

    criterion: str
    level: int | None
    non_answer: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """An assessment that was handed in, with its answers: one rater's, or the group's."""

    assessment: Assessment
    college: str | None
    answers: tuple[AnswerRow, ...]


def submitted_sheets(partnerships: Iterable[Partnership]) -> dict[int, list[Sheet]]:
    """Handed-in assessments with their answers, oldest first, by partnership id. Three queries whatever the number.

    The few versions of the grid are fetched once and shared, since each holds all its words.
    """
    found = list(
        Assessment.objects.filter(partnership__in=list(partnerships))
        .submitted()
        .annotate(organisation_college=F("organisation__college"))
        .order_by("partnership", "submitted_at", "pk")
    )
    versions = GridVersion.objects.in_bulk({assessment.grid_id for assessment in found})
    for assessment in found:
        assessment.grid = versions[assessment.grid_id]
    answers: dict[int, list[AnswerRow]] = {}
    rows = Answer.objects.filter(assessment__in=[assessment.pk for assessment in found]).order_by("assessment", "pk")
    for assessment_id, criterion, level, non_answer, evidence in rows.values_list(
        "assessment", "criterion", "level", "non_answer", "evidence"
    ):
        answers.setdefault(assessment_id, []).append(AnswerRow(criterion, level, non_answer or None, evidence or None))
    grouped: dict[int, list[Sheet]] = {}
    for assessment in found:
        college = assessment.college or assessment.organisation_college
        sheet = Sheet(assessment, college, tuple(answers.get(assessment.pk, ())))
        grouped.setdefault(assessment.partnership_id, []).append(sheet)
    return grouped


def latest_of_each(sheets: Sequence[Sheet]) -> list[Sheet]:
    """One assessment per respondent and organisation, the last handed in, all on the most recent grid version used.

    A respondent is a rater with an account or somebody who was asked by a link (the same person, asked again, counts
    once). Two versions of the grid are never read together. A rater whose account is gone still counts, once per
    assessment. Answers promised without a name come only as far as ``together_only`` lets them.
    """
    if not sheets:
        return []
    newest = max((sheet.assessment.submitted_at, sheet.assessment.pk, sheet.assessment.grid_id) for sheet in sheets)[2]
    latest = {}
    for sheet in sheets:
        said = sheet.assessment
        if said.grid_id == newest:
            latest[_respondent(said)] = sheet
    return together_only(list(latest.values()))


def _respondent(said: Assessment) -> object:
    if said.respondent:
        return said.respondent
    return (said.rater_id, said.organisation_id) if said.rater_id else said.pk


def together_only(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The same sheets, where answers promised without a name are kept from three to a criterion on.

    A sheet of which nothing is kept is not counted either. Below three, somebody who knows the named answers (or
    watches them come) would find the others out.
    """
    if not any(sheet.assessment.is_anonymous for sheet in sheets):
        return list(sheets)
    given: Counter[str] = Counter()
    levels: Counter[str] = Counter()
    for sheet in sheets:
        if sheet.assessment.is_anonymous:
            given.update(row.criterion for row in sheet.answers)
            levels.update(row.criterion for row in sheet.answers if row.level is not None)

    def is_kept(row: AnswerRow) -> bool:
        return (given if row.level is None else levels)[row.criterion] >= rules.FEWEST_RATERS_SHOWN

    kept = (
        replace(sheet, answers=tuple(filter(is_kept, sheet.answers))) if sheet.assessment.is_anonymous else sheet
        for sheet in sheets
    )
    return [sheet for sheet in kept if sheet.answers]


def asked_of(invitation: Invitation):
    """What this person is asked about: the campaign's partnerships of which their organisation is a member."""
    members = Member.objects.current().filter(organisation=invitation.organisation_id)
    return AskedPartnership.objects.filter(
        campaign=invitation.campaign_id, partnership__in=members.values("partnership"), partnership__archived_at=None
    )


def organisations_to_answer_for(user: User, role: str | None, partnership: Partnership) -> list[Organisation]:
    """The present members for which this person may read the partnership: all for the pilot's team, else its own."""
    members = partnership.members.current()
    if role not in EDITORS:
        members = members.represented_by(user)
    return list(Organisation.objects.filter(pk__in=members.values("organisation"), archived_at=None))


def own_assessments(user: User, partnership: Partnership) -> list[Assessment]:
    """What this person has written about a partnership, newest first."""
    return list(
        Assessment.objects.filter(partnership=partnership, rater=user, kind=AssessmentKind.INDIVIDUAL)
        .select_related("organisation")
        .order_by("-started_on", "-pk")
    )


def common_assessment(partnership: Partnership) -> Assessment | None:
    """The latest common reading, finished or not."""
    found = partnership.assessments.filter(kind=AssessmentKind.CONSENSUS).annotate(answered=Count("answers"))
    return found.order_by("-started_on", "-pk").first()


def unfinished_beside(assessment: Assessment):
    """Another assessment that the same rater (or the group) has begun since, for the same organisation.

    By a link there is never another: each invitation has one sheet for each partnership.
    """
    if assessment.invitation_id:
        return Assessment.objects.none()
    others = Assessment.objects.filter(
        partnership=assessment.partnership, kind=assessment.kind, submitted_at=None
    ).exclude(pk=assessment.pk)
    return (
        others if assessment.is_common else others.filter(rater=assessment.rater, organisation=assessment.organisation)
    )


def raters_of(partnership: Partnership) -> list[Assessment]:
    """Individual assessments with their rater and organisation, for the pilot's team: latest first.

    Those promised without a name are not among them (see ``numbered_sheets``): the list says who and when.
    """
    return list(
        partnership.assessments.filter(kind=AssessmentKind.INDIVIDUAL, anonymity__in=["", Anonymity.NAMED])
        .select_related("rater", "organisation", "invitation", "entered_by")
        .annotate(answered=Count("answers"))
        .order_by(F("submitted_at").desc(nulls_last=True), "-pk")
    )


def holds_nameless_sheets(partnership: Partnership) -> bool:
    """Whether some have answered whose organisation nobody is told: then nobody can say who is silent."""
    nameless = [Anonymity.PSEUDONYMOUS, Anonymity.AGGREGATED]
    return partnership.assessments.filter(anonymity__in=nameless).submitted().exists()


@dataclass(frozen=True, slots=True)
class NumberedSheet:
    """A sheet that the pilot reads without knowing whose it is; no college where fewer than three share it."""

    assessment: Assessment
    college: str


def numbered_sheets(partnership: Partnership) -> list[NumberedSheet]:
    """What was answered under a number and may be read since the campaign is closed, by number (one query)."""
    found = partnership.assessments.filter(anonymity=Anonymity.PSEUDONYMOUS, told=True).order_by("number", "pk")
    sheets = without_lone_colleges(found.annotate(answered=Count("answers")))
    return [NumberedSheet(sheet, str(sheet.get_college_display())) for sheet in sheets]


def without_lone_colleges(sheets: Iterable[Assessment]) -> list[Assessment]:
    """The same, where a nameless sheet tells its college only with two others: alone in it, one is recognised."""
    sheets = list(sheets)
    shared = Counter(sheet.college for sheet in sheets if sheet.is_anonymous)
    for sheet in sheets:
        if sheet.is_anonymous and shared[sheet.college] < rules.FEWEST_RATERS_SHOWN:
            sheet.college = ""
    return sheets


def members_by_name(partnership: Partnership) -> dict[str, Organisation]:
    """The present members by name, without regard to capitals."""
    members = partnership.members.current().select_related("organisation")
    return {member.organisation.name.casefold(): member.organisation for member in members}


def sheets_of(partnership: Partnership, user: User) -> list[Assessment]:
    """Individual sheets that this person may read with names, and their answers: oldest first, latest version used.

    Those that were promised to stay nameless are not here: one file of rows would name them by what stands beside.
    """
    newest = partnership.assessments.submitted().order_by("-submitted_at", "-pk").values_list("grid", flat=True).first()
    visible = Assessment.objects.visible_to(user).filter(partnership=partnership, grid=newest)
    found = visible.submitted().filter(kind=AssessmentKind.INDIVIDUAL)
    found = found.select_related("rater", "organisation").prefetch_related("answers")
    return without_lone_colleges(found.order_by("submitted_at", "number", "pk"))


def typed_sheets(partnership: Partnership) -> list[Assessment]:
    """What was typed from paper or from a file, latest first: who it stands for, never what it says."""
    found = partnership.assessments.filter(on_paper=True).select_related("organisation", "entered_by", "grid")
    return list(found.order_by("-submitted_at", "pk"))


def one_line_each(members: Iterable[Member]) -> list[Member]:
    """One line per organisation, whatever the number of its roles."""
    return list({member.organisation_id: member for member in members}.values())


def by_organisation(members: Iterable[Member]) -> list[tuple[Organisation, list[Member]]]:
    """Each organisation once, with the lines of its roles, in the order given."""
    found: dict[Organisation, list[Member]] = {}
    for member in members:
        found.setdefault(member.organisation, []).append(member)
    return list(found.items())


def pilot_names(space: Space) -> list[str]:
    """The people who read named answers."""
    return list(
        Membership.objects.filter(space=space, role=Role.PILOT)
        .order_by("user__name")
        .values_list("user__name", flat=True)
    )


def left_to_answer(user: User, space: Space) -> list[Partnership]:
    """The partnerships of this person's organisations that it has not read yet, nor is asked to read by a link."""
    mine = Member.objects.filter(space=space).current().represented_by(user).values("partnership")
    marks = [
        links.respondent_mark(space_id=space.pk, email=user.email, organisation_id=pk)
        for pk in Organisation.objects.represented_by(user).filter(space=space).values_list("pk", flat=True)
    ]
    by_account_or_link = Q(rater=user) | Q(respondent__in=marks)
    done = Assessment.objects.filter(by_account_or_link, space=space, kind=AssessmentKind.INDIVIDUAL).submitted()
    received = campaigns.received_by(user, space, on=timezone.localdate())
    by_link = AskedPartnership.objects.filter(campaign__in=[one.campaign_id for one in received])
    found = Partnership.objects.visible_to(user).filter(pk__in=mine).exclude(pk__in=done.values("partnership"))
    found = found.exclude(pk__in=by_link.values("partnership"))
    return list(found.current().select_related("space"))
