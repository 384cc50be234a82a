from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    name = "maillage.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        from maillage.campaigns import subjects
        from maillage.journal import sentences as journal
        from maillage.spaces import attention, steps
        from maillage.ties import suggestions
        from maillage.workshops import subjects as workshop_subjects

        from . import detection, seen, tabs
        from .grid_campaign import GridSubject
        from .queries import partners_of
        from .sentences import SENTENCES
        from .standing import needs, standing
        from .workshop import GridWorkshop

        journal.add(SENTENCES)
        steps.register("partnerships", standing)
        attention.register(needs)
        subjects.register(GridSubject())
        workshop_subjects.register(GridWorkshop())
        suggestions.register(_("membre d'un même partenariat"), partners_of, place=20)
        detection.register(seen.of_the_territory)
        detection.register(seen.of_the_partnerships)
        forms = {
            "edit",
            "members",
            "edit_member",
            "section",
            "fundings",
            "edit_funding",
            "milestones",
            "edit_milestone",
        }
        forms = {f"partnerships:{name}" for name in forms}
        steps_of_life = {"partnerships:move", "partnerships:deliverable"}
        reading = {"partnerships:choose_type", "partnerships:start", "partnerships:summary"}
        reading |= {"partnerships:session_prepare", "partnerships:session"}
        reading |= {"partnerships:paper", "partnerships:import_answers"}
        tabs.register(tabs.Tab("sheet", _("Fiche"), "partnerships:partnership", place=10, pages=forms))
        tabs.register(tabs.Tab("reading", _("Lecture"), "partnerships:reading", place=20, pages=reading))
        tabs.register(tabs.Tab("reliability", _("Fiabilité"), "partnerships:reliability", place=25))
        tabs.register(tabs.Tab("lifecycle", _("Étapes"), "partnerships:lifecycle", place=60, pages=steps_of_life))
        tabs.register(tabs.Tab("over_time", _("Années"), "partnerships:over_time", place=90))
