from django.urls import path

from . import views

app_name = "agreements"

urlpatterns = [
    path("", views.home, name="home"),
    path("nouveau/", views.new, name="new"),
    path("<int:agreement_id>/", views.agreement, name="agreement"),
    path("<int:agreement_id>/fiche/", views.edit, name="edit"),
    path("<int:agreement_id>/ecrire/", views.write, name="write"),
    path("<int:agreement_id>/etat/", views.move, name="move"),
    path("<int:agreement_id>/avenant/", views.sign_amendment, name="sign_amendment"),
    path("<int:agreement_id>/clauses/", views.tag, name="tag"),
    path("partenariats/<int:partnership_id>/", views.of_partnership, name="of_partnership"),
    path("<int:agreement_id>/comparer/", views.compare, name="compare"),
    path("mandat/", views.mandate, name="mandate"),
    path("mandat/nouveau/", views.name_pilot, name="name_pilot"),
    path("mandat/<int:mandate_id>/", views.mandate, name="past_mandate"),
    path("mandat/<int:mandate_id>/modifier/", views.edit_mandate, name="edit_mandate"),
    path("mandat/<int:mandate_id>/fin/", views.end_mandate, name="end_mandate"),
]
