"""A test client that refuses what a page must never hold, and spends no time on what no test reads."""

from __future__ import annotations

import re

from django.core.signals import setting_changed
from django.dispatch import receiver
from django.test import Client
from django.test import client as djangos
from django.test.client import ClientHandler

_shared: list[ClientHandler] = []


@receiver(setting_changed)
def _load_middleware_again(**_change) -> None:
    _shared.clear()


def shared_handler() -> ClientHandler:
    """One chain of middleware for all the clients, until a test changes a setting."""
    if not _shared:
        _shared.append(ClientHandler(enforce_csrf_checks=False))
    return _shared[0]


def keep_the_page(store, template, context, **_signal) -> None:
    """The context of the page alone is kept, not a copy for each of the hundreds of pieces that it is made of."""
    if "context" not in store:
        djangos_way(store, template=template, context=context, **_signal)


djangos_way, djangos.store_rendered_templates = djangos.store_rendered_templates, keep_the_page


class StrictClient(Client):
    """Refuses pages with an unrendered tag, an inline script, an inline handler or an inline style."""

    def __init__(self, **defaults) -> None:
        super().__init__(**{"SERVER_NAME": "localhost", **defaults})

    def request(self, **request):
        self.handler = shared_handler()
        response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            page = response.content.decode()
            assert not re.search(r"\{\{|\{%", page), "an unrendered template tag"
            assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", page), "an inline script"
            assert not re.search(r"<[a-z][^>]*\son[a-z]+=", page), "an inline handler"
            assert not re.search(r"<[a-z][^>]*\sstyle=", page), "an inline style"
        return response
