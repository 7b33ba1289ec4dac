"""Steps with many subjects at once: look at all of them first, then case by case what came of each.

What was seen is what is decided: every row carries the fingerprint of what the page showed, and a subject that changed
meanwhile is left out and said so.
"""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.http import QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import workflow
from cases.admin.forms import kept_answers
from cases.admin.forms.kept_forms import SHEET
from cases.admin.steps import publication_steps
from cases.admin.steps.pages import Step
from cases.models.record import Subject
from cases.publication import forbidding, publish, subjects
from cases.publication.changes import fields_changed

#: More cannot be looked at before deciding, and each needs its document in memory.
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Row:
    """One subject in the table: what is about to change for the public, what forbids the step, or what came of it."""

    subject: Subject
    url: str
    reasons: list[str]
    changes: str = ""
    seen: str = ""
    done: str = ""


class ManySteps(admin.ModelAdmin):
    """The actions of a list of subjects."""

    actions = ("submit_selected", "approve_selected", "publish_selected")

    def has_submit_permission(self, request):
        return self.has_change_permission(request)

    def has_approve_permission(self, request):
        return request.user.has_perm("cases.review_subject")

    def has_publish_permission(self, request):
        return request.user.has_perm("cases.publish_edition")

    @admin.action(description=gettext_lazy("Submit for review"), permissions=["submit"])
    def submit_selected(self, request, queryset):
        """At once, because it decides nothing."""
        return self.many(request, queryset, Submitting(request))

    @admin.action(description=gettext_lazy("Approve"), permissions=["approve"])
    def approve_selected(self, request, queryset):
        """Look at each, then approve those that are still as they were seen."""
        return self.many(request, queryset, Approving(request))

    @admin.action(description=gettext_lazy("Publish in one edition"), permissions=["publish"])
    def publish_selected(self, request, queryset):
        """Look at each, then make one edition of those that can be published and are as they were seen."""
        return self.many(request, queryset, Publishing(request))

    def changelist_view(self, request, extra_context=None):
        """The list; or the page that asked before a step with many, with what was written there (kept_answers.py)."""
        typed = kept_answers.typed_before(request)
        # What names the text narrows no list.
        request.GET = request.GET.copy()
        request.GET.pop(SHEET, None)
        if typed:
            request.method, request.POST = "POST", unconfirmed(typed)
        return super().changelist_view(request, extra_context)

    def many(self, request, queryset, taking: "Taking"):
        """Ask where the step decides something, take it, and say what came of each."""
        if queryset[MOST_AT_ONCE : MOST_AT_ONCE + 1].exists():
            messages.error(request, _("Choose at most %d at a time.") % MOST_AT_ONCE)
            return None
        chosen = subjects.fetch_relations(queryset)
        forbidden = taking.forbidden(chosen)
        form = taking.form([subject for subject in chosen if not forbidden[subject]])
        asks = taking.step.decides and not ("confirmed" in request.POST and (form is None or form.is_valid()))
        if asks and not all(forbidden.values()):
            return self.ask_many(request, taking, chosen, forbidden, form)
        try:
            done, refused = ({}, forbidden) if asks else take_many(request, taking, chosen, form)
        except publish.NotAllowed as refusal:
            if form is None:
                raise
            form.add_error(None, str(refusal))
            return self.ask_many(request, taking, chosen, forbidden, form)
        kept_answers.answered(request)
        context = {
            **self.admin_site.each_context(request),
            "title": _("%s: what came of it") % taking.step.label,
            "opts": self.opts,
            "rows": [
                self.row(subject, refused.get(subject, [])) for subject in chosen if refused.get(subject)
            ]
            + [self.row(subject, [], done=done[subject]) for subject in chosen if subject in done],
            "done": len(done),
        }
        return TemplateResponse(request, "admin/step_results.html", context)

    def ask_many(self, request, taking: "Taking", chosen, forbidden, form):
        published = {
            kind: forbidding.published_documents(kind, chosen)
            for kind in {subjects.kind_of(subject) for subject in chosen}
        }
        context = {
            **self.admin_site.each_context(request),
            "title": taking.step.label,
            "opts": self.opts,
            "step": taking.step,
            "ready": [
                self.row(
                    subject,
                    [],
                    page="review",
                    changes=what_changes(
                        subject, published[subjects.kind_of(subject)].get(subject.reference)
                    ),
                    seen=subjects.fingerprint(subject),
                )
                for subject in chosen
                if not forbidden[subject]
            ],
            "refused": [self.row(subject, forbidden[subject]) for subject in chosen if forbidden[subject]],
            "form": form,
            "action": taking.action,
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/step_many.html", context)

    def row(self, subject: Subject, reasons: list[str], page: str = "change", **told) -> Row:
        url = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[subject.pk])
        return Row(subject, url, reasons, **told)


