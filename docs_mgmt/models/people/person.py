"""A person who works with the system."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models


class PersonManager(BaseUserManager["Person"]):
    """Find people by the name with which they sign in."""

    def create_user(self, username: str, password: str | None = None, **facts: object) -> "Person":
        """Make a person who can sign in; nobody is a superuser."""
        person = self.model(username=username, **facts)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """One person; what they may do comes from their assignments, never from being a superuser."""

    username = models.CharField(max_length=60, unique=True, validators=[UnicodeUsernameValidator()])
    full_name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    #: How the system speaks to the person: Ông, Bà.
    address_form = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=5, default="vi")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name_plural = "people"
        ordering = ["full_name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_superuser=False), name="nobody_is_a_superuser"
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        """The name as people say it; allauth and axes ask for it."""
        return self.full_name
