from django.apps import AppConfig


class SpacesConfig(AppConfig):
    name = "maillage.spaces"
    label = "spaces"

    def ready(self) -> None:
        from maillage.journal import sentences as journal

        from .sentences import SENTENCES

        journal.add(SENTENCES)
