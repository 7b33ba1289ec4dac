"""The panel above the form of a subject: where it stands, what keeps it from being published, who does what next."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from cases.admin.steps.next_step import next_step
from cases.models import EditionEntry, Embargo
from cases.models.record import Subject
from cases.publication import forbidding, subjects
from cases.publication.embargoes import moment_in_words
from cases.publication.obstacle import Obstacle

LATEST_EDITIONS = 5

#: Obstacles about rows of a list name it; here the list on the page.
LISTS = {"citations": "citations", "people": "involvements", "risk": "risk_reviews", "figures": "figures"}


@dataclass(frozen=True)
class Hint:
    """One obstacle with the place on the page where it is removed ("" where there is none)."""

    message: str
    anchor: str


@dataclass(frozen=True)
class Panel:
    """What the panel shows.

    `hints` is None and `next_step` "" for those who neither edit nor publish: obstacles speak of people, the next step
    of staff. `is_current`: the public sees exactly what the record says. `review_url` is "" for those who have no part
    in it, or where nothing waits for the public.
    """

    is_current: bool
    review: str
    publication: str
    comment: str
    next_step: str
    hints: list[Hint] | None
    entries: list[EditionEntry]
    previews: list[tuple[str, str]]
    phones_url: str
    review_url: str
    embargo: Embargo | None
    four_eyes: bool

    @classmethod
    def of(cls, model_admin, request, subject: Subject) -> "Panel":
        """A fixed number of queries, however much belongs to the subject."""
        works_on_it = may_work_on(model_admin, request, subject)
        # A copy: the form keeps its own row, untouched by what is fetched here.
        copy = subjects.fetch_relations([type(subject)._base_manager.get(pk=subject.pk)])[0]
        judge = request.user if request.user.has_perm("cases.review_subject") else None
        obstacles = forbidding.what_forbids([copy], judge)[copy] if works_on_it else []
        entries = list(entries_of(subject)[:LATEST_EDITIONS])
        is_current = bool(entries) and entries[0].document == subjects.document(copy)
        return cls(
            is_current=is_current,
            review=subject.get_review_state_display(),
            publication=subject.get_publication_state_display(),
            comment=subject.review_comment,
            next_step=next_step(copy, request.user, is_current) if works_on_it else "",
            hints=[hint(obstacle, subject) for obstacle in obstacles] if works_on_it else None,
            entries=entries,
            previews=[
                (f"{page(model_admin, 'preview', subject)}?language={code}", name)
                for code, name in settings.LANGUAGES
            ],
            phones_url=page(model_admin, "phones", subject),
            review_url=page(model_admin, "review", subject) if works_on_it and not is_current else "",
            embargo=subjects.embargo_of(copy),
            four_eyes=settings.FOUR_EYES,
        )

    @property
    def embargo_until(self) -> str:
        return moment_in_words(self.embargo.until) if self.embargo else ""


def may_work_on(model_admin, request, subject: Subject) -> bool:
    """Whether the user edits the subject, reviews or publishes."""
    return (
        model_admin.has_change_permission(request, subject)
        or request.user.has_perm("cases.review_subject")
        or request.user.has_perm("cases.publish_edition")
    )


def page(model_admin, name: str, subject: Subject) -> str:
    """Address of one of the pages of a subject."""
    opts = model_admin.opts
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=[subject.pk])


def entries_of(subject: Subject):
    """What editions did to this subject, the newest first."""
    entries = EditionEntry.objects.filter(kind=subjects.kind_of(subject), reference=subject.reference)
    return entries.order_by("-edition__serial").select_related("edition__made_by")


def hint(obstacle: Obstacle, subject: Subject) -> Hint:
    """An obstacle with the anchor of its field: documents name texts without their language."""
    columns = {field.name for field in subject._meta.concrete_fields}
    for name in (obstacle.field, f"{obstacle.field}_en"):
        if name in columns:
            return Hint(obstacle.message, f"id_{name}")
    if obstacle.field in LISTS:
        return Hint(obstacle.message, f"{LISTS[obstacle.field]}-group")
    return Hint(obstacle.message, "")
