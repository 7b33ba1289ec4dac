"""Two days at the desk, from an article to the public and back: one with the full cast, one with an office of two.

Both print their steps (`pytest -s`); with DAY_SHOTS=FOLDER each step leaves a picture. axe looks at every page of the
admin that they open, and neither the content security policy nor anything else may make the browser complain.
"""

import csv
import io
import re
from dataclasses import dataclass

import pytest

from tests.browser.desk import Colleague, Day


@dataclass(frozen=True)
class Incident:
    """A case as an article has it; `typed` as people type a date, `understood` as the form reads it."""

    title: str
    typed: str
    understood: str
    country: str
    count: str


@dataclass(frozen=True)
class Story:
    """What happens in a day: an article on two incidents, and another source that counts the first differently."""

    article: str
    other: str
    first: Incident
    second: Incident
    other_count: str
    public_date: str


SPRING = Story(
    "Example Gazette: two groups held",
    "Example ministry on the first group",
    Incident("Example group of nine held", "mid March 2012", "2012-03-11~/2012-03-20~", "CN", "9"),
    Incident("Example group of four held", "2012년 3월", "2012-03", "LA", "4"),
    "7",
    "March 2012",
)
AUTUMN = Story(
    "Example Courier: two families sent back",
    "Example embassy on the first family",
    Incident("Example family of five sent back", "2003년 10월", "2003-10", "CN", "5"),
    Incident("Example family of three sent back", "late October 2003", "2003-10-21~/2003-10-31", "VN", "3"),
    "6",
    "October 2003",
)
MEASURE = "forcibly_returned"
BECAUSE = "the only source that counts the people one by one"
SUMMARY = "An Example newspaper says that people were held."
COMMENT = "Example comment: say who counted them."
MENDED = f"{SUMMARY} Its reporter counted them."
CORRECTED = f"{MENDED} A ministry counted them differently."
NOTE = "Example note: the count of the ministry was added."
REASON = "An example reader asked, and the articles were read again."
RETRACTED = "Example note: the article was about somebody else."


@pytest.fixture
def day(site, browser, request):
    day = Day(site, browser, request.node.name.removeprefix("test_"))
    yield day
    day.close()


def pile(person: Colleague, heading: str, noun: str) -> None:
    """From “my work” to the list behind a number."""
    person.go("/admin/")
    title = person.page.get_by_role("heading", name=heading, exact=True)
    number = person.page.locator(".pile").filter(has=title).get_by_role("link", name=re.compile(f" {noun}$"))
    assert number.count() == 1, f"{heading}: {person.text()}"
    with person.page.expect_navigation():
        number.click()
    person.seen()


def enter_article(person: Colleague, story: Story) -> None:
    """One article that reports two incidents: from “my work” to two cases, each with its number."""
    person.go("/admin/")
    person.follow("New source")
    typed = {
        "title": story.article,
        "publisher": "Example Press",
        "kind": "Media",
        "language": "en",
        "published_edtf": "15 Nov 2012",
    }
    if person.has_scripts:
        # With the keyboard alone, to the end.
        for name, text in typed.items():
            person.type(name, text)
        person.understood("published_edtf", "2012-11-15")
        person.enter()
    else:
        person.fill(**typed)
        person.press("Save")
        assert "Understood: 15 November 2012" in person.text()
        person.done("is shown what the typed date means")
        person.press("Save")
    assert "Which cases does it report?" in person.page.title()
    person.done("enters an article and is asked which cases it reports")

    person.fill(**incident("new-0", story.first))
    person.press("One more new one")
    person.fill(**incident("new-1", story.second))
    person.done("types both incidents, each with its number")
    save_until_confirmed(person, story)
    assert "2 new records started" in person.said()
    person.done("has begun both cases")


def incident(row: str, told: Incident) -> dict[str, str]:
    number = f"{row}-figure-0"
    return {
        f"{row}-title_en": told.title,
        f"{row}-date_edtf": told.typed,
        f"{row}-country": told.country,
        f"{row}-affected_low": told.count,
        f"{row}-affected_high": told.count,
        f"{number}-measure": MEASURE,
        f"{number}-count_low": told.count,
        f"{number}-count_high": told.count,
    }


