"""The data set in the words of schema.org, for search engines of data sets: https://schema.org/Dataset.

Once as JSON-LD in a file of its own, and once as microdata in the data page, both from here. Not inside a script
element: pages hold no inline script of any type.
"""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cases.published.columns import SCHEMA_VERSION, TABLES
from cases.published.csvw import TAGS
from cases.published.exports import LICENCE_URL, moment
from cases.published.models import PublishedState

CONTENT_TYPE = "application/ld+json"


@dataclass(frozen=True)
class Dataset:
    """What is said of the data set, in the active language."""

    name: str
    description: str
    url: str
    version: str
    modified: str
    publisher: str
    licence: str
    languages: list[str]
    keywords: list[str]
    downloads: list[tuple[str, str, str]]


def dataset(edition: PublishedState) -> Dataset:
    """The data set as of an edition; `downloads` are (name, type, address). Asks no database."""
    with translation.override("en"):
        files = [
            (f"{found.name}.csv", "text/csv", settings.SITE_URL + reverse(f"{found.name}-csv"))
            for found in TABLES.values()
        ]
    return Dataset(
        name=_("%(site)s: reported detention and forced return of refugees") % {"site": settings.SITE_NAME},
        description=_(
            "Publicly reported cases of detention and forced return of refugees, the sources that report them and "
            "the advocacy taken on them."
        ),
        url=f"{settings.SITE_URL}/data/",
        version=f"{SCHEMA_VERSION}.{edition.serial}",
        modified=moment(edition.changed_at) or "",
        publisher=settings.ORGANISATION_NAME,
        licence=LICENCE_URL,
        languages=list(TAGS.values()),
        keywords=[_("refugees"), _("non-refoulement"), _("forced return"), _("detention")],
        downloads=files,
    )


def json_ld(edition: PublishedState) -> dict:
    """The same as JSON-LD, in English."""
    with translation.override("en"):
        found = dataset(edition)
    described = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": found.url,
        "name": found.name,
        "description": found.description,
        "url": found.url,
        "identifier": found.url,
        "version": found.version,
        "license": found.licence,
        "isAccessibleForFree": True,
        "inLanguage": found.languages,
        "keywords": found.keywords,
        "creator": {"@type": "Organization", "name": found.publisher, "url": f"{settings.SITE_URL}/about/"},
        "publisher": {"@type": "Organization", "name": found.publisher, "url": f"{settings.SITE_URL}/about/"},
        "distribution": [
            {"@type": "DataDownload", "name": name, "encodingFormat": kind, "contentUrl": address}
            for name, kind, address in found.downloads
        ],
    }
    return described | ({"dateModified": found.modified} if found.modified else {})
