from django.urls import path

from . import views

app_name = "spaces"
SPACE = "espaces/<slug:slug>/"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("espaces/nouveau/", views.new, name="new"),
    path(SPACE, views.front, name="front"),
    path(f"{SPACE}presentation/", views.edit, name="edit"),
    path(f"{SPACE}membres/", views.members, name="members"),
    path(f"{SPACE}membres/<int:membership_id>/retirer/", views.remove_member, name="remove_member"),
    path(f"{SPACE}publier/<str:reading>/", views.publish, name="publish"),
    path(f"{SPACE}journal/", views.read_journal, name="journal"),
]
