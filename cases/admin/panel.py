"""The panel above the form of a subject: where it stands, and what still keeps it from being published."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from cases.models import EditionEntry
from cases.models.record import Subject
from cases.publication import subjects
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

    `hints` is None for those who neither edit nor publish: obstacles speak of people. `is_current`: the public sees
    exactly what the record says.
    """

    is_current: bool
    review: str
    publication: str
    comment: str
    hints: list[Hint] | None
    entries: list[EditionEntry]
    previews: list[tuple[str, str]]
    four_eyes: bool

    @classmethod
    def of(cls, model_admin, request, subject: Subject) -> "Panel":
        """A fixed number of queries, however much belongs to the subject."""
        works_on_it = (
            model_admin.has_change_permission(request, subject)
            or request.user.has_perm("cases.review_subject")
            or request.user.has_perm("cases.publish_edition")
        )
        # A copy: the form keeps its own row, untouched by what is fetched here.
        copy = subjects.fetch_relations([type(subject)._base_manager.get(pk=subject.pk)])[0]
        obstacles = subjects.why_not(copy) if works_on_it else []
        if request.user.has_perm("cases.review_subject"):
            obstacles = [*obstacles, *subjects.who_not(copy, request.user)]
        entries = list(entries_of(subject)[:LATEST_EDITIONS])
        opts = model_admin.opts
        preview = reverse(f"admin:{opts.app_label}_{opts.model_name}_preview", args=[subject.pk])
        return cls(
            is_current=bool(entries) and entries[0].document == subjects.document(copy),
            review=subject.get_review_state_display(),
            publication=subject.get_publication_state_display(),
            comment=subject.review_comment,
            hints=[hint(obstacle, subject) for obstacle in obstacles] if works_on_it else None,
            entries=entries,
            previews=[(f"{preview}?language={code}", name) for code, name in settings.LANGUAGES],
            four_eyes=settings.FOUR_EYES,
        )


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
