"""How programs recognise and cite the page of one record: tags in its head, links in the headers of the answer.

The tags are those of Google Scholar (https://scholar.google.com/intl/en/scholar/inclusion.html) and of Dublin Core
(DCMI Metadata Terms); the links those of Signposting (https://signposting.org/FAIR/).
"""

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language

from cases.choices import SubjectKind
from cases.published import cite
from cases.published.api.urls import ONE
from cases.published.csvw import TAGS
from cases.published.exports import LICENCE_URL
from cases.published.models import PublishedDocument

#: The address of the API that has the record as data.
DATA = {
    SubjectKind.CASE: f"api-{ONE['cases']}",
    SubjectKind.SOURCE: f"api-{ONE['sources']}",
    SubjectKind.ACTION: f"api-{ONE['actions']}",
}


def tags(published: PublishedDocument) -> list[tuple[str, str]]:
    """Names and contents of the meta tags of a record's page, its title in the active language or in English."""
    found = cite.of(published)
    first = localtime(published.first_published_at).date()
    language = TAGS.get(found.language, found.language)
    return [
        ("citation_title", found.title),
        ("citation_author", found.author),
        ("citation_publisher", found.author),
        ("citation_publication_date", f"{found.changed:%Y/%m/%d}"),
        ("citation_online_date", f"{first:%Y/%m/%d}"),
        ("citation_language", language),
        ("citation_public_url", found.address),
        ("dcterms.title", found.title),
        ("dcterms.creator", found.author),
        ("dcterms.publisher", found.author),
        ("dcterms.isPartOf", found.site),
        ("dcterms.issued", first.isoformat()),
        ("dcterms.modified", found.changed.isoformat()),
        ("dcterms.hasVersion", str(found.edition)),
        ("dcterms.language", language),
        ("dcterms.type", "Text"),
        ("dcterms.identifier", found.address),
        ("dcterms.license", LICENCE_URL),
    ]


def links(published: PublishedDocument) -> str:
    """The Link header of a record's page: the address to cite, the record as data, licence, and the whole it is of."""
    found = cite.of(published, get_language())
    data = reverse(DATA[published.kind], args=[published.reference])
    return ", ".join(
        [
            f'<{found.address}>; rel="cite-as"',
            f'<{settings.SITE_URL}{data}>; rel="describedby"; type="application/json"',
            f'<{LICENCE_URL}>; rel="license"',
            f'<{settings.SITE_URL}{reverse("dataset-jsonld")}>; rel="collection"; type="application/ld+json"',
        ]
    )
