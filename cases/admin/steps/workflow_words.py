"""The steps of the workflow in the words of the reader: the history keeps them in English."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

STEPS = {
    "submitted": gettext_lazy("Submitted for review"),
    "returned": gettext_lazy("Returned with a comment"),
    "approved": gettext_lazy("Approved"),
    "reopened by an edit": gettext_lazy("Back to draft, because it was edited"),
    "naming of a child approved": gettext_lazy("Naming of a child approved"),
}
IN_EDITION = {
    "published": gettext_lazy("Published in edition %s"),
    "retracted": gettext_lazy("Retracted in edition %s"),
    "withdrawn": gettext_lazy("Withdrawn in edition %s"),
}
_EDITION = re.compile(r"(\w+) in edition (\d+)\Z")


def in_words(step: str) -> str:
    """What follows "workflow: " in a change reason, for people; what is not known here stays as it is."""
    if step in STEPS:
        return str(STEPS[step])
    found = _EDITION.match(step)
    if found and found[1] in IN_EDITION:
        return IN_EDITION[found[1]] % found[2]
    return _("Step: %s") % step
