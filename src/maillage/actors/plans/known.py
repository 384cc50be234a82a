"""The space's organisations, found by SIRET or by name and commune; archived ones come last."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from maillage.toolkit.refusals import Refusal

from .. import rules
from ..models import Organisation


class Known:
    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self.sheets = sorted(organisations, key=lambda each: (each.is_archived, each.pk))
        self.by_id = {each.pk: each for each in self.sheets}
        self.by_siret: dict[str, Organisation] = {}
        self.by_name: dict[str, list[Organisation]] = {}
        for organisation in self.sheets:
            if organisation.siret:
                self.by_siret.setdefault(organisation.siret, organisation)
            self.by_name.setdefault(rules.folded_name(organisation.name), []).append(organisation)

    def match(self, fields: dict[str, Any], *, by_name: bool = True) -> Organisation | None:
        """The sheet that a line speaks of. Raises Refusal when name and SIRET do not agree."""
        siret, commune = fields.get("siret", ""), fields.get("commune", "")
        if siret and siret in self.by_siret:
            return self.by_siret[siret]
        namesakes = self.by_name.get(rules.folded_name(fields["name"]), []) if by_name else []
        found = next((one for one in namesakes if not (one.commune and commune) or one.commune == commune), None)
        if found and siret and found.siret and found.siret != siret:
            raise Refusal(
                _(
                    "la fiche « %(name)s » porte un autre SIRET (%(siret)s). "
                    "Vérifiez lequel est juste, ou précisez le nom."
                )
                % {"name": found, "siret": rules.written_siret(found.siret)}
            )
        return found
