"""The texts: opened, edited, written anew version after version, their clauses tagged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.partnerships.models import Partnership
from maillage.spaces import permissions as spaces
from maillage.spaces.models import Space
from maillage.spaces.rules import check_belongs
from maillage.toolkit.refusals import Refusal

from .. import permissions, rules
from ..enums import ClauseNature, Kind
from ..models import Agreement, Clause, TextVersion


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
