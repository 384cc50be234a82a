from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "maillage.agreements"
    label = "agreements"

    def ready(self) -> None:
        from maillage.journal import sentences as journal
        from maillage.partnerships import deadlines, detection, tabs
        from maillage.spaces import attention, steps

        from .deadlines import of_the_texts as when_texts_are_due
        from .seen import of_the_texts
        from .sentences import SENTENCES
        from .standing import needs, standing

        journal.add(SENTENCES)
        steps.register("agreements", standing)
        attention.register(needs)
        detection.register(of_the_texts)
        deadlines.register(when_texts_are_due)
        tabs.register(tabs.Tab("texts", _("Textes"), "agreements:of_partnership", place=70))
