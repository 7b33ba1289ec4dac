"""Files in the reader's language: feeds. Files without a language are in machine_urls."""

from django.urls import path

from cases.published.feeds import FEEDS
from cases.published.views.files import atom_editions, atom_list
from cases.published.views.map import map_csv, map_png, map_svg

urlpatterns = [
    *(path(f"{table}.atom", atom_list, {"table": table}, name=f"{table}-atom") for table in FEEDS),
    path("map.csv", map_csv, name="map-csv"),
    path("map.svg", map_svg, name="map-svg"),
    path("map.png", map_png, name="map-png"),
    path("editions.atom", atom_editions, name="editions-atom"),
]
