"""System checks of settings that are each allowed, but not together or not on this machine.

`manage.py check` runs them, and so does every start. On the public surface, where this application is not
installed, there is no admin path and no key to check.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.http.request import validate_host
from django.urls import Resolver404, resolve
from django.utils.translation import override

PUBLIC_URLS = "advocacy.public_urls"
OTHERS_MAY_READ = 0o077


@register(Tags.security)
def check_admin_path(app_configs: list[AppConfig] | None, **kwargs) -> list[CheckMessage]:
    """E001: the admin would hide public addresses, or be hidden by them."""
    first = settings.ADMIN_PATH.partition("/")[0]
    taken = first in dict(settings.LANGUAGES) or f"/{first}/" == settings.STATIC_URL
    if not (taken or is_public_address("/" + settings.ADMIN_PATH)):
        return []
    return [
        Error(
            f"ADMIN_PATH is {settings.ADMIN_PATH!r}, which is a public address.",
            hint="Choose another, such as admin/ or office/.",
            id="surplace.E001",
        )
    ]


@register(Tags.security)
def check_data_dir(app_configs: list[AppConfig] | None, **kwargs) -> list[CheckMessage]:
    """E002, E003, W001: the folder with the database must be ours, and nobody else's to read."""
    folder = Path(settings.DATA_DIR)
    served = [Path(path).resolve() for path in [*settings.STATICFILES_DIRS, settings.STATIC_ROOT]]
    found: list[CheckMessage] = []
    if any(folder.resolve().is_relative_to(path) for path in served):
        found.append(
            Error(
                f"DATA_DIR is {str(folder)!r}, inside a folder of static files: everybody could fetch the database.",
                hint="Choose a folder outside static/.",
                id="surplace.E002",
            )
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        found.append(
            Error(
                f"DATA_DIR is {str(folder)!r}, where this process may not write.",
                hint="Give the folder to the user that runs the site, or name another.",
                id="surplace.E003",
            )
        )
    elif folder.stat().st_mode & OTHERS_MAY_READ:
        found.append(
            checks.Warning(
                f"DATA_DIR is {str(folder)!r}, which other users of this machine may open.",
                hint="chmod 700 on the folder.",
                id="surplace.W001",
            )
        )
    return found


@register(Tags.security)
def check_site_host(app_configs: list[AppConfig] | None, **kwargs) -> list[CheckMessage]:
    """E004: every link the site prints would be answered with 400."""
    host = urlsplit(settings.SITE_URL).hostname
    if validate_host(host, settings.ALLOWED_HOSTS):
        return []
    return [
        Error(
            f"SITE_URL names the host {host!r}, which is not in ALLOWED_HOSTS.",
            hint="Leave ALLOWED_HOSTS to the settings file; add hosts in EXTRA_HOSTS.",
            id="surplace.E004",
        )
    ]


@register(Tags.security)
def check_encryption_keys(app_configs: list[AppConfig] | None, **kwargs) -> list[CheckMessage]:
    """W002: only possible with DEBUG on; otherwise the settings refuse to load."""
    if settings.FIELD_ENCRYPTION_KEYS:
        return []
    return [
        checks.Warning(
            "FIELD_ENCRYPTION_KEYS is empty: records with encrypted text can be neither saved nor opened.",
            hint="Make a .env with: python -m advocacy.newenv",
            id="surplace.W002",
        )
    ]


def is_public_address(path: str) -> bool:
    try:
        with override(settings.LANGUAGE_CODE):
            resolve(path, urlconf=PUBLIC_URLS)
    except Resolver404:
        return False
    return True
