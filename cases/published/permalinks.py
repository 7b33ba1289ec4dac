"""Permanent addresses: SITE_URL and the English path, the same in every language, file and feed; pure.

Not made with `reverse`: lines are rendered where the public addresses are not installed (the staff surface). A test
compares both.
"""

from cases.choices import SubjectKind

_PATHS = {
    SubjectKind.CASE: "/cases/{}/",
    SubjectKind.SOURCE: "/sources/{}/",
    SubjectKind.FIGURE: "/figures/#{}",
    SubjectKind.STATEMENT: "/background/#{}",
    SubjectKind.ACTION: "/actions/{}/",
}


def path(document: dict, part: str = "") -> str:
    """Path of the place that shows a published document, or the part of it with this reference.

    A response that answers no recorded action stands on the page of the case it names; "" if it names none.
    Callers blank a case that is not published.
    """
    reference = document["reference"]
    if document["kind"] == SubjectKind.RESPONSE:
        return f"{_PATHS[SubjectKind.CASE].format(document['case'])}#{reference}" if document["case"] else ""
    address = _PATHS[document["kind"]].format(reference)
    inside = part and part != reference and "#" not in address
    return f"{address}#{part}" if inside else address


def permalink(site_url: str, document: dict, part: str = "") -> str:
    """Whole address, "" if nothing shows it; `site_url` is settings.SITE_URL, without a slash at its end."""
    shown = path(document, part)
    return site_url + shown if shown else ""
