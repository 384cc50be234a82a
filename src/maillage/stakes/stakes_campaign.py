"""The subject that this room brings to campaigns: stakes, resources and positions, said by the actors themselves.

An organisation has one sheet, whoever answers for it: these answers are always given with a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.campaigns import links
from maillage.campaigns.enums import Anonymity
from maillage.campaigns.models import Campaign, Invitation
from maillage.campaigns.subjects import Part, Subject, Target, TargetCount
from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal

from . import queries
from .actions import start_asked_sheet
from .enums import Matter, Nature
from .models import AskedMatter, AskedSheet, Objective
from .queries import asked


class StakesSubject(Subject):
    """One to three matters, asked of any organisation of the directory through one or several of its people."""

    code = "stakes"
    label = gettext_lazy("les enjeux, les ressources et les positions de chacun")
    offer = gettext_lazy(
        "Chaque organisation dit ce qu'elle peut gagner ou perdre, ce qu'elle apporte et ce qu'elle cherche : la carte "
        "des enjeux et le jeu d'acteurs se lisent avec ses mots."
    )
    question = gettext_lazy(
        "Dites, pour votre organisation et avec ses mots, ce qui compte pour elle dans l'accès à l'alternance ici."
    )
    promises = (Anonymity.NAMED,)
    asks_everybody = True
    minutes = 5
    title_example = gettext_lazy("Vos enjeux et vos ressources, automne 2026")
    target_name = gettext_lazy("Ce qui est demandé")
    target_hint = gettext_lazy(
        "Une organisation a une seule fiche : ses personnes interrogées la complètent l'une après l'autre."
    )
    nothing_to_ask = gettext_lazy("Il n'y a encore rien sur quoi interroger.")
    nobody_to_ask = gettext_lazy("L'annuaire est vide : ajoutez d'abord des organisations et leurs contacts.")
    read_by_others = gettext_lazy(
        "vos collègues interrogés aussi lisent et complètent la fiche de votre organisation, avec votre nom ; les "
        "autres membres, des nombres à partir de trois réponses, et les seules ressources que vous montrez"
    )
    kept_as_long_as = gettext_lazy("sur la fiche de votre organisation, jusqu'à ce qu'elle les corrige ou les retire")

    def targets(self, space: Space) -> Sequence[Target]:
        matters = [Matter.STAKES, Matter.RESOURCES]
        if queries.open_round_of(space) and Objective.objects.in_space(space).current().exists():
            matters.append(Matter.POSITIONS)
        return [_target(matter, space) for matter in matters]

    def chosen(self, campaign: Campaign) -> Sequence[Target]:
        return [_target(one.matter, campaign.space) for one in asked.asked_of(campaign)]

    def choose(self, campaign: Campaign, keys: Iterable[int]) -> None:
        wanted = set(keys)
        if not wanted <= {target.key for target in self.targets(campaign.space)}:
            raise Refusal(_("Choisissez parmi les enjeux, les ressources et, si un tour est ouvert, les positions."))
        AskedMatter.objects.filter(campaign=campaign).delete()
        round = queries.open_round_of(campaign.space) if Matter.POSITIONS in wanted else None
        AskedMatter.objects.bulk_create(
            AskedMatter(campaign=campaign, matter=key, round=round if key == Matter.POSITIONS else None)
            for key in sorted(wanted)
        )

    def organisations(self, campaign: Campaign) -> Mapping[Organisation, Sequence[Target]]:
        """Every organisation of the directory that is not archived."""
        targets = self.chosen(campaign)
        current = Organisation.objects.current().in_space(campaign.space).order_by("name", "pk")
        return dict.fromkeys(current, targets)

    def parts(self, invitation: Invitation) -> Sequence[Part]:
        begun = {sheet.matter: sheet for sheet in asked.sheets_of(invitation)}
        matters = list(asked.asked_of(invitation.campaign))
        objectives = 0
        if any(one.matter == Matter.POSITIONS for one in matters):
            objectives = Objective.objects.filter(space=invitation.space_id).current().count()
        return [
            _part(invitation, one, begun.get(one.matter), objectives)
            for one in matters
            if one.round is None or one.round.is_open or one.matter in begun
        ]

    def counts(self, campaign: Campaign, invitations: Sequence[Invitation]) -> Sequence[TargetCount]:
        counted = frozenset(invitation.pk for invitation in invitations)
        begun: dict[int, set[int]] = {}
        handed_in: dict[int, set[int]] = {}
        sheets = AskedSheet.objects.filter(invitation__campaign=campaign, invitation__in=counted)
        for matter, invitation, day in sheets.values_list("matter", "invitation", "handed_in_on"):
            begun.setdefault(matter, set()).add(invitation)
            if day:
                handed_in.setdefault(matter, set()).add(invitation)
        return [
            TargetCount(
                target,
                counted,
                frozenset(begun.get(target.key, ())),
                frozenset(handed_in.get(target.key, ())),
            )
            for target in self.chosen(campaign)
        ]

    def own_answers(self, invitation: Invitation) -> str:
        return asked.handed_in_words(list(asked.sheets_of(invitation)))

    def start_for(self, invitation: Invitation, key: int, *, by: User) -> str:
        sheet = start_asked_sheet(invitation=invitation, matter=key, by=by)
        first = asked.read_sheet(asked.sheets_of(invitation).get(pk=sheet.pk)).next_key
        where = [invitation.space.slug, sheet.pk]
        return reverse("stakes:typed", args=[*where, first]) if first else reverse("stakes:typed_sheet", args=where)

    def on_links_end(self, campaign: Campaign) -> None:
        """What was never handed in goes with the links."""
        AskedSheet.objects.filter(invitation__campaign=campaign, handed_in_on=None).delete()


def _target(matter: int, space: Space) -> Target:
    page = {Matter.STAKES: "home", Matter.RESOURCES: "resources", Matter.POSITIONS: "game"}[Matter(matter)]
    note = {
        Matter.STAKES: _("cocher au catalogue, peser de 1 à 5, dire avec ses mots"),
        Matter.RESOURCES: _("huit sortes de ressources, l'une après l'autre"),
        Matter.POSITIONS: _("pour ou contre chaque objectif, de −4 à +4"),
    }[Matter(matter)]
    label = str(Matter(matter).label)
    return Target(int(matter), label[0].upper() + label[1:], note, reverse(f"stakes:{page}", args=[space.slug]))


def _part(invitation: Invitation, one: AskedMatter, sheet: AskedSheet | None, objectives: int) -> Part:
    where = [links.token_of(invitation.key), one.matter]
    state = asked.read_sheet(sheet) if sheet else None
    steps = {Matter.STAKES: 0, Matter.RESOURCES: len(Nature), Matter.POSITIONS: objectives}
    return Part(
        target=_target(one.matter, invitation.campaign.space),
        start_url=reverse("stakes_by_link:start", args=where),
        read_url=reverse("stakes_by_link:summary", args=where) if sheet else "",
        answered=state.answered if state else 0,
        total=state.total if state else steps[Matter(one.matter)],
        is_handed_in=bool(sheet and sheet.is_handed_in),
    )
