from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnimationConfig(AppConfig):
    name = "maillage.animation"
    label = "animation"

    def ready(self) -> None:
        from maillage.journal import sentences as journal
        from maillage.partnerships import detection
        from maillage.partnerships.tabs import Tab, register
        from maillage.spaces import attention, steps
        from maillage.spaces.enums import EDITORS, Role

        from .seen import of_the_animation
        from .sentences import SENTENCES
        from .standing import needs, standing

        with_members = EDITORS | {Role.PARTNER}
        for tab in (
            Tab("plan", _("Plan"), "animation:plan", 30, {"animation:plan_line"}, with_members),
            Tab("pathway", _("Parcours"), "animation:pathway", 40, {"animation:fill_pathway"}, with_members),
            Tab("counts", _("Chiffres"), "animation:counts", 50, {"animation:new_counts", "animation:edit_counts"}),
        ):
            register(tab)
        journal.add(SENTENCES)
        steps.register("animation", standing)
        attention.register(needs)
        detection.register(of_the_animation)
