"""Those whom published actions address: what each is called."""

from collections.abc import Iterable

from django.db.models import Min

from cases.published import resolve
from cases.published.models import PublishedAction, PublishedActionAddressee


def names(references: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The names of addressees of published actions, each with its language where that is not the active one's.
    Two queries."""
    rows = PublishedActionAddressee.objects.filter(addressee__in=list(references))
    examples = dict(rows.values_list("addressee").annotate(action=Min("action")))
    found = PublishedAction.objects.filter(pk__in=set(examples.values()))
    texts: dict[str, dict] = {}
    for document in found.order_by("pk").values_list("subject__document", flat=True):
        for addressee in document["addressees"]:
            texts.setdefault(addressee["reference"], addressee["name"])
    return {
        reference: (resolve.localized(texts[reference]), resolve.other_language(texts[reference]))
        for reference in examples
    }
