"""Atom feeds: the documents of a list that changed last, in the language of the address.

Entries keep their id, the permalink, in every language; `updated` is the time of the edition that changed them.
Nobody is named as author but the organisation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.choices import ActionKind
from cases.published.csv_lines import clean
from cases.published.exports import LICENCE_URL, state
from cases.published.filters import ListFilter
from cases.published.models import PublishedDocument
from cases.published.permalinks import permalink
from cases.published.resolve import localized

#: Entries of a feed: enough that a reader who looks once a week misses nothing.
ENTRIES = 100
_BEFORE_EVERYTHING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Feed:
    """What the feed of one table says of a document: title and summary as plain text in the active language."""

    title: object
    entry_title: Callable[[dict], str]
    summary: Callable[[dict], str]


def _action_title(document: dict) -> str:
    return f"{ActionKind(document['action_kind']).label}: {localized(document['actor'])}"


def _source_summary(document: dict) -> str:
    return ", ".join(text for text in (document["publisher"], document["published"]) if text)


FEEDS = {
    "cases": Feed(
        _("Cases"),
        lambda document: localized(document["title"]),
        lambda document: localized(document["summary"]),
    ),
    "sources": Feed(_("Sources"), lambda document: document["title"], _source_summary),
    "actions": Feed(_("Actions"), _action_title, lambda document: localized(document["summary"])),
}


class AtomFeed(Atom1Feed):
    """Atom whose `updated` is that of the edition, also when there is no entry: the same bytes each time."""

    content_type = "application/atom+xml; charset=utf-8"

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        return max([*dates, self.feed["edition_made_at"]])


def atom(table: str, listed: ListFilter, page: str, path: str) -> str:
    """The feed of a list as XML. `page` and `path` are the paths of the list's page and of the feed, queries
    included. Three queries."""
    feed = FEEDS[table]
    current = state()
    made = AtomFeed(
        title=format_lazy("{site}: {title}", site=settings.SITE_NAME, title=feed.title),
        link=settings.SITE_URL + page,
        description=None,
        language=get_language(),
        author_name=settings.ORGANISATION_NAME,
        subtitle=_text(listed.sentence()),
        feed_url=settings.SITE_URL + path,
        feed_guid=settings.SITE_URL + path,
        feed_copyright=LICENCE_URL,
        edition_made_at=current.changed_at or _BEFORE_EVERYTHING,
    )
    subjects = listed.rows().order_by("-subject__edition", "reference").values("subject_id")[:ENTRIES]
    keys = [row["subject_id"] for row in subjects]
    documents = PublishedDocument.objects.in_bulk(keys)
    for row in (documents[key] for key in keys):
        address = permalink(settings.SITE_URL, row.document)
        made.add_item(
            title=_text(feed.entry_title(row.document)),
            link=address,
            # Atom1Feed writes it as HTML.
            description=escape(_text(feed.summary(row.document))),
            unique_id=address,
            pubdate=row.first_published_at,
            updateddate=row.changed_at,
        )
    return made.writeString("utf-8")


def _text(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return clean(text).replace("\ufffe", "").replace("\uffff", "")
