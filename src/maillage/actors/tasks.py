"""Long imports are worked on apart from the pages, by a process of their own, until they are done.

What remains to do is in the database: an import that waits, and who holds it. A worker gives a sign of life at each
step; if it dies, the next worker takes the import over from its last sure state, so that nothing is half done and
nothing is lost. Any page that looks at a waiting import wakes a worker; so does the start of the server.
"""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from maillage.toolkit.refusals import Refusal

from .actions.imports import compare
from .actions.writing import write
from .models import Import
from .models.imports import WORKING

PATIENCE = timedelta(seconds=90)  # without a sign of life, a worker is held for dead
SIGN_EVERY = 0.4  # seconds
WAKE_EVERY = 5  # seconds
MOST_TRIES = 100
Status = Import.Status
log = logging.getLogger(__name__)


class Lost(Exception):
    """Another worker holds the import: this one must leave it."""


def wake() -> bool:
    """Start a worker if an import waits for one and none was started a moment ago."""
    if not waiting() or not cache.add("actors-worker-woken", True, WAKE_EVERY):
        return False
    start_worker()
    return True


def start_worker() -> subprocess.Popen:
    """A process that outlives the page that asked for it."""
    return subprocess.Popen(
        [sys.executable, "-m", "maillage.config", "work"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def waiting() -> list[Import]:
    """Imports that nobody alive is working on, the oldest first."""
    asleep = Q(taken_at=None) | Q(taken_at__lt=timezone.now() - PATIENCE)
    here = Q(taken_by__startswith=f"{socket.gethostname()}:")
    unfinished = Import.objects.filter(status__in=WORKING).filter(asleep | here).defer("content").order_by("pk")
    return [each for each in unfinished if not _is_held(each)]


def _is_held(brought: Import) -> bool:
    fresh = brought.taken_at is not None and brought.taken_at >= timezone.now() - PATIENCE
    return fresh and _is_alive(brought.taken_by)


def _is_alive(worker: str) -> bool:
    """Whether a worker of this machine still runs; one of another machine is trusted until its patience ends."""
    machine, _colon, rest = worker.partition(":")
    process = rest.partition(":")[0]
    if machine != socket.gethostname() or not process.isdecimal() or os.name != "posix":
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _is_ghost(process)


def _is_ghost(process: str) -> bool:
    """Whether it has ended and its parent has not taken note of it yet, where the system tells."""
    try:
        after_its_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2]
    except OSError:
        return False
    return after_its_name.split()[0] in {"Z", "X"}


def work() -> int:
    """Do all that waits, one import after the other; returns how many were brought to an end."""
    done = 0
    for _try in range(MOST_TRIES):
        found = next(iter(waiting()), None)
        if found is None:
            break
        worker = f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid4().hex[:12]}"
        if take(found, worker):
            done += finish(found.pk, worker)
    return done


def take(brought: Import, worker: str) -> bool:
    """Hold an import, unless somebody else did since it was read."""
    same = Import.objects.filter(pk=brought.pk, status=brought.status, taken_by=brought.taken_by)
    return bool(same.filter(taken_at=brought.taken_at).update(taken_at=timezone.now(), taken_by=worker))


def finish(import_id: int, worker: str) -> bool:
    """Compare or write an import that this worker holds; a fault is told on its page."""
    brought = Import.objects.select_related("space", "by").get(pk=import_id)
    with translation.override(brought.language):
        try:
            if brought.status == Status.COMPARING:
                compare(brought, _signs(brought, worker))
            else:
                write(brought, compare, _signs(brought, worker))
        except Lost:
            return False
        except Refusal as refusal:
            _stop(brought, worker, str(refusal))
        except Exception:
            log.exception("Import %s stopped", import_id)
            _stop(brought, worker, _("Une erreur inattendue a arrêté ce travail : rien n'a été écrit."))
        else:
            Import.objects.filter(pk=import_id, taken_by=worker).update(taken_at=None, taken_by="")
    return True


def _signs(brought: Import, worker: str):
    """Tells how far the work is, at most every ``SIGN_EVERY`` seconds. Raises Lost when another worker holds it."""
    last = 0.0

    def heard(share: float) -> None:
        nonlocal last
        if time.monotonic() - last < SIGN_EVERY:
            return
        last = time.monotonic()
        held = Import.objects.filter(pk=brought.pk, taken_by=worker)
        if not held.update(done=int(share * brought.total), taken_at=timezone.now()):
            raise Lost

    return heard


def _stop(brought: Import, worker: str, fault: str) -> None:
    """Back to where somebody can read and change it."""
    held = Import.objects.filter(pk=brought.pk, taken_by=worker)
    back = Status.READY if brought.lines.exists() else Status.TO_MAP
    held.update(status=back, fault=fault, taken_at=None, taken_by="")
