"""The grid answered by a personal link; ``token`` comes from the address that includes these."""

from django.urls import path

from .views import by_link

app_name = "grid_by_link"

ONE = "<int:partnership_id>/"

urlpatterns = [
    path(ONE, by_link.start, name="start"),
    path(f"{ONE}relire/", by_link.summary, name="summary"),
    path(f"{ONE}remettre/", by_link.submit, name="submit"),
    path(f"{ONE}rouvrir/", by_link.reopen, name="reopen"),
    path(f"{ONE}<str:criterion>/", by_link.assess, name="assess"),
]
