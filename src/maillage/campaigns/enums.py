"""Who will read what, and where a campaign stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Anonymity(TextChoices):
    """Told before answering, and never changed once the campaign has opened."""

    NAMED = "named", _("avec les noms, lus par le pilote")
    PSEUDONYMOUS = "pseudonymous", _("sous un numéro")
    AGGREGATED = "aggregated", _("ensemble seulement")


class Status(TextChoices):
    DRAFT = "draft", _("en préparation")
    OPEN = "open", _("ouverte")
    OVERDUE = "overdue", _("date passée")
    CLOSED = "closed", _("close")


class Language(TextChoices):
    FRENCH = "fr", _("français")
    ENGLISH = "en", _("anglais")
