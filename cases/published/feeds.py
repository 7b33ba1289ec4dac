"""Atom feeds (RFC 4287): the documents of a list that changed last, and the editions, in the language of the address.

Entries keep their id, the permalink, in every language; `updated` is the time of the edition that changed them. A text
that does not exist in the language of the feed says in which language it is. Longer lists go on at `next` (RFC 5005).
Nobody is named as author but the organisation.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.html import escape, format_html, format_html_join
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cases.choices import ActionKind, StatementTopic
from cases.published import count_words, editions
from cases.published.csv_lines import clean
from cases.published.exports import LICENCE_URL, state
from cases.published.filters import ListFilter
from cases.published.listing import SEPARATOR, read_integer, read_reference
from cases.published.models import PublishedDocument
from cases.published.permalinks import permalink
from cases.published.resolve import localized

#: Entries of a feed: enough that a reader who looks once a week misses nothing.
ENTRIES = 100
_BEFORE_EVERYTHING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Text:
    """A text of an entry and its language; "" is that of the feed."""

    words: str
    language: str = ""


@dataclass(frozen=True)
class Feed:
    """What the feed of one table says of a document, in the active language. `rows` are those of the list that are
    documents of their own."""

    title: object
    entry_title: Callable[[Mapping], Text]
    summary: Callable[[Mapping], Text]
    rows: Q | None = None


def _in_language(texts: Mapping) -> Text:
    """The text as `localized` chooses it."""
    words = localized(texts)
    if not words or texts.get(get_language()):
        return Text(words)
    return Text(words, next(language for language, text in texts.items() if text == words))


def _case_title(document: Mapping) -> Text:
    return _in_language(document["title"])


def _summary(document: Mapping) -> Text:
    return _in_language(document["summary"])


def _source_title(document: Mapping) -> Text:
    return Text(document["title"], document["language"])


def _source_summary(document: Mapping) -> Text:
    return Text(", ".join(text for text in (document["publisher"], document["published"]) if text))


def _action_title(document: Mapping) -> Text:
    return Text(f"{ActionKind(document['action_kind']).label}: {localized(document['actor'])}")


def _figure_title(document: Mapping) -> Text:
    return Text(count_words.figure_title(document))


def _figure_summary(document: Mapping) -> Text:
    return Text(document["attributed_to"])


def _statement_title(document: Mapping) -> Text:
    return Text(str(StatementTopic(document["topic"]).label))


def _statement_summary(document: Mapping) -> Text:
    return _in_language(document["text"])


FEEDS = {
    "cases": Feed(gettext_lazy("Cases"), _case_title, _summary),
    "sources": Feed(gettext_lazy("Sources"), _source_title, _source_summary),
    "actions": Feed(gettext_lazy("Actions"), _action_title, _summary),
    "figures": Feed(gettext_lazy("Figures"), _figure_title, _figure_summary, Q(case_reference="")),
    "statements": Feed(gettext_lazy("Statements"), _statement_title, _statement_summary),
}


class AtomFeed(Atom1Feed):
    """Atom whose `updated` is that of the edition, also when there is no entry: the same bytes each time."""

    content_type = "application/atom+xml; charset=utf-8"

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        return max([*dates, self.feed["edition_made_at"]])

    def add_root_elements(self, handler) -> None:
        super().add_root_elements(handler)
        for relation, address in self.feed["pages"].items():
            handler.addQuickElement("link", None, {"rel": relation, "href": address})

    def add_item_elements(self, handler, item) -> None:
        """As Django's, with the language of each text."""
        handler.addQuickElement("title", _plain(item["words"].words), _language(item["words"]))
        handler.addQuickElement("link", None, {"href": item["link"], "rel": "alternate"})
        handler.addQuickElement("published", rfc3339_date(item["pubdate"]))
        handler.addQuickElement("updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("id", item["unique_id"])
        handler.addQuickElement("summary", item["description"], {"type": "html", **_language(item["about"])})


def atom(table: str, listed: ListFilter, page: str, path: str, after: str = "") -> str:
    """The feed of a list as XML. `page` and `path` are the paths of the list's page and of the feed, queries
    included; `after` is where this page of the feed begins. Three queries. Raises ValueError for an `after` that no
    feed has made."""
    feed = FEEDS[table]
    rows = _after(listed.rows().filter(feed.rows) if feed.rows else listed.rows(), after)
    found = list(
        rows.order_by("-subject__edition", "reference").values_list(
            "subject_id", "subject__edition", "reference"
        )[: ENTRIES + 1]
    )
    pages = {}
    if len(found) > ENTRIES:
        last = found[ENTRIES - 1]
        pages["next"] = _with(path, f"{last[1]}{SEPARATOR}{last[2]}")
    made = _made(feed.title, page, path, listed.sentence(), pages, after)
    keys = [key for key, *_place in found[:ENTRIES]]
    documents = PublishedDocument.objects.in_bulk(keys)
    for row in (documents[key] for key in keys):
        address = permalink(settings.SITE_URL, row.document)
        about = feed.summary(row.document)
        made.add_item(
            title="",
            words=feed.entry_title(row.document),
            link=address,
            # Atom1Feed writes it as HTML.
            description=escape(_plain(about.words)),
            about=about,
            unique_id=address,
            pubdate=row.first_published_at,
            updateddate=row.changed_at,
        )
    return made.writeString("utf-8")


def editions_atom(path: str) -> str:
    """The feed of the editions: what each published, changed or took down. Five queries."""
    made = _made(gettext_lazy("Editions"), reverse("home"), path, _("What each edition changed"), {}, "")
    for edition in editions.newest(ENTRIES):
        address = f"{settings.SITE_URL}/api/v1/editions/{edition.serial}"
        about = Text(_edition_summary(edition))
        made.add_item(
            title="",
            words=Text(_("Edition %(serial)s") % {"serial": edition.serial}),
            link=f"{settings.SITE_URL}{reverse('home')}#editions",
            description=about.words,
            about=about,
            unique_id=address,
            pubdate=edition.made_at,
            updateddate=edition.made_at,
        )
    return made.writeString("utf-8")


def _edition_summary(edition: editions.EditionSummary) -> str:
    """As HTML: the note of the editors, what was done, and the records where they are few."""
    acts = "; ".join(f"{act.label}: {kind.label} ({number:,})" for act, kind, number in edition.acts)
    note = format_html("<p>{}</p>", _plain(edition.public_note)) if edition.public_note else ""
    links = format_html_join(
        "",
        '<li><a href="{}">{}</a></li>',
        (
            (
                settings.SITE_URL + link.url,
                _plain(localized(link.title) if isinstance(link.title, Mapping) else link.title),
            )
            for link in edition.links
        ),
    )
    return format_html("{}<p>{}</p>{}", note, acts, format_html("<ul>{}</ul>", links) if links else "")


def _made(title: object, page: str, path: str, subtitle: str, pages: dict[str, str], after: str) -> AtomFeed:
    current = state()
    address = settings.SITE_URL + path
    pages = {relation: settings.SITE_URL + found for relation, found in pages.items()}
    if pages or after:
        pages["first"] = address
    return AtomFeed(
        title=format_lazy("{site}: {title}", site=settings.SITE_NAME, title=title),
        link=settings.SITE_URL + page,
        description=None,
        language=get_language(),
        author_name=settings.ORGANISATION_NAME,
        subtitle=_plain(subtitle),
        feed_url=settings.SITE_URL + _with(path, after),
        # The pages of one feed are one feed.
        feed_guid=address,
        feed_copyright=LICENCE_URL,
        edition_made_at=current.changed_at or _BEFORE_EVERYTHING,
        pages=pages,
    )


def _after(rows: QuerySet, after: str) -> QuerySet:
    if not after:
        return rows
    edition, _separator, reference = after.partition(SEPARATOR)
    serial, reference = read_integer(edition), read_reference(reference)
    return rows.filter(Q(subject__edition__lt=serial) | Q(subject__edition=serial, reference__gt=reference))


def _with(path: str, after: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}after={after}" if after else path


def _language(text: Text) -> dict[str, str]:
    return {"xml:lang": text.language} if text.language not in ("", get_language()) else {}


def _plain(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return clean(text).replace("\ufffe", "").replace("\uffff", "")
