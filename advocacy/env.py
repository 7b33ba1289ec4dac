"""Typed readers for environment variables.

A wrong value stops the start with a message that names the variable, shows the value (never that of a
secret) and says what is allowed. A variable that is empty counts as not set, so a line such as `NAME=` in
`.env` means the default.
"""

import ipaddress
import os
import re
import zoneinfo
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NoReturn
from urllib.parse import SplitResult, urlsplit

import environ
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

ON = ("on", "true", "yes", "1")
OFF = ("off", "false", "no", "0")
SECRET_KEY_LENGTH = 50
SECRET_KEY_DISTINCT = 10
# The forms django-environ understands, cut down to the two databases the project is tested on.
DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql")
EMAIL_SCHEMES = ("smtp", "smtp+tls", "smtp+ssl", "consolemail", "filemail", "dummymail")
HOST_NAME = re.compile(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
ADMIN_PATH = re.compile(r"([a-z0-9][a-z0-9_-]*/)+")


class Environment:
    """The variables of one process: the real environment, and below it those of a `.env` file."""

    def __init__(self, values: Mapping[str, str]):
        self.values = values

    @classmethod
    def read(cls, default_file: Path, real: Mapping[str, str] = os.environ) -> "Environment":
        """The real environment over the file that ENV_FILE names, else over `default_file` if it exists."""

        class Variables(environ.Env):
            # A copy: what stands in the file must not leak into the environment of child processes.
            ENVIRON = dict(real)

        named = real.get("ENV_FILE", "")
        if named and not os.access(named, os.R_OK):
            refuse("ENV_FILE", named, "a file that can be read")
        file = Path(named) if named else default_file
        if named or file.is_file():
            Variables.read_env(file, overwrite=False)
        return cls(Variables.ENVIRON)

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, "").strip() or default

    def secret(self, name: str) -> str:
        """The value of `name`, or the contents of the file that `<name>_FILE` names; empty if neither."""
        path = self.text(f"{name}_FILE")
        if not path:
            return self.text(name)
        if self.text(name):
            raise ImproperlyConfigured(f"Set either {name} or {name}_FILE, not both.")
        try:
            return Path(path).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            refuse(f"{name}_FILE", path, "a text file that can be read")

    def switch(self, name: str, default: bool) -> bool:
        value = self.text(name, "on" if default else "off").lower()
        if value not in ON + OFF:
            refuse(name, value, "on or off")
        return value in ON

    def choice(self, name: str, allowed: Iterable[str], default: str) -> str:
        value = self.text(name, default)
        if value not in allowed:
            refuse(name, value, f"one of {', '.join(allowed)}")
        return value

    def number(self, name: str, default: int, low: int, high: int) -> int:
        value = self.text(name, str(default))
        if not re.fullmatch(r"[0-9]{1,12}", value) or not low <= int(value) <= high:
            refuse(name, value, f"a whole number from {low} to {high}")
        return int(value)

    def items(self, name: str) -> list[str]:
        """The values between commas, empty ones dropped."""
        return [item.strip() for item in self.text(name).split(",") if item.strip()]

    def time_zone(self, name: str, default: str) -> str:
        value = self.text(name, default)
        if value not in zoneinfo.available_timezones():
            refuse(name, value, "a time zone of the IANA list, such as UTC, Asia/Seoul or Europe/London")
        return value

    def hosts(self, name: str) -> list[str]:
        hosts = [host.lower() for host in self.items(name)]
        for host in hosts:
            if not HOST_NAME.fullmatch(host):
                refuse(name, host, "host names between commas, without scheme, port or *")
        return hosts

    def site_url(self, name: str, default: str, allow_http: bool) -> SplitResult:
        """Scheme, host and port of the site, without a path.

        Plain http is for this machine and onion services (Tor encrypts the connection) unless `allow_http`.
        """
        value = self.text(name, default).rstrip("/")
        allowed = "an address such as https://example.org, without a path"
        try:
            url = urlsplit(value)
            port_is_number = url.port is None or url.port > 0
        except ValueError:
            refuse(name, value, allowed)
        if url.scheme not in ("http", "https") or not url.hostname or not port_is_number:
            refuse(name, value, allowed)
        if url.path or url.query or url.fragment or "@" in url.netloc:
            refuse(name, value, allowed)
        if url.scheme == "http" and not (allow_http or is_private_host(url.hostname)):
            refuse(name, value, "https; plain http only for 127.0.0.1, localhost and .onion addresses")
        return url

    def admin_path(self, name: str, default: str) -> str:
        value = self.text(name, default).strip("/") + "/"
        if not ADMIN_PATH.fullmatch(value):
            refuse(name, value, "a path of small letters, digits, - and _, such as admin/")
        return value

    def database(self, name: str, default: str, relative_to: Path) -> dict:
        """Django's entry for DATABASES. The value holds a password: messages show its scheme at most."""
        value = self.secret(name) or default
        scheme = value.partition(":")[0] if ":" in value else ""
        if scheme not in DATABASE_SCHEMES:
            raise ImproperlyConfigured(
                f"{name} begins with '{scheme}:'. Allowed: sqlite:///file, sqlite:////absolute/file or "
                "postgresql://user:password@host:port/name."
            )
        try:
            database = environ.Env.db_url_config(value)
        except (ValueError, KeyError):
            database = {}
        if not database.get("NAME"):
            raise ImproperlyConfigured(f"{name} names no database, or is not a database address.")
        if scheme == "sqlite" and database["NAME"] != ":memory:":
            database["NAME"] = str(relative_to / database["NAME"])
        return database

    def email(self, name: str) -> dict[str, object]:
        """Django's EMAIL_… settings; mail is discarded unless the variable is set."""
        value = self.secret(name) or "dummymail:"
        if value.partition(":")[0] not in EMAIL_SCHEMES:
            raise ImproperlyConfigured(f"{name} must begin with one of: {', '.join(EMAIL_SCHEMES)}.")
        return environ.Env.email_url_config(value)

    def secret_key(self, name: str, debug: bool) -> str:
        """Django's SECRET_KEY. Raises ImproperlyConfigured if it is missing or weak, unless `debug`."""
        value = self.secret(name)
        how = "Make one with: python -m advocacy.newenv"
        if debug:
            return value or "django-insecure-for-debugging-only"
        if not value:
            raise ImproperlyConfigured(f"{name} is not set. {how}")
        if value.startswith(("django-insecure", "change-me")):
            raise ImproperlyConfigured(f"{name} is a placeholder. {how}")
        if len(value) < SECRET_KEY_LENGTH or len(set(value)) < SECRET_KEY_DISTINCT:
            raise ImproperlyConfigured(
                f"{name} is weak: it needs {SECRET_KEY_LENGTH} characters or more, at least "
                f"{SECRET_KEY_DISTINCT} of them different. {how}"
            )
        return value

    def fernet_keys(self, name: str, required: bool) -> list[str]:
        """Keys of the encrypted fields; the first encrypts, all decrypt, so a new one goes in front."""
        keys = [key.strip() for key in self.secret(name).split(",") if key.strip()]
        how = "Make one with: python -m advocacy.newenv"
        if required and not keys:
            raise ImproperlyConfigured(f"{name} is not set. {how}")
        for position, key in enumerate(keys, 1):
            try:
                Fernet(key)
            except ValueError as error:
                raise ImproperlyConfigured(
                    f"{name}: key {position} is not a Fernet key (32 bytes in URL-safe base64). {how}"
                ) from error
        return keys

    def folder(self, name: str, default: str, relative_to: Path) -> Path:
        """A private folder (0700 when created here)."""
        path = relative_to / Path(self.text(name, default)).expanduser()
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            refuse(name, str(path), "a folder that exists or can be made")
        return path


def is_private_host(host: str) -> bool:
    """Whether http to this host never crosses a network in the clear: loopback and onion services."""
    if host == "localhost" or host.endswith(".onion"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse(name: str, value: str, allowed: str) -> NoReturn:
    raise ImproperlyConfigured(f"{name} is {value!r}. Allowed: {allowed}.")
