from django.urls import path

from .views import said

app_name = "stakes"

urlpatterns = [
    path("", said.home, name="home"),
    path("noms/", said.names, name="names"),
    path("acteurs/", said.actors, name="actors"),
    path("acteurs/<int:organisation_id>/", said.organisation, name="organisation"),
    path("acteurs/<int:organisation_id>/enjeu/", said.say_stake, name="say_stake"),
    path("acteurs/<int:organisation_id>/ressource/", said.say_resource, name="say_resource"),
    path("dit/<int:stake_id>/modifier/", said.edit_stake, name="edit_stake"),
    path("dit/<int:stake_id>/retirer/", said.remove_stake, name="remove_stake"),
    path("ressources/<int:resource_id>/modifier/", said.edit_resource, name="edit_resource"),
    path("ressources/<int:resource_id>/retirer/", said.remove_resource, name="remove_resource"),
]
