from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "maillage.agreements"
    label = "agreements"

    def ready(self) -> None:
        from maillage.journal import sentences as journal
        from maillage.spaces import attention, steps

        from .sentences import SENTENCES
        from .standing import needs, standing

        journal.add(SENTENCES)
        steps.register("agreements", standing)
        attention.register(needs)
