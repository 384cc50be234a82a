from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "maillage.actors"
    label = "actors"

    def ready(self) -> None:
        from maillage.journal import sentences as journal
        from maillage.spaces import attention, steps

        from .sentences import SENTENCES
        from .standing import needs, standing

        journal.add(SENTENCES)
        steps.register("actors", standing)
        attention.register(needs)
