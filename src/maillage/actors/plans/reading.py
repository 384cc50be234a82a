"""From the text of a line to clean fields, or to the faults of its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from maillage.toolkit.refusals import Refusal

from .. import places, recognition, rules
from ..columns import BY_FIELD

LONGEST = {
    "name": 160,
    "acronym": 30,
    "address": 200,
    "website": 300,
    "served": 200,
    "phone": 30,
    "description": 4000,
    "source_id": 150,
}
OF_A_PERSON = re.compile(r"^[a-zà-ÿ]{2,}[._-][a-zà-ÿ-]{2,}@", re.IGNORECASE)
NOT_NAMES = re.compile(
    r"^(accueil|contact|info|infos|mission|secretariat|direction|agence|espace|pole|service|cfa|lycee)\b"
)
RECOGNISE: dict[str, Callable[[str], Any]] = {
    "kind": recognition.kind_of,
    "college": recognition.college_of,
    "family": recognition.family_of,
    "level": recognition.level_of,
    "youth_voice": recognition.truth_of,
    "is_employer": recognition.truth_of,
}


class Reader:
    """``near``: communes preferred among namesakes. An empty cell says nothing and never erases."""

    def __init__(self, near: Iterable[str]) -> None:
        self.near = frozenset(near)
        self.communes: dict[tuple[str, str], str | Refusal] = {}

    def read(self, cells: Mapping[str, str]) -> tuple[dict[str, Any], list[str], dict[str, str]]:
        """Clean fields, remarks on what was left aside, and the faults (field → sentence) that refuse the line."""
        fields: dict[str, Any] = {}
        remarks: list[str] = []
        faults: dict[str, str] = {}
        for name, value in cells.items():
            if not value:
                continue
            try:
                cleaned = self._clean(name, value, cells, fields, remarks)
            except Refusal as refusal:
                faults[name] = str(refusal)
            else:
                if cleaned not in (None, ""):
                    fields[name] = cleaned
        if not cells.get("name"):
            faults["name"] = _("la ligne n'a pas de nom d'organisation : complétez-le.")
        if not faults and ("longitude" in fields) != ("latitude" in fields):
            missing = "latitude" if "longitude" in fields else "longitude"
            faults[missing] = _("longitude et latitude vont ensemble : il manque l'une des deux.")
        return fields, remarks, faults

    def _clean(
        self, name: str, value: str, cells: Mapping[str, str], fields: Mapping[str, Any], remarks: list[str]
    ) -> Any:
        longest = LONGEST.get(name, 0)
        if longest and len(value) > longest:
            raise Refusal(
                _("%(field)s : %(count)s caractères, la limite est de %(most)s. Raccourcissez.")
                % {"field": BY_FIELD[name].label, "count": len(value), "most": longest}
            )
        if name == "siret":
            return rules.clean_siret(value)
        if name == "siren":
            return rules.clean_siren(value, fields.get("siret", ""))
        if name == "commune":
            return self._commune(value, cells.get("postcode", ""))
        if name in {"longitude", "latitude"}:
            return rules.clean_degrees(value, name)
        if name in ("postcode", "uai", "website", "email"):
            return self._or_left_aside(name, value, remarks)
        if name in RECOGNISE:
            return self._recognised(name, value, remarks)
        return value

    def _or_left_aside(self, name: str, value: str, remarks: list[str]) -> str:
        """A wrong site, postal code or e-mail is no reason to lose the organisation."""
        clean = {
            "postcode": rules.clean_postcode,
            "uai": rules.clean_uai,
            "website": rules.clean_website,
            "email": clean_email,
        }[name]
        try:
            return clean(value)
        except Refusal as refusal:
            remarks.append(_("%(why)s Laissé de côté.") % {"why": refusal})
            return ""

    def _recognised(self, name: str, value: str, remarks: list[str]) -> Any:
        found = RECOGNISE[name](value)
        if found in (None, ""):
            remarks.append(
                _("%(field)s « %(value)s » non reconnue : laissée de côté.")
                % {"field": BY_FIELD[name].label, "value": value[:60]}
            )
        return found

    def _commune(self, value: str, postcode: str) -> str:
        """Each name is looked up once, however many lines write it."""
        key = (value, postcode)
        if key not in self.communes:
            try:
                self.communes[key] = places.resolve(value, postcode=postcode, near=self.near)
            except Refusal as refusal:
                self.communes[key] = refusal
        found = self.communes[key]
        if isinstance(found, Refusal):
            raise found
        return found


def clean_email(text: str) -> str:
    """The address of the front desk. That of a person is refused: it has its place, and its rules, in the contacts."""
    address = text.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise Refusal(_("« %(text)s » n'est pas une adresse électronique.") % {"text": address[:60]}) from None
    if OF_A_PERSON.match(address) and not NOT_NAMES.match(address.lower()):
        raise Refusal(
            _("« %(text)s » semble l'adresse d'une personne : ajoutez-la plutôt dans les contacts de l'organisation.")
            % {"text": address[:60]}
        )
    return address
