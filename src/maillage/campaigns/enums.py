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


class WorkshopState(TextChoices):
    DRAFT = "draft", _("en préparation")
    OPEN = "open", _("ouvert")
    CLOSED = "closed", _("clos")
    KEPT = "kept", _("gardé")


class Pace(TextChoices):
    """Who turns the pages of a workshop."""

    FREE = "free", _("chacun à son rythme")
    LED = "led", _("tous ensemble, un point à la fois")


class NonAnswer(TextChoices):
    """Answers that are never numbers; the subject words the second in its own way."""

    UNKNOWN = "unknown", _("je ne sais pas")
    NOT_APPLICABLE = "not_applicable", _("sans objet")
