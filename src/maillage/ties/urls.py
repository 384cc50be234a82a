from django.urls import path

from .views import network, proposals, typed

app_name = "ties"

SAID = "dits/<int:statement_id>/"

urlpatterns = [
    path("", network.home, name="home"),
    path("nouveau/", network.new, name="new"),
    path("<int:tie_id>/", network.edit, name="edit"),
    path("<int:tie_id>/retirer/", network.remove, name="remove"),
    path("image.svg", network.picture, name="picture"),
    path("cites/", proposals.proposals, name="proposals"),
    path("cites/reconnaitre/", proposals.match, name="match_proposal"),
    path("cites/ajouter/", proposals.add, name="add_proposal"),
    path("cites/ecarter/", proposals.set_aside, name="set_aside_proposal"),
    path("cites/defaire/", proposals.unmatch, name="unmatch_proposal"),
    path("cites/reprendre/", proposals.take_up, name="take_up_proposal"),
    path(SAID, typed.choose, name="declare"),
    path(f"{SAID}chercher/", typed.found, name="declare_found"),
    path(f"{SAID}avec/<int:mention_id>/", typed.describe, name="declare_one"),
    path(f"{SAID}avec/<int:mention_id>/retirer/", typed.forget, name="declare_forget"),
    path(f"{SAID}relire/", typed.summary, name="declared"),
    path(f"{SAID}remettre/", typed.hand_in, name="declare_hand_in"),
    path(f"{SAID}rouvrir/", typed.take_back, name="declare_take_back"),
]
