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
    MERGED = "merged", _("réunie")
    IGNORED = "ignored", _("ignorée")
    REFUSED = "refused", _("refusée")


class Bond(TextChoices):
    """What binds two bodies by their statutes or budgets; a collaboration is a tie, drawn at another step."""

    BELONGS_TO = "belongs_to", _("fait partie de")
    FUNDS = "funds", _("finance")
    RUNS = "runs", _("gère")


class Channel(TextChoices):
    """How we spoke."""

    CALL = "call", _("appel")
    VISIT = "visit", _("visite")
    MAIL = "mail", _("courriel ou courrier")
    MEETING = "meeting", _("réunion")


class Origin(TextChoices):
    """Where a person's details come from: they may ask."""

    PERSON = "person", _("la personne elle-même")
    COLLEAGUE = "colleague", _("son organisation")
    MEETING = "meeting", _("une réunion, une carte de visite")
    PUBLIC = "public", _("une page ou un annuaire public")
    PREDECESSOR = "predecessor", _("le fichier du prédécesseur")


class Basis(TextChoices):
    """Legal grounds that a controller may choose; consent is rarely right between institutions, yet it is theirs."""

    PUBLIC_INTEREST = "public_interest", _("mission d'intérêt public")
    LEGITIMATE_INTEREST = "legitimate_interest", _("intérêt légitime")
    LEGAL_OBLIGATION = "legal_obligation", _("obligation légale")
    CONSENT = "consent", _("consentement des personnes")
