"""A browser without scripts: keeps cookies, fills in the forms of a page, and notes how long each answer took."""

import time
import uuid
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, Request, build_opener

#: Seconds after which an answer does not come any more.
PATIENCE = 600


class _Forms(HTMLParser):
    """The forms of a page: address → what a browser posts if nobody touches them."""

    def __init__(self):
        super().__init__()
        self.forms: dict[str, dict[str, str]] = {}
        self.fields: dict[str, str] | None = None
        self.select = ""

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name = given.get("name")
        if tag == "form":
            self.fields = self.forms.setdefault(given.get("action") or "", {})
        elif self.fields is None:
            return
        elif tag == "input" and name and given.get("type") not in ("submit", "checkbox", "radio", "file"):
            self.fields[name] = given.get("value") or ""
        elif tag in ("select", "textarea") and name:
            self.select = name
            self.fields[name] = ""
        elif tag == "option" and self.select and "selected" in given:
            self.fields[self.select] = given.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.fields = None
        elif tag == "select":
            self.select = ""


@dataclass(frozen=True)
class Page:
    """One answer. `is_working`: it asks by itself again."""

    address: str
    text: str
    is_working: bool

    def form(self, ending: str = "") -> tuple[str, dict[str, str]]:
        """The form whose path ends so, else the one that posts to this page, and what stands in it."""
        reader = _Forms()
        reader.feed(self.text)
        for address, fields in reader.forms.items():
            if address.partition("?")[0].endswith(ending) and bool(ending) == bool(address):
                return urljoin(self.address, address), fields
        raise LookupError(f"{self.address} has no form {ending or 'of its own'}")


class Visitor:
    """`slowest`: seconds and address of the answer that took longest."""

    def __init__(self, site: str):
        self.site = site
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.slowest = (0.0, "")

    def get(self, address: str) -> Page:
        return self._asks(Request(urljoin(self.site, address)))

    def post(self, form: tuple[str, dict[str, str]], **typed: str) -> Page:
        address, fields = form
        return self._asks(Request(address, urlencode(fields | typed).encode(), {"Referer": address}))

    def upload(self, form: tuple[str, dict[str, str]], name: str, content: bytes) -> Page:
        address, fields = form
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
            for field, value in fields.items()
        ]
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        parts += [f"{head}Content-Type: application/octet-stream\r\n\r\n".encode(), content]
        parts.append(f"\r\n--{mark}--\r\n".encode())
        headers = {"Content-Type": f"multipart/form-data; boundary={mark}", "Referer": address}
        return self._asks(Request(address, b"".join(parts), headers))

    def _asks(self, request: Request) -> Page:
        begun = time.monotonic()
        with self.opener.open(request, timeout=PATIENCE) as answer:
            page = Page(answer.url, answer.read().decode(), "Refresh" in answer.headers)
        taken = time.monotonic() - begun
        self.slowest = max(self.slowest, (taken, f"{request.get_method()} {request.full_url}"))
        return page
