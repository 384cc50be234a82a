from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Zoning(TextChoices):
    """How communes are gathered. A perimeter is made of one or several of these, and may cut across them."""

    COMMUNE = "commune", _("commune")
    GROUPING = "epci", _("EPCI ou EPT")
    DEPARTEMENT = "departement", _("département")
    REGION = "region", _("région")
    EMPLOYMENT_ZONE = "zone_emploi", _("zone d'emploi")
