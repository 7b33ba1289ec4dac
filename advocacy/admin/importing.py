"""Imports in the browser: upload, choose the columns, look at what would change, import, take back.

A request only stores the file and notes what is to be done; a process of its own does it (advocacy/importing/work.py).
For those with the right to import, who see of a file no more than their own lists and forms would show them. Before it is
imported only who uploaded it opens it.
"""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET, require_POST

from advocacy.admin.import_forms import ColumnsForm, TableForm, UndoForm, UploadForm
from advocacy.admin.import_pages import preview_context, rows_by_file
from advocacy.admin.sealed_uploads import SealedUploads
from advocacy.importing import process, uploads, work
from advocacy.importing.tables import TABLES
from cases.admin.lists.filters import WorkFilter
from cases.choices import ImportState, ImportTask
from cases.importing import guess, previews, uploaded
from cases.importing.files import BundleError
from cases.importing.rights import Rights
from cases.importing.sealed import Damaged
from cases.models import ImportMapping, ImportRun

PERMISSION = "cases.import_records"
#: Seconds after which the page of work that goes on asks again.
AGAIN = 3
#: Addresses of what is done with one import, each by POST alone, and the state that it is done in.
DOINGS = ("table", "columns", "check", "commit", "discard", "undo", "repeat")


def may_undo(rights: Rights, run: ImportRun) -> bool:
    """Whether somebody may change rows of every noun that the import brought: undoing deletes and puts back."""
    return all(
        rights.may_see(table) and all(rights.may("change", model) for model in table.models)
        for table in TABLES
        if any(run.counts.get(table.name, {}).get(kind) for kind in ("new", "changed"))
    )


