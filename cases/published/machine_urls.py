"""Addresses without a language: what machines ask for, and the files that are the same for every reader."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from cases.published.exports import FILTERS
from cases.published.views import case_files, files, machines

#: Files have no language; these prefixes lead to them.
LANGUAGES = ("ko", "zh-hans")


class TableName(StringConverter):
    """The name of a published table."""

    regex = "|".join(FILTERS)


register_converter(TableName, "table")

urlpatterns = [
    path("healthz", machines.healthz, name="healthz"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security-txt"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", machines.sitemap_file, name="sitemap-file"),
    path("datapackage.json", machines.datapackage, name="datapackage"),
    path("data.jsonld", machines.dataset, name="dataset-jsonld"),
    path("data-dictionary.md", machines.data_dictionary, name="data-dictionary"),
    path("api/v1/", include("cases.published.api.urls")),
    path("cases/<slug:reference>.json", files.case_json, name="case-json"),
    path("cases/<slug:reference>.bib", case_files.case_bibtex, name="case-bibtex"),
    path("cases/<slug:reference>.ris", case_files.case_ris, name="case-ris"),
    *(path(f"{table}.csv", files.csv_list, {"table": table}, name=f"{table}-csv") for table in FILTERS),
    *(path(f"{table}.json", files.json_list, {"table": table}, name=f"{table}-json") for table in FILTERS),
    *(
        path(f"{table}.csv-metadata.json", files.csv_metadata, {"table": table}, name=f"{table}-csv-metadata")
        for table in FILTERS
    ),
    path("csv-metadata.json", files.csv_group, name="csv-metadata"),
    *(
        path(f"{code}/<table:table>.csv", files.csv_in_language, {"language": code}, name=f"csv-in-{code}")
        for code in LANGUAGES
    ),
    *(
        path(f"{code}/<table:table>.json", files.json_in_language, name=f"json-in-{code}")
        for code in LANGUAGES
    ),
]
