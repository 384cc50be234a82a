from django.urls import path

from . import views

app_name = "territory"

urlpatterns = [
    path("", views.home, name="home"),
    path("perimetre/", views.edit, name="edit"),
    path("contours.json", views.contours, name="contours"),
    path("contours/<str:departement>.json", views.contours_departement, name="contours_departement"),
]
