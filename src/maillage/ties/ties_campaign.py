"""The subject that ties bring to campaigns: each organisation says with whom it works. A campaign is a wave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Count, Q
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

from . import actions, queries, rules, wording
from .models import Statement, Wave

OWN_TIES = 0  # the one thing that an organisation is asked: all its ties


class TiesSubject(Subject):
    """The kinds of ties chosen for a wave. An organisation answers once, by one or several of its people."""

    code = "ties"
    label = gettext_lazy("les liens entre les acteurs")
    offer = gettext_lazy(
        "Chaque organisation dit avec qui elle travaille et jusqu'où : la carte des liens se lit des deux côtés."
    )
    question = gettext_lazy(
        "Avec qui travaillez-vous ? Choisissez les organisations, puis dites ce qui passe entre vous et jusqu'où vous "
        "allez ensemble. Aucun degré ne vaut mieux qu'un autre."
    )
    promises = (Anonymity.NAMED,)
    minutes = rules.MINUTES
    all_by_default = True
    asks_everybody = True
    title_example = gettext_lazy("Qui travaille avec qui, automne 2026")
    target_name = gettext_lazy("Question")
    target_hint = gettext_lazy(
        "Une organisation répond une fois : dès que l'une de ses personnes a remis, plus personne n'y est relancé."
    )
    nothing_to_ask = gettext_lazy("Il n'y a encore personne à relier : ajoutez d'abord des organisations à l'annuaire.")
    nobody_to_ask = gettext_lazy("L'annuaire est vide : ajoutez d'abord des organisations.")
    read_by_others = gettext_lazy(
        "dans votre organisation, ceux qui sont interrogés complètent la même réponse ; ailleurs, une fois la carte "
        "publiée, on lit les liens que vous dites, sans qu'il soit écrit qui des deux les a dits. Pour choisir, chacun "
        "cherche parmi les noms des organisations de l'annuaire, rien que leurs noms"
    )
    kept_as_long_as = gettext_lazy("aussi longtemps que la démarche est suivie")

    def targets(self, space: Space) -> Sequence[Target]:
        if not Organisation.objects.filter(space=space).current().exists():
            return []
        return [_target(key) for key in rules.NATURES]

    def chosen(self, campaign: Campaign) -> Sequence[Target]:
        asked = _asked(campaign)
        return [_target(key) for key, nature in rules.NATURES.items() if nature in asked]

    def choose(self, campaign: Campaign, keys: Iterable[int]) -> None:
        wanted = set(keys)
        if not wanted <= set(rules.NATURES):
            raise Refusal(_("Une nature de lien choisie n'existe pas ici."))
        natures = [str(nature) for key, nature in rules.NATURES.items() if key in wanted]
        Wave.objects.update_or_create(campaign=campaign, defaults={"natures": natures})

    def results_url(self, campaign: Campaign) -> str:
        return reverse("ties:home", args=[campaign.space.slug])

    def organisations(self, campaign: Campaign) -> Mapping[Organisation, Sequence[Target]]:
        about = [Target(OWN_TIES, _("ses liens"))]
        present = Organisation.objects.filter(space=campaign.space_id).current().order_by("name", "pk")
        return dict.fromkeys(present, about)

    def on_close(self, campaign: Campaign) -> None:
        actions.keep_what_was_reopened(campaign)

    def on_links_end(self, campaign: Campaign) -> None:
        actions.erase_never_handed_in(campaign)

    def parts(self, invitation: Invitation) -> Sequence[Part]:
        token = links.token_of(invitation.key)
        statement = queries.own_statement(invitation.campaign, invitation.organisation)
        named, described = _counted(statement)
        return [
            Part(
                target=Target(
                    OWN_TIES, _("Les liens de votre organisation"), wording.natures(_asked(invitation.campaign))
                ),
                start_url=reverse("ties_by_link:start", args=[token]),
                read_url=reverse("ties_by_link:summary", args=[token]) if statement else "",
                answered=described,
                total=named,
                is_handed_in=bool(statement and statement.is_handed_in),
                far=wording.how_far(named, described)
                if statement
                else _("vous choisissez des organisations, puis une page pour chacune"),
            )
        ]

    def counts(self, campaign: Campaign, invitations: Sequence[Invitation]) -> Sequence[TargetCount]:
        begun, handed_in = set(), set()
        rows = Statement.objects.filter(campaign=campaign).values_list("organisation", "submitted_at")
        for organisation, submitted_at in rows:
            (handed_in if submitted_at else begun).add(organisation)
        people = {one.pk: one.organisation_id for one in invitations}
        done = frozenset(key for key, organisation in people.items() if organisation in handed_in)
        return [
            TargetCount(
                Target(OWN_TIES, _("Les liens de son organisation")),
                frozenset(people),
                done | {key for key, organisation in people.items() if organisation in begun},
                done,
            )
        ]

    def own_answers(self, invitation: Invitation) -> str:
        statement = queries.own_statement(invitation.campaign, invitation.organisation)
        if statement is None or not statement.is_handed_in:
            return ""
        return wording.own_answers(queries.statement_lines(statement))

    def start_for(self, invitation: Invitation, key: int, *, by: User) -> str:
        if key != OWN_TIES:
            raise Refusal(_("Cette question n'est pas dans ce qui est demandé."))
        statement = actions.start_statement(invitation=invitation, by=by)
        return reverse("ties:declare", args=[invitation.space.slug, statement.pk])


def _target(key: int) -> Target:
    nature = rules.NATURES[key]
    return Target(key, str(nature.label), str(wording.MEANS[nature]))


def _asked(campaign: Campaign) -> list[str]:
    wave = Wave.objects.filter(campaign=campaign).first()
    return wave.natures if wave else []


def _counted(statement: Statement | None) -> tuple[int, int]:
    """Organisations named, and those of which something is said."""
    if statement is None:
        return 0, 0
    named = Count("pk", distinct=True)
    described = Count("pk", distinct=True, filter=Q(strands__isnull=False))
    return tuple(statement.mentions.aggregate(named=named, described=described).values())
