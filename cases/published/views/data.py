"""The page that offers everything published as files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.published import dataset
from cases.published.columns import SCHEMA_VERSION
from cases.published.exports import LICENCE_URL


def data(request: HttpRequest) -> HttpResponse:
    current, files = dataset.files()
    context = {
        "edition": current,
        "files": files,
        "schema_version": SCHEMA_VERSION,
        "licence_url": LICENCE_URL,
    }
    return render(request, "pages/data.html", context)
