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


class Phase(TextChoices):
    """The three phases of a territorial project for employment (DGEFP, 2017)."""

    EMERGENCE = "emergence", _("émergence")
    IMPLEMENTATION = "implementation", _("mise en œuvre")
    EVALUATION = "evaluation", _("évaluation et capitalisation")


class DeliverableState(TextChoices):
    TO_DO = "to_do", _("à faire")
    DONE = "done", _("fait")
    NOT_NEEDED = "not_needed", _("pas utile ici")


class LegalForm(TextChoices):
    """How the bond is written, so that partnerships can be compared; the exact words stand beside it."""

    UNWRITTEN = "unwritten", _("rien d'écrit")
    CHARTER = "charter", _("charte")
    AGREEMENT = "agreement", _("convention de partenariat")
    FRAMEWORK = "framework", _("accord-cadre")
    OBJECTIVES = "objectives", _("convention d'objectifs, subvention")
    CALL = "call", _("appel à projets, appel à manifestation d'intérêt")
    MARKET = "market", _("marché public")
    CONSORTIUM = "consortium", _("accord de consortium")
    ASSOCIATION = "association", _("association")
    GIP = "gip", _("groupement d'intérêt public")
    OTHER = "other", _("autre")


class Grounding(TextChoices):
    """The wider frames that a partnership rests on, or reports to."""

    LOCAL_COMMITTEE = "local_committee", _("comité local pour l'emploi")
    DEPARTMENT_COMMITTEE = "department_committee", _("comité départemental pour l'emploi")
    REGIONAL_COMMITTEE = "regional_committee", _("comité régional pour l'emploi")
    CREFOP = "crefop", _("CREFOP")
    CPRDFOP = "cprdfop", _("contrat de plan régional (CPRDFOP)")
    CITY_CONTRACT = "city_contract", _("contrat de ville")
    EDUCATION_CITY = "education_city", _("cité éducative")
    TERRITORY_CONTRACT = "territory_contract", _("contrat ou projet de territoire")
    FRAMEWORK_AGREEMENT = "framework_agreement", _("accord-cadre national ou de branche")
    CAMPUS = "campus", _("campus des métiers et des qualifications")
    EUROPEAN_FUND = "european_fund", _("programme FSE+")
    YOUTH_GUARANTEE = "youth_guarantee", _("contrat d'engagement jeune")


class Audience(TextChoices):
    """Publics, named as those who receive them do. Never persons."""

    LOWER_SECONDARY = "lower_secondary", _("collégiens")
    UPPER_SECONDARY = "upper_secondary", _("lycéens")
    EARLY_LEAVERS = "early_leavers", _("jeunes sortis sans diplôme")
    NEET = "neet", _("jeunes ni en emploi ni en formation")
    PRIORITY_AREAS = "priority_areas", _("jeunes des quartiers prioritaires")
    RURAL = "rural", _("jeunes des communes rurales")
    UNACCOMPANIED = "unaccompanied", _("mineurs non accompagnés, jeunes de l'ASE")
    JUSTICE = "justice", _("jeunes suivis par la justice")
    DISABILITY = "disability", _("personnes en situation de handicap")
    WOMEN = "women", _("femmes dans les métiers où elles sont rares")
    APPRENTICES = "apprentices", _("apprentis en contrat")
    BROKEN_CONTRACT = "broken_contract", _("apprentis après une rupture")
    ADULTS = "adults", _("adultes en reconversion")
    SMALL_EMPLOYERS = "small_employers", _("petites entreprises")
    LARGE_EMPLOYERS = "large_employers", _("grandes entreprises")
    TUTORS = "tutors", _("maîtres d'apprentissage et tuteurs")


class FundingState(TextChoices):
    SOUGHT = "sought", _("demandé")
    GRANTED = "granted", _("accordé")
    PAID = "paid", _("versé")


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
