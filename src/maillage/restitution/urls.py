from django.urls import path

from . import views

app_name = "restitution"

urlpatterns = [
    path("", views.home, name="home"),
    path("rapport.pdf", views.report, name="report"),
]
