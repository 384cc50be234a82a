from django.urls import path

from . import views

app_name = "tiles"

urlpatterns = [path("communes/<int:zoom>/<int:column>/<int:row>.mvt", views.communes, name="communes")]
