from django.urls import path

from . import views

app_name = "ties"

urlpatterns = [
    path("", views.home, name="home"),
    path("nouveau/", views.new, name="new"),
    path("<int:tie_id>/", views.edit, name="edit"),
    path("<int:tie_id>/retirer/", views.remove, name="remove"),
    path("image.svg", views.picture, name="picture"),
]