def save_until_confirmed(person: Colleague, story: Story) -> None:
    """Without scripts the form comes back once with the meaning of the dates; nothing typed is lost."""
    if person.has_scripts:
        for row, told in (("new-0", story.first), ("new-1", story.second)):
            person.understood(f"{row}-date_edtf", told.understood)
    else:
        person.press("Save all")
        for row, told in (("new-0", story.first), ("new-1", story.second)):
            assert person.value(f"{row}-date_edtf_understood") == told.understood
            assert person.value(f"{row}-title_en") == told.title
        person.done("is shown what the dates mean; nothing typed is lost")
    person.press("Save all")


def add_other_number(person: Colleague, story: Story) -> None:
    """Another source with another number, then the working count: chosen, with the reason."""
    person.follow(story.first.title)
    person.follow("Add sources")
    person.fill(
        **{
            "new-0-title": story.other,
            "new-0-publisher": "Example Ministry",
            "new-0-kind": "government",
            "new-0-figure-0-measure": MEASURE,
            "new-0-figure-0-count_low": story.other_count,
            "new-0-figure-0-count_high": story.other_count,
        }
    )
    person.press("Save all")
    comparison = person.page.locator("#comparisons").inner_text()
    assert story.first.count in comparison
    assert story.other_count in comparison
    person.done("sees the two numbers that disagree side by side")
    person.follow("Choose working count, because …", within="#comparisons")
    person.page.get_by_role("radio", name=story.article).check()
    person.fill(because=BECAUSE)
    person.press("Save")
    assert BECAUSE in person.page.locator("#comparisons").inner_text()
    person.done("chooses the working count, and says why")


def describe(person: Colleague, **fields: str) -> None:
    """Write on the form of the case and stay there."""
    person.fill(**fields)
    person.press("Save and continue editing")
    assert "was changed successfully" in person.said()


def submit(person: Colleague) -> None:
    person.press("Submit for review")
    assert "A second person reviews it now" in person.said()


def find(person: Colleague, heading: str, title: str) -> None:
    """A case that waits on “my work”."""
    pile(person, heading, "cases?")
    person.follow(title, within="#result_list")


def look_up(person: Colleague, title: str) -> None:
    """A case, through the search of the list."""
    person.go("/admin/cases/case/")
    person.page.fill("#searchbar", title)
    person.press("Search", within="#changelist-search")
    person.follow(title, within="#result_list")


def review(person: Colleague) -> None:
    person.follow("See what changes in public", within=".panel")


def publish(person: Colleague, title: str, **words: str) -> None:
    find(person, "To publish", title)
    review(person)
    person.done("looks once more at what becomes public")
    person.fill(**words)
    person.press("Publish", within=".review-decision")
    assert "It is public now" in person.said()


def play(day: Day, story: Story, writer: Colleague, reviewer: Colleague, publisher: Colleague) -> None:
    """The day. One person may be several of them, but nobody reviews or publishes what they wrote."""
    visitor = day.visitor()
    case = story.first.title

    enter_article(writer, story)
    add_other_number(writer, story)
    describe(
        writer,
        summary_en=SUMMARY,
        person_kind="refugees",
        verification="reported",
        mosaic_answer="Example: nobody can be singled out.",
    )
    reference = writer.value("reference")
    address = f"/cases/{reference}/"
    submit(writer)
    assert visitor.go(address) == 404
    writer.done("submits the case")

    find(reviewer, "To review", case)
    review(reviewer)
    assert SUMMARY in reviewer.text()
    reviewer.done("reads what the public would read")
    reviewer.fill(comment=COMMENT)
    reviewer.press("Return with a comment", within=".review-decision")
    assert "Returned with your comment" in reviewer.said()
    reviewer.done("returns it with a comment")

    find(writer, "Returned to me", case)
    assert COMMENT in writer.text()
    describe(writer, summary_en=MENDED)
    submit(writer)
    writer.done("finds it on “my work”, mends it and submits it again")

    find(reviewer, "To review", case)
    review(reviewer)
    reviewer.press("Approve", within=".review-decision")
    assert "It can be published now" in reviewer.said()
    reviewer.done("approves it")

    publish(publisher, case)
    publisher.done("publishes it")

    assert visitor.go(address) == 200
    page = visitor.text()
    assert MENDED in page
    assert BECAUSE in page
    assert story.public_date in page
    visitor.done("reads the case")
    assert visitor.go(f"/cases/?q={reference}") == 200
    assert case in visitor.text()
    titles = titles_in_file(visitor)
    assert titles[reference] == case
    assert story.second.title not in titles.values()
    visitor.done("finds it in the list and in the file, and nothing of the other case")

    correct(writer, reviewer, publisher, case)
    assert visitor.go(address) == 200
    assert CORRECTED in visitor.text()
    assert NOTE in visitor.text()
    assert REASON not in visitor.page.content()
    visitor.done("reads the correction on the page, with its note")
    visitor.go("/corrections/")
    told = visitor.page.locator("main li", has_text=case).first.inner_text()
    assert NOTE in told
    assert "summary" in told.lower()
    visitor.done("reads among the corrections what changed, and why")

    retract(reviewer, case)
    assert visitor.go(address) == 410
    visitor.done("finds at its address when and why it went")
    assert reference not in titles_in_file(visitor)
    visitor.go("/corrections/")
    assert RETRACTED in visitor.text()
    assert case not in visitor.text()
    assert REASON not in visitor.page.content()
    visitor.done("finds the retraction among the corrections, and no name of what is gone")


