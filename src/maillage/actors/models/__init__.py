"""Organisations, the people who speak for them, what was exchanged, lists kept, and files brought in."""

from .contacts import Contact, ContactQuerySet, Exchange, ExchangeQuerySet
from .imports import Import
from .lists import BulkChange, SavedList, SavedListQuerySet, ShownColumns
from .organisations import Organisation, OrganisationQuerySet, Relation, Representative, Site, Tag
from .register import RegisterEntry

__all__ = [
    "BulkChange",
    "Contact",
    "ContactQuerySet",
    "Exchange",
    "ExchangeQuerySet",
    "Import",
    "Organisation",
    "OrganisationQuerySet",
    "RegisterEntry",
    "Relation",
    "Representative",
    "SavedList",
    "SavedListQuerySet",
    "ShownColumns",
    "Site",
    "Tag",
]
