"""Every room's addresses. The order is the way through a space."""

from django.urls import include, path

from maillage.accounts.views import set_language
from maillage.design.views import favicon

SPACE = "espaces/<slug:slug>/"

urlpatterns = [
    path("", include("maillage.spaces.urls")),
    path("favicon.ico", favicon, name="favicon"),
    path("langue/", set_language, name="set_language"),
    path("connexion/", include("maillage.accounts.urls")),
    path("tuiles/", include("maillage.territory.tiles.urls")),
    path("france/", include("maillage.territory.france.urls")),
    path("demonstration/", include("maillage.demo.urls")),
    path(f"{SPACE}territoire/", include("maillage.territory.urls")),
    path(f"{SPACE}acteurs/", include("maillage.actors.urls")),
    path(f"{SPACE}campagnes/", include("maillage.campaigns.urls")),
    path(f"{SPACE}ateliers/", include("maillage.workshops.urls")),
    path("atelier/", include("maillage.workshops.phone_urls")),
    path("reponse/<str:token>/", include("maillage.campaigns.link_urls")),
    path("reponse/<str:token>/enjeux/", include("maillage.stakes.link_urls")),
    path("reponse/<str:token>/partenariats/", include("maillage.partnerships.link_urls")),
    path("reponse/<str:token>/liens/", include("maillage.ties.link_urls")),
    path(f"{SPACE}enjeux/", include("maillage.stakes.urls")),
    path(f"{SPACE}groupe/", include("maillage.groups.urls")),
    path(f"{SPACE}liens/", include("maillage.ties.urls")),
    path(f"{SPACE}partenariats/", include("maillage.partnerships.urls")),
    path(f"{SPACE}cadre/", include("maillage.agreements.urls")),
    path(f"{SPACE}animation/", include("maillage.animation.urls")),
    path(f"{SPACE}restitution/", include("maillage.restitution.urls")),
]
handler404 = "maillage.design.views.not_found"
handler403 = "maillage.design.views.refused"
handler500 = "maillage.design.views.broken"
