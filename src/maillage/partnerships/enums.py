"""Words of the grid and of the life cycle."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(IntegerChoices):
    TRIGGER = 0, _("amorcer")
    READ = 1, _("lire le territoire")
    MAP = 2, _("cartographier")
    COMPOSE = 3, _("composer le groupe")
    SHARE = 4, _("partager les enjeux")
    ASSESS = 5, _("lire les partenariats")
    FRAME = 6, _("co-construire le cadre")
    FORMALISE = 7, _("conventionner")
    ANIMATE = 8, _("animer")
    EVALUATE = 9, _("évaluer")
    DISSEMINATE = 10, _("restituer")
    SUSTAIN = 11, _("pérenniser, essaimer ou clore")


class Bond(IntegerChoices):
    """Intensity of the bond between the partners (column L of the prototypes)."""

    NETWORKING = 1, _("on s'informe")
    COORDINATING = 2, _("on ajuste ses activités")
    COOPERATING = 3, _("on partage des moyens")
    COLLABORATING = 4, _("on se renforce et on partage les risques")


class MemberRole(TextChoices):
    FOUNDER = "founder", _("fondateur")
    PILOT = "pilot", _("pilote")
    FUNDER = "funder", _("financeur")
    OPERATOR = "operator", _("opérateur")
    REFERRER = "referrer", _("prescripteur")
    VOICE = "voice", _("voix des bénéficiaires")


class AssessmentKind(TextChoices):
    INDIVIDUAL = "individual", _("individuelle")
    CONSENSUS = "consensus", _("en commun")


class NonAnswer(TextChoices):
    UNKNOWN = "unknown", _("je ne sais pas")
    NOT_APPLICABLE = "not_applicable", _("sans objet")


class Evidence(TextChoices):
    DECLARED = "declared", _("déclaratif")
    DOCUMENTED = "documented", _("documenté")
    VERIFIED = "verified", _("vérifié")


class Level(IntegerChoices):
    """The common ladder."""

    ABSENT = 1, _("absent")
    STARTED = 2, _("amorcé")
    PARTIAL = 3, _("partiel")
    ESTABLISHED = 4, _("établi")
    CONSOLIDATED = 5, _("consolidé")
