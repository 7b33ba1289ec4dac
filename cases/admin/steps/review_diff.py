"""The review of a subject: what publishing it would change for the public, and the decision right beside it.

Everything here would become public, or is already: who may see the record may see it (as in the preview).
"""

from dataclasses import dataclass

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from cases.admin.forms import kept_answers
from cases.admin.steps import preview
from cases.admin.steps.pages import fresh
from cases.admin.steps.panel import hint, may_work_on, page
from cases.models import Case, Source
from cases.models.record import Subject
from cases.publication import comparison, forbidding, policy, subjects
from cases.publication.comparison import Section

#: The decisions that stand on the page, in this order.
DECISIONS = ("approve", "send-back", "publish", "confirm")


@dataclass(frozen=True)
class Outgoing:
    """One record that would go out: `is_new`: the public does not see it yet. No sections: nothing changes."""

    subject: Subject
    is_new: bool
    sections: list[Section]


def outgoing(chosen: list[Subject]) -> dict[Subject, Outgoing]:
    """What the public would see otherwise of each, in the words it reads. A query for each kind of subject, one for
    titles."""
    published, documents = {}, {}
    for subject in chosen:
        documents[subject] = subjects.document(subject)
    for kind in {subjects.kind_of(subject) for subject in chosen}:
        rows = [subject for subject in chosen if subjects.kind_of(subject) == kind]
        found = forbidding.published_documents(kind, rows)
        published |= {subject: found.get(subject.reference) for subject in rows}
    titles = source_titles([*documents.values(), *filter(None, published.values())])
    return {
        subject: Outgoing(
            subject,
            published[subject] is None,
            comparison.compare(published[subject], documents[subject], titles),
        )
        for subject in chosen
    }


def source_titles(documents: list[dict]) -> dict[str, str]:
    """The titles of the sources that documents name, by reference. Confidential ones stand in no document."""
    named = set()
    for document in documents:
        for thing in (document, *document.get("figures", []), *document.get("citations", [])):
            named |= {thing.get("source"), thing.get("derived_from")}
    found = Source.objects.filter(reference__in=named - {None, ""}, is_confidential=False)
    return dict(found.values_list("reference", "title"))


def notices(subject: Subject, sees_people: bool) -> list[str]:
    """What a reviewer must not overlook: who is named, and how coarse dates and places go out."""
    if not isinstance(subject, Case):
        return []
    found = []
    old = forbidding.published_documents(subjects.kind_of(subject), [subject]).get(subject.reference)
    before, after = comparison.names_shown(old), comparison.names_shown(subjects.document(subject))
    found += [_("Named from now on: %s.") % name for key, name in after.items() if before.get(key) != name]
    found += [
        _("No longer named: %s. Copies and archives keep the name.") % name
        for key, name in before.items()
        if key not in after
    ]
    if sees_people:
        people, shown = list(subject.involvements.all()), policy.shown_people(subject)
        if people:
            found.append(
                _("%(all)d people are recorded, %(shown)d of them appear, %(named)d by name.")
                % {"all": len(people), "shown": len(shown), "named": len(after)}
            )
    found.append(
        _("Dates go out no finer than: %(dates)s. Places no finer than: %(places)s.")
        % {
            "dates": policy.DatePrecision(policy.date_precision(subject)).label,
            "places": policy.PlacePrecision(policy.place_precision(subject)).label,
        }
    )
    return found


class ReviewPages(admin.ModelAdmin):
    """The page `…_review` of a subject."""

    def get_urls(self):
        own = path(
            "<path:object_id>/review/",
            self.admin_site.admin_view(self.review_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_review",
        )
        return [own, *super().get_urls()]

    def review_view(self, request, object_id):
        """What changes in public, and the decision. A fixed number of queries, however much belongs to the subject."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        if not (self.has_view_permission(request, record) and may_work_on(self, request, record)):
            raise PermissionDenied
        subject = fresh(record)
        never = preview.never_public(subject)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Review: %s") % record,
            "opts": self.opts,
            "original": record,
            "never": never,
            "decisions": self.decisions(request, record),
        }
        if not never:
            judge = request.user if request.user.has_perm("cases.review_subject") else None
            along = [
                source
                for source in subjects.sources_behind(subject)
                if source.publication_state != "taken_down"
            ]
            found = outgoing([subject, *along])
            context |= {
                "outgoing": found.pop(subject),
                "sources": [item for item in found.values() if item.sections],
                "unchanged_sources": [item.subject for item in found.values() if not item.sections],
                "notices": notices(subject, request.user.has_perm("cases.view_involvement")),
                "hints": [
                    hint(obstacle, record) for obstacle in forbidding.what_forbids([subject], judge)[subject]
                ],
                "previews": self.preview_links(record),
                "phones_url": page(self, "phones", record),
            }
        return TemplateResponse(request, "admin/review_diff.html", context)

    def decisions(self, request, record) -> list[dict]:
        """The steps that this user may take now and that judge what is on the page, each with its form."""
        buttons = {button["step"].name: button for button in self.step_buttons(request, record)}
        return [
            {
                **buttons[name],
                "sheet_pass": kept_answers.pass_for(request, buttons[name]["url"]),
                "form": buttons[name]["step"].form(
                    prefix=None, auto_id=f"id_{name}_%s", **buttons[name]["step"].form_options(record)
                )
                if buttons[name]["step"].form
                else None,
            }
            for name in DECISIONS
            if name in buttons
        ]
