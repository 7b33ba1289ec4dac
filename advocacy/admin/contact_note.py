"""Starting an action from a contact note: the wing of the record knows none of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.models import Action, ActionCase
from cases import editing
from cases.admin import references
from cases.admin.contact_note import ContactNoteAdmin
from cases.admin.forms.date_fields import TypedDateField
from cases.admin.forms.form import TextArea
from cases.admin.linking.starting import REASON, Start
from cases.choices import SubjectKind


class ActionStubForm(forms.ModelForm):
    """An action in its first lines. Internal until somebody decides otherwise."""

    date_edtf = TypedDateField(
        label=_("Date"),
        required=False,
        help_text=_("When it was or will be done, for example “7 March 2012” or 2012-03. Published."),
    )

    class Meta:
        model = Action
        fields = ("kind", "actor_en", "actor_kind", "date_edtf", "summary_en")
        widgets = {"summary_en": TextArea(attrs={"rows": 3})}


def save_action(form, note, user) -> Action:
    """The action, for the case of the note where it has one."""
    action = form.instance
    references.give_reference(action)
    editing.save_record(action, by=user, reason=REASON)
    if note.case_id:
        editing.save_record(ActionCase(action=action, case=note.case), by=user, reason=REASON)
    return action


ContactNoteAdmin.add_start(
    Start(
        kind=SubjectKind.ACTION,
        label=_("Start an action"),
        form=lambda request, note, data: ActionStubForm(data),
        save=save_action,
        explanation=lambda request: _(
            "Everybody in the office can read an action; it stays internal until you decide otherwise. Write no name. "
            "It is linked to the case of the note, if the note has one."
        ),
    )
)
