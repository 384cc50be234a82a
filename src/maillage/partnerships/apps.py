from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "maillage.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        from maillage.journal import sentences as journal
        from maillage.spaces import attention, steps

        from .sentences import SENTENCES
        from .standing import needs, standing

        journal.add(SENTENCES)
        steps.register("partnerships", standing)
        attention.register(needs)
