"""What people do to their own account."""

from __future__ import annotations

from .models import User


def choose_language(*, user: User, language: str) -> None:
    """Remember the language for e-mails and next visits."""
    User.objects.filter(pk=user.pk).update(language=language)
