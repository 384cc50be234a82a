"""Fetch an official file politely: resume where it stopped, try again after a while, notice a truncated file."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
from django.utils.translation import gettext as _

from maillage import __version__
from maillage.toolkit.refusals import Refusal

from .checks import previous_stays, unreadable
from .dataset import Latest

DATA_GOUV = "https://www.data.gouv.fr/api/1/datasets"
ATTEMPTS = 4
FIRST_WAIT = 1.0  # seconds, doubled after each failure
TIMEOUT = httpx.Timeout(30.0, connect=15.0)
LARGEST = 2 * 1024**3
LONGEST_WAIT = 120.0  # seconds, when a server says when to come back
HEADERS = {"User-Agent": f"Maillage/{__version__}", "Accept-Encoding": "identity"}
WORTH_RETRYING = {408, 425, 429, 500, 502, 503, 504}

Progress = Callable[[int, int | None], None]  # bytes so far, bytes expected


@dataclass(frozen=True, slots=True)
class Published:
    """A file at its producer's: where it is, and its checksum when the producer gives one."""

    url: str
    algorithm: str = ""
    checksum: str = ""


class Interrupted(Exception):
    """The connection stopped before the end; what was received is kept. ``wait``: seconds the server asks for."""

    def __init__(self, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.wait = wait


def fetch(url: str, folder: Path, progress: Progress | None = None, *, wait: float = FIRST_WAIT) -> Path:
    """The file at this address, complete, in ``folder``. Refusal in one sentence when it cannot be had."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = hashlib.sha256(url.encode()).hexdigest()[:16]
    part = folder / f"{mark}.part"
    with httpx.Client(timeout=TIMEOUT, follow_redirects=True, headers=HEADERS) as client:
        pause = 0.0
        for attempt in range(ATTEMPTS):
            time.sleep(pause)
            try:
                receive(client, url, part, progress)
                break
            except (Interrupted, httpx.TransportError) as error:
                trouble = error
                pause = max(wait * 2**attempt, error.wait if isinstance(error, Interrupted) else 0.0)
        else:
            raise Refusal(given_up(part) % {"url": url, "detail": reason(trouble), "kept": previous_stays()})
    whole = folder / f"{mark}-{Path(httpx.URL(url).path).name}"
    part.replace(whole)
    forget(part)
    return whole


def latest(wanted: Latest) -> Published:
    """The newest file of a data.gouv.fr dataset. Refusal when the site does not answer, or no title matches."""
    address = f"{DATA_GOUV}/{wanted.dataset}/"
    with httpx.Client(timeout=TIMEOUT, follow_redirects=True, headers=HEADERS) as client:
        try:
            answer = client.get(address)
            answer.raise_for_status()
            files = [file for file in answer.json()["resources"] if re.search(wanted.pattern, file["title"])]
            newest = max(files, key=lambda file: file["last_modified"])
            checksum = newest.get("checksum") or {}
            return Published(newest["url"], checksum.get("type", ""), checksum.get("value", ""))
        except (httpx.HTTPError, KeyError, TypeError, ValueError) as error:
            raise Refusal(
                _("%(page)s ne dit pas où est son dernier fichier (%(detail)s) : réessayez plus tard. %(kept)s")
                % {"page": wanted, "detail": reason(error), "kept": previous_stays()}
            ) from None


def require_checksum(file: Path, published: Published) -> None:
    """Refusal when the file is not the one its producer describes."""
    if published.algorithm not in hashlib.algorithms_guaranteed or not published.checksum:
        return
    with file.open("rb") as content:
        found = hashlib.file_digest(content, published.algorithm).hexdigest()
    if found != published.checksum.lower():
        file.unlink()
        raise unreadable(file)


def given_up(part: Path) -> str:
    if part.exists():
        return _(
            "%(url)s ne répond pas jusqu'au bout (%(detail)s) : ce qui est arrivé est gardé, "
            "relancez plus tard. %(kept)s"
        )
    return _("%(url)s ne répond pas (%(detail)s) : vérifiez la connexion, ou relancez plus tard. %(kept)s")


def reason(trouble: Exception) -> str:
    return str(trouble) or type(trouble).__name__


def receive(client: httpx.Client, url: str, part: Path, progress: Progress | None) -> None:
    """Append to ``part`` what is missing; start again when the file changed at the source."""
    have = part.stat().st_size if part.exists() else 0
    tag = remembered(part)
    ask = {"Range": f"bytes={have}-", "If-Range": tag} if have and tag else {}
    with client.stream("GET", url, headers=ask) as answer:
        if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.unlink(missing_ok=True)
            raise Interrupted(_("reprise impossible"))
        if answer.status_code in WORTH_RETRYING:
            raise Interrupted(f"HTTP {answer.status_code}", asked_wait(answer))
        if answer.status_code not in {httpx.codes.OK, httpx.codes.PARTIAL_CONTENT}:
            raise Refusal(
                _(
                    "%(url)s répond « %(status)s » : l'adresse a changé. Cherchez le fichier sur la page du producteur "
                    "et prévenez-nous. %(kept)s"
                )
                % {"url": url, "status": f"{answer.status_code} {answer.reason_phrase}", "kept": previous_stays()}
            )
        if answer.status_code == httpx.codes.OK:
            have = 0
        remember(part, answer.headers.get("ETag") or answer.headers.get("Last-Modified", ""))
        length = answer.headers.get("Content-Length", "")
        expected = have + int(length) if length.isdigit() else None
        with part.open("ab" if have else "wb") as file:
            for piece in answer.iter_raw():
                file.write(piece)
                have += len(piece)
                if have > LARGEST:
                    raise Refusal(_("%(url)s dépasse 2 Go : ce n'est pas le fichier attendu.") % {"url": url})
                if progress:
                    progress(have, expected)
        if expected is not None and have < expected:
            raise Interrupted(_("%(have)s octets reçus sur %(expected)s") % {"have": have, "expected": expected})


def asked_wait(answer: httpx.Response) -> float:
    """Seconds after which a busy server wants to be asked again."""
    said = answer.headers.get("Retry-After", "")
    return min(float(said), LONGEST_WAIT) if said.isdigit() else 0.0


def _memory(part: Path) -> Path:
    return part.with_suffix(".json")


def remembered(part: Path) -> str:
    """The version of the file that was being received (weak marks cannot be resumed)."""
    try:
        tag = json.loads(_memory(part).read_text())["tag"]
    except (OSError, ValueError, KeyError):
        return ""
    return "" if tag.startswith("W/") else tag


def remember(part: Path, tag: str) -> None:
    _memory(part).write_text(json.dumps({"tag": tag}))


def forget(part: Path) -> None:
    _memory(part).unlink(missing_ok=True)
