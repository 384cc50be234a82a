from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "maillage.campaigns"
    label = "campaigns"
