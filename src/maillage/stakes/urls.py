from django.urls import path

from . import views

app_name = "stakes"

urlpatterns = [path("", views.home, name="home")]
