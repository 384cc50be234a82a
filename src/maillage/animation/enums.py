from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BodyKind(TextChoices):
    STEERING = "steering", _("COPIL")
    TECHNICAL = "technical", _("COTECH")
    GROUP = "group", _("groupe de travail")


class Presence(TextChoices):
    PRESENT = "present", _("présent")
    EXCUSED = "excused", _("excusé")
    ABSENT = "absent", _("absent")


class ActionStatus(TextChoices):
    TO_DO = "to_do", _("à faire")
    UNDER_WAY = "under_way", _("en cours")
    DONE = "done", _("faite")
    DROPPED = "dropped", _("abandonnée")


OPEN = frozenset({ActionStatus.TO_DO, ActionStatus.UNDER_WAY})


class Shown(TextChoices):
    """Which actions a list shows."""

    OPEN = "open", _("à faire et en cours")
    LATE = "late", _("en retard")
    DONE = "done", _("faites")
    ALL = "all", _("toutes")
