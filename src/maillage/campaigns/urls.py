from django.urls import path

from .views import campaign, mail, people

app_name = "campaigns"

ONE = "<int:campaign_id>/"
PERSON = f"{ONE}personnes/<int:invitation_id>/"

urlpatterns = [
    path("", campaign.home, name="home"),
    path("nouvelle/", campaign.new, name="new"),
    path("courriers/", mail.letters, name="letters"),
    path(ONE, campaign.page, name="campaign"),
    path(f"{ONE}modifier/", campaign.edit, name="edit"),
    path(f"{ONE}ouvrir/", campaign.open_it, name="open"),
    path(f"{ONE}fermer/", campaign.close, name="close"),
    path(f"{ONE}rouvrir/", campaign.reopen, name="reopen"),
    path(f"{ONE}relancer/", campaign.remind, name="remind"),
    path(f"{ONE}lettres/", campaign.send_letters, name="send_letters"),
    path(f"{ONE}personnes/", people.ask, name="ask"),
    path(f"{ONE}personnes/une-par-organisation/", people.ask_one_each, name="ask_one_each"),
    path(f"{PERSON}retirer/", people.revoke, name="revoke"),
    path(f"{PERSON}renvoyer/", people.send_again, name="send_again"),
    path(f"{PERSON}saisir/", people.answer_for, name="answer_for"),
]
