"""The game of actors: what members read, what the pilot reads, what changed between two rounds."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from maillage.actors.models import Organisation
from maillage.spaces.doors import in_space
from maillage.spaces.enums import Reading, Role
from maillage.spaces.permissions import can_read, check
from maillage.stakes import analyses, permissions, pictures, queries
from maillage.stakes.enums import Box, Convention
from maillage.stakes.forms import ChangeForm, GameOptions
from maillage.stakes.models import PositionSheet, Round

MOST_IN_ONE_MATRIX = 40


@in_space
def game(request: HttpRequest) -> HttpResponse:
    """The last closed round without names, once the pilot has published the stakes."""
    under_way = queries.open_round_of(request.space)
    own = _own_sheets(request, under_way)
    if not can_read(request.role, request.space, Reading.STAKES):
        return render(request, "stakes/game_unpublished.html", {"own": own, "under_way": under_way})
    reading = analyses.read_game(request.space)
    stakes = analyses.read_stakes(request.space)
    shown = reading.matrix if reading else ()
    context = {
        "reading": reading,
        "stakes": stakes,
        "own": own,
        "under_way": under_way,
        "boxes": Box,
        "near": pictures.colleges_graph(shown, apart=False) if len(shown) > 2 else "",
        "far": pictures.colleges_graph(shown, apart=True) if len(shown) > 2 else "",
    }
    return render(request, "stakes/game.html", context)


@in_space
def named(request: HttpRequest) -> HttpResponse:
    """MACTOR in full: the pilot only."""
    check(request.user, request.space, permissions.READ_NAMED)
    rounds = list(queries.rounds_in(request.space))
    options = GameOptions(request.GET, rounds=rounds)
    asked = options.cleaned_data if options.is_valid() else {}
    round = next((one for one in rounds if str(one.pk) == asked.get("tour")), rounds[0] if rounds else None)
    if round is None:
        return render(request, "stakes/game_named.html", {"reading": None, "options": options, "round": None})
    reading = analyses.read_named_game(
        round, order=asked.get("ordre"), convention=asked.get("convention") or Convention.LIPSOR
    )
    context = {
        "reading": reading,
        "round": round,
        "options": options,
        "boxes_picture": pictures.boxes_svg(reading),
        "near": pictures.couples_graph(reading, apart=False),
        "far": pictures.couples_graph(reading, apart=True),
        "axis": pictures.axis_svg(reading),
        "power": pictures.power_svg(reading),
        "matrix": reading.matrix if len(reading.players) <= MOST_IN_ONE_MATRIX else (),
        "actors": [player.actor for player in reading.players],
    }
    return render(request, "stakes/game_named.html", context)


@in_space
def changes(request: HttpRequest) -> HttpResponse:
    """Two rounds compared: members read closed ones without names, the pilot reads who changed what."""
    if not can_read(request.role, request.space, Reading.STAKES):
        return render(request, "stakes/game_unpublished.html", {"own": [], "under_way": None})
    reads_names = request.role in permissions.READ_NAMED.roles
    rounds = [one for one in queries.rounds_in(request.space) if reads_names or not one.is_open]
    form = ChangeForm(request.GET, rounds=rounds)
    earlier, later = _two(form, rounds)
    if earlier and later:
        form = ChangeForm(rounds=rounds, initial={"avant": earlier.pk, "apres": later.pk})
    times = analyses.read_times(earlier, later) if earlier and later else None
    context = {
        "form": form,
        "rounds": rounds,
        "earlier": earlier,
        "later": later,
        "change": analyses.read_change(times) if times else None,
        "actors": analyses.read_named_change(times) if times and reads_names else (),
    }
    return render(request, "stakes/changes.html", context)


def _two(form: ChangeForm, rounds: list[Round]) -> tuple[Round | None, Round | None]:
    """The two rounds asked for, in the order of time; by default the last two closed ones, else the last two."""
    if len(rounds) < 2:
        return None, None
    usual = [one for one in rounds if not one.is_open][:2]
    usual = usual if len(usual) == 2 else rounds[:2]
    asked = form.cleaned_data if form.is_valid() else {}
    by_id = {str(one.pk): one for one in rounds}
    chosen = {by_id.get(asked.get("avant", ""), usual[1]), by_id.get(asked.get("apres", ""), usual[0])}
    if len(chosen) < 2:
        chosen = set(usual)
    earlier, later = sorted(chosen, key=lambda one: (one.opened_on, one.pk))
    return earlier, later


def _own_sheets(request: HttpRequest, round: Round | None) -> list[PositionSheet]:
    """The sheets of the open round that a partner may fill for its organisations."""
    if round is None or request.role != Role.PARTNER:
        return []
    own = Organisation.objects.represented_by(request.user)
    return list(PositionSheet.objects.filter(round=round, organisation__in=own).select_related("organisation"))


def round_of(request: HttpRequest, round_id: int) -> Round:
    """A round of this space, with its space; 404 for any other."""
    found = Round.objects.visible_to(request.user).in_space(request.space).filter(pk=round_id).first()
    if found is None:
        raise Http404
    found.space = request.space
    return found
