"""Every form of the application is drawn by the same two templates."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "design/form.html"
    field_template_name = "design/field.html"
