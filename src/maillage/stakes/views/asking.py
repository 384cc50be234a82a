"""One question a screen, kept at each answer, read again before handing in: by a personal link and under an account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.enums import SHAPES, Family
from maillage.campaigns.models import Invitation
from maillage.stakes import actions, answers, permissions, wording
from maillage.stakes.enums import Matter, Weight
from maillage.stakes.forms.asked import AskedForm, form_of
from maillage.stakes.models import AskedSheet
from maillage.stakes.queries import asked, catalogue_of
from maillage.stakes.queries.asked import Kind, Screen, SheetState
from maillage.toolkit.refusals import Refusal

BACK = "relire"
"""In the address of a question that one comes to from the summary: once answered, one goes back there."""


@dataclass(frozen=True, slots=True)
class Way:
    """The addresses of one sheet: each question, the summary, handing in, and where one came from."""

    question: Callable[[str], str]
    summary: str
    hand_in: str
    origin: str


def ask(
    request: HttpRequest, sheet: AskedSheet, key: str, *, way: Way, by: User | Invitation, template: str, **more
) -> HttpResponse:
    """Show one question; keep the answer that was sent, then go on. ``more`` goes to the template."""
    if request.method != "POST" and not permissions.may_write(by, sheet):
        return redirect(way.summary)
    state = asked.read_sheet(sheet)
    screen = state.screen(key)
    if screen is None:
        raise Http404
    codes = _codes(sheet, state) if screen.kind == Kind.CHOOSE else {}
    form = form_of(screen, request.POST if request.method == "POST" else None, **codes)
    if request.method == "POST":
        backwards = request.POST.get("go") == "previous"
        value = _value(request, form)
        if value is not None:
            try:
                _keep(sheet, screen, value, form, by)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                state = asked.read_sheet(sheet)
                screen = state.screen(key) or screen
                form.data = form.data.copy()
                form.data["read_version"], form.data["read_mark"] = screen.version, screen.mark
            else:
                return redirect(_beside(asked.read_sheet(sheet), key, -1 if backwards else 1, way, request))
        elif backwards:
            return redirect(_beside(state, key, -1, way, request))
    keys = [one.key for one in state.screens]
    place = keys.index(key) if key in keys else 0
    context = {
        "sheet": sheet,
        "matter": Matter(sheet.matter).label,
        "screen": screen,
        "form": form,
        "number": place + 1,
        "total": state.total,
        "answered": state.answered,
        "stops": [(one, way.question(one.key)) for one in state.screens],
        "previous": place > 0,
        "is_last": place + 1 == state.total,
        "addresses": way,
        **_choices(sheet, state, screen, form),
    }
    return render(request, template, context | more)


def sum_up(sheet: AskedSheet, *, way: Way, by: User | Invitation) -> dict:
    """Every answer on one page, for a template: what is said, who said it, what is left, what moved meanwhile."""
    state = asked.read_sheet(sheet)
    shown = [one for one in state.screens if one.is_answered or one.kind != Kind.FREE]
    return {
        "sheet": sheet,
        "matter": Matter(sheet.matter).label,
        "lines": [(one, f"{way.question(one.key)}?{BACK}") for one in shown],
        "another": next((way.question(one.key) for one in state.screens if one not in shown), ""),
        "answered": sum(one.is_answered for one in shown),
        "left": [way.question(one.key) for one in state.left],
        "moved": state.moved,
        "pending": len(state.pending),
        "may_hand_in": state.to_hand_in and not state.left and not state.moved,
        "begins_with_others": not state.answers and state.answered > 0,
        "may_write": permissions.may_write(by, sheet),
        "addresses": way,
    }


def first_page(sheet: AskedSheet, *, way: Way) -> str:
    """Where one left; the summary when everything is said, or when colleagues have already answered."""
    state = asked.read_sheet(sheet)
    if not state.next_key or (not state.answers and state.answered):
        return way.summary
    return way.question(state.next_key)


def _value(request: HttpRequest, form: AskedForm) -> answers.Value | None:
    """What was sent; None when it is refused (the form then says why)."""
    go = request.POST.get("go")
    if go == "none" and form.screen.kind == Kind.FREE:
        form.full_clean()
        if (request.POST.get("words") or "").strip():
            form.add_error(None, _("Vous avez écrit un enjeu : enregistrez-le, ou effacez d'abord ce texte."))
            return None
        return answers.NOTHING_ELSE
    if go == "drop" and form.screen.can_drop:
        form.full_clean()
        return answers.DROPPED
    return form.kept if form.is_valid() else None


def _keep(sheet: AskedSheet, screen: Screen, value: answers.Value, form: AskedForm, by: User | Invitation) -> None:
    read = form.cleaned_data.get("read_version")
    actions.answer_asked(
        sheet=sheet,
        key=screen.key,
        value=value,
        read_mark=form.cleaned_data.get("read_mark", screen.mark),
        expected_version=read if read is not None else screen.version,
        by=by,
    )


def _beside(state: SheetState, key: str, step: int, way: Way, request: HttpRequest) -> str:
    """The question before or after; the summary at the end, or when one came from it."""
    keys = [one.key for one in state.screens]
    if step > 0 and BACK in request.GET:
        return way.summary
    if key not in keys:  # withdrawn just now
        return way.question(state.next_key) if state.next_key else way.summary
    place = max(0, keys.index(key) + step)
    return way.question(keys[place]) if place < len(keys) else way.summary


def _codes(sheet: AskedSheet, state: SheetState) -> dict:
    known = catalogue_of(sheet.space)
    kept = [one.key for one in state.screens if one.kind == Kind.WEIGH]
    return {"codes": [stake.code for stake in asked.offered(known, kept)]}


def _choices(sheet: AskedSheet, state: SheetState, screen: Screen, form: AskedForm) -> dict:
    """What the page offers, in words, with what is chosen."""
    if screen.kind == Kind.CHOOSE:
        ticked = set(form["codes"].value() or [])
        return {"families": _families(sheet, form.offered, ticked)}
    if screen.kind in {Kind.WEIGH, Kind.FREE}:
        chosen = str(form["weight"].value() or "")
        found = {"weights": [(str(one.value), one.label, str(one.value) == chosen) for one in Weight]}
        if screen.kind == Kind.FREE:
            family, hints = form["family"].value() or "", wording.families()
            found["families"] = [(one.value, one.label, SHAPES[one], hints[one], one == family) for one in Family]
        return found
    if screen.kind == Kind.NATURE:
        chosen = form["choice"].value() or ""
        choices = [(value, words, value == chosen) for value, words in wording.choices()]
        return {"choices": choices, "example": wording.natures()[screen.nature]}
    if screen.kind == Kind.STAND:
        chosen = form["stand"].value() or ""
        return {"stands": [(value, sign, words, value == chosen) for value, sign, words in wording.stands()]}
    return {}


def _families(sheet: AskedSheet, offered: list[str], ticked: set[str]) -> list[tuple]:
    by_code, hints = catalogue_of(sheet.space).by_code, wording.families()
    return [
        (
            family.label,
            SHAPES[family],
            family.value,
            hints[family],
            [(by_code[code], code in ticked) for code in offered if by_code[code].family == family],
        )
        for family in Family
    ]
