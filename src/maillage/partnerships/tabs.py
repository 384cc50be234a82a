"""The pages of one partnership, as the tabs that head each of them. A room adds its own from its AppConfig.ready.

    tabs.register(Tab("pathway", _("Parcours"), "animation:pathway", place=50, pages={"animation:pathway_edit"}))

The page's template extends ``partnerships/partnership_base.html``; its tab is found by the name of its address.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from maillage.spaces.enums import EVERYONE


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of a partnership's pages.

    ``page`` is the name of an address that takes the space's slug and the partnership's id; ``pages``, the names of
    the other addresses that belong to this part (its forms). ``roles`` are those to whom the tab is offered.
    """

    key: str
    label: str
    page: str
    place: int  # tabs stand in this order
    pages: frozenset[str] | set[str] = frozenset()
    roles: frozenset[str] = EVERYONE

    def holds(self, view_name: str) -> bool:
        return view_name == self.page or view_name in self.pages


_TABS: dict[str, Tab] = {}


def register(tab: Tab) -> None:
    if tab.key in _TABS:
        raise LookupError(f"Two tabs of a partnership are called {tab.key!r}.")
    _TABS[tab.key] = tab


def tabs_of(partnership, *, role: str | None, view_name: str) -> list[dict]:
    """``{"tab", "url", "is_current"}`` for each tab offered to this role, in order."""
    offered = sorted((tab for tab in _TABS.values() if role in tab.roles), key=lambda tab: (tab.place, tab.key))
    return [
        {
            "tab": tab,
            "url": reverse(tab.page, args=[partnership.space.slug, partnership.pk]),
            "is_current": tab.holds(view_name),
        }
        for tab in offered
    ]
