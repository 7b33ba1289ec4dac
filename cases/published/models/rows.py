"""Rows for lists, filters and files: pure projections of the published documents.

Never edited, never read back: `manage.py rebuild_published` throws them away and makes them again.
`csv_line` is the row's finished CSV line without line end (cases/published/columns.py). Rows whose
date is not stated come last both ways: day one of year 1 in `sort_date`, the last day of year 9999 in
`sort_oldest`. Reference columns to other subjects are plain text on purpose: what is not published
does not resolve and leaves no trace.
"""

from datetime import date

from django.db import models

from cases.published.models.code import CodeField
from cases.published.models.document import PublishedDocument
from cases.published.models.edition import REFERENCE_LENGTH

#: Sort behind every date that is known: newest first, and oldest first.
NOT_STATED, NOT_STATED_OLDEST = date(1, 1, 1), date(9999, 12, 31)


class PublishedRow(models.Model):
    """One line of one published table."""

    subject = models.ForeignKey(PublishedDocument, on_delete=models.CASCADE, related_name="+")
    reference = CodeField(max_length=REFERENCE_LENGTH, unique=True)
    csv_line = models.TextField(default="")

    class Meta:
        abstract = True

    def __str__(self):
        return self.reference


class PublishedDatedRow(PublishedRow):
    """A line with an uncertain date: EDTF text, the days it can mean (null: open), and its sort keys."""

    date = models.CharField(max_length=40, blank=True)
    date_earliest = models.DateField(null=True)
    date_latest = models.DateField(null=True)
    sort_date = models.DateField()
    sort_oldest = models.DateField(default=NOT_STATED_OLDEST)

    class Meta:
        abstract = True


class PublishedReference(models.Model):
    """One other subject that a document refers to, published or not.

    Serves publication only: when a subject comes or goes, the documents that refer to it are
    projected again, so that its traces in their rows come and go with it.
    """

    subject = models.ForeignKey(PublishedDocument, on_delete=models.CASCADE, related_name="+")
    to_kind = CodeField(max_length=12)
    to_reference = CodeField(max_length=REFERENCE_LENGTH)

    class Meta:
        db_table = "published_reference"
        constraints = [
            models.UniqueConstraint(
                fields=["to_kind", "to_reference", "subject"], name="published_reference_once"
            )
        ]

    def __str__(self):
        return f"{self.to_kind} {self.to_reference}"


class PublishedCase(PublishedDatedRow):
    """One published case as the lists need it.

    `origins` is how many independent origins at least report it; reprints and denials are left out
    (cases/published/origins.py).
    """

    outcome = CodeField(max_length=30)
    verification = CodeField(max_length=30)
    person_kind = CodeField(max_length=30)
    helpers = models.BooleanField(default=False)
    affected_low = models.PositiveIntegerField(null=True)
    affected_high = models.PositiveIntegerField(null=True)
    affected_sort = models.IntegerField(default=-1)
    returned_low = models.PositiveIntegerField(null=True)
    returned_high = models.PositiveIntegerField(null=True)
    origins = models.PositiveIntegerField(default=0)
    edition = models.PositiveIntegerField()

    class Meta:
        db_table = "published_case"
        indexes = [
            models.Index(fields=["sort_date", "reference"], name="published_case_by_date"),
            models.Index(fields=["sort_oldest", "reference"], name="published_case_oldest"),
            models.Index(fields=["affected_sort", "reference"], name="published_case_by_affected"),
            models.Index(fields=["edition", "reference"], name="published_case_by_change"),
        ]


class PublishedFacet(models.Model):
    """One value of one filter of a case that a case may have many values of.

    A case that states nothing in a dimension has the value NONE there, so that "not stated" is a value
    like others; in `place`, `source` and `reason`, which list what there is, it has no row.
    """

    COUNTRY, EVENT, PLACE, SOURCE = "country", "event", "place", "source"
    PROVINCE, WITH, WAIT = "province", "with", "wait"
    MAIN_PLACE = "at"
    #: No filter: which cases give a reason or a legal ground that an authority stated for a step.
    REASON = "reason"
    NONE = "none"

    case = models.ForeignKey(PublishedCase, on_delete=models.CASCADE, related_name="facets")
    dimension = CodeField(max_length=10)
    value = CodeField(max_length=REFERENCE_LENGTH)

    class Meta:
        db_table = "published_facet"
        constraints = [
            models.UniqueConstraint(fields=["dimension", "value", "case"], name="published_facet_lookup")
        ]

    def __str__(self):
        return f"{self.dimension}={self.value}"


class PublishedEvent(PublishedDatedRow):
    """One dated step of a published case."""

    case_reference = CodeField(max_length=REFERENCE_LENGTH, db_index=True)
    position = models.PositiveIntegerField()
    kind = CodeField(max_length=30)
    count_low = models.PositiveIntegerField(null=True)
    count_high = models.PositiveIntegerField(null=True)
    count_role = CodeField(max_length=8, blank=True)

    class Meta:
        db_table = "published_event"
        indexes = [
            models.Index(fields=["sort_date", "reference"], name="published_event_by_date"),
            models.Index(fields=["sort_oldest", "reference"], name="published_event_oldest"),
        ]


