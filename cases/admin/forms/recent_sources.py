"""The source somebody worked with last, offered first wherever a source is chosen.

One article is cited for many things in a row; searching for it each time is what makes people leave it out.
"""

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.text import Truncator

from cases.admin.forms.choosers import Chooser
from cases.models import Case, Citation, Figure, Source

MOST = 6
#: Rows of the history looked at: enough to find different sources among them.
LOOKED_AT = 40
LONGEST_LABEL = 60


class SourcePicker(Chooser):
    """A chooser for a source with a list named `<field>_recent` above it. The typed reference wins, then the list.

    `recent` holds (key, words). A row that has its source already shows no list.
    """

    recent: tuple[tuple[int, str], ...] = ()

    def value_from_datadict(self, data, files, name):
        typed = (data.get(f"{name}_reference") or "").strip()
        return (not typed and data.get(f"{name}_recent")) or super().value_from_datadict(data, files, name)

    def value_omitted_from_data(self, data, files, name):
        return f"{name}_recent" not in data and super().value_omitted_from_data(data, files, name)

    def render(self, name, value, attrs=None, renderer=None):
        chooser = super().render(name, value, attrs, renderer)
        if self.chosen is not None or value or not self.recent:
            return chooser
        return render_to_string(
            "admin/source_picker.html",
            {"chooser": chooser, "name": name, "recent": self.recent, "id": (attrs or {}).get("id", "")},
        )


def recent_sources(request, record=None) -> tuple[tuple[int, str], ...]:
    """The sources this user last entered, cited or took a number from, then those cited for the case whose page, or
    whose part's page, this is: as (key, words), those the user may know of only.

    Five queries, asked once for each page.
    """
    if not hasattr(request, "recent_sources"):
        case = record if isinstance(record, Case) else getattr(record, "case", None)
        request.recent_sources = find_recent(request, case)
    return request.recent_sources


def find_recent(request, case) -> tuple[tuple[int, str], ...]:
    used = []
    for model, column in ((Source, "id"), (Citation, "source_id"), (Figure, "source_id")):
        rows = model.history.filter(history_user=request.user).order_by("-history_date", "-history_id")
        used += rows.values_list("history_date", column)[:LOOKED_AT]
    keys = [key for _date, key in sorted(used, key=lambda row: row[0], reverse=True)]
    if case is not None:
        cited = Citation.objects.filter(case=case).order_by("reference").values_list("source_id", flat=True)
        keys += cited[:LOOKED_AT]
    keys = list(dict.fromkeys(keys))
    source_admin = admin.site.get_model_admin(Source)
    known = source_admin.get_queryset(request).in_bulk(keys[:LOOKED_AT])
    return tuple(
        (key, Truncator(source_admin.choice_label(known[key])).chars(LONGEST_LABEL))
        for key in keys
        if key in known
    )[:MOST]
