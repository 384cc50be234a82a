from django.apps import AppConfig


class StakesConfig(AppConfig):
    name = "maillage.stakes"
    label = "stakes"

    def ready(self) -> None:
        from maillage.journal import sentences as journal
        from maillage.spaces import attention, steps

        from .sentences import SENTENCES
        from .standing import needs, standing

        journal.add(SENTENCES)
        steps.register("stakes", standing)
        attention.register(needs)
