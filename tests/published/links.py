"""Follows every internal link of the site, fragments included: `python -m tests.published.links http://127.0.0.1:8000`.

A number after it asks for that share of the many pages below the lists: 10 is one in ten.

Pages without a query are read for links; an address with a query is asked for, and read for the places that fragments
lead to, but its own links are not followed: filters of filters have no end.
"""

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen
from zlib import crc32

#: Which attribute of an element is an address.
ADDRESSES = {
    "a": "href",
    "area": "href",
    "link": "href",
    "img": "src",
    "script": "src",
    "source": "src",
    "iframe": "src",
    "form": "action",
    "use": "href",
}
STARTS = ("/", "/ko/", "/zh-hans/", "/sitemap.xml", "/robots.txt")
BELOW_A_LIST = re.compile("(/ko|/zh-hans)?/(cases|sources|actions)/[^/?]")
LOCATION = re.compile(r"<loc>([^<]+)</loc>|Sitemap: (\S+)")


@dataclass(frozen=True)
class Answer:
    """What one address gave, after redirects. `text` only of what can hold links."""

    status: int
    content_type: str
    text: str = ""

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.content_type.startswith("text/html")


class Reader(HTMLParser):
    """The addresses and the places (`id`) of one page."""

    def __init__(self, text: str):
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if attributes.get("id"):
            self.ids.append(attributes["id"])
        address = attributes.get(ADDRESSES.get(tag, ""))
        if address is not None:
            self.addresses.append(address)


@dataclass
class Crawl:
    """One walk through the site. `get` asks for a path with its query. `is_passed_over` are addresses that exist but
    are not asked for. `broken` says what is wrong, as sentences."""

    get: Callable[[str], Answer]
    site: str
    is_passed_over: Callable[[str], bool] = lambda path: False
    answers: dict[str, Answer] = field(default_factory=dict)
    ids: dict[str, set[str]] = field(default_factory=dict)
    wanted: dict[tuple[str, str], str] = field(default_factory=dict)
    links: int = 0
    broken: list[str] = field(default_factory=list)

    def run(self, starts: Iterable[str] = STARTS) -> "Crawl":
        waiting = [(start, "the start") for start in starts]
        seen = set(starts)
        while waiting:
            address, source = waiting.pop()
            answer = self.answers[address] = self.get(address)
            if answer.status != 200:
                self.broken.append(f"{answer.status}: {address}, linked from {source}")
                continue
            for target, fragment in self._links(address, answer):
                self.links += 1
                if fragment:
                    self.wanted.setdefault((target, fragment), address)
                if target not in seen and not self.is_passed_over(target):
                    seen.add(target)
                    waiting.append((target, address))
        for (target, fragment), source in self.wanted.items():
            if target in self.ids and fragment not in self.ids[target]:
                self.broken.append(f"no #{fragment} on {target}, linked from {source}")
        return self

    def _links(self, address: str, answer: Answer) -> Iterable[tuple[str, str]]:
        """The internal links of an answer as (address, fragment); of a page with a query only those to itself."""
        if not answer.is_page:
            found = [first or second for first, second in LOCATION.findall(answer.text)]
            return [target for target in (self._internal(address, link) for link in found) if target]
        page = Reader(answer.text)
        self.ids[address] = set(page.ids)
        for twice in sorted({one for one in page.ids if page.ids.count(one) > 1}):
            self.broken.append(f"#{twice} more than once on {address}")
        found = [target for target in (self._internal(address, link) for link in page.addresses) if target]
        return [target for target in found if "?" not in address or target[0] == address]

    def _internal(self, base: str, link: str) -> tuple[str, str] | None:
        parts = urlsplit(urljoin(self.site + base, link.strip()))
        if f"{parts.scheme}://{parts.netloc}" != self.site:
            return None
        query = f"?{parts.query}" if parts.query else ""
        return (parts.path or "/") + query, unquote(parts.fragment)

    def summary(self) -> str:
        pages = sum(answer.is_page for answer in self.answers.values())
        return (
            f"{len(self.answers)} addresses asked for ({pages} pages), {self.links} links, "
            f"{len(self.wanted)} fragments, {len(self.broken)} broken"
        )


def over_http(site: str) -> Callable[[str], Answer]:
    def get(address: str) -> Answer:
        try:
            with urlopen(site + address, timeout=120) as response:  # noqa: S310  the address of a site is given by hand
                content_type = response.headers.get("Content-Type", "")
                body = response.read()
        except HTTPError as error:
            return Answer(error.code, error.headers.get("Content-Type", ""))
        is_text = content_type.startswith(("text/html", "application/xml", "text/plain"))
        return Answer(200, content_type, body.decode() if is_text else "")

    return get


def one_in(share: int) -> Callable[[str], bool]:
    """Passes over all but a share of the addresses below the lists, the same ones each time."""
    return lambda address: bool(BELOW_A_LIST.match(address)) and bool(crc32(address.encode()) % share)


if __name__ == "__main__":
    site = sys.argv[1].rstrip("/")
    share = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    walk = Crawl(over_http(site), site, one_in(share)).run()
    sys.stdout.write("\n".join([*walk.broken, walk.summary(), ""]))
    sys.exit(bool(walk.broken))
