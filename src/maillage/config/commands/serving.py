"""``maillage serve`` and ``maillage demo``: a server on this machine, in one command."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click

from maillage.toolkit.refusals import Refusal

from . import ground

LOOPBACK = "127.0.0.1"
PATIENCE = 180  # seconds for the server to answer, on a machine busy with something else
MINUTE = 60  # seconds between two looks at the clock


@click.command("serve")
@click.option("--host", default=LOOPBACK, show_default=True, help="Adresse d'écoute.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port d'écoute.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processus du serveur.")
def serve_command(host: str, port: int, workers: int) -> None:
    """Servir les espaces de cette machine."""
    make_sure_port_is_free(host, port)
    if not os.environ.get("MAILLAGE_ORIGINS"):
        os.environ.setdefault("MAILLAGE_ADDRESS", f"http://{host}:{port}")
    ground.start_django(own_base=True)
    ground.migrate()
    prepare_gazetteer()
    take_up_work()
    click.echo(f"Maillage répond sur http://{host}:{port}/ (Ctrl+C pour arrêter).")
    sys.exit(wait_for(start_server(host, port, workers), each_minute=start_round_of_the_day))


@click.command("demo")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535), help="Port d'écoute.")
@click.option("--no-browser", is_flag=True, help="Ne pas ouvrir le navigateur.")
@click.option("--again", is_flag=True, help="Repartir d'une démonstration neuve.")
def demo_command(port: int, no_browser: bool, again: bool) -> None:
    """La démonstration : un territoire réel, des acteurs fictifs."""
    make_sure_port_is_free(LOOPBACK, port)
    folder = demo_folder()
    os.environ.pop("DATABASE_URL", None)  # fictional actors never go into somebody's real base
    os.environ.setdefault("MAILLAGE_PUBLIC_DATA", str(folder.parent))  # real figures serve both
    base = f"http://{LOOPBACK}:{port}"
    ground.start_django(own_base=True, MAILLAGE_DATA=str(folder), MAILLAGE_DEMO="1", MAILLAGE_ADDRESS=base)
    ground.migrate()
    prepare_gazetteer()
    plant(again=again)
    take_up_work()
    server = start_server(LOOPBACK, port, workers=2)
    try:
        wait_until_it_answers(base, server)
        say_addresses(base)
        if not no_browser:
            webbrowser.open(base)
        sys.exit(wait_for(server))
    finally:
        stop(server)


def demo_folder() -> Path:
    """Beside the real data, never in it."""
    from maillage.config.environment import data_directory

    folder = data_directory() / "demo"
    folder.mkdir(exist_ok=True)
    return folder


def make_sure_port_is_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            return
        except OSError as error:
            if error.errno not in {98, 48, 10048}:
                raise Refusal(f"Impossible d'écouter sur {host}:{port} ({error.strerror}).") from None
    ours = f"Maillage y répond déjà : ouvrez http://{host}:{port}/, ou " if is_maillage(host, port) else ""
    advice = f"{'c' if ours else 'C'}hoisissez un autre port avec --port {port + 1}."
    raise Refusal(f"Le port {port} est déjà pris. {ours}{advice}")


def is_maillage(host: str, port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{host}:{port}/", timeout=2) as answer:
            return b"Maillage" in answer.read(4000)
    except (OSError, urllib.error.URLError):
        return False


def prepare_gazetteer() -> None:
    """Read the communes from the packages once, so that nobody's first page waits for it."""
    from maillage.territory import gazetteer

    gazetteer.every_code()


def take_up_work() -> None:
    """Whatever a sudden stop left waiting goes on, in a process of its own."""
    from maillage.actors import tasks

    tasks.wake()


def start_round_of_the_day() -> None:
    """Planned reminders and names to forget, in a process of their own, once a day."""
    from django.db import DatabaseError, connections
    from django.utils import timezone

    from maillage.actors.tasks import start_worker
    from maillage.campaigns.tasks import is_due

    try:
        if is_due(timezone.now()):
            start_worker()
    except DatabaseError as fault:  # the next minute asks again
        click.echo(f"Le passage du jour attend : {fault}", err=True)
    finally:
        connections.close_all()


def plant(*, again: bool) -> None:
    from maillage.demo import actions

    if again:
        actions.uproot()
    if actions.is_planted():
        return
    click.echo("Plantation du territoire de démonstration…")
    actions.plant()


def start_server(host: str, port: int, workers: int) -> subprocess.Popen:
    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    words += ["--workers", str(workers), "--blocking-threads", "4", "--no-access-log", "--log-level", "warning"]
    words += ["--workers-kill-timeout", "5", "maillage.config.wsgi:application"]
    one_thread = {"OPENBLAS_NUM_THREADS": "1"}  # several workers with several threads each stall one another
    return subprocess.Popen(words, env={**one_thread, **os.environ})


def wait_until_it_answers(base: str, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise Refusal("Le serveur s'est arrêté au démarrage : le message est au-dessus.")
        try:
            with urllib.request.urlopen(f"{base}/", timeout=2):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.2)
    raise Refusal(f"Le serveur ne répond pas après {PATIENCE} secondes.")


def say_addresses(base: str) -> None:
    from django.urls import reverse

    from maillage.campaigns import links
    from maillage.demo import queries, story

    click.echo(f"\nMaillage répond sur {base}/ (Ctrl+C pour arrêter). Entrer en un clic :")
    for role, person in story.CAST.items():
        click.echo(f"  {person.name:<18} {person.part:<44} {base}{reverse('demo:enter', args=[role])}")
    asked = queries.somebody_asked()
    if asked:
        link = reverse("by_link:welcome", args=[links.token_of(asked.key)])
        click.echo(f"  {asked.name:<18} {'répond par un lien, sans compte':<44} {base}{link}")


def wait_for(server: subprocess.Popen, each_minute: Callable[[], None] | None = None) -> int:
    """Stay until the server ends or somebody asks to stop; hand the request on. Meanwhile, look at the clock."""
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        while True:
            if each_minute:
                each_minute()
            with suppress(subprocess.TimeoutExpired):
                return server.wait(timeout=MINUTE)
    except KeyboardInterrupt:
        stop(server)
        return 0


def stop(server: subprocess.Popen) -> None:
    if server.poll() is None:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
