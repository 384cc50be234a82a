"""Colleges, levels and families."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class College(TextChoices):
    INSTITUTIONS = "institutions", _("institutions et financeurs")
    EMPLOYMENT = "employment", _("emploi")
    INSERTION = "insertion", _("insertion sociale")
    TRAINING = "training", _("formation")
    CHAMBERS = "chambers", _("consulaires, branches et OPCO")
    COMPANIES = "companies", _("entreprises")


class Level(TextChoices):
    POLITICAL = "political", _("politique")
    MANAGERIAL = "managerial", _("managérial")
    OPERATIONAL = "operational", _("opérationnel")


class Family(TextChoices):
    """Families of stakes; each has a shape and a word, never a colour alone."""

    ECONOMIC = "economic", _("économique")
    SOCIAL = "social", _("social")
    TRAINING = "training", _("formation")
    INSTITUTIONAL = "institutional", _("institutionnel")


SHAPES = {Family.ECONOMIC: "▲", Family.SOCIAL: "●", Family.TRAINING: "■", Family.INSTITUTIONAL: "◆"}


class Verdict(TextChoices):
    """What an import does with a line of the file."""

    CREATED = "created", _("créée")
    CHANGED = "changed", _("modifiée")
    IGNORED = "ignored", _("ignorée")
    REFUSED = "refused", _("refusée")
