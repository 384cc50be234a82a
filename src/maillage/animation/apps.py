from django.apps import AppConfig


class AnimationConfig(AppConfig):
    name = "maillage.animation"
    label = "animation"

    def ready(self) -> None:
        from maillage.journal import sentences as journal
        from maillage.spaces import attention, steps

        from .sentences import SENTENCES
        from .standing import needs, standing

        journal.add(SENTENCES)
        steps.register("animation", standing)
        attention.register(needs)
