"""Addresses without a language: what machines ask for, and the files that are the same for every reader."""

from django.urls import path

from cases.published.exports import FILTERS
from cases.published.views import machines
from cases.published.views.files import case_json, csv_list, json_list

urlpatterns = [
    path("healthz", machines.healthz, name="healthz"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security-txt"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", machines.sitemap_file, name="sitemap-file"),
    path("datapackage.json", machines.datapackage, name="datapackage"),
    path("data-dictionary.md", machines.data_dictionary, name="data-dictionary"),
    path("cases/<slug:reference>.json", case_json, name="case-json"),
    *(path(f"{table}.csv", csv_list, {"table": table}, name=f"{table}-csv") for table in FILTERS),
    *(path(f"{table}.json", json_list, {"table": table}, name=f"{table}-json") for table in FILTERS),
]
