from django.urls import path

from . import views

app_name = "tiles"
TILE = "<int:zoom>/<int:column>/<int:row>.mvt"

urlpatterns = [
    path(f"communes/{TILE}", views.tile, {"layer": "communes"}, name="communes"),
    path(f"departements/{TILE}", views.tile, {"layer": "departements"}, name="departements"),
]
