"""`python -m advocacy.newenv`: write a `.env` with fresh secrets, from `.env.example`.

Needs nothing but Python, so that it runs before anything is installed. An existing file is left alone: its keys
are the only way to read what was encrypted with them.
"""

import argparse
import base64
import os
import re
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def fill(example: str, values: dict[str, str]) -> str:
    """The example with the lines of these variables replaced. Raises KeyError for one it does not have."""
    for name, value in values.items():
        line = re.compile(rf"^#? ?{name}=.*$", re.MULTILINE)
        if not line.search(example):
            raise KeyError(name)
        example = line.sub(lambda match, new=f"{name}={value}": new, example, count=1)
    return example


def fresh_values(site_url: str) -> dict[str, str]:
    return {
        "SECRET_KEY": secrets.token_urlsafe(64),
        "FIELD_ENCRYPTION_KEYS": base64.urlsafe_b64encode(os.urandom(32)).decode(),
        "SITE_URL": site_url,
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m advocacy.newenv", description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8000, help="port of the site on this machine")
    parser.add_argument("--site-url", help="address of the site, instead of http://127.0.0.1:PORT")
    parser.add_argument("--file", type=Path, default=ROOT / ".env", help="where to write (default: .env)")
    options = parser.parse_args()

    text = (ROOT / ".env.example").read_text("utf-8")
    text = fill(text, fresh_values(options.site_url or f"http://127.0.0.1:{options.port}"))
    options.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        # Private from the first byte, and never over an existing file.
        handle = os.open(options.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        print(f"{options.file.name} exists and stays as it is.")
        return
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    print(f"Wrote {options.file.name} with new keys. Keep a copy of the keys: encrypted fields need them.")


if __name__ == "__main__":
    main()
