"""The steps of a subject of publication, from submitting to taking down, and what each asks for."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import workflow
from cases.admin.panel import entries_of
from cases.admin.steps import Step, holder_of
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
        help_text=gettext_lazy("Why it is published or changed now. Never published."),
    )


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
        help_text=gettext_lazy("Published with the edition. Nothing about a person. May stay empty."),
    )
    internal_reason = forms.CharField(
        label=gettext_lazy("Internal reason"), widget=WIDE, help_text=gettext_lazy("Never published.")
    )


class WithdrawForm(forms.Form):
    internal_reason = forms.CharField(
        label=gettext_lazy("Internal reason"),
        widget=WIDE,
        help_text=gettext_lazy("What happened; a few words are enough now. Never published."),
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

ALL = (SUBMIT, SEND_BACK, APPROVE, PUBLISH, RETRACT, WITHDRAW)
