"""Chapters: the pilot and the mission letter, then the texts as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from maillage.agreements.analyses import read_text
from maillage.agreements.models import Agreement, Mandate, TextVersion
from maillage.agreements.queries import mandate_in_force, texts
from maillage.restitution.blocks import Block, Chapter, Clauses, ClauseText, Facts, Heading, Table, Text
from maillage.toolkit.words import long_date

from .standpoint import Standpoint


def compose(standpoint: Standpoint) -> list[Chapter]:
    agreements = list(texts(standpoint.user, standpoint.space))
    return [_pilot(mandate_in_force(standpoint.space, on=standpoint.on)), *([_texts(agreements)] if agreements else [])]


def until(mandate: Mandate) -> str:
    """« du 2 mai 2026 au 1er mai 2028 », or without end."""
    words = {"start": long_date(mandate.starts_on)}
    if mandate.ends_on is None:
        return _("depuis le %(start)s, sans terme fixé") % words
    return _("du %(start)s au %(end)s") % {**words, "end": long_date(mandate.ends_on)}


def _pilot(mandate: Mandate | None) -> Chapter:
    if mandate is None:
        return Chapter(
            "pilot",
            _("Le pilote"),
            _("Aucun mandat n'est en vigueur : personne n'est formellement chargé de relier l'emploi et la formation."),
        )
    sentence = _("%(holder)s pilote %(until)s, par mandat de : %(commissioner)s.") % {
        "holder": mandate.holder,
        "until": until(mandate),
        "commissioner": mandate.commissioner,
    }
    facts = [
        (_("Fonction"), mandate.function),
        (_("Organisation"), str(mandate.organisation or "")),
        (_("Mission"), mandate.mission),
        (_("Périmètre et décisions"), mandate.scope),
        (_("Moyens"), mandate.means),
        (_("Temps dédié"), _time(mandate)),
        (_("Comptes rendus"), mandate.reporting),
        (_("Relais"), mandate.relay),
        (
            _("Lettre de mission"),
            _("signée le %(day)s") % {"day": long_date(mandate.signed_on)} if mandate.signed_on else "",
        ),
    ]
    written = Facts([(name, words) for name, words in facts if words])
    return Chapter("pilot", _("Le pilote"), sentence, lambda: [written])


def _time(mandate: Mandate) -> str:
    if mandate.full_time_equivalent is None:
        return ""
    return _("%(fte)s ETP") % {"fte": floatformat(mandate.full_time_equivalent, -2)}


def _texts(agreements: list[Agreement]) -> Chapter:
    main = agreements[0]
    version = main.versions.prefetch_related("clauses").first()
    sentence = _("Les textes du partenariat et leur état.")
    if version:
        sentence = f"{main.title}. {read_text(list(version.clauses.all())).sentence}"
    return Chapter("texts", _("Le cadre écrit"), sentence, partial(_blocks, agreements, version))


def _blocks(agreements: list[Agreement], version: TextVersion | None) -> Iterator[Block]:
    yield _table(agreements)
    if version is None:
        return
    yield Heading(f"{version.agreement.title} ({_('version')} {version.number})")
    yield _clauses(list(version.clauses.all()))
    if version.change:
        yield Text(_("Ce qui a changé : %(change)s.") % {"change": version.change})


def _table(agreements: list[Agreement]) -> Table:
    return Table(
        header=[_("Texte"), _("Nature"), _("État"), _("Terme")],
        rows=[
            [
                agreement.title,
                agreement.get_kind_display(),
                agreement.get_status_display(),
                long_date(agreement.ends_on) if agreement.ends_on else _("sans terme"),
            ]
            for agreement in agreements
        ],
        widths=[4.4, 2, 1.5, 2],
    )


def _clauses(clauses: list) -> Clauses:
    return Clauses([ClauseText(one.heading, one.body, str(one.get_nature_display())) for one in clauses])
