"""The page of one case: who says what, who disputes it, what the authorities say, what became of each person."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import dates
from cases.choices import Outcome, ResponseKind
from cases.published import case_page, count_bars, positions
from tests.cases.test_dates import VALID
from tests.published.documents import (
    action_document,
    affected,
    case_document,
    citation_part,
    event_part,
    figure_part,
    response_document,
    response_part,
    source_document,
)
from tests.published.editions import publish_documents

CASE = "artificial-case"


def person(label: str, **given) -> dict:
    return {
        "reference": f"{CASE}--person-{label}",
        "label": label,
        "name": "",
        "role": "affected_person",
        "sex": "female",
        "age_band": "30-44",
        "vulnerability": "",
        "fate": "forcibly_returned",
        "fate_as_of": "2013-06",
        **given,
    }


def sources() -> list[dict]:
    return [
        source_document(reference="first-source", title="First artificial report", publisher="First Daily"),
        source_document(
            reference="second-source", title="Second artificial report", publisher="Second Daily"
        ),
    ]


def page_of(client, *documents: dict, prefix: str = "") -> str:
    publish_documents(*documents)
    page = client.get(f"{prefix}/cases/{CASE}/").content.decode()
    return re.sub(r"\s+", " ", page)


def section(page: str, name: str) -> str:
    return page[page.index(f'<section aria-labelledby="{name}"') :].partition("</section>")[0]


def listed(page: str, source: str) -> str:
    """The entry of one source in the list at the end of the page."""
    return page[page.index(f'<li id="source-{source}"') :].partition("</li>")[0]


@pytest.mark.django_db
def test_a_source_names_every_place_it_supports_or_disputes_and_leads_back(client):
    event, figure = event_part(), figure_part("second-source")
    citations = [
        citation_part("first-source", "case", CASE, locator="p. 4", credibility=2),
        citation_part("first-source", "event", event["reference"], stance="disputes", credibility=6),
        citation_part("second-source", "person", f"{CASE}--person-A"),
    ]
    case = case_document(
        reference=CASE, events=[event], figures=[figure], people=[person("A")], citations=citations
    )
    page = page_of(client, *sources(), case)
    first, second = listed(page, "first-source"), listed(page, "second-source")
    supported, _heading, disputed = first.partition("Disputes:")
    assert f'href="#{CASE}"><span class="visually-hidden">Back to: </span>summary</a>' in supported
    assert "(p. 4; credibility 2 – probably true)" in supported
    assert f'href="#{event["reference"]}"' not in supported
    assert (
        f'href="#{event["reference"]}"><span class="visually-hidden">Back to: </span>step 1, Apprehended'
        in disputed
    )
    assert "(credibility 6 – truth cannot be judged)" in disputed
    assert "count Forcibly returned: 5" in second
    assert "Person A" in second
    assert "Disputes:" not in second
    for anchor in re.findall(r'href="#([^"]+)"', first + second):
        assert f'id="{anchor}"' in page, anchor


@pytest.mark.django_db
def test_marks_stand_at_the_sentence_and_a_dispute_is_no_matter_of_colour(client):
    event = event_part(summary={"en": "Artificial sentence."})
    citations = [
        citation_part("first-source", "event", event["reference"]),
        citation_part("second-source", "event", event["reference"], stance="disputes"),
    ]
    page = page_of(client, *sources(), case_document(reference=CASE, events=[event], citations=citations))
    sentence = page[page.index("Artificial sentence.") :].partition("</p>")[0]
    assert re.findall(r'<a href="#source-([^"]+)">', sentence) == ["first-source", "second-source"]
    assert '<span class="visually-hidden">Source </span>1' in sentence
    assert (
        '<span class="visually-hidden">Disputed by source </span><span aria-hidden="true">≠</span>2'
        in sentence
    )


@pytest.mark.django_db
def test_the_version_of_the_authorities_stands_beside_the_report_under_their_names(client):
    action = action_document(
        cases=[CASE],
        date="2013-06-01",
        responses=[
            response_part(case=CASE, date="2013-06-04"),
            response_part(case=CASE, response_kind="released", summary={"en": "Let one go."}),
            response_part(case="another-case", summary={"en": "About another case."}),
        ],
    )
    alone = response_document(case=CASE, response_kind="justified", summary={"en": "By artificial law."})
    ground = event_part(
        stated_reason={"en": "Artificial reason."}, legal_basis={"en": "Artificial agreement."}
    )
    page = page_of(client, action, alone, case_document(reference=CASE, events=[ground]))
    beside = page[page.index('class="account account-authorities"') : page.index('class="key-facts"')]
    assert page.index('class="lead"') < page.index("account-authorities")
    assert "<b>Example Ministry</b> (China)" in beside
    assert "The ministry denied the account." in beside
    assert "By artificial law." in beside
    assert f'<a href="#{ground["reference"]}">On step 1, Apprehended</a>' in beside
    assert "Artificial reason." in beside
    assert "Artificial agreement." in beside
    assert "Let one go." not in beside
    assert "About another case." not in page
    assert "no answer on record" not in beside
    asked = section(page, "actions")
    assert "(reported 3 days later)" in asked
    assert "Let one go." in asked
    assert "not necessarily caused by it" in asked


@pytest.mark.django_db
def test_silence_is_said(client):
    silent = [
        action_document(cases=[CASE], responses=[response_part(case=CASE, response_kind="no_reply")]),
        action_document(cases=[CASE]),
    ]
    page = page_of(client, *silent, case_document(reference=CASE))
    beside = page[page.index("account-authorities") : page.index('class="key-facts"')]
    assert "No answer known." in beside
    assert "2 actions for this case have no answer on record." in beside
    assert section(page, "actions").count("No answer known.") == 2
    assert "later)" not in section(page, "actions")


@pytest.mark.django_db
def test_a_case_nobody_asked_about_claims_no_silence(client):
    page = page_of(client, case_document(reference=CASE))
    assert "No statement of an authority on this case is on record." in page
    assert "No answer known" not in page


@pytest.mark.django_db
def test_each_person_has_a_fate_of_its_own_and_a_name_only_where_the_document_has_one(client):
    people = [
        person("A", vulnerability="pregnant"),
        person("B", sex="", age_band="", fate="", fate_as_of=""),
        person("C", name="Artificial Public Name", role="helper", fate="detained", fate_as_of="2014-03~"),
    ]
    shown = section(page_of(client, case_document(reference=CASE, people=people)), "people")
    first, second, third = shown.split('<li id="')[1:]
    assert "<h3>Person A <" in first
    assert "<b>Forcibly returned</b>, last reported June 2013" in first
    for word in ("female", "30 to 44", "pregnant", "affected person"):
        assert word in first
    assert "Fate not reported" in second
    assert second.count("not stated") == 2
    assert "<h3>Artificial Public Name <" in third
    assert "Person C" not in shown
    assert "<b>Held</b>, last reported about March 2014" in third
    fates = [" ".join(re.sub("<[^>]+>", " ", each).split()) for each in re.findall(r"<li><b>.*?</li>", shown)]
    assert fates == ["1 Forcibly returned", "1 Held", "1 Fate not reported"]


@given(st.lists(st.sampled_from([*Outcome.values, ""]), max_size=20))
def test_fates_count_everybody_once(fates):
    found = case_page.fates([person("A", fate=fate) for fate in fates])
    assert sum(number for _fate, number in found) == len(fates)
    assert all(fates.count(fate) == number > 0 for fate, number in found)


@pytest.mark.django_db
def test_sources_that_differ_are_said_to_differ_and_never_added(client):
    figures = [
        figure_part("first-source", low=500, high=None, qualifier="more_than"),
        figure_part("second-source", low=600, high=600, qualifier="about"),
        figure_part("second-source", measure="apprehended", low=7, high=7),
        figure_part("first-source", measure="apprehended", low=7, high=7),
        figure_part("first-source", measure="apprehended", low=3, high=3, subgroup={"en": "children"}),
        figure_part("first-source", measure="missing", low=1, high=1),
    ]
    page = page_of(client, *sources(), case_document(reference=CASE, figures=figures))
    returned, apprehended, missing = (
        page[page.index(f'id="measure-{measure}"') :].partition("</section>")[0]
        for measure in ("forcibly_returned", "apprehended", "missing")
    )
    assert "sources differ" in returned
    assert returned.count('class="count-bar"') == 2
    assert "sources agree" in apprehended
    assert "sources" not in missing.partition("<table")[0]
    assert "1,100" not in page


@pytest.mark.django_db
def test_the_reason_of_a_working_count_stands_with_it_in_plain_words(client):
    figure = figure_part("first-source", low=41, high=41)
    count = {
        "measure": "forcibly_returned",
        "low": 41,
        "high": 41,
        "basis": "chosen",
        "figure": figure["reference"],
        "reason": "The only artificial count made on the spot.",
    }
    page = page_of(
        client, *sources(), case_document(reference=CASE, figures=[figure], working_counts=[count])
    )
    row = page[page.index('<tr class="counts-working">') :].partition("</tr>")[0]
    assert "41" in row
    assert (
        "chosen by the editors from the counts below. Reason: The only artificial count made on the spot."
        in row
    )
    assert f'<tr id="{figure["reference"]}" class="chosen">' in page


COUNTS = st.tuples(st.none() | st.integers(0, 10**7), st.none() | st.integers(0, 10**7)).map(
    lambda ends: (
        {"low": min(ends), "high": max(ends)}
        if None not in ends
        else dict(zip(("low", "high"), ends, strict=True))
    )
)


@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_bars_share_one_scale(counts):
    most = count_bars.greatest(counts)
    bars = [count_bars.bar(count, most) for count in counts]
    for count, bar in zip(counts, bars, strict=True):
        known = [number for number in count.values() if number is not None]
        assert (bar is None) == (not known)
        if bar:
            assert 0 <= bar.left < bar.right <= count_bars.WIDTH
            assert bar.is_open == (count["high"] is None)
            assert bar.no_minimum == (count["low"] is None)
            assert bar.is_point == (count["low"] == count["high"])
    exact = sorted(
        (count["low"], bar.middle) for count, bar in zip(counts, bars, strict=True) if bar and bar.is_point
    )
    assert [middle for _number, middle in exact] == sorted(middle for _number, middle in exact)


def test_rates_and_unknown_numbers_have_no_bar():
    assert count_bars.bar({"low": 80, "high": 80, "unit": "percent"}, 100) is None
    assert count_bars.bar({"low": None, "high": None, "unit": "people"}, 100) is None
    assert count_bars.greatest([{"low": 900, "high": None, "unit": "usd"}, {"low": 5, "high": None}]) == 5


@given(VALID, VALID)
def test_the_days_until_an_answer_are_never_claimed_closer_than_the_dates_allow(asked, answered):
    found = positions.elapsed(asked, answered)
    (first, last), (earliest, latest) = dates.bounds(asked), dates.bounds(answered)
    if found is None:
        assert None in (first, last, earliest, latest) or latest < first
    else:
        fewest, most = found
        assert 0 <= fewest <= most == (latest - first).days
        assert fewest == max(0, (earliest - last).days)


@pytest.mark.parametrize(
    ("asked", "answered", "words"),
    [
        ("2013-06-01", "2013-06-01", "on the same day"),
        ("2013-06-01", "2013-06-02", "1 day later"),
        ("2013-06-01", "2016-06-01", "1,096 days later"),
        ("2013-06", "2013-07", "1 to 60 days later"),
        ("2013-06-01", "2012", "before the action"),
        ("2013-06", "2013-05-31", "before the action"),
        ("2013-06-02", "2013-06", "0 to 28 days later"),
        ("2013-06-01", "", ""),
        ("", "2013-06-01", ""),
        ("2013-06-01", "2013-07/..", ""),
    ],
)
def test_how_long_an_answer_took_in_words(asked, answered, words):
    assert positions.later(asked, answered) == words


@pytest.mark.parametrize(
    ("asked", "kind", "answered", "expected"),
    [
        ("2013-06-02", "denied", "2013-06-03", True),
        ("2013-06-02", "denied", "2013-06-01", False),
        ("2013-06-02", "denied", "2013-06", True),
        ("", "denied", "2013-06-01", True),
        ("2013-06-02", "denied", "", True),
        ("2013-06-02", "no_reply", "2013-06-03", False),
    ],
)
def test_what_came_before_an_action_and_silence_do_not_answer_it(asked, kind, answered, expected):
    responses = [response_part(response_kind=kind, date=answered)]
    assert positions.is_answered(asked, responses) is expected


def test_every_kind_of_response_is_either_on_the_account_or_about_what_was_done():
    done = {
        "agreed_departure",
        "released",
        "granted",
        "partly_granted",
        "no_reply",
        "interim_measure",
        "urgent_notice",
    }
    assert {kind.value for kind in positions.ON_THE_ACCOUNT} == set(ResponseKind.values) - done


@pytest.mark.django_db
def test_the_facts_at_a_glance(client):
    case = case_document(reference=CASE, affected=affected(5, 7, qualifier="range", women=4), last_checked="")
    case["citations"] = [
        citation_part("first-source", "case", CASE),
        citation_part("second-source", "case", CASE),
    ]
    page = page_of(client, *sources(), case)
    facts = page[page.index('<dl class="key-facts">') :].partition("</dl>")[0]
    pairs = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", facts))
    assert list(pairs) == [
        "When",
        "Where",
        "Who",
        "Last reported outcome",
        "Verification",
        "Origins cited",
        "First reported",
        "Last checked for news",
    ]
    plain = {name: " ".join(re.sub("<[^>]+>", " ", value).split()) for name, value in pairs.items()}
    assert plain["When"] == "May 2013"
    assert plain["Where"] == "Example City, Example Province, China"
    assert plain["Who"] == "5–7 Refugees 4 women"
    assert plain["Last reported outcome"] == "Forcibly returned as of about June 2013"
    assert plain["Verification"] == "Reported by several sources the return"
    assert plain["Origins cited"] == "at least 2"
    assert plain["Last checked for news"] == "not stated"


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["/ko", "/zh-hans"])
def test_english_texts_are_marked_and_announced(client, prefix):
    title = {"en": "English title", "ko": "예시 제목", "zh-hans": "示例标题"}
    page = page_of(
        client, case_document(reference=CASE, title=title, summary={"en": "English summary."}), prefix=prefix
    )
    assert title["ko" if prefix == "/ko" else "zh-hans"] in page
    assert '<p class="lead" lang="en">English summary.' in page
    assert 'class="note"' in page


@pytest.mark.django_db
def test_what_is_not_published_leaves_no_place(client):
    figure = figure_part("never-published")
    citations = [citation_part("never-published", "case", CASE)]
    page = page_of(client, case_document(reference=CASE, figures=[figure], citations=citations))
    assert "never-published" not in page
    assert figure["reference"] not in page
    assert "none on record" in page


@pytest.mark.django_db
def test_the_source_page_names_what_it_is_cited_for_in_each_case(client):
    event, figure = event_part(), figure_part("first-source")
    citations = [
        citation_part("first-source", "event", event["reference"], stance="disputes", locator="p. 9")
    ]
    case = case_document(reference=CASE, events=[event], figures=[figure], citations=citations)
    publish_documents(*sources(), case)
    page = re.sub(r"\s+", " ", client.get("/sources/first-source/").content.decode())
    assert f'<a href="/cases/{CASE}/#{figure["reference"]}">count Forcibly returned: 5</a>' in page
    disputed = page[page.index("Disputes:") :]
    assert f'<a href="/cases/{CASE}/#{event["reference"]}">step 1, Apprehended</a>' in disputed
    assert "(p. 9)" in disputed


@pytest.mark.django_db
def test_the_action_page_says_how_long_the_answer_took_or_that_none_is_known(client):
    answered = action_document(
        reference="answered", date="2013-06-01", responses=[response_part(date="2013-06-02")]
    )
    open_action = action_document(reference="open", date="2013-06-01")
    publish_documents(answered, open_action)
    page = client.get("/actions/answered/").content.decode()
    assert "(reported 1 day later)" in page
    assert "not necessarily caused by it" in page
    assert "No answer known" not in page
    page = client.get("/actions/open/").content.decode()
    assert "No answer known" in page
    assert "This is what was known to us on" in page
