from django.urls import path

from . import views

app_name = "france"

urlpatterns = [
    path("", views.france, name="home"),
    path("carte/<str:picture_form>/", views.picture, name="picture"),
    path("communes.json", views.communes, name="communes"),
    path("valeurs.json", views.values, name="values"),
]
