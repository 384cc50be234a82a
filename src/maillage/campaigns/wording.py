"""The sentences of a campaign: the promise made before answering, and what the board says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.toolkit.words import enumeration, long_date

from . import subjects
from .enums import Anonymity, Status
from .models import Campaign, Invitation
from .queries import Board, pilots_of, reminder_day


def promise(campaign: Campaign, *, pilots: list[str]) -> list[tuple[str, str]]:
    """Who will read what, until when: (who or what, what is true), the same on the page and in the letter."""
    readers = enumeration(pilots)
    end = {"day": long_date(campaign.links_end_on)}
    subject = subjects.subject_of(campaign)
    others = str(subject.read_by_others)
    if campaign.anonymity == Anonymity.NAMED:
        return [
            (_("Vos réponses, avec votre nom"), _("lues par %(readers)s, qui pilote") % {"readers": readers}),
            (_("Les autres, vos collègues compris"), others),
            (
                _("Gardées jusqu'à quand"),
                _("vos réponses, %(as_long)s ; votre adresse, jusqu'au %(day)s")
                % {"as_long": subject.kept_as_long_as, **end},
            ),
        ]
    forgotten = _("votre nom et votre adresse sont effacés le %(day)s ; vos réponses restent, sans nom") % end
    if campaign.anonymity == Anonymity.PSEUDONYMOUS:
        return [
            (
                _("Vos réponses, sous un numéro tiré au hasard"),
                _(
                    "lues par %(readers)s, qui pilote, une fois la campagne close et à partir de trois lectures ; "
                    "ni nom, ni organisation"
                )
                % {"readers": readers},
            ),
            (
                _("Le fait que vous ayez répondu"),
                _("vu par l'équipe du pilote, pour ne relancer que les autres"),
            ),
            (_("Les autres, vos collègues compris"), others),
            (_("Gardées jusqu'à quand"), forgotten),
        ]
    return [
        (
            _("Vos réponses"),
            _("lues par personne ; seulement fondues avec d'autres, à partir de trois, même pour le pilote"),
        ),
        (
            _("Le fait que vous ayez répondu"),
            _("vu par personne ; les relances partent seules vers ceux qui n'ont pas répondu"),
        ),
        (_("Gardées jusqu'à quand"), forgotten),
    ]


def readers_of(campaign: Campaign) -> str:
    """Who reads the answers, as promised before the first: kept in sight while answering."""
    who, what = promise(campaign, pilots=pilots_of(campaign.space))[0]
    return _("%(who)s : %(what)s.") % {"who": who, "what": what}


def promise_in_a_sentence(campaign: Campaign) -> str:
    """For the pilot's pages: what was promised, in one sentence."""
    return {
        Anonymity.NAMED: _("Les réponses portent un nom, que le pilote lit."),
        Anonymity.PSEUDONYMOUS: _(
            "Les réponses se lisent sous un numéro, une fois la campagne close et à partir de trois lectures."
        ),
        Anonymity.AGGREGATED: _(
            "Les réponses se lisent ensemble seulement, à partir de trois ; personne ne voit qui a répondu."
        ),
    }[Anonymity(campaign.anonymity)]


def board_sentence(campaign: Campaign, board: Board, *, on: date) -> str:
    """« 8 personnes sur 12 ont répondu ; 4 réponses manquent avant le 30 novembre 2026. »"""
    total, status = board.total, campaign.status(on)
    if not total.asked:
        return _("Personne n'est encore interrogé : choisissez qui, dans les organisations concernées.")
    if status == Status.DRAFT:
        asked = ngettext("%(n)d personne choisie", "%(n)d personnes choisies", total.asked) % {"n": total.asked}
        return _("%(asked)s : relisez, puis ouvrez la campagne pour que les lettres partent.") % {"asked": asked}
    head = ngettext(
        "%(done)d personne sur %(n)d a répondu", "%(done)d personnes sur %(n)d ont répondu", total.handed_in
    ) % {"done": total.handed_in, "n": total.asked}
    if status == Status.CLOSED:
        return _("%(head)s ; la campagne est close.") % {"head": head}
    if not total.missing:
        return _("%(head)s : tout le monde.") % {"head": head}
    if status == Status.OVERDUE:
        return _("%(head)s ; la date est passée : prolongez ou fermez.") % {"head": head}
    return _("%(head)s ; %(missing)s avant le %(day)s.") % {
        "head": head,
        "missing": missing_answers(total.missing),
        "day": long_date(campaign.deadline),
    }


def campaigns_sentence(lines: Sequence[tuple[Campaign, Status, int]]) -> str:
    """« 2 campagnes ouvertes : 12 réponses manquent ; la première date est le 3 décembre 2026. »; "" without any."""
    under_way = [(campaign, missing) for campaign, status, missing in lines if status == Status.OPEN]
    late = sum(status == Status.OVERDUE for _campaign, status, _missing in lines)
    if late:
        return ngettext(
            "La date de %(n)d campagne est passée : prolongez ou fermez.",
            "La date de %(n)d campagnes est passée : prolongez ou fermez.",
            late,
        ) % {"n": late}
    if not under_way:
        return _("Aucune campagne n'est ouverte ; ce qui a été répondu se lit à chaque étape.") if lines else ""
    head = ngettext("%(n)d campagne ouverte", "%(n)d campagnes ouvertes", len(under_way)) % {"n": len(under_way)}
    return _("%(head)s : %(missing)s ; la première date est le %(day)s.") % {
        "head": head,
        "missing": missing_answers(sum(missing for _campaign, missing in under_way)),
        "day": long_date(min(campaign.deadline for campaign, _missing in under_way)),
    }


def missing_answers(number: int) -> str:
    return ngettext("%(n)d réponse manque", "%(n)d réponses manquent", number) % {"n": number}


def state_of(one: Invitation, campaign: Campaign) -> str:
    """How far this person is, as far as the promise lets the pilot's team know."""
    for day, words in [
        (one.revoked_on, _("lien retiré")),
        (one.forwarded_on, _("a transmis à une autre personne")),
        (one.declined_on, _("ne répondra pas")),
    ]:
        if day:
            return words
    if campaign.anonymity == Anonymity.AGGREGATED:
        return _("invitée") if one.invited_on else _("lettre pas encore partie")
    if one.finished_on:
        return _("a répondu")
    if campaign.anonymity == Anonymity.NAMED and one.begun_on:
        return _("a commencé")
    if campaign.anonymity == Anonymity.NAMED and one.opened_on:
        return _("a ouvert le lien")
    if not one.invited_on:
        return _("lettre pas encore partie")
    return _("n'a pas répondu") if campaign.closed_at else _("n'a pas encore répondu")


def reminders_in_words(campaign: Campaign, *, on: date) -> str:
    """« 7 et 2 jours avant la date ; la prochaine le 26 novembre 2026 »"""
    days = sorted(campaign.reminder_days, reverse=True)
    if not days:
        return _("aucune relance prévue")
    planned = ngettext("%(days)s jour avant la date", "%(days)s jours avant la date", max(days)) % {
        "days": enumeration(str(day) for day in days)
    }
    to_come = [day for day in (reminder_day(campaign.deadline, one) for one in days) if day > on]
    if not (to_come and campaign.takes_answers(on)):
        return planned
    return _("%(planned)s ; la prochaine le %(day)s") % {"planned": planned, "day": long_date(min(to_come))}


def minutes(subject: subjects.Subject, parts: int) -> int:
    """What answering takes, as told: so long for each thing asked about."""
    return subject.minutes * max(1, parts)
