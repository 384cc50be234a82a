"""What changes the texts and the pilot's mandate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.journal import actions as journal
from maillage.partnerships.models import Partnership
from maillage.spaces import permissions as spaces
from maillage.spaces.models import Space
from maillage.spaces.rules import check_belongs
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import long_date

from . import permissions, rules
from .enums import ClauseNature, Kind, Status
from .models import Agreement, Clause, Mandate, TextVersion


@transaction.atomic
def create_agreement(
    *,
    space: Space,
    kind: Kind,
    title: str,
    partnership: Partnership | None = None,
    clauses: Iterable[Mapping[str, str]] = (),
    effective_on: date | None = None,
    ends_on: date | None = None,
    review_on: date | None = None,
    by: User,
) -> Agreement:
    """Open a text in the state « projet »; with clauses, its first version is written too."""
    spaces.check(by, space, permissions.WRITE)
    check_belongs(space, partnership)
    agreement = Agreement(
        space=space,
        kind=kind,
        title=title,
        partnership=partnership,
        effective_on=effective_on,
        ends_on=ends_on,
        review_on=review_on,
    )
    agreement.full_clean()
    agreement.save()
    journal.record("agreement.created", by=by, about=agreement)
    if clauses := list(clauses):
        write_version(agreement=agreement, clauses=clauses, change=_("première version"), by=by)
    return agreement


@transaction.atomic
def edit_agreement(
    *,
    agreement: Agreement,
    kind: Kind,
    title: str,
    partnership: Partnership | None = None,
    effective_on: date | None = None,
    ends_on: date | None = None,
    review_on: date | None = None,
    expected_version: int | None = None,
    by: User,
) -> Agreement:
    """Change what is said about the text; its words change with ``write_version``, its state with ``change_status``."""
    spaces.check(by, agreement.space, permissions.WRITE)
    check_belongs(agreement.space, partnership)
    agreement.claim(expected_version)
    agreement.kind, agreement.title, agreement.partnership = kind, title, partnership
    agreement.effective_on, agreement.ends_on, agreement.review_on = effective_on, ends_on, review_on
    agreement.full_clean()
    agreement.save()
    journal.record("agreement.edited", by=by, about=agreement)
    return agreement


@transaction.atomic
def write_version(
    *,
    agreement: Agreement,
    clauses: Iterable[Mapping[str, str]],
    change: str,
    written_at: datetime | None = None,
    expected_version: int | None = None,
    by: User,
) -> TextVersion:
    """Write the whole text anew under the next number; earlier versions stay as they are.

    ``clauses``: mappings with ``heading``, ``body`` and ``nature`` (a ClauseNature), in order. ``written_at`` is for a
    text whose history is brought in from elsewhere; now otherwise.
    Raises Refusal when the text is closed, empty, unchanged, or when the change is not described.
    """
    spaces.check(by, agreement.space, permissions.WRITE)
    if agreement.status in rules.CLOSED:
        raise Refusal(
            _("Un texte « %(status)s » ne se réécrit plus : ouvrez un nouveau texte.")
            % {"status": agreement.get_status_display()}
        )
    agreement.claim(expected_version)
    latest = agreement.versions.first()
    if latest and not change.strip():
        raise Refusal(_("Dites en une ligne ce qui change : les partenaires le liront dans l'historique."))
    written = _clean_clauses(clauses)
    if latest and written == list(latest.clauses.values_list("heading", "body", "nature")):
        raise Refusal(_("Le texte est le même que dans la version %(number)s.") % {"number": latest.number})
    version = TextVersion(
        space=agreement.space,
        agreement=agreement,
        number=latest.number + 1 if latest else 1,
        change=change.strip() or _("première version"),
        author=str(by),
        written_at=written_at or timezone.now(),
    )
    version.full_clean()
    version.save()
    rows = [
        Clause(version=version, position=position, heading=heading, body=body, nature=nature)
        for position, (heading, body, nature) in enumerate(written, start=1)
    ]
    for row in rows:
        row.clean_fields()
    Clause.objects.bulk_create(rows)
    journal.record("agreement.version_written", by=by, about=agreement, change=version.change)
    return version


@transaction.atomic
def tag_clauses(
    *, version: TextVersion, natures: Mapping[int, str], expected_version: int | None = None, by: User
) -> TextVersion:
    """Say what each clause speaks of (``natures``: clause id → ClauseNature). The words of the version do not change.

    What a clause speaks of is a reading of the text: it may be done, or done again, once the text is signed.
    """
    agreement = version.agreement
    spaces.check(by, agreement.space, permissions.WRITE)
    clauses = {clause.pk: clause for clause in version.clauses.all()}
    if set(natures) - set(clauses):
        raise Refusal(_("Cette clause n'est pas dans cette version : rouvrez la page."))
    if set(natures.values()) - set(ClauseNature.values):
        raise Refusal(_("Une clause parle de moyens, de résultats, de co-construction, de révision, ou d'autre chose."))
    agreement.claim(expected_version)
    changed = [pk for pk, nature in natures.items() if clauses[pk].nature != nature]
    for pk in changed:
        Clause.objects.filter(pk=pk).update(nature=natures[pk])
    if changed:
        journal.record("agreement.clauses_tagged", by=by, about=agreement, number=version.number)
    return version


def _clean_clauses(clauses: Iterable[Mapping[str, str]]) -> list[tuple[str, str, str]]:
    """The clauses as they will be kept: trimmed, line ends made alike, empty ones left out."""
    written = []
    for clause in clauses:
        heading, body = (" ".join(clause["heading"].split()), clause["body"].replace("\r\n", "\n").strip())
        if not heading and not body:
            continue
        if not heading or not body:
            raise Refusal(
                _("Chaque clause a un titre et un texte : complétez « %(clause)s ».") % {"clause": heading or body[:60]}
            )
        written.append((heading, body, str(clause.get("nature") or ClauseNature.OTHER.value)))
    if not written:
        raise Refusal(_("Le texte est vide : écrivez au moins une clause."))
    return written


@transaction.atomic
def change_status(
    *, agreement: Agreement, status: Status, on: date, expected_version: int | None = None, by: User
) -> Agreement:
    """Move the text to its next state on a given day; the day becomes the date of signature, of effect or of end."""
    spaces.check(by, agreement.space, permissions.WRITE)
    before, latest = Status(agreement.status), agreement.versions.first()
    rules.check_move(before, status)
    if status in {Status.PROOFREADING, Status.SIGNED} and latest is None:
        raise Refusal(_("Ce texte n'a pas encore de mots : écrivez une première version."))
    if status == Status.IN_FORCE:
        _check_has_time_left(agreement, on)
    if status in rules.CLOSED:
        _check_ends_after_start(agreement, on)
    agreement.claim(expected_version)
    if status == Status.SIGNED:
        agreement.signed_on, agreement.signed_number = on, latest.number
    if status == Status.IN_FORCE:
        agreement.effective_on = agreement.effective_on or on
    if status in rules.CLOSED:
        agreement.ends_on = on if status == Status.TERMINATED else agreement.ends_on or on
    agreement.status = status
    agreement.full_clean()
    agreement.save()
    if (before, status) == (Status.TO_RENEW, Status.IN_FORCE):
        journal.record("agreement.renewed", by=by, about=agreement)
    else:
        after = str(Status(status).label)
        journal.record("agreement.moved", by=by, about=agreement, before=str(before.label), after=after)
    return agreement


def _check_has_time_left(agreement: Agreement, on: date) -> None:
    if agreement.ends_on and agreement.ends_on < on:
        raise Refusal(
            _("La date de fin (%(end)s) est passée : donnez d'abord au texte une nouvelle date de fin.")
            % {"end": long_date(agreement.ends_on)}
        )


def _check_ends_after_start(agreement: Agreement, on: date) -> None:
    if agreement.effective_on and on < agreement.effective_on:
        raise Refusal(
            _("Le texte prend effet le %(start)s : choisissez une date de fin après ce jour.")
            % {"start": long_date(agreement.effective_on)}
        )


@transaction.atomic
def sign_amendment(*, agreement: Agreement, on: date, expected_version: int | None = None, by: User) -> Agreement:
    """Note that the version written after the signature is now signed too (avenant)."""
    spaces.check(by, agreement.space, permissions.WRITE)
    latest = agreement.versions.first()
    if agreement.status not in rules.ALIVE or latest is None or latest.number == agreement.signed_number:
        raise Refusal(_("Aucune version n'attend de signature : écrivez d'abord l'avenant dans une nouvelle version."))
    agreement.claim(expected_version)
    agreement.signed_on, agreement.signed_number = on, latest.number
    agreement.full_clean()
    agreement.save()
    journal.record("agreement.amendment_signed", by=by, about=agreement, number=latest.number)
    return agreement


@transaction.atomic
def name_pilot(
    *,
    space: Space,
    holder: str,
    function: str = "",
    organisation: Organisation | None = None,
    commissioner: str,
    mission: str,
    scope: str = "",
    means: str = "",
    full_time_equivalent: Decimal | None = None,
    reporting: str = "",
    relay: str = "",
    starts_on: date,
    ends_on: date | None = None,
    signed_on: date | None = None,
    by: User,
) -> Mandate:
    """Write the mandate of the pilot with its mission letter. One mandate at a time: overlapping dates are refused."""
    spaces.check(by, space, permissions.NAME_PILOT)
    mandate = Mandate(
        space=space,
        holder=holder,
        function=function,
        commissioner=commissioner,
        mission=mission,
        scope=scope,
        means=means,
        full_time_equivalent=full_time_equivalent,
        reporting=reporting,
        relay=relay,
        starts_on=starts_on,
        ends_on=ends_on,
        signed_on=signed_on,
    )
    return _write_mandate(mandate, organisation, "mandate.named", by)


@transaction.atomic
def edit_mandate(
    *,
    mandate: Mandate,
    holder: str,
    function: str = "",
    organisation: Organisation | None = None,
    commissioner: str,
    mission: str,
    scope: str = "",
    means: str = "",
    full_time_equivalent: Decimal | None = None,
    reporting: str = "",
    relay: str = "",
    starts_on: date,
    ends_on: date | None = None,
    signed_on: date | None = None,
    expected_version: int | None = None,
    by: User,
) -> Mandate:
    spaces.check(by, mandate.space, permissions.NAME_PILOT)
    mandate.claim(expected_version)
    mandate.holder, mandate.function, mandate.commissioner = holder, function, commissioner
    mandate.mission, mandate.scope, mandate.means = mission, scope, means
    mandate.full_time_equivalent, mandate.reporting, mandate.relay = full_time_equivalent, reporting, relay
    mandate.starts_on, mandate.ends_on, mandate.signed_on = starts_on, ends_on, signed_on
    return _write_mandate(mandate, organisation, "mandate.edited", by)


@transaction.atomic
def end_mandate(*, mandate: Mandate, on: date, expected_version: int | None = None, by: User) -> Mandate:
    """The mandate's last day is ``on``; it stays readable in the history."""
    spaces.check(by, mandate.space, permissions.NAME_PILOT)
    if on < mandate.starts_on:
        raise Refusal(
            _("Ce mandat commence le %(start)s : il ne peut pas finir avant.") % {"start": long_date(mandate.starts_on)}
        )
    if mandate.ends_on and mandate.ends_on < on:
        raise Refusal(_("Ce mandat est déjà fini depuis le %(end)s.") % {"end": long_date(mandate.ends_on)})
    mandate.claim(expected_version)
    mandate.ends_on = on
    mandate.full_clean()
    mandate.save()
    journal.record("mandate.ended", by=by, about=mandate, end=long_date(on))
    return mandate


def _write_mandate(mandate: Mandate, organisation: Organisation | None, code: str, by: User) -> Mandate:
    check_belongs(mandate.space, organisation)
    mandate.organisation = organisation
    mandate.full_clean()
    _check_alone(mandate)
    mandate.save()
    journal.record(code, by=by, about=mandate)
    return mandate


def _check_alone(mandate: Mandate) -> None:
    """One pilot at a time. The space is locked first, so that two people cannot name two pilots together."""
    Space.objects.select_for_update().get(pk=mandate.space_id)
    for other in Mandate.objects.filter(space=mandate.space).exclude(pk=mandate.pk):
        if not rules.overlap(mandate.starts_on, mandate.ends_on, other.starts_on, other.ends_on):
            continue
        words = {"holder": other.holder, "start": long_date(other.starts_on)}
        if other.ends_on is None:
            raise Refusal(
                _("%(holder)s a déjà un mandat depuis le %(start)s, sans date de fin : mettez-y fin d'abord.") % words
            )
        words["end"] = long_date(other.ends_on)
        raise Refusal(
            _(
                "%(holder)s a déjà un mandat du %(start)s au %(end)s : "
                "mettez-y fin plus tôt, ou choisissez d'autres dates."
            )
            % words
        )
