"""What the pages of an import show: the counts, and the rows of one file and kind, page by page."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from advocacy.importing import work
from advocacy.importing.tables import TABLES
from cases.importing import previews
from cases.importing.arrange import TRANSLATIONS
from cases.importing.proposal import KINDS, SAME
from cases.importing.rights import Rights
from cases.models import ImportRun

KIND_LABELS = {"new": _("New"), "changed": _("Changed"), "same": _("Same"), "wrong": _("Wrong")}


def rows_by_file(counts: dict, rights: Rights) -> dict[str, dict]:
    """The counts of the files about nouns that the user may see; translations speak of many, so of all."""
    seen = {table.name for table in TABLES if rights.may_see(table)}
    if len(seen) == len(TABLES):
        seen.add(TRANSLATIONS)
    return {name: count for name, count in counts.items() if name in seen}


def preview_context(request: HttpRequest, run: ImportRun, index: previews.Index, rights: Rights) -> dict:
    """The rows that the address asks for: `file`, `kind` and `page`; else the first that deserve a look."""
    counts = rows_by_file(run.counts, rights)
    pages = {name: kinds for name, kinds in index.pages.items() if name in counts}
    file, kind = request.GET.get("file", ""), request.GET.get("kind", "")
    if file not in pages or kind not in KINDS:
        file, kind = _first(pages)
    places = pages[file][kind] if file else []
    wanted = request.GET.get("page", "1")
    number = min(
        max(int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 8 else 1, 1),
        len(places) or 1,
    )
    entries = previews.read_page(work.preview_of(run), *places[number - 1]) if places else []
    table = [
        {
            "name": name,
            "kinds": [
                {
                    "kind": each,
                    "count": count.get(each, 0),
                    "label": KIND_LABELS[each],
                    "is_shown": (name, each) == (file, kind),
                }
                for each in ("new", "changed", "same", "wrong")
            ],
            "wrong": count.get("wrong", 0) and name in index.columns,
        }
        for name, count in counts.items()
    ]
    total = sum(count.get(each, 0) for count in counts.values() for each in ("new", "changed"))
    return {
        "table": table,
        "file": file,
        "kind": kind,
        "kind_label": KIND_LABELS.get(kind, ""),
        "count": counts.get(file, {}).get(kind, 0),
        "entries": entries,
        "page": number,
        "pages": len(places),
        "general": index.general,
        "total": total,
    }


def _first(pages: dict[str, dict[str, list]]) -> tuple[str, str]:
    """The first file with wrong rows, else with changed, with new ones; ("", "") for an empty preview."""
    for kind in (*(each for each in KINDS if each != SAME), SAME):
        for name, kinds in pages.items():
            if kinds[kind]:
                return name, kind
    return "", ""
