"""Stakes, resources and positions said by a personal link; ``token`` comes from the address that includes these."""

from django.urls import path

from .views import by_link

app_name = "stakes_by_link"

ONE = "<int:matter>/"

urlpatterns = [
    path(ONE, by_link.start, name="start"),
    path(f"{ONE}relire/", by_link.summary, name="summary"),
    path(f"{ONE}remettre/", by_link.hand_in, name="hand_in"),
    path(f"{ONE}<str:question>/", by_link.question, name="question"),
]
