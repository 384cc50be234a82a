"""The pages of a phone in a workshop: type the code, read the promise, say one's college, answer point by point."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render

from maillage.actors.enums import College
from maillage.campaigns.queries import pilots_of

from .. import actions, limits, queries, subjects, wording
from ..doors import by_code, later, remember
from ..enums import NonAnswer
from ..forms import CodeForm
from ..models import Workshop
from ..wording import AskedItem

NOBODYS = "none"  # what the form sends for « aucun de ceux-là »


def enter(request: HttpRequest) -> HttpResponse:
    """For those who cannot read the QR code: the code in letters."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if not form.is_valid():
        return render(request, "workshops/phone/enter.html", {"form": form, "is_wrong": False})
    if limits.has_tried_too_many_codes(request):
        return later(request)
    workshop = queries.behind_code(form.cleaned_data["code"])
    if workshop and workshop.is_open:
        return redirect("by_code:door", code=workshop.code)
    limits.note_wrong_code(request)
    return render(request, "workshops/phone/enter.html", {"form": form, "is_wrong": True}, status=404)


@by_code
def door(request: HttpRequest) -> HttpResponse:
    """Who asks, about what, what is promised; then the college. Whoever has joined goes on to the questions."""
    workshop = request.workshop
    wants_to_correct = "college" in request.GET
    if request.method == "POST":
        return _come_in(request, "" if request.POST.get("college") == NOBODYS else request.POST.get("college", "?"))
    if request.phone and not wants_to_correct:
        return redirect("by_code:item", code=workshop.code, place=_next_place(request))
    context = _about(workshop) | {
        "promise": wording.promise(workshop),
        "question": subjects.subject_of(workshop).question,
        "colleges": [(value, label, wording.COLLEGE_EXAMPLES[College(value)]) for value, label in College.choices],
        "nobodys": NOBODYS,
        "chosen": request.phone and (request.phone.college or NOBODYS),
        "pilots": pilots_of(workshop.space),
    }
    return render(request, "workshops/phone/door.html", context)


def _come_in(request: HttpRequest, college: str) -> HttpResponse:
    workshop, phone = request.workshop, request.phone
    if phone:
        actions.change_college(phone=phone, college=college)
    else:
        phone = actions.join(workshop=workshop, college=college)
    request.phone = phone
    return remember(redirect("by_code:item", code=workshop.code, place=_next_place(request)), workshop, phone)


@by_code
def item(request: HttpRequest, place: int) -> HttpResponse:
    """One point: a tap answers, the next point comes. Led together, the phone shows what the room is at."""
    workshop, phone = request.workshop, request.phone
    if phone is None:
        return redirect("by_code:door", code=workshop.code)
    asked = wording.asked_items(workshop)
    if request.method == "POST":
        actions.answer(phone=phone, item=_at(asked, place).id, said=request.POST.get("answer", ""))
        return redirect("by_code:item", code=workshop.code, place=_after(workshop, place))
    if workshop.is_led and place != workshop.shown:
        return redirect("by_code:item", code=workshop.code, place=workshop.shown)
    given = queries.own_answers(phone)
    context = _about(workshop) | {"asked": asked, "given": given, "place": place, "phone": phone}
    context["mark"] = _mark(workshop)
    if place in {0, len(asked) + 1}:
        return render(request, "workshops/phone/pause.html", context)
    one = _at(asked, place)
    own = given.get(one.id)
    subject = subjects.subject_of(workshop)
    context |= {
        "one": one,
        "question": one.question or subject.question,
        "said": str(own.level or own.non_answer) if own else "",
        "levels": [(str(level), anchor) for level, anchor in enumerate(one.anchors, start=1)],
        "beside": [
            (NonAnswer.NOT_APPLICABLE.value, subject.not_applicable),
            (NonAnswer.UNKNOWN.value, NonAnswer.UNKNOWN.label),
        ],
    }
    return render(request, "workshops/phone/item.html", context)


@by_code
def state(request: HttpRequest) -> HttpResponse:
    """What a phone asks every other second: has the room moved on? 304 while it has not."""
    if request.phone is None:
        return redirect("by_code:door", code=request.workshop.code)
    mark = _mark(request.workshop)
    tag = f'"{mark}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    return JsonResponse({"mark": mark}, headers={"ETag": tag})


def _mark(workshop: Workshop) -> str:
    return f"{workshop.state}-{workshop.shown if workshop.is_led else 'free'}"


def _at(asked: list[AskedItem], place: int) -> AskedItem:
    if not 1 <= place <= len(asked):
        raise Http404
    return asked[place - 1]


def _after(workshop: Workshop, place: int) -> int:
    """Led together, one stays and may still change; at one's own pace, the next one, or the end."""
    return place if workshop.is_led else min(place + 1, len(workshop.items) + 1)


def _next_place(request: HttpRequest) -> int:
    """What the room is at; at one's own pace, the first point without an answer."""
    workshop = request.workshop
    if workshop.is_led:
        return workshop.shown
    given = queries.own_answers(request.phone)
    left = [place for place, one in enumerate(workshop.items, start=1) if one["id"] not in given]
    return left[0] if left else len(workshop.items) + 1


def _about(workshop: Workshop) -> dict:
    return {"workshop": workshop, "asking_space": workshop.space}
