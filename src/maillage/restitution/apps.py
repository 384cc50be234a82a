from django.apps import AppConfig


class RestitutionConfig(AppConfig):
    name = "maillage.restitution"
    label = "restitution"

    def ready(self) -> None:
        from maillage.journal import sentences as journal
        from maillage.partnerships import detection
        from maillage.spaces import attention, steps

        from .seen import of_the_restitution
        from .sentences import SENTENCES
        from .standing import needs, standing

        journal.add(SENTENCES)
        steps.register("restitution", standing)
        attention.register(needs)
        detection.register(of_the_restitution)
