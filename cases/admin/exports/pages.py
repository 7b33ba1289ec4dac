"""Private exports: what a list shows, as a file for the office's own use.

Two steps: the page asks for columns and format, its POST answers with the file. Nothing leaves that the list and the
form do not show to the same user. Every file is in the log before its first row leaves (PrivateExport).
"""

from collections.abc import Callable, Iterator
from urllib.parse import quote

from django import forms
from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from cases.admin.exports import export_columns, export_files
from cases.admin.lists.paging import capped
from cases.admin.lists.saved_filters import allowed_query
from cases.choices import ExportFormat
from cases.models import PrivateExport

TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ExportForm(forms.Form):
    """Which columns, in which format; everything but encrypted texts is ticked at first."""

    format = forms.ChoiceField(
        label=gettext_lazy("Format"), choices=ExportFormat, initial=ExportFormat.CSV, widget=forms.RadioSelect
    )
    columns = forms.MultipleChoiceField(
        label=gettext_lazy("Columns"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one column.")},
    )

    def __init__(self, columns: list[export_columns.Column], data=None):
        super().__init__(data)
        self.offered = {column.name: column for column in columns}
        self.fields["columns"].choices = [(column.name, label(column)) for column in columns]
        self.fields["columns"].initial = [column.name for column in columns if not column.is_restricted]

    def clean(self):
        """A spreadsheet lies on the disk while it is made, and what is encrypted in the record must not."""
        cleaned = super().clean()
        restricted = {name for name, column in self.offered.items() if column.is_restricted}
        if cleaned.get("format") == ExportFormat.XLSX and restricted & set(cleaned.get("columns", ())):
            self.add_error("format", _("Encrypted texts leave as CSV only: choose CSV, or leave them out."))
        return cleaned

    def chosen(self) -> list[export_columns.Column]:
        """In the order of the form of the record."""
        chosen = set(self.cleaned_data["columns"])
        return [column for name, column in self.offered.items() if name in chosen]


def label(column: export_columns.Column) -> str:
    if column.is_restricted:
        return _("%s (encrypted in the record, readable in the file)") % column.label
    return column.label


class ExportPages(admin.ModelAdmin):
    """The way from a list to a file of it, for whoever may see the list."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        return [path("export/", self.admin_site.admin_view(self.export_view), name=name), *super().get_urls()]

    def export_address(self, request) -> str:
        """The page that makes a file of the list as it is narrowed in this request."""
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_export")
        query = allowed_query(request.GET.urlencode(), self.allowed_parameters(request))
        return f"{address}?{query}" if query else address

    def export_view(self, request):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        try:
            shown = self.get_changelist_instance(request)
        except (IncorrectLookupParameters, DisallowedModelAdminLookup) as error:
            raise BadRequest(_("The list cannot be narrowed like this.")) from error
        if getattr(request, "list_faults", ()):
            raise BadRequest(request.list_faults[0])
        form = ExportForm(
            export_columns.columns_for(self, request), request.POST if request.method == "POST" else None
        )
        too_many = ""
        if form.is_valid():
            file_format = form.cleaned_data["format"]
            most = export_files.MOST_ROWS[file_format]
            if capped(shown.queryset, most) <= most:
                return self.answer(request, shown, form.chosen(), file_format)
            too_many = _(
                "The list has more than %(most)d rows, too many for one file of this format. Narrow it first."
            ) % {"most": most}
        context = {
            **self.admin_site.each_context(request),
            "title": _("Export this list"),
            "opts": self.opts,
            "form": form,
            "too_many": too_many,
            "narrowed": shown.narrowed,
            "count_words": shown.count_words,
            "list_address": f"{reverse(f'admin:{self.opts.app_label}_{self.opts.model_name}_changelist')}"
            f"?{allowed_query(request.GET.urlencode(), self.allowed_parameters(request))}",
        }
        return TemplateResponse(request, "admin/export.html", context)

    def answer(self, request, shown, columns: list[export_columns.Column], file_format: str):
        """The file, streamed. Its line in the log stands before the first byte; the number of rows after the last."""
        log = PrivateExport.objects.create(
            user=request.user,
            kind=self.opts.label_lower,
            # Without the words searched for: they may be names, and of what the reader of the log may not know.
            filter="\n".join(
                f"{narrow['title']}: {'…' if narrow['is_search'] else narrow['words']}"
                for narrow in shown.narrowed
            ),
            columns=[column.name for column in columns],
            format=file_format,
            has_restricted=any(column.is_restricted for column in columns),
            made_at=timezone.now(),
        )
        rows = Counted(export_columns.lines(shown.queryset, columns, request.user))
        notice = self.notice(request, shown)
        headings = [column.label for column in columns]

        def done() -> None:
            PrivateExport.objects.filter(pk=log.pk).update(rows=rows.count)

        language = get_language()
        if file_format == ExportFormat.CSV:
            sentence = " ".join(f"{name}: {words}." if words else f"{name}." for name, words in notice)
            content = then(export_files.csv_file(sentence, headings, rows), done, language)
        else:
            content = export_files.blocks(export_files.xlsx_file(notice, headings, rows), done)
        answer = StreamingHttpResponse(content, content_type=TYPES[file_format])
        name = f"internal-use-{self.opts.model_name}-{timezone.localtime():%Y-%m-%d-%H%M}.{file_format}"
        answer.headers["Content-Disposition"] = f'attachment; filename="{quote(name)}"'
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def notice(self, request, shown) -> list[tuple[str, str]]:
        """What stands before the rows: for whom, of what, by whom and when."""
        narrowed = "; ".join(f"{narrow['title']}: {narrow['words']}" for narrow in shown.narrowed)
        return [
            (_("Internal use: not for publication, not to be passed on"), ""),
            (_("List"), str(self.opts.verbose_name_plural)),
            (_("Narrowed to"), narrowed or _("nothing, all rows")),
            (_("Made by"), request.user.get_username()),
            (_("Made at"), timezone.localtime().strftime("%Y-%m-%d %H:%M %z")),
        ]


class Counted:
    """Rows, counted as they pass."""

    def __init__(self, rows: Iterator[list]):
        self.rows, self.count = rows, 0

    def __iter__(self) -> Iterator[list]:
        for row in self.rows:
            self.count += 1
            yield row


def then(pieces: Iterator[bytes], done: Callable[[], None], language: str) -> Iterator[bytes]:
    """The pieces in the language of the page, which is no longer active when they are made, and `done()` once the last
    has been handed over."""
    with override(language):
        yield from pieces
    done()