def titles_in_file(visitor) -> dict[str, str]:
    """The titles of the published cases by their reference, from the CSV file."""
    rows = csv.DictReader(io.StringIO(visitor.file("/cases.csv").removeprefix("\ufeff")))
    return {row["reference"]: row["title_en"] for row in rows}


def correct(writer: Colleague, reviewer: Colleague, publisher: Colleague, case: str) -> None:
    look_up(writer, case)
    describe(writer, summary_en=CORRECTED, change_reason=REASON)
    submit(writer)
    writer.done("corrects the summary of the published case")
    find(reviewer, "To review", case)
    review(reviewer)
    changed = reviewer.page.locator(".review-body").first
    assert "differently" in changed.locator("ins").first.inner_text()
    reviewer.done("sees the words that come in")
    reviewer.press("Approve", within=".review-decision")
    publish(publisher, case, public_note=NOTE, internal_reason=REASON)
    publisher.done("publishes the correction, with a note for the public and a reason for the office")


def retract(person: Colleague, case: str) -> None:
    look_up(person, case)
    person.press("Retract…", within=".panel")
    person.fill(takedown_reason="error", public_note=RETRACTED, internal_reason=REASON)
    person.done("is asked why before it is retracted")
    person.press("Retract")
    assert "Retracted" in person.said()
    person.done("has retracted it")


def in_order(day: Day) -> None:
    """Nothing was wrong with any page of the desk, and every one was looked at."""
    watch = day.watch
    print(
        f"{watch.looks} pages of the desk: {len(watch.found)} with findings of axe, {len(watch.refused)} errors"
    )
    assert watch.told() == ""
    assert watch.looks == watch.opened > 40


def test_full_cast(day):
    """With scripts; the article is entered with the keyboard alone."""
    cast = [day.colleague(name, has_scripts=True) for name in ("contributor", "editor", "publisher")]
    play(day, SPRING, *cast)
    in_order(day)


def test_office_of_two(day):
    """Without scripts: the second person reviews and publishes what the first wrote."""
    first, second = (day.colleague(name, has_scripts=False) for name in ("first", "second"))
    play(day, AUTUMN, first, second, second)
    in_order(day)


def test_the_watch_would_see_something(day):
    """The measure measures: a page made worse on purpose is told of, with and without scripts."""
    for name, has_scripts in (("viewer", True), ("publisher", False)):
        person = day.colleague(name, has_scripts)
        assert day.watch.told() == ""
        person.page.evaluate("document.querySelector('#user-tools a').replaceChildren()")
        person.page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<p style=\"margin: 0\">Example</p>')"
        )
        person.seen()
        assert "link-name" in day.watch.told()
        assert "Content Security Policy" in day.watch.told()
        day.watch.found.clear()
        day.watch.refused.clear()
