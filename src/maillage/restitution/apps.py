from django.apps import AppConfig


class RestitutionConfig(AppConfig):
    name = "maillage.restitution"
    label = "restitution"

    def ready(self) -> None:
        from maillage.journal import sentences as journal
        from maillage.spaces import attention, steps

        from .sentences import SENTENCES
        from .standing import needs, standing

        journal.add(SENTENCES)
        steps.register("restitution", standing)
        attention.register(needs)
