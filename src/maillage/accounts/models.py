"""A person who works here: a name, an address, a language."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    def create_user(self, email: str, name: str, **fields) -> User:
        user = self.model(email=email.strip().lower(), name=name.strip(), **fields)
        user.set_unusable_password()
        user.full_clean()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    email = models.EmailField(_("adresse électronique"), unique=True)
    name = models.CharField(_("nom"), max_length=120)
    language = models.CharField(_("langue"), max_length=2, choices=settings.LANGUAGES, default="fr")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_one_person_per_address")]

    def __str__(self) -> str:
        return self.name
