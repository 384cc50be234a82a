from django.apps import AppConfig


class TiesConfig(AppConfig):
    name = "maillage.ties"
    label = "ties"

    def ready(self) -> None:
        from maillage.actors import traces
        from maillage.campaigns import subjects
        from maillage.journal import sentences as journal
        from maillage.spaces import attention, steps

        from .sentences import SENTENCES
        from .standing import needs, standing
        from .ties_campaign import TiesSubject
        from .traces import said_ties

        journal.add(SENTENCES)
        steps.register("ties", standing)
        attention.register(needs)
        subjects.register(TiesSubject())
        traces.register(said_ties)
