"""How to cite a published record: in words, as BibTeX and as RIS; pure but for the names of the site.

A citation names the edition, which says what state of the record somebody saw, and the permanent address. Formats:
BibTeX entry `misc` as BibTeX and biblatex read it; RIS type `ELEC` of the format's specification of 2011.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases import date_words
from cases.choices import Language, SubjectKind
from cases.published import permalinks, resolve
from cases.published.models import PublishedDocument

#: Signs that BibTeX and TeX do not take as themselves. Braces become commands, since BibTeX counts even escaped ones.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Reference:
    """What is cited: the state of one record as one edition left it. `title` is on one line."""

    key: str
    author: str
    title: str
    site: str
    edition: int
    changed: date
    address: str
    language: str


def of(published: PublishedDocument, language: str = "") -> Reference:
    """The reference to a published record, its title in `language` (default: the active one) or else in English."""
    document = published.document
    title = resolve.link(document).title
    language = language or get_language()
    if isinstance(title, Mapping):
        language = language if title.get(language) else Language.EN
        title = title.get(language) or next(iter(title.values()))
    title = _title_of_record(published.kind, document, title)
    return Reference(
        key=f"{slugify(settings.SITE_NAME) or 'record'}-{document['reference']}",
        author=one_line(settings.ORGANISATION_NAME),
        title=one_line(title),
        site=one_line(settings.SITE_NAME),
        edition=published.edition,
        changed=localtime(published.changed_at).date(),
        address=permalinks.permalink(settings.SITE_URL, document),
        language=language,
    )


def _title_of_record(kind: str, document: Mapping, title: str) -> str:
    """Of a source or an action we wrote the record alone: its title by itself would claim somebody else's article or
    report as ours. A case is ours."""
    if kind == SubjectKind.CASE:
        return title
    source = kind == SubjectKind.SOURCE
    whose = document["publisher"] if source else resolve.localized(document["actor"])
    words = _("Source record: %(title)s") if source else _("Action record: %(title)s")
    return words % {"title": f"{title} ({whose})" if whose else title}


def forms(published: PublishedDocument) -> dict[str, str]:
    """The citation of a record in every form, and its permanent address, for its page."""
    reference = of(published)
    return {
        "text": text(reference),
        "bibtex": bibtex(reference),
        "ris": ris(reference),
        "address": reference.address,
    }


def text(reference: Reference) -> str:
    """The citation in words of the active language, without its address."""
    values = {
        "author": reference.author,
        "title": reference.title,
        "site": reference.site,
        "edition": reference.edition,
        "date": date_words.words(reference.changed.isoformat(), get_language()),
    }
    if reference.author == reference.site:
        return _("%(site)s, “%(title)s”, edition %(edition)s, %(date)s") % values
    return _("%(author)s, “%(title)s”, %(site)s, edition %(edition)s, %(date)s") % values


def bibtex(reference: Reference) -> str:
    """The record as a BibTeX entry. Double braces keep the capitals of names."""
    fields = {
        "author": f"{{{tex(reference.author)}}}",
        "title": f"{{{tex(reference.title)}}}",
        "howpublished": tex(reference.site),
        "year": f"{reference.changed.year}",
        "month": _MONTHS[reference.changed.month - 1],
        "note": f"Edition {reference.edition} of {reference.changed.isoformat()}",
        "url": reference.address,
    }
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{reference.key},", *lines, "}", ""])


def ris(reference: Reference) -> str:
    """The record as a RIS file, lines ending in CRLF as the format wants."""
    fields = (
        ("TY", "ELEC"),
        # A comma would part the name of an organisation into last and first name.
        ("AU", reference.author.replace(",", "") + ("," if " " in reference.author else "")),
        ("TI", reference.title),
        ("T2", reference.site),
        ("PB", reference.author),
        ("PY", f"{reference.changed.year}"),
        ("DA", f"{reference.changed:%Y/%m/%d}"),
        ("ET", f"{reference.edition}"),
        ("LA", reference.language),
        ("ID", reference.key),
        ("UR", reference.address),
        ("ER", ""),
    )
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields)


def tex(value: str) -> str:
    """The text as BibTeX takes it: every sign that means something to TeX written out."""
    return "".join(_TEX.get(sign, sign) for sign in value)


def one_line(value: str) -> str:
    """The text without line ends and control characters, which would break out of a field."""
    plain = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Cs") else sign for sign in value)
    return re.sub(r" +", " ", plain).strip()
