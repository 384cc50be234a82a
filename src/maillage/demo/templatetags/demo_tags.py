"""The doors of the demonstration, on the welcome page."""

from __future__ import annotations

from django import template
from django.conf import settings

from maillage.demo import actions, story

register = template.Library()


@register.inclusion_tag("demo/doors.html")
def demo_doors() -> dict:
    return {"cast": story.CAST if settings.DEMO and actions.is_planted() else {}}
