"""The answer at the address of a record that turned out to repeat another."""

from django.http import HttpResponsePermanentRedirect


def moved(address: str) -> HttpResponsePermanentRedirect:
    """301 that caches ask about each time: the record it leads to may be taken down."""
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": "no-cache"})
