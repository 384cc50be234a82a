from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "maillage.groups"
    label = "groups"

    def ready(self) -> None:
        from maillage.actors import traces
        from maillage.journal import sentences as journal
        from maillage.spaces import attention, steps
        from maillage.stakes import gatherings

        from .queries import groups_as_gatherings
        from .sentences import SENTENCES
        from .standing import needs, standing
        from .traces import seats

        journal.add(SENTENCES)
        steps.register("groups", standing)
        attention.register(needs)
        traces.register(seats)
        gatherings.register(groups_as_gatherings)
