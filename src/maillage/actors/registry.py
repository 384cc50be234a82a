"""The entry of the register of processing (article 30 of the GDPR), written from what the space does and declares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.spaces.models import Membership, Space
from maillage.toolkit.words import enumeration, listed, long_date, number

from .models import Contact, Exchange, RegisterEntry


@dataclass(frozen=True, slots=True)
class Line:
    """``words`` is empty when the pilot's organisation has not said it yet."""

    code: str
    label: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RegisterReading:
    """The entry on a day: its lines in the order of the CNIL's model, and what is still to be said."""

    on: date
    entry: RegisterEntry
    lines: list[Line]
    contacts: int
    not_informed: int
    to_review: int

    @property
    def missing(self) -> list[str]:
        return [line.label for line in self.lines if not line.words]

    @property
    def purpose(self) -> str:
        return purpose_of(self.entry)

    @property
    def controller_or_us(self) -> str:
        return self.entry.controller or _("[votre organisme]")

    @property
    def email_or_us(self) -> str:
        return self.entry.rights_email or _("[adresse]")

    @property
    def sentence(self) -> str:
        kept = ngettext(
            "%(n)s contact, gardé %(months)s mois après le dernier échange",
            "%(n)s contacts, gardés %(months)s mois après le dernier échange",
            self.contacts,
        ) % {"n": number(self.contacts), "months": self.entry.retention_months}
        if self.missing:
            rest = ngettext("il reste %(n)s ligne à dire", "il reste %(n)s lignes à dire", len(self.missing))
            return listed([kept, rest % {"n": len(self.missing)}]) + "."
        return _("%(kept)s ; la fiche est complète.") % {"kept": kept}


def purpose_of(entry: RegisterEntry) -> str:
    return entry.purpose or _(
        "Construire et faire durer des partenariats d'accès à l'alternance sur un territoire : savoir qui agit, "
        "travailler ensemble, garder la mémoire de ce qui a été décidé."
    )


def read_register(space: Space, *, on: date, to_review: int) -> RegisterReading:
    """A fixed number of queries; ``to_review`` is the number of contacts whose time has come."""
    entry = RegisterEntry.objects.filter(space=space).first() or RegisterEntry(space=space)
    contacts = Contact.objects.in_space(space)
    return RegisterReading(
        on=on,
        entry=entry,
        lines=_lines(space, entry),
        contacts=contacts.count(),
        not_informed=contacts.in_office().filter(informed_on=None).count(),
        to_review=to_review,
    )


def _lines(space: Space, entry: RegisterEntry) -> list[Line]:
    basis = entry.get_basis_display()
    return [
        Line("name", _("Traitement"), _("Annuaire et animation des partenariats : %(space)s") % {"space": space}),
        Line(
            "controller",
            _("Responsable du traitement"),
            ", ".join(part for part in (entry.controller, entry.controller_address) if part),
        ),
        Line("joint", _("Responsables conjoints"), entry.joint_controllers or _("aucun déclaré")),
        Line("officer", _("Délégué à la protection des données"), entry.officer),
        Line("rights", _("Où exercer ses droits"), entry.rights_email),
        Line("purpose", _("Finalité"), purpose_of(entry)),
        Line("basis", _("Base légale"), _(" : ").join(part for part in (basis, entry.basis_words) if part)),
        Line("people", _("Personnes concernées"), _people(space)),
        Line("data", _("Données"), _data(space)),
        Line(
            "absent",
            _("Données absentes par construction"),
            _(
                "Aucune donnée sur des jeunes ou des personnes en recherche d'emploi, ni santé, ni justice, ni opinion"
                " : aucun champ n'existe pour elles, et un avertissement précède chaque texte libre."
            ),
        ),
        Line(
            "recipients",
            _("Destinataires"),
            _(
                "Contacts et échanges : l'équipe du pilote, et chaque organisation pour les siens. "
                "Les observateurs n'en lisent aucun. Aucun envoi à un tiers."
            ),
        ),
        Line("processor", _("Sous-traitant (hébergement)"), entry.processor or _("aucun : tenu par le responsable")),
        Line("transfer", _("Transferts hors de l'Union européenne"), _("aucun par le logiciel")),
        Line(
            "retention",
            _("Durées de conservation"),
            _(
                "Contacts : %(months)s mois après le dernier échange, ou un an après un départ, puis revus : gardés ou "
                "effacés. Personnes interrogées par lien : adresses effacées soixante jours après l'échéance. "
                "Effacer une personne laisse à l'organisation son histoire, sans son nom."
            )
            % {"months": entry.retention_months},
        ),
        Line(
            "security",
            _("Mesures de sécurité"),
            _(
                "Accès par code à usage unique, sans mot de passe ; droits par rôle ; étanchéité entre espaces ; "
                "journal des gestes ; liens personnels chiffrés et révocables ; aucune ressource tierce dans les pages."
            ),
        ),
        Line("reviewed", _("Relue le"), long_date(entry.reviewed_on) if entry.reviewed_on else ""),
    ]


def _people(space: Space) -> str:
    members = Membership.objects.filter(space=space).count()
    contacts = Contact.objects.in_space(space).count()
    return enumeration(
        [
            ngettext("%(n)s membre de l'espace", "%(n)s membres de l'espace", members) % {"n": number(members)},
            ngettext("%(n)s contact professionnel", "%(n)s contacts professionnels", contacts)
            % {"n": number(contacts)},
        ]
    )


def _data(space: Space) -> str:
    exchanges = Exchange.objects.in_space(space).count()
    return _(
        "Membres : nom, adresse électronique, rôle, langue. Contacts : nom, fonction, niveau, mandat, coordonnées "
        "professionnelles, dernier échange, provenance. Échanges notés : %(exchanges)s. Réponses données par lien, "
        "selon la promesse faite avant de répondre."
    ) % {"exchanges": number(exchanges)}
