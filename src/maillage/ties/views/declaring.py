"""An organisation says with whom it works: the same pages under a personal link and for whoever types for somebody.

Choose organisations, say what flows with each, one page each, read again, hand in. Kept at each answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.campaigns import wording as campaign_wording
from maillage.campaigns.models import Invitation
from maillage.toolkit.refusals import Refusal

from .. import actions, permissions, queries, rules, suggestions, wording
from ..forms import DescribeForm, NameForm
from ..models import Mention, Statement, Wave

LONGEST_SEARCH = 80


@dataclass(frozen=True, slots=True)
class Way:
    """The addresses of one statement, the page they stand in, and who writes."""

    layout: str
    by: User | Invitation
    choose: str
    found: str
    describe: Callable[[int], str]
    forget: Callable[[int], str]
    summary: str
    hand_in: str
    take_back: str
    origin: str


def choose(request: HttpRequest, statement: Statement, way: Way, **more) -> HttpResponse:
    """« Avec qui travaillez-vous ? »: search, tick, or write a name; each is kept at once."""
    if statement.is_handed_in or not permissions.may_declare(way.by, statement):
        if request.method == "POST":
            _explain(statement, way)
        return redirect(way.summary)
    form = NameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = actions.name_organisations(statement=statement, **form.cleaned_data, by=way.by)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if form.cleaned_data["name"] and added and added[-1].organisation is None:
                messages.success(request, _("C'est noté : le pilote regardera s'il faut l'ajouter à l'annuaire."))
            return redirect(f"{way.choose}#nommees")
    named = queries.statement_lines(statement)
    keys = _keys(statement, named)
    typed = _typed(request)
    context = {
        "named": [(mention, wording.strands(mention), way.describe(mention.pk)) for mention in named],
        "next": _next_to_describe(named, way),
        "q": typed,
        "found": queries.find_names(statement.space, typed, without=keys),
        "suggested": suggestions.suggested(statement.organisation, without=keys) if not typed else [],
        "form": form,
        "most": rules.MOST_FOUND,
        "nobody": not named,
    }
    return _page(request, "ties/declare/choose.html", statement, way, context | more)


def found(request: HttpRequest, statement: Statement, way: Way) -> HttpResponse:
    """The names that hold what is typed: a piece of the page that the script puts in its place."""
    typed, names = _typed(request), []
    if permissions.may_declare(way.by, statement):  # a link that no longer answers reads no name
        names = queries.find_names(statement.space, typed, without=_keys(statement, statement.mentions.all()))
    context = {"found": names, "q": typed, "most": rules.MOST_FOUND}
    return render(request, "ties/declare/found.html", context)


def describe(request: HttpRequest, statement: Statement, mention_id: int, way: Way, **more) -> HttpResponse:
    """What flows with one organisation, and how far the two go together."""
    if request.method != "POST" and (statement.is_handed_in or not permissions.may_declare(way.by, statement)):
        return redirect(way.summary)
    mention = statement.mentions.select_related("organisation").filter(pk=mention_id).first()
    if mention is None:
        return redirect(way.choose)  # taken out meanwhile, in another window
    mention.statement = statement
    natures = Wave.objects.get(campaign=statement.campaign_id).natures
    form = DescribeForm(request.POST if request.method == "POST" else None, natures=natures, mention=mention)
    if form.is_valid():
        try:
            actions.describe(
                mention=mention,
                strands=form.strands(),
                expected_version=form.cleaned_data["read_version"],
                by=way.by,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            form.read_again(Mention.objects.filter(pk=mention.pk).values_list("version", flat=True).first())
        else:
            return redirect(_next_to_describe(queries.statement_lines(statement), way) or way.summary)
    named = queries.statement_lines(statement)
    keys = [one.pk for one in named]
    context = {
        "mention": mention,
        "form": form,
        "number": keys.index(mention.pk) + 1 if mention.pk in keys else 1,
        "total": len(keys),
        "stops": [(one, bool(one.strands.all()), way.describe(one.pk)) for one in named],
        "forget": way.forget(mention.pk),
        "said_of_readers": campaign_wording.readers_of(statement.campaign),
    }
    return _page(request, "ties/declare/describe.html", statement, way, context | more)


def forget(request: HttpRequest, statement: Statement, mention_id: int, way: Way) -> HttpResponse:
    actions.forget_mention(statement=statement, mention_id=mention_id, by=way.by)
    return redirect(f"{way.choose}#nommees")


def summary(request: HttpRequest, statement: Statement, way: Way, **more) -> HttpResponse:
    """Everything said, on one page, before handing in; then kept until the link ends."""
    named = queries.statement_lines(statement)
    told = [(mention, wording.strands(mention), way.describe(mention.pk)) for mention in named]
    context = {
        "lines": told,
        "described": sum(bool(said) for _mention, said, _address in told),
        "is_own": not isinstance(way.by, User) or statement.entered_by_id == way.by.pk,
        "may_write": permissions.may_declare(way.by, statement),
        "next": _next_to_describe(named, way),
        "others": len({mention.invitation_id for mention in named if mention.invitation_id}) > 1,
    }
    return _page(request, "ties/declare/summary.html", statement, way, context | more)


def hand_in(request: HttpRequest, statement: Statement, way: Way) -> HttpResponse:
    actions.hand_in(statement=statement, with_nobody=request.POST.get("with") == "nobody", by=way.by)
    messages.success(request, _("Merci : vos liens sont remis."))
    return redirect(way.origin)


def take_back(request: HttpRequest, statement: Statement, way: Way) -> HttpResponse:
    actions.take_back(statement=statement, by=way.by)
    messages.success(
        request,
        _("Vos liens sont rouverts : corrigez, puis remettez-les. D'ici là ils ne comptent pas ; à la clôture, oui."),
    )
    return redirect(way.summary)


def find_statement(statements, **which) -> Statement:
    """One statement with what its pages read, or 404."""
    return get_object_or_404(statements.select_related("campaign__space", "organisation__space", "space"), **which)


def _page(request: HttpRequest, template: str, statement: Statement, way: Way, context: dict) -> HttpResponse:
    return render(request, template, {"layout": way.layout, "statement": statement, "addresses": way, **context})


def _typed(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "").replace("\0", "")[:LONGEST_SEARCH].split())


def _keys(statement: Statement, named) -> set[int]:
    """Those that are not offered: the organisation itself, and those already named."""
    return {statement.organisation_id, *(mention.organisation_id for mention in named if mention.organisation_id)}


def _next_to_describe(named: list[Mention], way: Way) -> str:
    """The first organisation of which nothing is said; "" when all are described."""
    return next((way.describe(mention.pk) for mention in named if not mention.strands.all()), "")


def _explain(statement: Statement, way: Way) -> None:
    """Why this answer is not kept, in one sentence."""
    if statement.is_handed_in:
        raise Refusal(_("Vos liens sont déjà remis : rouvrez-les pour les corriger."))
    permissions.check_may_declare(way.by, statement, statement.campaign)
