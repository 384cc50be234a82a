from django.urls import path

from . import views

app_name = "groups"

urlpatterns = [
    path("", views.home, name="home"),
    path("nouveau/", views.new, name="new"),
    path("<int:group_id>/", views.group, name="group"),
    path("<int:group_id>/modifier/", views.edit, name="edit"),
    path("<int:group_id>/candidats/", views.candidates, name="candidates"),
    path("<int:group_id>/candidats/<int:organisation_id>/", views.seat, name="seat"),
    path("sieges/<int:seat_id>/succession/", views.renew, name="renew"),
    path("sieges/<int:seat_id>/retirer/", views.unseat, name="unseat"),
]
