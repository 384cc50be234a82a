from django.urls import path

from . import views

app_name = "ties"

urlpatterns = [path("", views.home, name="home")]
