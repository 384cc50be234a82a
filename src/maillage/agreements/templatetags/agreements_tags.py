from django import template

register = template.Library()


@register.simple_tag
def mandate_line(space):
    return ""


@register.simple_tag
def mandate_card(space):
    return ""


@register.simple_tag
def agreement_card(space):
    return ""
