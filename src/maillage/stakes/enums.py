from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Source(TextChoices):
    """Where a stake comes from: said by the actor itself counts most."""

    SAID = "said", _("dit par l'acteur")
    ON_BEHALF = "on_behalf", _("dit par l'acteur, saisi pour lui")
    WORKSHOP = "workshop", _("dit en atelier")
    REPORTED = "reported", _("rapporté par le pilote")


class Nature(TextChoices):
    PEOPLE = "people", _("temps et personnes")
    MONEY = "money", _("financement")
    PLACES = "places", _("lieux et places")
    EQUIPMENT = "equipment", _("matériel")
    DATA = "data", _("données")
    NETWORK = "network", _("réseau")
    LEGITIMACY = "legitimacy", _("légitimité")
    EXPERTISE = "expertise", _("expertise")


class Direction(TextChoices):
    BRINGS = "brings", _("apporte")
    SEEKS = "seeks", _("recherche")


class Weight(IntegerChoices):
    """How much it matters, in words: a number alone is read differently by everyone."""

    SECONDARY = 1, _("1 · secondaire")
    USEFUL = 2, _("2 · utile")
    IMPORTANT = 3, _("3 · important")
    MAJOR = 4, _("4 · très important")
    VITAL = 5, _("5 · vital")


class Stand(IntegerChoices):
    """A position: the sign says for or against, the size what is at stake for the actor (MACTOR's ladder)."""

    AGAINST_EXISTENCE = -4, _("−4 · contre : son existence est en jeu")
    AGAINST_MISSIONS = -3, _("−3 · contre : ses missions sont en jeu")
    AGAINST_PROJECTS = -2, _("−2 · contre : ses projets sont en jeu")
    AGAINST_WAYS = -1, _("−1 · contre : sa façon de faire est en jeu")
    NEUTRAL = 0, _("0 · neutre, ou indifférent")
    FOR_WAYS = 1, _("+1 · pour : sa façon de faire est en jeu")
    FOR_PROJECTS = 2, _("+2 · pour : ses projets sont en jeu")
    FOR_MISSIONS = 3, _("+3 · pour : ses missions sont en jeu")
    FOR_EXISTENCE = 4, _("+4 · pour : son existence est en jeu")


class Matter(IntegerChoices):
    """What a campaign may ask an actor about; the number is the target's key."""

    STAKES = 1, _("vos enjeux")
    RESOURCES = 2, _("vos ressources : ce que vous apportez, ce que vous cherchez")
    POSITIONS = 3, _("votre position sur les objectifs du groupe")


class Box(TextChoices):
    """The four situations of an objective: is it shared or split, strong or weak?"""

    COMMON_GROUND = "common_ground", _("socle commun")
    TO_DEBATE = "to_debate", _("à mettre en débat")
    TO_AWAKEN = "to_awaken", _("à réveiller")
    TO_WATCH = "to_watch", _("à surveiller")


class Convention(TextChoices):
    """How indirect influences are counted: see the page of methods."""

    LIPSOR = "lipsor", _("usuelle (lipsor)")
    LITERAL = "literal", _("littérale")
    PRODUCT = "product", _("par produit")
