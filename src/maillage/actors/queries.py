"""How the directory is searched and read."""

from __future__ import annotations

from django.utils import translation

from maillage.toolkit.words import folded

from . import places, rules
from .catalogue import BY_CODE
from .models import Organisation


def search_text(organisation: Organisation) -> str:
    """Everything one may type to find an organisation, without accents; the name comes first, so it also sorts."""
    kind = BY_CODE.get(organisation.kind)
    labels = []
    for language in ("fr", "en"):
        with translation.override(language):
            labels.append(str(kind.label) if kind else "")
    words = [
        organisation.name,
        organisation.acronym,
        rules.initials(organisation.name),
        places.name_of(organisation.commune),
        organisation.commune,
        *labels,
        organisation.served,
        organisation.siret,
    ]
    return folded(" · ".join(word for word in words if word))
