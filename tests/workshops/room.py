"""A room and its phones, in one line each."""

from __future__ import annotations

from maillage.workshops import actions
from maillage.workshops.models import Workshop
from tests.conftest import StrictClient

ITEMS = ["E1", "S1", "S3"]


class Handset:
    """A phone in the room: a browser of its own, no account."""

    def __init__(self, workshop: Workshop, college: str | None = None) -> None:
        self.client, self.workshop, self.code = StrictClient(SERVER_NAME="localhost"), workshop, workshop.code
        if college is not None:
            assert self.post("", college=college).status_code == 302

    def get(self, path: str = "", **kwargs):
        return self.client.get(f"/atelier/{self.code}/{path}", **kwargs)

    def post(self, path: str, **said):
        return self.client.post(f"/atelier/{self.code}/{path}", said)

    def answer(self, *said: str) -> Handset:
        for place, one in enumerate(said, start=1):
            assert self.post(f"{place}/", answer=one).status_code == 302
        return self


def room(workshop: Workshop, **colleges: list[str]) -> None:
    """``room(workshop, training=["455", "4?5"])``: phones and what each answers, without a browser."""
    beside = {"?": "unknown", "-": "not_applicable"}
    for college, phones in colleges.items():
        for said in phones:
            phone = actions.join(workshop=workshop, college=college)
            for item, one in zip(ITEMS, said, strict=False):
                actions.answer(phone=phone, item=item, said=beside.get(one, one))
