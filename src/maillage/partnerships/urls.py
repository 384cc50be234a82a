from django.urls import path

from .views import assess, partnership, portfolio, reading

app_name = "partnerships"

ONE = "<int:partnership_id>/"
READ = f"{ONE}lire/<int:assessment_id>/"

urlpatterns = [
    path("", portfolio.home, name="home"),
    path("grille/", portfolio.sheet, name="sheet"),
    path("archives/", portfolio.archived, name="archived"),
    path("nouveau/", partnership.new, name="new"),
    path(ONE, partnership.page, name="partnership"),
    path(f"{ONE}modifier/", partnership.edit, name="edit"),
    path(f"{ONE}membres/", partnership.members, name="members"),
    path(f"{ONE}membres/<int:member_id>/sortie/", partnership.end_member, name="end_member"),
    path(f"{ONE}lecture/", reading.page, name="reading"),
    path(f"{ONE}type/", reading.choose_type, name="choose_type"),
    path(f"{ONE}montrer/", partnership.publish, name="publish"),
    path(f"{ONE}archiver/", partnership.archive, name="archive"),
    path(f"{ONE}lire/", assess.start, name="start"),
    path(READ, assess.summary, name="summary"),
    path(f"{READ}remettre/", assess.submit, name="submit"),
    path(f"{READ}rouvrir/", assess.reopen, name="reopen"),
    path(f"{READ}<str:criterion>/", assess.assess, name="assess"),
]
