"""The admin of subjects of publication: panel, steps, review, preview, merging, steps for many."""

from django.shortcuts import redirect

from cases import merging
from cases.admin.record import RecordAdmin
from cases.admin.steps import publication_steps
from cases.admin.steps.many_steps import ManySteps
from cases.admin.steps.panel import Panel
from cases.admin.steps.preview import PreviewPages
from cases.admin.steps.review_diff import ReviewPages
from cases.models import Merge


class SubjectAdmin(ManySteps, ReviewPages, PreviewPages, RecordAdmin):
    """Of everything an edition publishes as a document of its own."""

    steps = publication_steps.ALL

    def step_context(self, request, record) -> dict:
        panel = Panel.of(self, request, record)
        buttons = self.step_buttons(request, record)
        if panel.is_current:
            buttons = [button for button in buttons if button["step"] is not publication_steps.PUBLISH]
        return {"step_buttons": buttons, "panel": panel, **self.merge_context(request, record)}

    def merge_context(self, request, record) -> dict:
        """What the panel says about merging; only of the nouns that can be merged."""
        return {}

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """From the page of a duplicate that is gone to what it went into, where the user may know of that."""
        merge = None
        if self.model in merging.MERGED and str(object_id).isdigit():
            merge = Merge.objects.filter(kind=opts.model_name, removed_pk=int(object_id)).first()
        kept = self.get_queryset(request).filter(pk=merge.kept_pk).first() if merge else None
        if kept is None:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        return redirect(f"admin:{opts.app_label}_{opts.model_name}_change", kept.pk)
