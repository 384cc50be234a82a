from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "maillage.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        from django.db.models.signals import pre_delete

        from maillage.actors import traces
        from maillage.actors.models import Contact
        from maillage.journal import sentences as journal
        from maillage.spaces import attention

        from .actions import forget_contact
        from .sentences import SENTENCES
        from .standing import needs
        from .traces import asked

        journal.add(SENTENCES)
        attention.register(needs)
        traces.register(asked)
        pre_delete.connect(forget_contact, sender=Contact, dispatch_uid="campaigns.forget_contact")
