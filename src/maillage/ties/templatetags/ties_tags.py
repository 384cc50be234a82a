"""The ties of an organisation, on its sheet."""

from __future__ import annotations

from django import template
from django.template import RequestContext

from maillage.actors.models import Organisation
from maillage.actors.queries import own_organisations
from maillage.spaces import permissions as spaces
from maillage.spaces.enums import Reading
from maillage.ties import permissions
from maillage.ties.analyses import read_ties_of

register = template.Library()


@register.inclusion_tag("ties/organisation_ties.html", takes_context=True)
def organisation_ties(context: RequestContext, organisation: Organisation) -> dict:
    """Who works with this organisation. Before publication, only the pilot's team and its own partner see it."""
    request, space = context["request"], organisation.space
    reads_all = spaces.can_read(request.role, space, Reading.NETWORK)
    may_read = reads_all or organisation.pk in own_organisations(request.user, space)
    return {
        "space": space,
        "organisation": organisation,
        "may_read": may_read,
        "links": read_ties_of(organisation, own_words=not reads_all) if may_read else (),
        "may_edit": request.role in permissions.EDIT.roles,
    }
