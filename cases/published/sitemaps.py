"""The sitemap: every published page in every language, for search engines (https://www.sitemaps.org)."""

from collections.abc import Iterator
from datetime import datetime
from math import ceil

from django.conf import settings
from django.utils.html import escape

from cases.choices import SubjectKind
from cases.published.exports import moment, state
from cases.published.models import PublishedDocument
from cases.published.permalinks import path
from cases.published.snapshot import snapshot

#: Pages that are always there, as English paths.
FIXED = (
    "/",
    "/fact-sheet/",
    "/cases/",
    "/map/",
    "/statistics/",
    "/sources/",
    "/actions/",
    "/authorities/",
    "/figures/",
    "/background/",
    "/corrections/",
    "/about/",
    "/methodology/",
    "/accessibility/",
    "/data/",
    "/embed/",
)
#: Kinds of subjects with a page of their own.
KINDS = (SubjectKind.CASE, SubjectKind.SOURCE, SubjectKind.ACTION)
#: A file may hold 50,000 addresses and 50 MB; a page has an address in each language, each with all the others beside
#: it, up to 1.6 kB.
PAGES_PER_FILE = 10_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: Codes of BCP 47, as hreflang wants them, by prefix of the path.
LANGUAGES = {"": "en", "/ko": "ko", "/zh-hans": "zh-Hans"}


def number_of_files() -> int:
    """How many sitemap files the published pages need. One query."""
    return max(1, ceil((_documents().count() + len(FIXED)) / PAGES_PER_FILE))


def index(files: int) -> Iterator[str]:
    """The file that lists the sitemap files, when there is more than one."""
    yield f'{_HEAD}<sitemapindex xmlns="{_NAMESPACE}">\n'
    changed = _lastmod(state().changed_at)
    for number in range(1, files + 1):
        yield f"<sitemap><loc>{escape(settings.SITE_URL)}/sitemap-{number}.xml</loc>{changed}</sitemap>\n"
    yield "</sitemapindex>\n"


def urlset(number: int) -> Iterator[str]:
    """Sitemap file `number`, from 1, in pieces: one page with its languages each. The fixed pages stand in the
    first."""
    with snapshot():
        yield f'{_HEAD}<urlset xmlns="{_NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        if number == 1:
            changed = state().changed_at
            for address in FIXED:
                yield _page(address, changed)
        first = (number - 1) * PAGES_PER_FILE - len(FIXED)
        rows = _documents().values_list("kind", "reference", "changed_at")
        for kind, reference, changed_at in rows[max(0, first) : first + PAGES_PER_FILE].iterator(2_000):
            yield _page(path({"kind": kind, "reference": reference}), changed_at)
        yield "</urlset>\n"


def _documents():
    return PublishedDocument.objects.filter(kind__in=KINDS).order_by("pk")


def _page(address: str, changed_at: datetime | None) -> str:
    addresses = {code: escape(f"{settings.SITE_URL}{prefix}{address}") for prefix, code in LANGUAGES.items()}
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{href}"/>'
        for code, href in [*addresses.items(), ("x-default", addresses["en"])]
    )
    changed = _lastmod(changed_at)
    return "".join(f"<url><loc>{href}</loc>{changed}{alternates}</url>\n" for href in addresses.values())


def _lastmod(changed_at: datetime | None) -> str:
    return f"<lastmod>{moment(changed_at)}</lastmod>" if changed_at else ""
