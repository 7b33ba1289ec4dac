"""Files in the reader's language: feeds. Files without a language are in machine_urls."""

from django.urls import path

from cases.published.feeds import FEEDS
from cases.published.views.files import atom_list

urlpatterns = [path(f"{table}.atom", atom_list, {"table": table}, name=f"{table}-atom") for table in FEEDS]
