"""The subject that partnerships bring to campaigns: their reading with the grid, by several people of each member."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.campaigns import links
from maillage.campaigns.models import Campaign, Invitation
from maillage.campaigns.subjects import Part, Subject, Target, TargetCount
from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal

from . import grid, queries
from .actions import asking
from .models import AskedPartnership, Assessment, Member, Partnership


class GridSubject(Subject):
    """Readings of chosen partnerships. Each person reads those of which their organisation is a present member."""

    code = "grid"
    label = gettext_lazy("la lecture des partenariats avec la grille")
    offer = gettext_lazy(
        "Plusieurs personnes de chaque membre lisent un partenariat, critère par critère : ce qui tient, ce qui "
        "manque, où les regards s'écartent."
    )
    question = gettext_lazy(
        "Pour chaque question, choisissez la phrase la plus proche de ce que vous voyez du partenariat ; "
        "« je ne sais pas » et « sans objet » sont de vraies réponses."
    )
    title_example = gettext_lazy("Lire nos partenariats, automne 2026")
    target_name = gettext_lazy("Partenariat")
    target_hint = gettext_lazy("Une personne compte pour chaque partenariat dont son organisation est membre.")
    nothing_to_ask = gettext_lazy(
        "Il n'y a encore rien sur quoi interroger : ajoutez d'abord un partenariat et ses membres."
    )
    nobody_to_ask = gettext_lazy("Aucune organisation concernée : ajoutez des membres aux partenariats choisis.")
    read_by_others = gettext_lazy(
        "des médianes et des écarts, à partir de trois réponses ; jamais un nom, jamais votre lecture"
    )
    kept_as_long_as = gettext_lazy("aussi longtemps que le partenariat est suivi")

    def targets(self, space: Space) -> Sequence[Target]:
        return [_target(one) for one in Partnership.objects.filter(space=space).current().select_related("space")]

    def chosen(self, campaign: Campaign) -> Sequence[Target]:
        asked = AskedPartnership.objects.filter(campaign=campaign).select_related("partnership__space")
        return [_target(one.partnership) for one in asked]

    def choose(self, campaign: Campaign, keys: Iterable[int]) -> None:
        wanted = set(keys)
        found = set(
            Partnership.objects.filter(space=campaign.space, pk__in=wanted).current().values_list("pk", flat=True)
        )
        if found != wanted:
            raise Refusal(_("Un partenariat choisi n'est pas, ou n'est plus, dans cet espace."))
        rows = AskedPartnership.objects.filter(campaign=campaign)
        kept = set(rows.values_list("partnership", flat=True))
        rows.exclude(partnership__in=wanted).delete()
        AskedPartnership.objects.bulk_create(
            [AskedPartnership(campaign=campaign, partnership_id=key) for key in sorted(wanted - kept)]
        )

    def organisations(self, campaign: Campaign) -> Mapping[Organisation, Sequence[Target]]:
        targets = {target.key: target for target in self.chosen(campaign)}
        members = (
            Member.objects.current()
            .filter(partnership__in=targets, organisation__archived_at=None)
            .select_related("organisation")
            .order_by("organisation__name", "organisation", "partnership__name", "pk")
        )
        found: dict[Organisation, list[Target]] = {}
        for member in members:
            about = found.setdefault(member.organisation, [])
            if targets[member.partnership_id] not in about:
                about.append(targets[member.partnership_id])
        return found

    def on_open(self, campaign: Campaign) -> None:
        asking.freeze_grid(campaign)

    def on_close(self, campaign: Campaign) -> None:
        asking.tell_numbered_sheets(campaign)

    def parts(self, invitation: Invitation) -> Sequence[Part]:
        token = links.token_of(invitation.key)
        asked = queries.asked_of(invitation).select_related("partnership__space", "grid")
        begun = Assessment.objects.filter(invitation=invitation).annotate(answered=Count("answers"))
        sheets = {sheet.partnership_id: sheet for sheet in begun.select_related("grid")}
        current = None
        parts = []
        for one in asked:
            where = [token, one.partnership_id]
            sheet = sheets.get(one.partnership_id)
            version = sheet.grid if sheet else one.grid
            if version is None:
                version = current = current or queries.current_grid(invitation.space)
            parts.append(
                Part(
                    target=_target(one.partnership),
                    start_url=reverse("grid_by_link:start", args=where),
                    read_url=reverse("grid_by_link:summary", args=where) if sheet else "",
                    answered=sheet.answered if sheet else 0,
                    total=len(queries.criteria_of(version)),
                    is_handed_in=bool(sheet and sheet.is_submitted),
                )
            )
        return parts

    def counts(self, campaign: Campaign, invitations: Sequence[Invitation]) -> Sequence[TargetCount]:
        people: dict[int, set[int]] = {}
        for invitation in invitations:
            people.setdefault(invitation.organisation_id, set()).add(invitation.pk)
        counted = {invitation.pk for invitation in invitations}
        members = Member.objects.current().filter(partnership__asked_in__campaign=campaign)
        asked: dict[int, set[int]] = {}
        for partnership, organisation in members.values_list("partnership", "organisation").distinct():
            asked.setdefault(partnership, set()).update(people.get(organisation, ()))
        begun, handed_in = {}, {}
        sheets = Assessment.objects.filter(invitation__campaign=campaign)
        for partnership, invitation, submitted_at in sheets.values_list("partnership", "invitation", "submitted_at"):
            if invitation in counted:
                begun.setdefault(partnership, set()).add(invitation)
                if submitted_at:
                    handed_in.setdefault(partnership, set()).add(invitation)
        return [
            TargetCount(
                target,
                frozenset(asked.get(target.key, ())) | frozenset(handed_in.get(target.key, ())),
                frozenset(begun.get(target.key, ())),
                frozenset(handed_in.get(target.key, ())),
            )
            for target in self.chosen(campaign)
        ]

    def own_answers(self, invitation: Invitation) -> str:
        sheets = (
            Assessment.objects.filter(invitation=invitation)
            .submitted()
            .select_related("partnership", "grid")
            .prefetch_related("answers")
            .order_by("partnership__name", "pk")
        )
        return "\n\n".join("\n".join(_lines(sheet)) for sheet in sheets)

    def start_for(self, invitation: Invitation, key: int, *, by: User) -> str:
        partnership = Partnership.objects.filter(space=invitation.space_id, pk=key).select_related("space").first()
        if partnership is None:
            raise Refusal(_("Ce partenariat n'est plus dans ce qui est demandé."))
        sheet = asking.start_asked_assessment(invitation=invitation, partnership=partnership, by=by)
        answered = set(sheet.answers.values_list("criterion", flat=True))
        left = next((words.id for words in queries.criteria_of(sheet.grid) if words.id not in answered), None)
        return sheet.get_criterion_url(left) if left else sheet.get_absolute_url()


def _target(partnership: Partnership) -> Target:
    return Target(partnership.pk, partnership.name, partnership.purpose, partnership.get_reading_url())


def _lines(sheet: Assessment) -> Iterable[str]:
    """« A1 Territoire commun : 4 établi, le périmètre est écrit »"""
    yield sheet.partnership.name
    answers = {answer.criterion: answer for answer in sheet.answers.all()}
    ladder = {rung.level: str(rung.label).lower() for rung in grid.ladder()}
    for words in queries.criteria_of(sheet.grid):
        answer = answers.get(words.id)
        if answer is None:
            continue
        if answer.level is None:
            said = str(answer.get_non_answer_display())
        else:
            said = f"{answer.level} {ladder[answer.level]}, {words.anchors[answer.level - 1]}"
        note = f" ({answer.evidence_note})" if answer.evidence_note else ""
        yield _("- %(id)s %(name)s : %(said)s%(note)s") % {
            "id": words.id,
            "name": words.name,
            "said": said,
            "note": note,
        }
