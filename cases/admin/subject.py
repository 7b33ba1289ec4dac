"""The admin of subjects of publication: the panel above the form, the steps, the preview, steps for many."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import workflow
from cases.admin import preview, publication_steps
from cases.admin.panel import Panel
from cases.admin.record import RecordAdmin
from cases.admin.steps import REFUSALS
from cases.publication import publish, subjects

#: No message list is read to its end when hundreds of records are refused.
LONGEST_REPORT = 20


class SubjectAdmin(RecordAdmin):
    """Of everything an edition publishes as a document of its own."""

    steps = publication_steps.ALL
    actions = ("submit_selected", "approve_selected", "publish_selected")

    def get_urls(self):
        own = path(
            "<path:object_id>/preview/",
            self.admin_site.admin_view(self.preview_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_preview",
        )
        return [own, *super().get_urls()]

    def preview_view(self, request, object_id):
        """The public page of the subject as it would be published now, under a banner."""
        subject = self.get_object(request, unquote(object_id))
        if subject is None:
            raise Http404
        if not self.has_view_permission(request, subject):
            raise PermissionDenied
        return preview.respond(request, subject)

    def step_context(self, request, record) -> dict:
        panel = Panel.of(self, request, record)
        buttons = self.step_buttons(request, record)
        if panel.is_current:
            buttons = [button for button in buttons if button["step"] is not publication_steps.PUBLISH]
        return {"step_buttons": buttons, "panel": panel}

    # --- for many at once ---

    def has_submit_permission(self, request):
        return self.has_change_permission(request)

    def has_approve_permission(self, request):
        return request.user.has_perm("cases.review_subject")

    def has_publish_permission(self, request):
        return request.user.has_perm("cases.publish_edition")

    @admin.action(description=gettext_lazy("Submit for review"), permissions=["submit"])
    def submit_selected(self, request, queryset):
        self.take_each(request, queryset, lambda subject: workflow.submit([subject], by=request.user))

    @admin.action(description=gettext_lazy("Approve"), permissions=["approve"])
    def approve_selected(self, request, queryset):
        self.take_each(request, queryset, lambda subject: workflow.approve([subject], by=request.user))

    def take_each(self, request, queryset, take) -> None:
        """Take one step with each subject by itself; say which could not and why."""
        refused, done = [], 0
        for subject in queryset:
            try:
                take(subject)
            except REFUSALS as refusal:
                refused.append(with_reference(subject, str(refusal)))
            else:
                done += 1
        if done:
            messages.success(request, _("Done: %d.") % done)
        report(request, refused)

    @admin.action(description=gettext_lazy("Publish in one edition"), permissions=["publish"])
    def publish_selected(self, request, queryset):
        """Ask first, showing what becomes public and what cannot and why; then make one edition of the rest."""
        ready, refused = self.sort_out(request, queryset)
        form = publication_steps.PublishForm(request.POST if "confirmed" in request.POST else None)
        if ready and form.is_valid():
            try:
                edition = publish.publish(ready, by=request.user, **form.cleaned_data)
            except REFUSALS as refusal:
                report(request, str(refusal).splitlines())
            else:
                messages.success(
                    request,
                    _("Edition %(serial)s: %(count)d published.")
                    % {"serial": edition.serial, "count": len(ready)},
                )
            report(request, refused)
            return None
        if not ready:
            report(request, refused)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Publish in one edition"),
            "opts": self.opts,
            "step": publication_steps.PUBLISH,
            "effects": [
                _("%s appears on the public site or is changed there.") % subject for subject in ready
            ],
            "refused": refused,
            "form": form,
            "is_bulk": True,
            "action": "publish_selected",
            "selected": [subject.pk for subject in ready],
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/step.html", context)

    def sort_out(self, request, queryset) -> tuple[list, list[str]]:
        """The subjects that can be published, and a line for each obstacle of the others."""
        chosen = subjects.fetch_relations(queryset)
        who = subjects.who_not_many(chosen, request.user)
        ready, refused = [], []
        for subject in chosen:
            obstacles = [*subjects.why_not(subject), *who[subject]]
            if obstacles:
                refused += [with_reference(subject, obstacle.message) for obstacle in obstacles]
            else:
                ready.append(subject)
        return ready, refused


def with_reference(subject, message: str) -> str:
    """The message, naming the subject unless it does already."""
    return message if message.startswith(subject.reference) else f"{subject.reference}: {message}"


def report(request, lines: list[str]) -> None:
    """Tell what was refused, up to a length people read."""
    for line in lines[:LONGEST_REPORT]:
        messages.error(request, line)
    if len(lines) > LONGEST_REPORT:
        messages.error(request, _("… and %d more.") % (len(lines) - LONGEST_REPORT))
