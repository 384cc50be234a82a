"""Where a workshop stands, who sets its pace, and the answers that are never numbers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
