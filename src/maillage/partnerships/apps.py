from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    name = "maillage.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        from maillage.journal import sentences as journal
        from maillage.spaces import attention, steps

        from . import tabs
        from .sentences import SENTENCES
        from .standing import needs, standing

        journal.add(SENTENCES)
        steps.register("partnerships", standing)
        attention.register(needs)
        forms = {"partnerships:edit", "partnerships:members"}
        reading = {"partnerships:choose_type", "partnerships:start", "partnerships:summary"}
        tabs.register(tabs.Tab("sheet", _("Fiche"), "partnerships:partnership", place=10, pages=forms))
        tabs.register(tabs.Tab("reading", _("Lecture"), "partnerships:reading", place=20, pages=reading))
