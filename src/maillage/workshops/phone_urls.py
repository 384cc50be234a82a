"""The public addresses of a workshop: they name neither the space nor anybody, only the code on the screen."""

from django.urls import path

from .views import phone

app_name = "by_code"

urlpatterns = [
    path("", phone.enter, name="enter"),
    path("<str:code>/", phone.door, name="door"),
    path("<str:code>/etat/", phone.state, name="state"),
    path("<str:code>/<int:place>/", phone.item, name="item"),
]
