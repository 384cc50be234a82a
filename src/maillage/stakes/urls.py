from django.urls import path

from .views import catalogue, game, pairs, positions, resources, rounds, said, typed

app_name = "stakes"

ROUND = "tours/<int:round_id>/"
TYPED = "saisie/<int:typed_id>/"

urlpatterns = [
    path("", said.home, name="home"),
    path("noms/", said.names, name="names"),
    path("acteurs/", said.actors, name="actors"),
    path("acteurs/<int:organisation_id>/", said.organisation, name="organisation"),
    path("acteurs/<int:organisation_id>/enjeu/", said.say_stake, name="say_stake"),
    path("acteurs/<int:organisation_id>/ressource/", said.say_resource, name="say_resource"),
    path("dit/<int:stake_id>/modifier/", said.edit_stake, name="edit_stake"),
    path("dit/<int:stake_id>/retirer/", said.remove_stake, name="remove_stake"),
    path("ressources/", resources.resources, name="resources"),
    path("ressources/<int:resource_id>/modifier/", said.edit_resource, name="edit_resource"),
    path("ressources/<int:resource_id>/retirer/", said.remove_resource, name="remove_resource"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/ajouter/", catalogue.add_own, name="add_own"),
    path("catalogue/<str:stake_code>/", catalogue.adapt, name="adapt"),
    path("catalogue/<str:stake_code>/nos-mots/", catalogue.as_ours, name="as_ours"),
    path("tensions/ajouter/", pairs.add_pair, name="add_pair"),
    path("tensions/<int:pair_id>/modifier/", pairs.edit_pair, name="edit_pair"),
    path("tensions/<str:pair_key>/ecarter/", pairs.set_pair_aside, name="set_pair_aside"),
    path("tensions/<str:pair_key>/reprendre/", pairs.take_pair_up, name="take_pair_up"),
    path(TYPED, typed.summary, name="typed_sheet"),
    path(f"{TYPED}remettre/", typed.hand_in, name="typed_hand_in"),
    path(f"{TYPED}<str:question>/", typed.question, name="typed"),
    path("jeu/", game.game, name="game"),
    path("jeu/noms/", game.named, name="game_named"),
    path("evolution/", game.changes, name="changes"),
    path("objectifs/ajouter/", rounds.add_objective, name="add_objective"),
    path("objectifs/<int:objective_id>/modifier/", rounds.edit_objective, name="edit_objective"),
    path("objectifs/<int:objective_id>/ecarter/", rounds.set_objective_aside, name="set_objective_aside"),
    path("objectifs/<int:objective_id>/reprendre/", rounds.take_objective_up, name="take_objective_up"),
    path("tours/", rounds.rounds, name="rounds"),
    path("tours/ouvrir/", rounds.open_round, name="open_round"),
    path(ROUND, rounds.round, name="round"),
    path(f"{ROUND}modifier/", rounds.edit_round, name="edit_round"),
    path(f"{ROUND}inviter/", rounds.ask_actors, name="ask_actors"),
    path(f"{ROUND}clore/", rounds.close_round, name="close_round"),
    path(f"{ROUND}rouvrir/", rounds.reopen_round, name="reopen_round"),
    path(f"{ROUND}retirer/", rounds.remove_round, name="remove_round"),
    path(f"{ROUND}positions/<int:organisation_id>/", positions.positions, name="positions"),
    path(f"{ROUND}positions/<int:organisation_id>/retirer/", rounds.let_go, name="let_go"),
    path(f"{ROUND}coller/", positions.paste, name="paste"),
    path(f"{ROUND}influences/", positions.influences, name="influences"),
    path(f"{ROUND}influences/reprendre/", positions.copy_influences, name="copy_influences"),
    path(f"{ROUND}<str:table>.<str:form>", positions.export, name="export"),
]
