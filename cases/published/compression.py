"""Public answers in fewer bytes, for browsers that can read gzip.

Only for what every visitor gets alike: such an answer holds no secret that the size of the whole could give away
bit by bit (the BREACH attack needs one). Answers of the staff surface and answers for one visitor stay as they are,
and so do streams: a download that fails must break, not end as a shorter file.
"""

import gzip

from django.http import HttpRequest, HttpResponse

GZIP = "gzip"
#: Text that compresses well. Pictures are compressed already.
CONTENT_TYPES = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/atom+xml",
    "application/xml",
    "application/problem+json",
    "image/svg+xml",
)
#: Shorter answers fit one packet either way.
FEWEST_BYTES = 500
LEVEL = 6


def accepted_encoding(request: HttpRequest) -> str:
    """ "gzip" where the browser says that it reads it, else nothing."""
    for offer in request.headers.get("Accept-Encoding", "").lower().split(","):
        name, _separator, quality = offer.replace(" ", "").partition(";q=")
        if name == GZIP:
            return "" if quality.strip("0.") == "" and quality else GZIP
    return ""


def compress(response: HttpResponse) -> None:
    """Replace the body by its compressed form where that is worth while. The same text gives the same bytes."""
    if response.streaming or response.has_header("Content-Encoding"):
        return
    if not response.headers.get("Content-Type", "").startswith(CONTENT_TYPES):
        return
    if len(response.content) < FEWEST_BYTES:
        return
    response.content = gzip.compress(response.content, LEVEL, mtime=0)
    response.headers["Content-Encoding"] = GZIP
    if response.has_header("Content-Length"):
        response.headers["Content-Length"] = str(len(response.content))
