"""Forms that know which version of a record the person read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.db.models import Q

from .models import ArchivableQuerySet
from .refusals import NotAllowed, Refusal


@contextmanager
def refusals_on(form: forms.BaseForm, *, field: str | None = None) -> Iterator[None]:
    """What an action refuses is told on the form that asked it, at its head or beside one field.

    The block ends with its answer, so that what follows it shows the form again with the refusal. Somebody who may
    not do this at all is told so by a page of its own.
    """
    try:
        yield
    except NotAllowed:
        raise
    except Refusal as refusal:
        form.add_error(field, str(refusal))


class VersionedForm(forms.ModelForm):
    """Carries the version that was read, so that the action can refuse to overwrite a newer one.

    ``changes()`` gives the fields to hand to the action, with ``expected_version``.
    """

    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["read_version"].initial = self.instance.version

    def changes(self) -> dict:
        cleaned = {name: value for name, value in self.cleaned_data.items() if name != "read_version"}
        if self.instance.pk:
            cleaned["expected_version"] = self.cleaned_data["read_version"]
        return cleaned

    def offer(self, name: str, records: ArchivableQuerySet, *, empty_label: str) -> None:
        """Let a field choose among the current records; the one already chosen stays, even if archived since."""
        chosen = getattr(self.instance, f"{name}_id")
        self.fields[name].queryset = records.filter(Q(archived_at=None) | Q(pk=chosen))
        self.fields[name].empty_label = empty_label
