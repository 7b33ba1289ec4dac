"""Contact notes: often the first news of a case, and where work on it starts."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import duplicates, editing
from cases.admin import visibility
from cases.admin.duplicates.case_duplicates import people_readable_by
from cases.admin.forms.beside_form import BesideForm
from cases.admin.linking.case_stub import CaseStubForm
from cases.admin.linking.source_stub import SourceStubForm, TestimonyForm
from cases.admin.linking.starting import REASON, Start, StartPages
from cases.admin.lists.filters import OwnerFilter
from cases.admin.record import RecordAdmin
from cases.admin.steps.pages import Step
from cases.choices import SourceKind, SubjectKind
from cases.models import Case, ContactNote, Place, Source
from cases.models.contact_note import USES

USE_FIELDS = tuple(USES.values())


# --- a case ---


def case_form(request, note, data):
    among = admin.site.get_model_admin(Case).get_queryset(request)
    people = people_readable_by(request.user)
    return CaseStubForm(
        data,
        look=lambda case: duplicates.like_case(case, among, people),
        places=admin.site.get_model_admin(Place).get_queryset(request),
    )


def save_case(form, note, user):
    case = form.save_as(user, REASON)
    if note.case_id is None:
        note.case = case
        editing.save_record(note, by=user, reason=REASON)
    return case


START_CASE = Start(
    kind=SubjectKind.CASE,
    label=_("Start a case"),
    form=case_form,
    save=save_case,
    explanation=lambda request: _(
        "Everybody in the office can read a case. Write no name and nothing that leads to the caller; the note itself "
        "stays private."
    ),
)

# --- a source ---


def source_form(request, note, data):
    among = admin.site.get_model_admin(Source).get_queryset(request)

    def look(source):
        return duplicates.like_source(source, among)

    if not visibility.may_see_confidential(request.user):
        return SourceStubForm(data, look=look)
    initial = {
        "kind": SourceKind.TESTIMONY,
        "is_confidential": True,
        "published_edtf": note.held_on.isoformat(),
        "confidential_identity": note.caller,
        "confidential_contact": note.call_back,
        "confidential_content": note.content,
    }
    return TestimonyForm(data, look=look, initial=initial)


def who_sees_the_source(request) -> str:
    if visibility.may_see_confidential(request.user):
        return _(
            "A confidential source exists for source keepers only. Its title is a neutral label, such as “interview "
            "12”. Untick “confidential” only for a document that anybody may know of."
        )
    return _(
        "Everybody in the office can read this source, and it can be published. Enter only a document that the caller "
        "named. Who the caller is and what they said stays in the note: ask a source keeper for a confidential source."
    )


START_SOURCE = Start(
    kind=SubjectKind.SOURCE,
    label=_("Start a source"),
    form=source_form,
    save=lambda form, note, user: form.save_as(user, REASON),
    explanation=who_sees_the_source,
)

NEXT_STEP_DONE = Step(
    name="next-step-done",
    label=_("The next step is done"),
    allowed=lambda model_admin, request, note: model_admin.has_change_permission(request, note),
    offered=lambda note: bool(note.next_step_on and not note.next_step_done_on),
    take=lambda note, user, data: next_step_done(note, user),
    done=_("Recorded as done today."),
)


def next_step_done(note: ContactNote, user) -> None:
    note.next_step_done_on = timezone.localdate()
    editing.save_record(note, by=user, reason="next step done", seen_version=note.row_version)


@admin.register(ContactNote)
class ContactNoteAdmin(StartPages, BesideForm, RecordAdmin):
    steps = (NEXT_STEP_DONE,)
    starts = (START_CASE, START_SOURCE)
    list_display = ("held_on", "case", "person", "next_step_on", "next_step_at", "next_step_done_on", "owner")
    list_display_links = ("held_on",)
    list_filter = (
        ("next_step_done_on", admin.EmptyFieldListFilter),
        OwnerFilter,
    )
    search_through = ("case", "person")
    search_help_text = _("What was said is encrypted and cannot be searched.")
    date_hierarchy = "held_on"
    related = ("case", "person", "owner")
    fieldsets = (
        (_("Who and when"), {"fields": ("held_on", "caller", "call_back")}),
        (_("What was said"), {"fields": ("content",)}),
        (
            _("What we may do with it"),
            {
                "fields": (USE_FIELDS, "permitted_use"),
                "description": _(
                    "What the caller agreed to on the telephone. Nothing ticked: it stays in this note. It is no "
                    "consent of the people concerned: record that with the person."
                ),
            },
        ),
        (
            _("What follows"),
            {"fields": ("next_step", ("next_step_on", "next_step_at", "owner"), "next_step_done_on")},
        ),
        (_("Whom it is about"), {"fields": (("case", "person"),)}),
        (_("In the office"), {"fields": ("note",)}),
    )

    def get_changeform_initial_data(self, request):
        """A new note is of today, and its next step is for whoever writes it."""
        return {
            "held_on": timezone.localdate(),
            "owner": request.user.pk,
        } | super().get_changeform_initial_data(request)

    def beside_form(self, request, record):
        context = super().beside_form(request, record)
        if record is None:
            return context
        return context | {
            "started": self.started_shown(request, record),
            "starts": [
                {"label": start.label, "url": self.start_url(start, record)}
                for start in self.starts
                if self.may_start(request, start, record)
            ],
        }
