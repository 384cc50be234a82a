"""Kinds and states of a text; what a clause is about."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    CHARTER = "charter", _("charte")
    AGREEMENT = "agreement", _("convention de partenariat")
    FRAMEWORK = "framework", _("accord-cadre")
    ROAD_MAP = "road_map", _("feuille de route")


class Status(TextChoices):
    DRAFT = "draft", _("projet")
    PROOFREADING = "proofreading", _("en relecture")
    SIGNED = "signed", _("signé")
    IN_FORCE = "in_force", _("en vigueur")
    TO_RENEW = "to_renew", _("à renouveler")
    EXPIRED = "expired", _("échu")
    TERMINATED = "terminated", _("dénoncé")


class ClauseNature(TextChoices):
    """Read on the text itself: does it hold only means and results, or does it let partners revise it?"""

    MEANS = "means", _("moyens")
    RESULT = "result", _("résultats")
    CO_CONSTRUCTION = "co_construction", _("co-construction")
    REVISION = "revision", _("révision")
    OTHER = "other", _("autre")


class Framing(TextChoices):
    """What the text itself lets partners do; read from what its clauses speak of."""

    FLEXIBLE = "flexible", _("cadre souple")
    REVISABLE = "revisable", _("cadre révisable")
    CO_BUILT = "co_built", _("cadre co-construit, sans révision")
    RIGID = "rigid", _("cadre rigide")
    SILENT = "silent", _("cadre non dit")


class Lean(TextChoices):
    """Which way the text itself leans, from its framing."""

    FLEXIBLE = "flexible", _("souple")
    BETWEEN = "between", _("entre les deux")
    RIGID = "rigid", _("rigide")
    SILENT = "silent", _("non dit")


class Lived(TextChoices):
    """How those who answered the grid live the frame, from criterion C3."""

    FLEXIBLE = "flexible", _("souple")
    BETWEEN = "between", _("entre les deux")
    RIGID = "rigid", _("rigide")
    DIVIDED = "divided", _("en désaccord")
    UNKNOWN = "unknown", _("pas de réponse lisible")
