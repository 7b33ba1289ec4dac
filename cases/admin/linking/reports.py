"""What one source reports of one case, entered in one go: what it is cited for, and the figures it gives."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from cases import editing
from cases.admin import references, visibility
from cases.admin.forms.drafts import DraftForm
from cases.choices import Credibility, Qualifier, Stance
from cases.models import Case, Citation, Figure, Source

#: Empty rows for figures of each case.
FIGURE_ROWS = 3


class FigureForm(DraftForm, forms.ModelForm):
    """One number of the source. Other sources with other numbers are other figures."""

    class Meta:
        model = Figure
        fields = ("measure", "count_low", "count_high", "qualifier")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs, empty_permitted=True, use_required_attribute=False)
        self.fields["qualifier"].initial = Qualifier.EXACT

    def clean(self):
        cleaned = super().clean()
        counts = ("count_low", "count_high")
        is_empty = all(cleaned.get(name) is None and name not in self.errors for name in counts)
        if self.has_changed() and is_empty:
            raise ValidationError(_("Write the lowest or the highest number, or both."))
        return cleaned


class CitationForm(DraftForm, forms.Form):
    """For what a source is cited in a case, how, and where in the source it stands."""

    cites_case = forms.BooleanField(label=_("The case as a whole"), required=False)
    events = forms.MultipleChoiceField(
        label=_("Events it reports"), required=False, widget=forms.CheckboxSelectMultiple
    )
    figures = forms.MultipleChoiceField(
        label=_("Numbers of other sources it repeats or disputes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    stance = forms.ChoiceField(label=_("Stance"), choices=Stance.choices, initial=Stance.SUPPORTS)
    credibility = forms.TypedChoiceField(
        label=_("Credibility"),
        choices=[("", "---------"), *Credibility.choices],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Of this piece of information, 1 to 6. Published."),
    )
    locator = forms.CharField(
        label=_("Where in the source"),
        required=False,
        max_length=100,
        help_text=_("For example “p. 12”. Published."),
    )

    def __init__(self, data, *, case: Case | None, cited: set, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["cites_case"].initial = True
        if case is None:
            for name in ("cites_case", "events", "figures"):
                del self.fields[name]
            return
        if ("case", case.pk) in cited:
            del self.fields["cites_case"]
        events = [event for event in case.events.all() if ("event", event.pk) not in cited]
        figures = [figure for figure in case.other_figures if ("figure", figure.pk) not in cited]
        for name, rows, label in (("events", events, event_label), ("figures", figures, figure_label)):
            if rows:
                self.fields[name].choices = [(str(row.pk), label(row)) for row in rows]
            else:
                del self.fields[name]


@dataclass
class Report:
    """What is being entered about one pair of source and case. One of them may be new, and not saved yet.

    `title` names the one that was chosen; `key` is its key, None for a new one, whose first lines are `new`.
    """

    title: str
    key: int | None
    citing: CitationForm
    numbers: list[FigureForm] = field(default_factory=list)
    new: forms.ModelForm | None = None
    duplicates: list = field(default_factory=list)

    @property
    def forms(self) -> list[forms.BaseForm]:
        return [form for form in (self.new, self.citing, *self.numbers) if form is not None]

    @property
    def is_empty(self) -> bool:
        """A row for a new record that nobody wrote into."""
        return (
            self.new is not None
            and not self.new.has_changed()
            and not any(form.has_changed() for form in (self.citing, *self.numbers))
        )

    def is_valid(self) -> bool:
        """Whether all of it can be saved. Asks every form, so that each shows its errors."""
        if self.is_empty:
            return True
        if self.new is not None:
            self.new.empty_permitted = False
        faulty = [form for form in self.forms if not form.is_valid()]
        return not faulty

    def save(self, source: Source, case: Case, user, reason: str) -> tuple[int, int]:
        """Cite the source and save its figures; how many citations and figures were made. Raises EditRefused."""
        said = self.citing.cleaned_data
        cited = [{"case_id": case.pk}] if said.get("cites_case") or self.new is not None else []
        cited += [{"event_id": int(pk)} for pk in said.get("events", ())]
        cited += [{"figure_id": int(pk)} for pk in said.get("figures", ())]
        how = {name: said[name] for name in ("stance", "credibility", "locator")}
        citations = [
            Citation(source=source, **thing, **how)
            for thing in cited
            if not Citation.objects.filter(source=source, locator=how["locator"], **thing).exists()
        ]
        figures = [form.instance for form in self.numbers if form.has_changed()]
        for figure in figures:
            figure.case, figure.source = case, source
        for record in (*citations, *figures):
            references.give_reference(record)
            editing.save_record(record, by=user, reason=reason)
        return len(citations), len(figures)


def figure_forms(data, prefix: str) -> list[FigureForm]:
    return [FigureForm(data, prefix=f"{prefix}-figure-{number}") for number in range(FIGURE_ROWS)]


def with_parts(cases, user):
    """The cases with their events, and as `other_figures` their figures that the user may know of. Three queries."""
    figures = Figure.objects.filter(visibility.visible_to(user, Figure)).select_related("source")
    return cases.prefetch_related(
        "events", Prefetch("figures", queryset=figures.order_by("reference"), to_attr="other_figures")
    )


def cited_things(sources: Iterable[Source], cases: Iterable[Case]) -> dict[tuple[int, int], set]:
    """By the keys of source and case, what the source is already cited for, and its own figures. Two queries."""
    sources, cases = list(sources), list(cases)
    found: dict[tuple[int, int], set] = {(source.pk, case.pk): set() for source in sources for case in cases}
    citations = Citation.objects.filter(
        Q(case__in=cases) | Q(event__case__in=cases) | Q(figure__case__in=cases), source__in=sources
    ).select_related("event", "figure")
    for citation in citations:
        case = citation.case_id or (citation.event or citation.figure).case_id
        for thing in ("case", "event", "figure"):
            if getattr(citation, f"{thing}_id"):
                found[citation.source_id, case].add((thing, getattr(citation, f"{thing}_id")))
    own = Figure.objects.filter(case__in=cases, source__in=sources)
    for pk, source, case in own.values_list("pk", "source_id", "case_id"):
        found[source, case].add(("figure", pk))
    return found


def event_label(event) -> str:
    parts = [
        f"{event.sequence}.",
        event.get_kind_display(),
        event.date_edtf,
        count_label(event.count_low, event.count_high),
    ]
    return " ".join(part for part in parts if part)


def figure_label(figure) -> str:
    count = count_label(figure.count_low, figure.count_high)
    return f"{figure.get_measure_display()} {count} – {figure.source.title}"


def count_label(low: int | None, high: int | None) -> str:
    """A count in few signs: 5, 5–8, 5+, –8, or nothing."""
    if low is None and high is None:
        return ""
    if low == high:
        return str(low)
    return f"{low}+" if high is None else f"{'' if low is None else low}–{high}"
