"""Words of the animation."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class PlanOrigin(TextChoices):
    """Why a criterion is in the plan."""

    DISAGREEMENT = "disagreement", _("désaccord")
    LOW = "low", _("à traiter")


class PlanChoice(TextChoices):
    """What a group does about a disagreement or a low score."""

    ACCEPT = "accept", _("accepter")
    DEBATE = "debate", _("en débattre")
    ACT = "act", _("agir")


class PathStage(IntegerChoices):
    """The way of a young person and a company, from being found to what lasts."""

    FIND = 1, _("repérer")
    PREPARE = 2, _("orienter et préparer")
    MATCH = 3, _("rapprocher")
    CONTRACT = 4, _("contractualiser")
    ANCHOR = 5, _("accrocher")
    FOLLOW = 6, _("suivre et prévenir")
    REBOUND = 7, _("rebondir")
    LAST = 8, _("sortir et durer")


class Part(TextChoices):
    """What an organisation does at a stage. « Absent » is said; nothing written means that nobody has said."""

    LEAD = "lead", pgettext_lazy("part in the pathway", "pilote")
    CONTRIBUTE = "contribute", pgettext_lazy("part in the pathway", "contribue")
    INFORMED = "informed", pgettext_lazy("part in the pathway", "informé")
    ABSENT = "absent", pgettext_lazy("part in the pathway", "absent")
