from django.urls import path

from . import views

app_name = "stakes"

urlpatterns = [
    path("", views.home, name="home"),
    path("noms/", views.names, name="names"),
    path("acteurs/", views.actors, name="actors"),
    path("acteurs/<int:organisation_id>/", views.organisation, name="organisation"),
    path("acteurs/<int:organisation_id>/enjeu/", views.say_stake, name="say_stake"),
    path("acteurs/<int:organisation_id>/ressource/", views.say_resource, name="say_resource"),
    path("dit/<int:stake_id>/modifier/", views.edit_stake, name="edit_stake"),
    path("dit/<int:stake_id>/retirer/", views.remove_stake, name="remove_stake"),
    path("ressources/<int:resource_id>/modifier/", views.edit_resource, name="edit_resource"),
    path("ressources/<int:resource_id>/retirer/", views.remove_resource, name="remove_resource"),
]
