"""Forms that know which version of a record the person read."""

from __future__ import annotations

from django import forms


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
