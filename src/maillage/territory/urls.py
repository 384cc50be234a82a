from django.urls import path

from . import views
from .access import views as access
from .tension import views as tension

app_name = "territory"

urlpatterns = [
    path("", views.home, name="home"),
    path("perimetre/", views.edit, name="edit"),
    path("contours.json", views.contours, name="contours"),
    path("contours/<str:departement>.json", views.contours_departement, name="contours_departement"),
    path("couches/<str:layer_code>.json", views.layer, name="layer"),
    path("carte/<str:picture_form>/", views.picture, name="picture"),
    path("indicateurs/", views.indicators, name="indicators"),
    path("indicateurs/fichier/<str:form>/", views.file, name="indicators_file"),
    path("indicateurs/<str:indicator_code>/", views.indicator_page, name="indicator"),
    path("indicateurs/<str:indicator_code>/contours.json", views.indicator_contours, name="indicator_contours"),
    path("acces/", access.access, name="access"),
    path("acces/contours.json", access.contours, name="access_contours"),
    path("acces/lieux.json", access.sites, name="access_sites"),
    path("acces/carte/<str:picture_form>/", access.picture, name="access_picture"),
    path("acces/acces.csv", access.file, name="access_file"),
    path("tension/", tension.tension, name="tension"),
    path("tension/fichier/<str:form>/", tension.file, name="tension_file"),
]
