"""The steps of a subject of publication, from submitting to taking down, and what each asks for."""

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import embargo, workflow
from cases.admin.steps.pages import Step, holder_of
from cases.admin.steps.panel import entries_of
from cases.choices import PublicationState, ReviewState, TakedownReason
from cases.publication import changes, publish, subjects
from cases.published import history

WIDE = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})


class ReturnForm(forms.Form):
    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        widget=WIDE,
        help_text=gettext_lazy("What should be changed. The author sees it above the record. Private."),
    )


class PublishForm(forms.Form):
    """The words of an edition; `corrects`: it changes what the public reads already, so both are asked for."""

    public_note = forms.CharField(
        label=gettext_lazy("Public note"),
        required=False,
        widget=WIDE,
        help_text=gettext_lazy(
            "What this edition brings, in a sentence. Published with the edition. No names."
        ),
    )
    internal_reason = forms.CharField(
        label=gettext_lazy("Internal reason"),
        required=False,
        widget=WIDE,
        help_text=gettext_lazy(
            "Why it is published or changed now. For all staff: no names. Never published."
        ),
    )

    def __init__(self, *args, corrects: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if corrects:
            note = self.fields["public_note"]
            note.required = self.fields["internal_reason"].required = True
            note.help_text = _(
                "What is corrected, for example “The date is now given by two sources.” Published with the edition. "
                "No names."
            )


class EmbargoForm(forms.Form):
    until_day = forms.DateField(
        label=gettext_lazy("Not before the day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy(
            "Nothing new of it is published before. Year-month-day, for example 2027-03-09."
        ),
    )
    until_time = forms.TimeField(
        label=gettext_lazy("and the time"),
        initial=time(0, 0),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=WIDE,
        help_text=gettext_lazy(
            "Why it must wait, for example “until the group has left”. Encrypted, never published."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zone = f"{timezone.localtime():%Z}"
        self.fields["until_time"].help_text = _("In the time of the office (%s), for example 06:00.") % zone

    def moment(self) -> datetime:
        """When the embargo ends."""
        day, hour = self.cleaned_data["until_day"], self.cleaned_data["until_time"]
        return timezone.make_aware(datetime.combine(day, hour))

    def clean(self):
        cleaned = super().clean()
        if {"until_day", "until_time"} <= cleaned.keys():
            cleaned["until"] = self.moment()
            if cleaned["until"] <= timezone.now():
                self.add_error("until_day", _("The embargo must end in the future."))
        return cleaned


class RetractForm(forms.Form):
    takedown_reason = forms.ChoiceField(
        label=gettext_lazy("General reason"),
        choices=TakedownReason,
        help_text=gettext_lazy("Shown at the address of the record in place of it."),
    )
    public_note = forms.CharField(
        label=gettext_lazy("Public note"),
        required=False,
        widget=WIDE,
        help_text=gettext_lazy(
            "What was wrong, for those who cited it. Published with the edition. Nothing about a person. May stay empty."
        ),
    )
    internal_reason = forms.CharField(
        label=gettext_lazy("Internal reason"),
        widget=WIDE,
        help_text=gettext_lazy("Why it goes, for all staff: no names. Never published."),
    )


class WithdrawForm(forms.Form):
    internal_reason = forms.CharField(
        label=gettext_lazy("Internal reason"),
        widget=WIDE,
        help_text=gettext_lazy("What happened; a few words are enough now. No names. Never published."),
    )


class LiftForm(forms.Form):
    """Asks nothing but whether one is sure."""


def corrects(subject) -> bool:
    """Whether publishing it changes what the public reads already."""
    return subject.publication_state == PublicationState.PUBLISHED


def has_embargo_to_confirm(subject) -> bool:
    found = subjects.embargo_of(subject)
    return bool(
        found
        and subject.review_state == ReviewState.APPROVED
        and not found.confirmed_at
        and embargo.may_be_confirmed(found)
    )


def becomes_public(subject) -> list[str]:
    """What an edition of this subject shows the public, line by line."""
    document = subjects.document(subject)
    entry = entries_of(subject).first()
    lines = []
    if entry is None or entry.document is None:
        lines.append(_("%s appears on the public site.") % subject)
    else:
        names = changes.fields_changed(entry.document, document)
        lines.append(_("Changed for the public: %s.") % (", ".join(public_words(names)) or _("nothing")))
    lines += [
        _("The source “%(title)s” (%(reference)s) goes with it.")
        % {"title": source.title, "reference": source.reference}
        for source in subjects.sources_of(subject)
    ]
    return lines


def public_words(names: list[str]) -> list[str]:
    """Fields of documents in the words of the public history."""
    return list(dict.fromkeys(str(history.FIELDS.get(name, name)) for name in names))


SUBMIT = Step(
    name="submit",
    label=gettext_lazy("Submit for review"),
    allowed=lambda model_admin, request, subject: model_admin.has_change_permission(request, subject),
    offered=lambda subject: subject.review_state in (ReviewState.DRAFT, ReviewState.RETURNED),
    take=lambda subject, user, data: workflow.submit([subject], by=user),
    done=gettext_lazy("Submitted. A second person reviews it now."),
)
SEND_BACK = Step(
    name="send-back",
    label=gettext_lazy("Return with a comment"),
    allowed=holder_of("cases.review_subject"),
    offered=lambda subject: subject.review_state in (ReviewState.IN_REVIEW, ReviewState.APPROVED),
    take=lambda subject, user, data: workflow.send_back([subject], by=user, comment=data["comment"]),
    done=gettext_lazy("Returned with your comment."),
    form=ReturnForm,
    effect=gettext_lazy("The record goes back to those who wrote it."),
)
APPROVE = Step(
    name="approve",
    label=gettext_lazy("Approve"),
    allowed=holder_of("cases.review_subject"),
    offered=lambda subject: subject.review_state == ReviewState.IN_REVIEW,
    take=lambda subject, user, data: workflow.approve([subject], by=user),
    done=gettext_lazy("Approved. It can be published now."),
    decides=True,
)
PUBLISH = Step(
    name="publish",
    label=gettext_lazy("Publish"),
    allowed=holder_of("cases.publish_edition"),
    offered=lambda subject: subject.review_state == ReviewState.APPROVED,
    take=lambda subject, user, data: publish.publish([subject], by=user, **data),
    done=gettext_lazy("It is public now."),
    form=PublishForm,
    form_options=lambda subject: {"corrects": corrects(subject)},
    effect=gettext_lazy("This makes an edition. Everybody can read it at once, and it stays in the history."),
    effects=becomes_public,
    decides=True,
)
RETRACT = Step(
    name="retract",
    label=gettext_lazy("Retract"),
    allowed=holder_of("cases.take_down"),
    offered=lambda subject: subject.publication_state == PublicationState.PUBLISHED,
    take=lambda subject, user, data: workflow.retract(subject, by=user, **data),
    done=gettext_lazy("Retracted."),
    form=RetractForm,
    effect=gettext_lazy(
        "The record disappears from every public page and file. At its address stand the date and the general reason."
    ),
    is_grave=True,
)
WITHDRAW = Step(
    name="withdraw",
    label=gettext_lazy("Withdraw at once"),
    allowed=holder_of("cases.take_down"),
    offered=lambda subject: subject.publication_state == PublicationState.PUBLISHED,
    take=lambda subject, user, data: workflow.withdraw(subject, by=user, **data),
    done=gettext_lazy("Withdrawn. Nobody outside sees it any more."),
    form=WithdrawForm,
    effect=gettext_lazy(
        "For emergencies: the record disappears at once and its address says that it is under review."
    ),
    is_grave=True,
)

EMBARGO = Step(
    name="embargo",
    label=gettext_lazy("Embargo"),
    allowed=lambda model_admin, request, subject: (
        model_admin.has_change_permission(request, subject) or request.user.has_perm("cases.publish_edition")
    ),
    offered=embargo.may_be_embargoed,
    take=lambda subject, user, data: embargo.set_embargo(
        subject, by=user, until=data["until"], reason=data["reason"]
    ),
    done=gettext_lazy("Nothing new of it is published before that moment."),
    form=EmbargoForm,
    effect=gettext_lazy(
        "Until that moment nobody can publish anything new of it. What is public already stays; it can be taken down at "
        "any time. An embargo that is there is replaced, and its confirmation falls."
    ),
)
CONFIRM = Step(
    name="confirm",
    label=gettext_lazy("Confirm the end of the embargo"),
    allowed=holder_of("cases.publish_edition"),
    offered=lambda subject: has_embargo_to_confirm(subject),
    take=lambda subject, user, data: embargo.confirm(subject, by=user, **data),
    done=gettext_lazy("Confirmed. It goes out when the embargo ends, unless somebody changes it before."),
    form=PublishForm,
    form_options=lambda subject: {"corrects": corrects(subject)},
    effect=gettext_lazy(
        "When the embargo ends it is published in your name, exactly as it stands now. If anything changes before, "
        "somebody must look at it again and publish it by hand."
    ),
    effects=becomes_public,
    decides=True,
)
LIFT = Step(
    name="lift-embargo",
    label=gettext_lazy("Lift the embargo"),
    allowed=holder_of("cases.publish_edition"),
    offered=lambda subject: subjects.embargo_of(subject) is not None,
    take=lambda subject, user, data: embargo.lift(subject, by=user),
    done=gettext_lazy("The embargo is lifted. Nothing is published by that."),
    form=LiftForm,
    effect=gettext_lazy("From now on the record can be published. Ask whoever set the embargo first."),
)

ALL = (SUBMIT, SEND_BACK, APPROVE, PUBLISH, CONFIRM, EMBARGO, LIFT, RETRACT, WITHDRAW)
