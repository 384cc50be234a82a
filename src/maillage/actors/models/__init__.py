"""Organisations, the people who speak for them, what was exchanged, lists kept, and files brought in."""

from .contacts import Contact, ContactQuerySet, Exchange, ExchangeQuerySet
from .identity import Distinct, Merge
from .imports import Import, ImportLine, KnownColumn
from .lists import BulkChange, SavedList, SavedListQuerySet, ShownColumns
from .organisations import Organisation, OrganisationQuerySet, Relation, Representative, Site, Tag
from .register import RegisterEntry

__all__ = [
    "BulkChange",
    "Contact",
    "ContactQuerySet",
    "Distinct",
    "Exchange",
    "ExchangeQuerySet",
    "Import",
    "ImportLine",
    "KnownColumn",
    "Merge",
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
