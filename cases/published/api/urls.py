"""Addresses of the JSON API. They have no language."""

from django.urls import path

from cases.published.exports import FILTERS
from cases.published.views import api

#: The name of one thing of each table, for the names of addresses.
ONE = {table: table.removesuffix("s") for table in FILTERS}

urlpatterns = [
    path("", api.index, name="api"),
    path("openapi.json", api.description, name="api-openapi"),
    path("editions", api.editions, name="api-editions"),
    path("editions/<int:serial>", api.edition, name="api-edition"),
    path("totals", api.totals, name="api-totals"),
    *(path(table, api.table, {"table": table}, name=f"api-{table}") for table in FILTERS),
    *(
        path(f"{table}/<slug:reference>", api.one, {"table": table}, name=f"api-{ONE[table]}")
        for table in FILTERS
    ),
]
