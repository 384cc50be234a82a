from django.urls import path

from . import views

app_name = "demo"

urlpatterns = [path("entrer/<str:part>/", views.enter, name="enter")]
