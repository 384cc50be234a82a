from django.apps import AppConfig


class ToolkitConfig(AppConfig):
    name = "maillage.toolkit"
    label = "toolkit"
