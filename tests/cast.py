"""The permanent cast: every test reads like a story about the same people.

Léa pilots the space "Pays d'Aulne". Nadia helps her (facilitator). Karim speaks for the CFA (partner). Inès looks on
(observer). Paul is a stranger: he pilots another space and must never see this one.
"""

from __future__ import annotations

from dataclasses import dataclass

from maillage.accounts.models import User
from maillage.actors.models import Organisation, Representative
from maillage.spaces import actions as spaces
from maillage.spaces.enums import Role
from maillage.spaces.models import Membership, Space

ORGANISATIONS = {
    # key: (name, kind, college, family, commune)
    "cfa": ("CFA des Trois Rivières", "cfa", "training", "training", "95527"),
    "lycee": ("Lycée professionnel Jeanne-Barret", "vocational_school", "training", "training", "93005"),
    "mission": ("Mission locale de la Plaine", "mission_locale", "employment", "social", "93078"),
    "travail": ("Agence pour l'emploi des Ormes", "france_travail", "employment", "social", "95277"),
    "epci": ("Communauté des Aulnes", "epci", "institutions", "institutional", "95527"),
    "opco": ("OPCO des métiers du fret", "opco", "chambers", "economic", "93073"),
    "fret": ("Fret Horizon", "company", "companies", "economic", "95527"),
    "jeunes": ("Collectif des apprentis du Nord", "beneficiaries", "insertion", "social", "77291"),
}


@dataclass(slots=True)
class Cast:
    lea: User
    nadia: User
    karim: User
    ines: User
    paul: User
    space: Space
    elsewhere: Space
    organisations: dict[str, Organisation]

    @property
    def by_role(self) -> dict[str, User]:
        return {
            "pilot": self.lea,
            "facilitator": self.nadia,
            "partner": self.karim,
            "observer": self.ines,
            "stranger": self.paul,
        }


def gather() -> Cast:
    lea, nadia, karim, ines, paul = (
        User.objects.create_user(f"{name.lower()}@exemple.fr".replace("é", "e").replace("è", "e"), full)
        for name, full in [
            ("Léa", "Léa Martin"),
            ("Nadia", "Nadia Benali"),
            ("Karim", "Karim Haddad"),
            ("Inès", "Inès Moreau"),
            ("Paul", "Paul Lefèvre"),
        ]
    )
    space = spaces.create_space(
        slug="pays-d-aulne", name="Pays d'Aulne", purpose="Une place pour chaque jeune.", by=lea
    )
    elsewhere = spaces.create_space(slug="ailleurs", name="Ailleurs", by=paul)
    for user, role in [(nadia, Role.FACILITATOR), (karim, Role.PARTNER), (ines, Role.OBSERVER)]:
        spaces.invite(space=space, email=user.email, name=user.name, role=role, by=lea)
    organisations = {
        key: Organisation.objects.create(
            space=space, name=name, kind=kind, college=college, family=family, commune=commune
        )
        for key, (name, kind, college, family, commune) in ORGANISATIONS.items()
    }
    karims = Membership.objects.get(space=space, user=karim)
    Representative.objects.create(membership=karims, organisation=organisations["cfa"])
    return Cast(lea, nadia, karim, ines, paul, space, elsewhere, organisations)