def unconfirmed(typed: QueryDict) -> QueryDict:
    """What chose the records, without what said that they were looked at: the page asks again."""
    asked = typed.copy()
    asked.pop("confirmed", None)
    return asked


class Taking:
    """One step with many subjects, by the user of `request`."""

    step: Step
    action: str

    def __init__(self, request):
        self.request, self.by = request, request.user

    def forbidden(self, chosen: list[Subject]) -> dict[Subject, list[str]]:
        """For each subject, what keeps this user from the step; empty lists where nothing does."""
        return {subject: not_in(subject, self.step) for subject in chosen}

    def form(self, ready: list[Subject]):
        """What the step asks for, or None."""
        return

    def take(self, ready: list[Subject], form) -> tuple[dict[Subject, str], dict[Subject, list[str]]]:
        """Take the step with these, which are locked: in words what came of each, and why not of the others."""
        raise NotImplementedError


class Submitting(Taking):
    step, action = publication_steps.SUBMIT, "submit_selected"

    def take(self, ready, form):
        workflow.submit(ready, by=self.by)
        return dict.fromkeys(ready, _("submitted")), {}


class Approving(Taking):
    step, action = publication_steps.APPROVE, "approve_selected"

    def forbidden(self, chosen):
        who = subjects.who_not_many(chosen, self.by)
        found = super().forbidden(chosen)
        return {
            subject: [*found[subject], *(obstacle.message for obstacle in who[subject])] for subject in chosen
        }

    def take(self, ready, form):
        workflow.approve(ready, by=self.by)
        return dict.fromkeys(ready, _("approved")), {}


class Publishing(Taking):
    step, action = publication_steps.PUBLISH, "publish_selected"

    def forbidden(self, chosen):
        found = forbidding.what_forbids(chosen, self.by)
        return {subject: [obstacle.message for obstacle in found[subject]] for subject in chosen}

    def form(self, ready):
        given = self.request.POST if "confirmed" in self.request.POST else None
        corrects = any(publication_steps.corrects(subject) for subject in ready)
        typed = kept_answers.typed_before(self.request)
        return publication_steps.PublishForm(given, initial=typed, corrects=corrects)

    def take(self, ready, form):
        refused: dict[Subject, list[str]] = {}
        while ready:
            try:
                edition = publish.publish(ready, by=self.by, **form.cleaned_data)
            except publish.CannotPublish as found:
                # A source that was chosen too, and is left out itself, goes along with others after all.
                blamed = {subject: lines for subject in ready if (lines := blame(subject, found))}
                refused |= blamed or dict.fromkeys(ready, str(found).splitlines())
                ready = [subject for subject in ready if subject not in refused]
            except publish.NothingToPublish as nothing:
                return {}, refused | {subject: [str(nothing)] for subject in ready}
            else:
                return dict.fromkeys(ready, _("published in edition %s") % edition.serial), refused
        return {}, refused


def blame(subject: Subject, found: publish.CannotPublish) -> list[str]:
    """What keeps this subject back: its own obstacles, and those of sources that would go along."""
    concerned = {subject, *subjects.sources_behind(subject)}
    return [
        obstacle.message
        for blamed, obstacles in found.obstacles.items()
        if blamed in concerned
        for obstacle in obstacles
    ]


@transaction.atomic
def take_many(request, taking: Taking, chosen: list[Subject], form) -> tuple[dict, dict]:
    """Take the step with what can take it; (what came of each, why not of the others).

    Everything is locked first and looked at again, so nothing is decided on that the page did not show.
    """
    publish.lock_state()
    now = subjects.fetch_relations(publish.locked(chosen))
    refused = taking.forbidden(now)
    if taking.step.decides:
        for subject in now:
            if not refused[subject] and request.POST.get(f"seen-{subject.pk}") != subjects.fingerprint(
                subject
            ):
                refused[subject] = [_("It has changed since you opened the page: look at it again.")]
    ready = [subject for subject in now if not refused[subject]]
    done, late = taking.take(ready, form) if ready else ({}, {})
    return done, {subject: why for subject, why in (refused | late).items() if why}


def not_in(subject: Subject, step: Step) -> list[str]:
    """Why the state of the subject does not allow the step."""
    if step.offered(subject):
        return []
    return [_("It is “%s”.") % subject.get_review_state_display()]


def what_changes(subject: Subject, old: dict | None) -> str:
    """What an edition of it would bring the public, in a few words; `old` is what the public sees now."""
    if getattr(subject, "is_confidential", False):
        return _("Confidential: never published.")
    if old is None:
        return _("New on the public site.")
    names = publication_steps.public_words(fields_changed(old, subjects.document(subject)))
    return _("Changed: %s.") % ", ".join(names) if names else _("The public sees exactly this.")
