"""The documents for staff as pages of the admin: the manual first, and what it leads to.

The same Markdown files that stand in docs/, so that there is one text to keep true. They come with the release and
are not data: their HTML needs no escaping, and raw HTML in them is switched off all the same.
"""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

FIRST = "staff-manual"
#: What can be read inside the admin: file name without suffix, and what the list of documents calls it.
DOCUMENTS = {
    FIRST: _("Staff manual"),
    "roles": _("Roles and rights"),
    "publication-policy": _("What becomes public"),
    "methodology": _("How we count and date"),
    "typed-dates": _("Dates as people type them"),
    "import-format": _("Import files"),
    "terms": _("Terms"),
}
#: Which chapter of the manual helps on a page, by the end of the name of its address: what one does there.
PAGE_CHAPTERS = {
    "review": "submit-review-publish",
    "preview": "submit-review-publish",
    "phones": "submit-review-publish",
    "submit": "submit-review-publish",
    "send-back": "submit-review-publish",
    "approve": "submit-review-publish",
    "publish": "submit-review-publish",
    "embargo": "embargo",
    "lift-embargo": "embargo",
    "confirm": "embargo",
    "retract": "corrections-retraction-withdrawal",
    "withdraw": "corrections-retraction-withdrawal",
    "merge": "duplicates-and-merging",
    "history": "history-and-undo",
    "simple_history": "history-and-undo",
    "deleted": "history-and-undo",
    "undelete": "history-and-undo",
    "erase": "erasing-a-person",
    "erasures": "erasing-a-person",
    "export": "private-exports",
    "filters": "lists-filters-search",
    "working_count": "counts-that-disagree",
    "sources": "an-article",
    "cases": "an-article",
}
#: Which chapter helps with the list and the form of a noun, where the page itself has none.
NOUN_CHAPTERS = {
    "case": "the-form-of-a-case",
    "event": "the-form-of-a-case",
    "place": "the-form-of-a-case",
    "citation": "the-form-of-a-case",
    "figure": "counts-that-disagree",
    "workingcount": "counts-that-disagree",
    "relation": "counts-that-disagree",
    "riskreview": "people-and-consent",
    "person": "people-and-consent",
    "involvement": "people-and-consent",
    "consent": "people-and-consent",
    "contactnote": "a-call",
    "source": "an-article",
    "statement": "an-article",
    "action": "actions-and-answers",
    "response": "actions-and-answers",
    "addressee": "actions-and-answers",
    "advocacycitation": "actions-and-answers",
    "correctionrequest": "corrections-retraction-withdrawal",
    "edition": "submit-review-publish",
    "editionentry": "submit-review-publish",
    "importrun": "import-files",
    "privateexport": "private-exports",
    "user": "roles-and-an-office-of-two",
    "group": "roles-and-an-office-of-two",
}
FOLDER = settings.BASE_DIR / "docs"
#: Pictures of the manual, as the documents name them.
PICTURES = "../static/"


@dataclass(frozen=True)
class Heading:
    """One chapter of a document, for its table of contents."""

    anchor: str
    words: str


@dataclass(frozen=True)
class Document:
    """One document as HTML, with its title and chapters."""

    title: str
    html: SafeString
    chapters: list[Heading]


def read(name: str) -> Document:
    """The document of this name from DOCUMENTS."""
    text = Path(FOLDER, f"{name}.md").read_text("utf-8")
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    title, chapters = "", []
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            words = plain(inline)
            opening.attrSet("id", slugify(words))
            if opening.tag == "h1":
                title = words
            elif opening.tag == "h2":
                chapters.append(Heading(slugify(words), words))
        elif opening.type == "table_open":
            # Wide tables scroll by themselves; with the keyboard too.
            opening.attrSet("class", "help-table")
            opening.attrSet("tabindex", "0")
    for opening, inline, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type == "th_open" and not inline.content:
            # The corner of a table with headings on two sides heads nothing.
            opening.tag = closing.tag = "td"
    tokens = without_title(tokens)
    for token in tokens:
        for child in token.children or ():
            lead_inside(child)
    html = parser.renderer.render(tokens, parser.options, {})
    return Document(title, mark_safe(html), chapters)  # noqa: S308 - our own document, raw HTML switched off


def without_title(tokens: list[Token]) -> list[Token]:
    """Without the heading of the whole document, which the page has already."""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return tokens[3:]
    return tokens


def plain(inline: Token) -> str:
    return "".join(child.content for child in inline.children or ())


def lead_inside(token: Token) -> None:
    """Let links and pictures of a document lead where they lead inside the admin."""
    if token.type == "image":
        token.attrSet("src", static(str(token.attrGet("src")).removeprefix(PICTURES)))
    elif token.type == "link_open":
        target, _hash, fragment = str(token.attrGet("href")).partition("#")
        name = target.removesuffix(".md")
        if name in DOCUMENTS:
            address = reverse("admin:help", args=[name])
            token.attrSet("href", f"{address}#{fragment}" if fragment else address)
        elif target and "://" not in target:
            # Of the project and for its developers: nothing to click here.
            token.attrs.pop("href")


def chapter_for(url_name: str) -> str:
    """The anchor of the chapter that helps on the admin page of this name, for example "cases_case_merge"; "" for none."""
    _app, _underscore, rest = url_name.partition("_")
    noun, _underscore, page_name = rest.partition("_")
    return PAGE_CHAPTERS.get(page_name) or NOUN_CHAPTERS.get(noun, "")


def address_for(request: HttpRequest) -> str:
    """Where “Help” leads from this page: the chapter about it, or the manual from its beginning."""
    found = chapter_for(request.resolver_match.url_name or "") if request.resolver_match else ""
    address = reverse("admin:help")
    return f"{address}#{found}" if found else address


def page(request: HttpRequest, site, name: str = FIRST) -> TemplateResponse:
    """One document, for everybody who may sign in. 404 for any that is not in DOCUMENTS."""
    if name not in DOCUMENTS:
        raise Http404
    document = read(name)
    context = {
        **site.each_context(request),
        "title": document.title,
        "document": document,
        "documents": [
            (reverse("admin:help", args=[key]), label, key == name) for key, label in DOCUMENTS.items()
        ],
    }
    return TemplateResponse(request, "admin/help.html", context)
