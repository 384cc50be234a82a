"""The pages of a personal link. They name neither the space nor the person: only the token."""

from django.urls import path

from .views import link

app_name = "by_link"

urlpatterns = [
    path("", link.welcome, name="welcome"),
    path("transmettre/", link.forward, name="forward"),
    path("refuser/", link.decline, name="decline"),
    path("relances/", link.stop, name="stop"),
]