@admin.register(ImportRun)
class ImportRunAdmin(admin.ModelAdmin):
    """The imports, the newest first, and the pages of one of them."""

    list_display = ("name", "state_words", "row_counts", "sender", "made_by", "uploaded_at", "made_at")
    list_filter = (WorkFilter, "state")
    list_select_related = ("made_by",)
    show_full_result_count = False
    list_per_page = 50
    actions = None

    # --- who may ---

    def has_module_permission(self, request):
        return request.user.has_perm(PERMISSION)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(PERMISSION)

    has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        """Nobody: the list says what came into the record."""
        return False

    def lookup_allowed(self, lookup, value, request=None):
        return lookup in ("state__exact", WorkFilter.parameter_name)

    # --- the list ---

    def changelist_view(self, request, extra_context=None):
        if self.has_view_permission(request):
            uploads.expire()
        return super().changelist_view(request, extra_context)

    def get_list_display(self, request):
        """The counts tell nothing about nouns that the user may not see."""
        rights = work.rights_of(request.user)

        @admin.display(description=gettext_lazy("rows"))
        def counts(run):
            return self._row_counts(run, rights)

        return tuple(counts if name == "row_counts" else name for name in self.list_display)

    def row_counts(self, run):
        raise NotImplementedError  # get_list_display puts one in its place that knows the user

    def _row_counts(self, run, rights):
        seen = rows_by_file(run.counts, rights)
        total = {
            kind: sum(count.get(kind, 0) for count in seen.values()) for kind in ("new", "changed", "wrong")
        }
        if not seen:
            return "–"
        return _("new %(new)s, changed %(changed)s, wrong %(wrong)s") % total

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_words(self, run):
        if run.task:
            return run.get_task_display()
        return run.get_state_display()

    # --- addresses ---

    def get_urls(self):
        own = [
            path(
                f"<path:object_id>/{doing}/",
                self.admin_site.admin_view(require_POST(partial(self.doing_view, doing=doing))),
                name=f"cases_importrun_{doing}",
            )
            for doing in DOINGS
        ]
        faults = path(
            "<path:object_id>/faults/<slug:name>.csv",
            self.admin_site.admin_view(require_GET(self.faults_view)),
            name="cases_importrun_faults",
        )
        return [faults, *own, *super().get_urls()]

    # --- upload ---

    def add_view(self, request, form_url="", extra_context=None):
        """The upload. Whoever may not is refused before a byte of the file is read."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        handler = SealedUploads(request)
        request.upload_handlers = [handler]
        try:
            return self._upload(request, handler)
        finally:
            handler.upload_interrupted()

    # The file must not be read before the handler is in its place, and checking the token reads it.
    add_view.csrf_exempt = True

    def _upload(self, request, handler):
        return csrf_protect(partial(self._protected_upload, handler=handler))(request)

    def _protected_upload(self, request, handler):
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            incoming, handler.incoming = handler.incoming, None
            values = {name: form.cleaned_data[name] for name in ("sender", "clear_empty")}
            try:
                run = incoming.keep(form.cleaned_data["file"].name, by=request.user, **values)
            except uploads.UploadRefused as refused:
                form.add_error("file", str(refused))
            else:
                if uploads.kind_of(run) == uploads.BUNDLE:
                    self.begin(request, run, ImportTask.CHECK)
                return self.to(run)
        senders = ImportMapping.objects.order_by("sender").values_list("sender", flat=True).distinct()[:100]
        return self.page(request, "admin/import_upload.html", None, form=form, senders=senders)

    # --- one import ---

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The page of one import, whatever its state."""
        run = self.found(request, object_id)
        if run.task:
            return self.working_page(request, run)
        if run.state in uploads.WAITING:
            if not uploads.is_kept(run):
                uploaded.discard(run)
                messages.warning(request, _("The uploaded file is not there any more. Upload it again."))
                return redirect("admin:cases_importrun_changelist")
            if run.state == ImportState.UPLOADED or "columns" in request.GET:
                return self.columns_page(request, run)
            return self.preview_page(request, run)
        return self.finished_page(request, run)

    def found(self, request, object_id) -> ImportRun:
        """The import. Raises PermissionDenied for one that somebody else uploaded and nobody imported yet."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        run = self.get_object(request, unquote(object_id))
        if run is None:
            raise Http404
        if run.state in uploads.WAITING and run.made_by_id != request.user.pk:
            raise PermissionDenied
        return run

    def page(self, request, template, run, **context):
        title = _("Upload a file to import") if run is None else str(run)
        context |= {**self.admin_site.each_context(request), "opts": self.opts, "run": run, "title": title}
        return TemplateResponse(request, template, context)

    def to(self, run):
        return redirect("admin:cases_importrun_change", run.pk)

    def working_page(self, request, run):
        """How far the work is. Asks again by itself, without a script, unless the reader stops it."""
        alive = uploaded.is_alive(run)
        # A process needs a moment to begin.
        is_stuck = not alive and (work.waited(run) > work.BEGINS)
        still = "still" in request.GET
        progress = work.progress_of(run)
        response = self.page(
            request,
            "admin/import_working.html",
            run,
            progress=progress if alive else None,
            is_stuck=is_stuck,
            still=still,
            command=f"manage.py run_import {run.pk}",
        )
        if not (still or is_stuck):
            response["Refresh"] = str(AGAIN)
        return response

    def columns_page(self, request, run, tables=None, columns=None):
        try:
            kind = uploads.kind_of(run)
            if kind == uploads.BUNDLE:
                return self.page(request, "admin/import_refused.html", run)
            sheets = uploads.sheet_names(run) if kind == uploads.WORKBOOK else []
            records = uploads.first_records(run, kind)
        except (BundleError, Damaged) as error:
            run.message = str(error)
            return self.page(request, "admin/import_refused.html", run)
        rights = work.rights_of(request.user)
        seen = [table for table in TABLES if rights.may_see(table)]
        name = run.table or guess.fitting_table(seen, uploads.headings(records[0])) or "cases"
        table = next(table for table in seen if table.name == name)
        initial = {"table": name, "sheet": run.sheet}
        tables = tables or TableForm(tables=seen, sheets=sheets, initial=initial)
        columns = columns or ColumnsForm(run=run, table=table, records=records)
        return self.page(
            request, "admin/import_columns.html", run, tables=tables, columns=columns, table=table
        )

    def preview_page(self, request, run):
        try:
            index = previews.read_index(work.preview_of(run))
            context = preview_context(request, run, index, work.rights_of(request.user))
        except (OSError, ValueError):
            # The keys changed, or the disk was cleaned.
            run.message = _("The preview is not there any more. Check the file again.")
            return self.page(request, "admin/import_refused.html", run)
        context["is_single"] = bool(run.table)
        return self.page(request, "admin/import_preview.html", run, **context)

    def finished_page(self, request, run, form=None):
        rights = work.rights_of(request.user)
        counts = rows_by_file(run.counts, rights)
        obstacles = work.obstacles_of(run) if run.undone_by_id == request.user.pk else []
        form = form or UndoForm(initial={"reason": run.undo_reason} if obstacles else None)
        context = {"counts": counts, "form": form, "obstacles": obstacles, "may_undo": may_undo(rights, run)}
        return self.page(request, "admin/import_finished.html", run, **context)

    # --- what is done with it ---

    def doing_view(self, request, object_id, doing):
        run = self.found(request, object_id)
        return getattr(self, f"do_{doing}")(request, run) or self.to(run)

    def begin(self, request, run, task, **values) -> None:
        """Note what is to be done and start a process that does it."""
        uploads.prepare(run)
        if work.ask(run, task, **values):
            work.speak(run, get_language())
            self.start(request, run)

    def start(self, request, run) -> None:
        if not process.start(run.pk):
            message = _("No process could be started. Whoever runs the site starts it with: %(command)s")
            messages.warning(request, message % {"command": f"manage.py run_import {run.pk}"})

    def do_table(self, request, run):
        """Another table or sheet: its columns are guessed anew."""
        if run.task or run.state not in uploads.WAITING:
            return None
        seen = [table for table in TABLES if work.rights_of(request.user).may_see(table)]
        try:
            sheets = uploads.sheet_names(run) if uploads.kind_of(run) == uploads.WORKBOOK else []
        except (BundleError, Damaged):
            return None
        form = TableForm(request.POST, tables=seen, sheets=sheets)
        if not form.is_valid():
            return self.columns_page(request, run, tables=form)
        run.table, run.sheet, run.layout = form.cleaned_data["table"], form.cleaned_data.get("sheet", ""), ""
        run.state = ImportState.UPLOADED
        run.save(update_fields=["table", "sheet", "layout", "state"])
        return None

    def do_columns(self, request, run):
        """The columns are chosen: remember them for the sender, and check."""
        if run.task or run.state not in uploads.WAITING:
            return None
        rights = work.rights_of(request.user)
        table = next(
            (each for each in TABLES if each.name == request.POST.get("table") and rights.may_see(each)), None
        )
        if table is None:
            return None
        try:
            records = uploads.first_records(run, uploads.kind_of(run))
        except (BundleError, Damaged):
            return None
        form = ColumnsForm(request.POST, run=run, table=table, records=records)
        if not form.is_valid():
            run.table = table.name
            return self.columns_page(request, run, columns=form)
        layout, sender = form.layout().dumps(), form.cleaned_data["sender"]
        if sender:
            ImportMapping.objects.update_or_create(
                sender=sender, table=table.name, defaults={"layout": layout}
            )
        run.table, run.layout, run.sender = table.name, layout, sender
        run.clear_empty = form.cleaned_data["clear_empty"]
        run.save(update_fields=["table", "layout", "sender", "clear_empty"])
        self.begin(request, run, ImportTask.CHECK)
        return None

    def do_check(self, request, run):
        """The same once more, with what the record says now."""
        if uploads.kind_of(run) == uploads.BUNDLE or run.layout:
            self.begin(request, run, ImportTask.CHECK)

    def do_commit(self, request, run):
        """Import what the page showed, and nothing else."""
        if request.POST.get("seen") != run.digest or run.faults:
            messages.error(request, _("This is not what you saw. Look at the preview again."))
            return
        self.begin(request, run, ImportTask.COMMIT)
        return

    def do_discard(self, request, run):
        if run.state not in uploads.WAITING or uploaded.is_alive(run):
            return None
        uploaded.discard(run)
        messages.success(request, _("The upload is discarded. Nothing of it is in the record."))
        return redirect("admin:cases_importrun_changelist")

    def do_undo(self, request, run):
        if not may_undo(work.rights_of(request.user), run):
            raise PermissionDenied
        form = UndoForm(request.POST)
        if not form.is_valid():
            return self.finished_page(request, run, form)
        self.begin(
            request,
            run,
            ImportTask.UNDO,
            undone_by=request.user,
            undo_reason=form.cleaned_data["reason"],
            keeps_changed=form.cleaned_data["keep"],
        )
        return None

    def do_repeat(self, request, run):
        """The work was interrupted: begin it again, or give it up."""
        if not run.task or uploaded.is_alive(run):
            return
        if "stop" in request.POST:
            work.give_up(run)
        else:
            work.ask_again(run)
            self.start(request, run)

    def faults_view(self, request, object_id, name):
        """The wrong rows of one table as CSV, with what is wrong; streamed."""
        run = self.found(request, object_id)
        rights = work.rights_of(request.user)
        if run.state != ImportState.CHECKED or name not in rows_by_file(run.counts, rights):
            raise Http404
        try:
            index = previews.read_index(work.preview_of(run))
        except OSError as error:
            raise Http404 from error
        lines = previews.faulty_lines(work.preview_of(run), index, name)
        response = StreamingHttpResponse(
            (line.encode() for line in lines), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
