"""The pages of the workshops of a space: prepared, run, projected, kept."""

from django.urls import path

from .views import screen, workshop

app_name = "workshops"

ONE = "<int:workshop_id>/"

urlpatterns = [
    path("", workshop.home, name="home"),
    path("nouveau/", workshop.new, name="new"),
    path(ONE, workshop.page, name="workshop"),
    path(f"{ONE}modifier/", workshop.edit, name="edit"),
    path(f"{ONE}ecran/", screen.screen, name="screen"),
    path(f"{ONE}ecran/direct/", screen.live, name="live"),
    path(f"{ONE}ouvrir/", workshop.open_it, name="open"),
    path(f"{ONE}fermer/", workshop.close, name="close"),
    path(f"{ONE}rouvrir/", workshop.reopen, name="reopen"),
    path(f"{ONE}a-l-ecran/", workshop.show, name="show"),
    path(f"{ONE}masquer/", workshop.hide, name="hide"),
    path(f"{ONE}garder/", workshop.keep, name="keep"),
    path(f"{ONE}jeter/", workshop.discard, name="discard"),
    path(f"{ONE}seance.csv", workshop.export, name="export"),
]
