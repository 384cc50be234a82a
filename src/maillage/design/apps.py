from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "maillage.design"
    label = "design"
