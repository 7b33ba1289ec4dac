"""Encrypted text at rest: what only staff with the right may read is never readable in a dump.

Why an own field of forty lines rather than a package: docs/decisions/0003-encrypted-fields.md.
"""

from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models


class DecryptionError(RuntimeError):
    """No configured key opens a stored value. The message never contains the value."""


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def cipher() -> MultiFernet:
    """The cipher of this installation: the first key encrypts, every key decrypts (rotation)."""
    return _cipher(tuple(settings.FIELD_ENCRYPTION_KEYS))


class EncryptedTextField(models.TextField):
    """Text of any length, encrypted with FIELD_ENCRYPTION_KEYS before it reaches the database.

    History rows keep the same ciphertext form, because django-simple-history copies the field. An
    empty text is stored empty. Comparing would silently match nothing, as every encryption of a
    text differs: every lookup but ``isnull`` is refused with FieldError.
    """

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        if not value:
            return value
        return cipher().encrypt(value.encode()).decode("ascii")

    def from_db_value(self, value, expression, connection):
        if not value:
            return value
        try:
            return cipher().decrypt(value.encode("ascii")).decode()
        except InvalidToken as error:
            raise DecryptionError(
                f"No key in FIELD_ENCRYPTION_KEYS opens a value of {self.model._meta.label}.{self.name}. "
                "Put back the key that encrypted it."
            ) from error

    def get_lookup(self, lookup_name):
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted and cannot be searched.")
        return super().get_lookup(lookup_name)


class EncryptedBytesField(models.BinaryField):
    """The bytes of a file, encrypted as above. Empty bytes are stored empty. Never editable in a form."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return cipher().encrypt(bytes(value)) if value else value

    def from_db_value(self, value, expression, connection):
        if not value:
            return b"" if value is not None else None
        try:
            return cipher().decrypt(bytes(value))
        except InvalidToken as error:
            raise DecryptionError(
                f"No key in FIELD_ENCRYPTION_KEYS opens a value of {self.model._meta.label}.{self.name}. "
                "Put back the key that encrypted it."
            ) from error

    def get_lookup(self, lookup_name):
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted and cannot be searched.")
        return super().get_lookup(lookup_name)
