"""The directory with 5,000 organisations: its page and what follows each letter typed, promised under 100 ms.

python bench/bench_actors.py [--size 5000]

A space is made in a folder of its own (SQLite): organisations, tags, sites, contacts and exchanges. Each address is
asked as the pilot through the whole application (middleware, view, template); the median of many is compared with the
promise. A change on every sheet at once is timed beside, with its undoing.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

PROMISE, TIMES, SEED = 100.0, 25, 2026
TYPED = ["m", "mi", "mission", "mission loc", "coeur", "sarcelles", "732", "logistique", "contact12", "zzz"]
FIRST = ["Mission locale", "CFA", "Lycée", "Association", "Groupe", "Maison", "Club", "Réseau", "Atelier", "Agence"]
SECOND = ["du Cœur", "de la Plaine", "des Aulnes", "du Fret", "des Trois Rivières", "de l'Escale", "du Nord", "d'Éden"]
KINDS = ["mission_locale", "cfa", "vocational_school", "mentoring", "company", "plie", "company_club", "guidance"]


def main() -> int:
    size = read_size()
    with tempfile.TemporaryDirectory(prefix="maillage-bench-") as folder:
        os.environ |= {
            "MAILLAGE_DATA": folder,
            "MAILLAGE_PUBLIC_DATA": str(Path(os.environ.get("MAILLAGE_PUBLIC_DATA", folder)).resolve()),
            "DJANGO_SETTINGS_MODULE": "maillage.config.settings",
        }
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        space, pilot = plant(size)
        slowest = measure(space, pilot)
        change_all(space, pilot)
    print(f"machine   {platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"promise   {PROMISE:7.0f} ms: {'kept' if slowest < PROMISE else 'BROKEN'}")
    return 0 if slowest < PROMISE else 1


def read_size() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=5000)
    return parser.parse_args().size


def plant(size: int) -> tuple:
    """A space with ``size`` organisations, a contact and an exchange each, tags and sites for some."""
    from django.utils import timezone

    from maillage.accounts.models import User
    from maillage.actors import queries, rules
    from maillage.actors.models import Contact, Exchange, Organisation, Site, Tag
    from maillage.spaces import actions as spaces
    from maillage.territory import gazetteer

    luck, today = random.Random(SEED), timezone.localdate()
    pilot = User.objects.create_user("lea@exemple.fr", "Léa Martin")
    space = spaces.create_space(slug="banc", name="Banc d'essai", by=pilot)
    communes = gazetteer.members("departement", "95") + gazetteer.members("departement", "93")
    made = []
    for number in range(size):
        kind = luck.choice(KINDS)
        college, family = rules.usual_place(kind)
        made.append(
            Organisation(
                space=space,
                name=f"{luck.choice(FIRST)} {luck.choice(SECOND)} {number}",
                kind=kind,
                college=college,
                family=family,
                commune=luck.choice(communes),
                served_areas=f"|departement:{luck.choice(['93', '95', '77'])}|",
                description="Accompagne vers l'emploi et la formation, avec les entreprises de la logistique. " * 3,
                confirmed_on=today if luck.random() < 0.7 else None,
            )
        )
    organisations = Organisation.objects.bulk_create(made, batch_size=500)
    tags = Tag.objects.bulk_create(Tag(space=space, name=name, folded=name) for name in ("fret", "forum", "relance"))
    Organisation.tags.through.objects.bulk_create(
        Organisation.tags.through(organisation_id=one.pk, tag_id=luck.choice(tags).pk) for one in organisations[::3]
    )
    Site.objects.bulk_create(
        Site(space=space, organisation=one, name="Antenne", commune=luck.choice(communes)) for one in organisations[::5]
    )
    Contact.objects.bulk_create(
        Contact(
            space=space,
            organisation=one,
            name=f"Personne {one.pk}",
            function="direction",
            email=f"contact{one.pk}@e.fr",
        )
        for one in organisations
    )
    Exchange.objects.bulk_create(
        Exchange(space=space, organisation=one, channel="call", on=today, words="Point sur la rentrée.")
        for one in organisations
    )
    read = Organisation.objects.prefetch_related("tags", "sites", "contacts", "exchanges").order_by("pk")
    for organisation in (organisations := list(read)):
        organisation.search_text = queries.search_text(organisation)
        organisation.private_text = queries.private_text(organisation)
    Organisation.objects.bulk_update(organisations, ["search_text", "private_text"], batch_size=200)
    return space, pilot


def measure(space, pilot) -> float:
    """Print the median of each address; returns the slowest of those that are promised."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(pilot, backend="allauth.account.auth_backends.AuthenticationBackend")
    home = f"/espaces/{space.slug}/acteurs/"
    promised = {
        "the page": [home],
        "a page further": [f"{home}?page=40"],
        "sorted by commune": [f"{home}?sort=commune"],
        "sorted by day": [f"{home}?sort=-confirmed"],
        "who acts in Sarcelles": [f"{home}?acts_in=95585"],
        "every column": [f"{home}?columns=college,family,commune,tags,sites,contacts,exchanged,served"],
        "as one types": [f"{home}liste/?q={typed}" for typed in TYPED],
    }
    return max(report(client, label, addresses) for label, addresses in promised.items())


def report(client, label: str, addresses: list[str]) -> float:
    taken, worked = [], []
    for turn in range(max(TIMES, 3 * len(addresses))):
        start, cpu = time.perf_counter(), time.process_time()
        answer = client.get(addresses[turn % len(addresses)])
        taken.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - cpu) * 1000)
        assert answer.status_code == 200, answer.status_code
    median, worst = statistics.median(taken[1:]), max(taken[1:])
    own = statistics.median(worked[1:])
    print(f"{label:24}{median:7.0f} ms median of {len(taken) - 1} ({own:.0f} of processor), worst {worst:.0f}")
    return median


def change_all(space, pilot) -> None:
    from maillage.actors import actions
    from maillage.actors.models import Organisation

    chosen = dict(Organisation.objects.filter(space=space).values_list("pk", "version"))
    start = time.perf_counter()
    change = actions.change_many(space=space, chosen=chosen, deed="add_tag", value="rentrée", by=pilot)
    done = time.perf_counter() - start
    start = time.perf_counter()
    actions.undo_change(change=change, by=pilot)
    print(f"{'a tag on every sheet':24}{done:7.1f} s, undone in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
