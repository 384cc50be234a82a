from django.urls import path

from . import views

app_name = "animation"

urlpatterns = [
    path("", views.home, name="home"),
    path("decisions/", views.decisions, name="decisions"),
    path("instances/nouvelle/", views.new_body, name="new_body"),
    path("reunions/nouvelle/", views.new_meeting, name="new_meeting"),
    path("reunions/<int:meeting_id>/", views.meeting, name="meeting"),
    path("reunions/<int:meeting_id>/modifier/", views.edit_meeting, name="edit_meeting"),
    path("reunions/<int:meeting_id>/presences/", views.attendance, name="attendance"),
    path("reunions/<int:meeting_id>/agenda.ics", views.calendar, name="calendar"),
    path("actions/nouvelle/", views.new_action, name="new_action"),
    path("actions/<int:action_id>/modifier/", views.edit_action, name="edit_action"),
    path("actions/<int:action_id>/etat/", views.move, name="move"),
]