class PublishedFigure(PublishedDatedRow):
    """One published count, of a case (`case_reference`) or reported by others (empty)."""

    case_reference = CodeField(max_length=REFERENCE_LENGTH, blank=True, db_index=True)
    measure = CodeField(max_length=40)
    unit = CodeField(max_length=20)
    source_reference = CodeField(max_length=REFERENCE_LENGTH, db_index=True)

    class Meta:
        db_table = "published_figure"
        indexes = [
            models.Index(fields=["sort_date", "reference"], name="published_figure_by_date"),
            models.Index(fields=["sort_oldest", "reference"], name="published_figure_oldest"),
        ]


class PublishedStatement(PublishedDatedRow):
    """One published statement."""

    topic = CodeField(max_length=30)
    source_reference = CodeField(max_length=REFERENCE_LENGTH, db_index=True)

    class Meta:
        db_table = "published_statement"


class PublishedSource(PublishedDatedRow):
    """One published source. `origin` names whose reporting it is, so that reprints count once."""

    title = models.CharField(max_length=500)
    publisher = models.CharField(max_length=200, blank=True)
    kind = CodeField(max_length=20)
    language = CodeField(max_length=8, blank=True)
    origin = CodeField(max_length=220)

    class Meta:
        db_table = "published_source"
        indexes = [
            models.Index(fields=["sort_date", "reference"], name="published_source_by_date"),
            models.Index(fields=["sort_oldest", "reference"], name="published_source_oldest"),
            models.Index(fields=["origin", "reference"], name="published_source_by_origin"),
        ]


class PublishedCitation(PublishedRow):
    """One published citation. `subject` is the document that holds it."""

    source_reference = CodeField(max_length=REFERENCE_LENGTH, db_index=True)
    cited_kind = CodeField(max_length=12)
    cited_reference = CodeField(max_length=REFERENCE_LENGTH)

    class Meta:
        db_table = "published_citation"
        indexes = [models.Index(fields=["cited_kind", "cited_reference"], name="published_citation_of_thing")]


class PublishedRelation(PublishedRow):
    """One published relation between two cases, two figures, or a case and a figure."""

    kind = CodeField(max_length=30)
    from_kind = CodeField(max_length=12)
    from_reference = CodeField(max_length=REFERENCE_LENGTH)
    to_kind = CodeField(max_length=12)
    to_reference = CodeField(max_length=REFERENCE_LENGTH)
    confidence = CodeField(max_length=12)

    class Meta:
        db_table = "published_relation"
        indexes = [
            models.Index(fields=["from_kind", "from_reference"], name="published_relation_from"),
            models.Index(fields=["to_kind", "to_reference"], name="published_relation_to"),
        ]


class PublishedAction(PublishedDatedRow):
    """One published action."""

    kind = CodeField(max_length=30)
    actor_kind = CodeField(max_length=20)
    answered = models.BooleanField(default=False)

    class Meta:
        db_table = "published_action"
        indexes = [
            models.Index(fields=["sort_date", "reference"], name="published_action_by_date"),
            models.Index(fields=["sort_oldest", "reference"], name="published_action_oldest"),
        ]


class PublishedActionCase(models.Model):
    """One case that one published action names; shown only while that case is published."""

    action = models.ForeignKey(PublishedAction, on_delete=models.CASCADE, related_name="case_links")
    case_reference = CodeField(max_length=REFERENCE_LENGTH)

    class Meta:
        db_table = "published_action_case"
        constraints = [
            models.UniqueConstraint(fields=["case_reference", "action"], name="published_action_case_once")
        ]

    def __str__(self):
        return f"{self.action_id} {self.case_reference}"


class PublishedActionAddressee(models.Model):
    """One addressee of one published action; its names stand in the document of the action."""

    action = models.ForeignKey(PublishedAction, on_delete=models.CASCADE, related_name="addressee_links")
    addressee = CodeField(max_length=REFERENCE_LENGTH)

    class Meta:
        db_table = "published_action_addressee"
        constraints = [
            models.UniqueConstraint(fields=["addressee", "action"], name="published_action_addressee_once")
        ]

    def __str__(self):
        return f"{self.action_id} {self.addressee}"


class PublishedResponse(PublishedDatedRow):
    """One published response, of an action (`action_reference`) or standing alone (empty)."""

    action_reference = CodeField(max_length=REFERENCE_LENGTH, blank=True, db_index=True)
    case_reference = CodeField(max_length=REFERENCE_LENGTH, blank=True, db_index=True)
    kind = CodeField(max_length=30)

    class Meta:
        db_table = "published_response"
        indexes = [
            models.Index(fields=["sort_date", "reference"], name="published_response_by_date"),
            models.Index(fields=["sort_oldest", "reference"], name="published_response_oldest"),
        ]
