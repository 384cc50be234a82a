"""All that is kept about one person: read on a page, handed to them as a file, shown before it is erased."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.design.charts import FONTS
from maillage.spaces.models import Membership
from maillage.toolkit.spreadsheets import safe_cell
from maillage.toolkit.typography import typeset
from maillage.toolkit.words import long_date, printable

from . import redaction, rules
from .models import Contact, Exchange, RegisterEntry
from .registry import purpose_of
from .traces import Trace, traces_of

LAYOUT = files("maillage.actors") / "typst" / "person.typ"


@dataclass(frozen=True, slots=True)
class Fact:
    code: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What a space keeps about a contact on a day. ``kept_until``: when it comes up for review."""

    on: date
    person: str
    facts: list[Fact]
    exchanges: list[Exchange]
    traces: list[Trace]
    purpose: str
    retention_months: int
    kept_until: date
    rights_email: str
    controller: str


def read_person(contact: Contact, on: date) -> PersonalData:
    """A fixed number of queries. Reads with ``organisation`` and ``space``."""
    entry = RegisterEntry.objects.filter(space=contact.space).first() or RegisterEntry(space=contact.space)
    since = contact.last_contact_on or timezone.localdate(contact.created_at)
    exchanges = Exchange.objects.filter(contact=contact)
    return PersonalData(
        on=on,
        person=contact.name,
        facts=_facts(contact),
        exchanges=list(exchanges),
        traces=[*_account(contact), *traces_of(contact)],
        purpose=purpose_of(entry),
        retention_months=entry.retention_months,
        kept_until=rules.months_before(since, -entry.retention_months),
        rights_email=entry.rights_email,
        controller=entry.controller,
    )


@dataclass(frozen=True, slots=True)
class StruckText:
    """A text that names a person: where, and its pieces; the words that stay for being common are marked too."""

    where: str
    pieces: list[redaction.Piece]

    @property
    def is_struck(self) -> bool:
        return any(piece.is_struck for piece in self.pieces)


def read_erasure(contact: Contact) -> list[StruckText]:
    """What erasing this person would strike out of the organisation's note and exchanges, and what looks like it."""
    strike = redaction.Striker(contact.name, contact.email, contact.phone)
    exchanges = Exchange.objects.filter(organisation=contact.organisation).exclude(words="")
    texts = [(_("Note de la fiche"), contact.organisation.note)]
    texts += [(_("Échange du %(day)s") % {"day": long_date(each.on)}, each.words) for each in exchanges]
    found = [(where, strike.read(text)) for where, text in texts]
    return [StruckText(where, list(redaction.excerpts(pieces))) for where, pieces in found if _names(pieces)]


def _names(pieces: list[redaction.Piece]) -> bool:
    return any(piece.is_struck or piece.is_doubtful for piece in pieces)


def _facts(contact: Contact) -> list[Fact]:
    known = {True: _("oui"), False: _("non"), None: ""}
    values = {
        "name": contact.name,
        "function": contact.function,
        "level": contact.get_level_display(),
        "may_commit": known[contact.may_commit],
        "mandate": contact.mandate,
        "email": contact.email,
        "phone": contact.phone,
        "last_contact_on": _day(contact.last_contact_on),
        "origin": contact.get_origin_display(),
        "informed_on": _day(contact.informed_on),
        "left_on": _day(contact.left_on),
        "successor": contact.successor.name if contact.successor else "",
    }
    facts = [Fact("organisation", _("organisation"), contact.organisation.name)]
    facts += [Fact(code, str(contact._meta.get_field(code).verbose_name), str(value)) for code, value in values.items()]
    return [*facts, Fact("created_at", _("inscrite le"), _day(timezone.localdate(contact.created_at)))]


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


def _account(contact: Contact) -> list[Trace]:
    """A member of the space under the same address has an account, which is not erased with the contact."""
    user = User.objects.filter(email__iexact=contact.email).first() if contact.email else None
    member = Membership.objects.filter(space=contact.space, user=user).first() if user else None
    if member is None:
        return []
    sentence = _("%(name)s est membre de l'espace (%(role)s) : son compte se retire à la page des membres.")
    words = {"name": user.name, "role": member.get_role_display()}
    return [Trace(_("Membres"), sentence % words, {"email": user.email, **words})]


def to_json(data: PersonalData) -> bytes:
    """The whole, for a machine to read (article 20 of the GDPR asks for no less)."""
    return json.dumps(_as_tree(data), ensure_ascii=False, indent=2).encode()


def _as_tree(data: PersonalData) -> dict[str, Any]:
    return {
        "on": data.on.isoformat(),
        "controller": data.controller,
        "purpose": data.purpose,
        "retention_months": data.retention_months,
        "review_on": data.kept_until.isoformat(),
        "person": {fact.code: fact.value for fact in data.facts},
        "exchanges": [{"on": one.on.isoformat(), "channel": one.channel, "words": one.words} for one in data.exchanges],
        "elsewhere": [{"where": trace.where, "what": trace.sentence, **trace.data} for trace in data.traces],
    }


def to_csv(data: PersonalData, separator: str) -> bytes:
    """The whole, as two columns that anybody opens."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator)
    writer.writerow([_("Donnée"), _("Valeur")])
    writer.writerows([safe_cell(label), safe_cell(value)] for label, value in _lines(data))
    return file.getvalue().encode("utf-8-sig")


def to_pdf(data: PersonalData) -> bytes:
    """The same on A4, to print and hand over."""
    import typst

    say = typeset if (language := (get_language() or "fr")[:2]) == "fr" else str
    words = {
        "language": language,
        "title": say(_("Ce qui est gardé sur %(name)s, le %(day)s") % {"name": data.person, "day": long_date(data.on)}),
        "header": [say(_("Donnée")), say(_("Valeur"))],
        "lines": [[say(printable(label)), say(printable(value))] for label, value in _lines(data)],
    }
    written = json.dumps(words, ensure_ascii=False).replace("\u202f", "\u00a0")
    fonts = {"font_paths": [str(FONTS)], "ignore_system_fonts": True}
    return typst.compile(str(LAYOUT), **fonts, sys_inputs={"person": written}, pdf_standards=["ua-1"], format="pdf")


def _lines(data: PersonalData) -> list[tuple[str, str]]:
    """Everything as a name and its value."""
    lines = [(fact.label[:1].upper() + fact.label[1:], fact.value) for fact in data.facts]
    lines += [
        (
            _("Échange du %(day)s") % {"day": long_date(one.on)},
            _(" : ").join(part for part in (one.get_channel_display(), one.words) if part),
        )
        for one in data.exchanges
    ]
    lines += [(trace.where, trace.sentence) for trace in data.traces]
    return [
        *lines,
        (_("Finalité"), data.purpose),
        (_("Responsable"), data.controller),
        (_("Pour exercer vos droits"), data.rights_email),
        (_("À revoir le"), long_date(data.kept_until)),
    ]
