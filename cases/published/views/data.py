"""The page that offers everything published as files."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.published import dataset, schema_org
from cases.published.columns import SCHEMA_VERSION, TABLES
from cases.published.dataset import TableFile
from cases.published.exports import LICENCE_URL
from cases.published.feeds import FEEDS


@dataclass(frozen=True)
class TableOffer:
    """One table on the page: its file as measured, and the addresses it is offered at. `atom` is "" without a feed."""

    file: TableFile
    title: Promise
    description: str
    csv: str
    json: str
    atom: str
    api: str
    metadata: str

    @property
    def name(self) -> str:
        return self.file.table

    @property
    def rows(self) -> int:
        return self.file.rows

    @property
    def size(self) -> int:
        return self.file.size

    @property
    def sha256(self) -> str:
        return self.file.sha256


def data(request: HttpRequest) -> HttpResponse:
    """One query, once the files of the edition are measured."""
    current, files = dataset.files()
    context = {
        "edition": current,
        "tables": [_offer(file) for file in files],
        "feeds": [
            *((feed.title, reverse(f"{table}-atom")) for table, feed in FEEDS.items()),
            (_("Editions"), reverse("editions-atom")),
        ],
        "languages": settings.LANGUAGES,
        "schema_version": SCHEMA_VERSION,
        "licence_url": LICENCE_URL,
        "dataset": schema_org.dataset(current),
    }
    return render(request, "pages/data.html", context)


def _offer(file: TableFile) -> TableOffer:
    table = file.table
    return TableOffer(
        file,
        TABLES[table].title,
        str(TABLES[table].description),
        csv=reverse(f"{table}-csv"),
        json=reverse(f"{table}-json"),
        atom=reverse(f"{table}-atom") if table in FEEDS else "",
        api=reverse(f"api-{table}"),
        metadata=reverse(f"{table}-csv-metadata"),
    )
