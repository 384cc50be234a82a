"""What a group must be."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maillage.toolkit.refusals import Refusal

FEWEST_SEATS, MOST_SEATS = 2, 60


def check_sizes(smallest: int, largest: int) -> None:
    if not FEWEST_SEATS <= smallest <= largest <= MOST_SEATS:
        raise Refusal(
            _("Un groupe compte de %(fewest)s à %(most)s sièges, et le plus petit nombre vient d'abord : 12 à 18.")
            % {"fewest": FEWEST_SEATS, "most": MOST_SEATS}
        )
