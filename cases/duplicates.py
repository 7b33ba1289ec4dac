"""Records that may be the same thing entered twice, and the decisions that they are not.

Callers hand over the rows among which to look: what somebody may not see is no duplicate for them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases import dates
from cases.choices import SubjectKind
from cases.models import Case, Distinction, Involvement, Person, Source
from cases.models.record import Subject
from cases.published.search.folding import fold
from cases.published.search.terms import SOUND, keys_of_person
from cases.source_keys import address_key, likeness, title_key
from cases.text import normalise

#: No more are shown: somebody must read them.
MOST = 8
#: Rows looked at for one question, the nearest in time first.
LOOKED_AT = 400
#: Rows with people whose names are decrypted for one question.
PEOPLE_LOOKED_AT = 300
#: Sources with similar titles are looked for so many days around the date of publication.
DAYS_AROUND = timedelta(days=3)
#: Dates wider than this say too little: neither such a case nor one beside it is found by its dates.
WIDEST = timedelta(days=400)
LIKE_TITLE = 0.5
#: Counts that differ by so much are still similar.
TOLERANCE = 0.1


@dataclass(frozen=True)
class Candidate:
    """A record that may be the same, and in what the two agree, in words."""

    record: Subject
    reasons: tuple[str, ...]


def kind_of(record: Subject) -> SubjectKind:
    """Raises KeyError for a noun whose records are not told apart."""
    return {Case: SubjectKind.CASE, Source: SubjectKind.SOURCE}[type(record)]


# --- sources ---


def like_source(source: Source, among: QuerySet[Source]) -> list[Candidate]:
    """The sources that may be the same document, the most alike first; `source` may be new. Five queries at most.

    A source that it derives from, or that derives from it, is another document by what staff said.
    """
    others = among.exclude(pk=source.pk) if source.pk else among
    if source.derived_from_id:
        others = others.exclude(pk=source.derived_from_id)
    if source.pk:
        others = others.exclude(derived_from_id=source.pk)
    reasons: dict[int, list[str]] = {}
    addresses = {key for key in map(address_key, (source.url, source.archived_url)) if key}
    if addresses:
        for pk in keys(others.filter(address_key__in=addresses)):
            reasons.setdefault(pk, []).append(_("the same address"))
    title = title_key(source.title)
    if title:
        for pk in keys(others.filter(title_key=title)):
            reasons.setdefault(pk, []).append(_("the same title"))
    for pk in similar_titles(source, others):
        if pk not in reasons:
            reasons[pk] = [_("a similar title, published within days")]
    return undecided(source, among, reasons)


def similar_titles(source: Source, others: QuerySet[Source]) -> list[int]:
    """The keys of sources published about the same day under a title that shares half of its words. One query."""
    earliest, latest = dates.bounds(known(source.published_edtf))
    if not earliest or not latest or latest - earliest > timedelta(days=31) or latest.year == MAXYEAR:
        return []
    near = others.filter(
        published_earliest__gte=earliest - DAYS_AROUND, published_earliest__lte=latest + DAYS_AROUND
    )
    rows = near.order_by("-published_earliest").values_list("pk", "title")[:LOOKED_AT]
    alike = {pk: likeness(source.title, title) for pk, title in rows}
    return sorted((pk for pk in alike if alike[pk] >= LIKE_TITLE), key=lambda pk: -alike[pk])


def keys_in(text: str) -> set[int]:
    """The keys in a list such as "12,45"; what is no key is left out."""
    return {int(part) for part in text.split(",") if part.isascii() and part.isdecimal() and len(part) < 19}


def keys(rows: QuerySet) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:LOOKED_AT])


# --- cases ---


def like_case(case: Case, among: QuerySet[Case], people: QuerySet[Person] | None = None) -> list[Candidate]:
    """The cases that may be the same incident, the most alike first; `case` may be new. Five queries at most.

    Their dates overlap, and two more agree: day, place, count, title; or a name of the people affected, if `people`
    (those whose names the user may read) is given.
    """
    earliest, latest = dates.bounds(known(case.date_edtf))
    if not earliest or not latest or latest - earliest > WIDEST:
        return []
    others = among.exclude(pk=case.pk) if case.pk else among
    overlapping = others.filter(
        date_earliest__lte=latest, date_earliest__gte=earliest - WIDEST, date_latest__gte=earliest
    )
    reasons: dict[int, list[str]] = {}
    if people is not None and case.pk:
        for pk in cases_of_the_same_people(case, overlapping, people):
            reasons[pk] = [_("somebody of the same name")]
    near = overlapping.filter(signs(case, earliest, latest)).select_related("place")
    for other in near.order_by("-date_earliest", "reference")[:LOOKED_AT]:
        found = agreements(case, other, earliest, latest)
        if len(found) > 1 or other.pk in reasons:
            reasons.setdefault(other.pk, []).extend(found)
    return undecided(case, among, reasons)


def signs(case: Case, earliest, latest) -> Q:
    """What a case must share at least to be looked at more closely: the day, the place or the count."""
    wanted = Q(pk__in=())
    if earliest == latest:
        wanted |= Q(date_earliest=earliest, date_latest=latest)
    if case.place_id:
        wanted |= Q(place=case.place_id)
        if case.place.province_en:
            wanted |= Q(place__province_en=case.place.province_en)
    if case.affected_low or case.affected_high:
        low, high = spread(case)
        wanted |= (
            Q(affected_low__gte=low, affected_low__lte=high)
            | Q(affected_high__gte=low, affected_high__lte=high)
            | Q(affected_low__lte=low, affected_high__gte=high)
        )
    return wanted


def spread(case: Case) -> tuple[float, float]:
    """The counts that are similar to the count of a case."""
    low = case.affected_low or case.affected_high
    high = case.affected_high or case.affected_low
    return low * (1 - TOLERANCE), high * (1 + TOLERANCE)


def agreements(case: Case, other: Case, earliest, latest) -> list[str]:
    """In what two cases whose dates overlap agree, in words."""
    found = []
    if earliest == latest == other.date_earliest == other.date_latest:
        found.append(_("the same day"))
    if case.place_id and case.place_id == other.place_id:
        found.append(_("the same place"))
    elif case.place and other.place and case.place.province_en == other.place.province_en != "":
        found.append(_("the same province"))
    if (case.affected_low or case.affected_high) and (other.affected_low or other.affected_high):
        (low, high), (other_low, other_high) = spread(case), spread(other)
        if low <= other_high and other_low <= high:
            found.append(_("a similar number of people"))
    if likeness(case.title_en, other.title_en) >= LIKE_TITLE:
        found.append(_("a similar title"))
    return found


def cases_of_the_same_people(case: Case, others: QuerySet[Case], people: QuerySet[Person]) -> list[int]:
    """The keys of those of `others` in which somebody bears the name of somebody of the case, or is the same person.

    Names are decrypted, in memory only, of so many rows at most. Two queries.
    """
    own = named(Involvement.objects.filter(case=case, person__in=people))
    names = set().union(*own.values()) if own else set()
    if not names:
        return []
    rows = named(Involvement.objects.filter(case__in=others, person__in=people).order_by("-pk"))
    return sorted({pk for (pk, _person), theirs in rows.items() if theirs & names})


def named(rows: QuerySet[Involvement]) -> dict[tuple[int, int], set[str]]:
    """The keys of the names of people, by case and person. A person is the same as themselves too."""
    return {
        (row.case_id, row.person_id): {f"person {row.person_id}", *name_keys(row.person)}
        for row in rows.select_related("person")[:PEOPLE_LOOKED_AT]
    }


def name_keys(person: Person) -> set[str]:
    """What the writings of the names of a person have in common: letters alone, and the sound of a Korean name."""
    found = set()
    texts = (person.legal_name, person.native_name, person.public_name, *person.aliases.splitlines())
    for text in texts:
        letters = "".join(sorted(normalise(text).split()))
        if len(letters) > 2 or (len(letters) == 2 and not letters.isascii()):
            found.add(letters)
        found |= {key for key in keys_of_person(fold(text)) if key.startswith(SOUND)}
    return found


def people_named(words: str, people: QuerySet[Person]) -> list[int]:
    """The keys of people of that name, in any order of its words and any romanisation of a Korean name.

    Names are decrypted, in memory only, of the people entered last; so many at most. One query.
    """
    asked = name_keys(Person(legal_name=words))
    rows = people.order_by("-pk")[:PEOPLE_LOOKED_AT]
    return [person.pk for person in rows if asked & name_keys(person)] if asked else []


# --- decisions ---


def undecided(record: Subject, among: QuerySet, reasons: dict[int, list[str]]) -> list[Candidate]:
    """The records found, without those that somebody held to be different; the most alike first. Two queries."""
    if record.pk and reasons:
        for pk in decided_different(record):
            reasons.pop(pk, None)
    best = sorted(reasons, key=lambda pk: (-len(reasons[pk]), -pk))[:MOST]
    rows = among.in_bulk(best)
    return [Candidate(rows[pk], tuple(reasons[pk])) for pk in best if pk in rows]


def decided_different(record: Subject) -> list[int]:
    """The keys of the records that somebody held to be different from this one. One query."""
    return [low + high - record.pk for low, high in distinctions_of(record).values_list("low", "high")]


def distinctions_of(record: Subject) -> QuerySet[Distinction]:
    return Distinction.objects.filter(Q(low=record.pk) | Q(high=record.pk), kind=kind_of(record))


def distinguish(record: Subject, others: Iterable[Subject], *, by, reason: str = "") -> None:
    """Remember that `by` holds these records to be different; what was decided before stays as it is."""
    for other in others:
        low, high = sorted((record.pk, other.pk))
        if low == high:
            continue
        Distinction.objects.get_or_create(
            kind=kind_of(record), low=low, high=high, defaults={"decided_by": by, "reason": reason}
        )


def known(edtf: str) -> str:
    """The date, or "" for what is none: somebody is still typing."""
    try:
        dates.parse(edtf)
    except dates.DateError:
        return ""
    return edtf
