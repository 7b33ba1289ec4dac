"""The project's own settings in the environment of the tests, with two replacements."""

import os

import tests.environment  # noqa: F401  the environment must be set before the settings are read
from advocacy import settings

globals().update({name: getattr(settings, name) for name in dir(settings) if name.isupper()})

# Argon2 is slow on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# No collectstatic before the tests.
STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
# With --reuse-db: a database that the next run finds, since migrations take longer than most files of tests.
if kept := os.environ.get("TEST_DATABASE_NAME"):
    DATABASES = {"default": settings.DATABASES["default"] | {"TEST": {"NAME": kept}}}
