"""When the texts of a partnership are to be reviewed, and when they end (see partnerships.deadlines)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.partnerships.deadlines import END, REVIEW, Deadline
from maillage.partnerships.models import Partnership
from maillage.spaces.models import Space

from .models import Agreement
from .rules import ALIVE


def of_the_texts(space: Space, partnerships: Sequence[Partnership], user: User) -> Iterable[Deadline]:
    """The reviews and the ends of the texts that live and that this person sees (one query)."""
    found = Agreement.objects.visible_to(user).filter(space=space, partnership__in=partnerships, status__in=ALIVE)
    for text in found.select_related("space"):
        url, about = text.get_absolute_url(), {"title": text.title}
        if text.review_on:
            words = _("revue de « %(title)s »") % about
            yield Deadline(text.partnership_id, text.review_on, REVIEW, words, url)
        if text.ends_on:
            yield Deadline(text.partnership_id, text.ends_on, END, _("fin de « %(title)s »") % about, url)
