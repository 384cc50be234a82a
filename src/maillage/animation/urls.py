from django.urls import path

from . import views

app_name = "animation"

urlpatterns = [
    path("", views.home, name="home"),
    path("decisions/", views.decisions, name="decisions"),
    path("instances/nouvelle/", views.new_body, name="new_body"),
    path("instances/<int:body_id>/modifier/", views.edit_body, name="edit_body"),
    path("reunions/nouvelle/", views.new_meeting, name="new_meeting"),
    path("reunions/<int:meeting_id>/", views.meeting, name="meeting"),
    path("reunions/<int:meeting_id>/modifier/", views.edit_meeting, name="edit_meeting"),
    path("reunions/<int:meeting_id>/presences/", views.attendance, name="attendance"),
    path("reunions/<int:meeting_id>/agenda.ics", views.calendar, name="calendar"),
    path("actions/nouvelle/", views.new_action, name="new_action"),
    path("actions/<int:action_id>/modifier/", views.edit_action, name="edit_action"),
    path("actions/<int:action_id>/etat/", views.move, name="move"),
    path("parcours/", views.territory_pathway, name="territory_pathway"),
    path("parcours/export.<str:form>", views.territory_pathway_file, name="territory_pathway_file"),
    path("parcours/<int:partnership_id>/", views.pathway, name="pathway"),
    path("parcours/<int:partnership_id>/remplir/", views.fill, name="fill_pathway"),
    path("parcours/<int:partnership_id>/annuler/", views.undo, name="undo_pathway"),
    path("parcours/<int:partnership_id>/export.<str:form>", views.pathway_file, name="pathway_file"),
    path("plan/<int:partnership_id>/", views.plan, name="plan"),
    path("plan/<int:partnership_id>/<str:point>/", views.plan_line, name="plan_line"),
    path("chiffres/<int:partnership_id>/", views.counts, name="counts"),
    path("chiffres/<int:partnership_id>/nouveau/", views.new_counts, name="new_counts"),
    path("chiffres/<int:partnership_id>/<int:sheet_id>/", views.edit_counts, name="edit_counts"),
]
