from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "maillage.groups"
    label = "groups"

    def ready(self) -> None:
        from maillage.journal import sentences as journal
        from maillage.spaces import attention, steps

        from .sentences import SENTENCES
        from .standing import needs, standing

        journal.add(SENTENCES)
        steps.register("groups", standing)
        attention.register(needs)
