from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "maillage.workshops"
    label = "workshops"

    def ready(self) -> None:
        from maillage.campaigns import tasks
        from maillage.journal import sentences as journal
        from maillage.spaces import attention

        from .actions import forget_workshops
        from .sentences import SENTENCES
        from .standing import needs

        journal.add(SENTENCES)
        attention.register(needs)
        tasks.every_day("workshops_forgotten", forget_workshops)
