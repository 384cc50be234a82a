"""Ties said by a personal link; ``token`` comes from the address that includes these."""

from django.urls import path

from .views import by_link

app_name = "ties_by_link"

urlpatterns = [
    path("", by_link.start, name="start"),
    path("choisir/", by_link.choose, name="choose"),
    path("chercher/", by_link.found, name="found"),
    path("avec/<int:mention_id>/", by_link.describe, name="describe"),
    path("avec/<int:mention_id>/retirer/", by_link.forget, name="forget"),
    path("relire/", by_link.summary, name="summary"),
    path("remettre/", by_link.hand_in, name="hand_in"),
    path("rouvrir/", by_link.take_back, name="take_back"),
]
