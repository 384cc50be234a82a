from django.apps import AppConfig


class TiesConfig(AppConfig):
    name = "maillage.ties"
    label = "ties"

    def ready(self) -> None:
        from maillage.journal import sentences as journal
        from maillage.spaces import attention, steps

        from .sentences import SENTENCES
        from .standing import needs, standing

        journal.add(SENTENCES)
        steps.register("ties", standing)
        attention.register(needs)
