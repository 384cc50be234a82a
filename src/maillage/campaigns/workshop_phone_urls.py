"""The public addresses of a workshop: they name neither the space nor anybody, only the code on the screen."""

from django.urls import path

from .views import workshop_phone

app_name = "by_code"

urlpatterns = [
    path("", workshop_phone.enter, name="enter"),
    path("<str:code>/", workshop_phone.door, name="door"),
    path("<str:code>/etat/", workshop_phone.state, name="state"),
    path("<str:code>/<int:place>/", workshop_phone.item, name="item"),
]
