from django.apps import AppConfig


class StakesConfig(AppConfig):
    name = "maillage.stakes"
    label = "stakes"

    def ready(self) -> None:
        from maillage.actors import traces
        from maillage.campaigns import subjects
        from maillage.journal import sentences as journal
        from maillage.spaces import attention, steps
        from maillage.workshops import subjects as workshop_subjects

        from .sentences import SENTENCES
        from .stakes_campaign import StakesSubject
        from .standing import needs, standing
        from .traces import answered
        from .workshop import StakesWorkshop

        journal.add(SENTENCES)
        steps.register("stakes", standing)
        attention.register(needs)
        subjects.register(StakesSubject())
        traces.register(answered)
        workshop_subjects.register(StakesWorkshop())
