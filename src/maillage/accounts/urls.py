"""Sign in by code, sign out. The names are those that allauth looks for."""

from allauth.account import views as allauth
from django.urls import path

urlpatterns = [
    path("", allauth.request_login_code, name="account_login"),
    path("", allauth.request_login_code, name="account_request_login_code"),
    path("code/", allauth.confirm_login_code, name="account_confirm_login_code"),
    path("fin/", allauth.logout, name="account_logout"),
    path("inscription/", allauth.signup, name="account_signup"),
    path("inactif/", allauth.account_inactive, name="account_inactive"),
]
