"""One story through the desk, in the order of the work: what is done, and when a picture is taken.

A call and an article about the fictional training case of the demonstration; it is returned, mended, published,
changed again. Every step goes through the pages, so that a picture cannot show what the software does not do.
"""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page

from tests.manual.office import Office

TODAY = datetime.now(UTC).date()
TRAINING = "cases/case/?q=training-case"


def said(page: Page) -> str:
    return page.locator(".messagelist").inner_text()


def save(page: Page, button: str = "_continue") -> None:
    page.locator(f"input[name={button}]").last.click()
    page.wait_for_load_state()
    if page.locator(".errornote").count():
        raise RuntimeError(f"not saved: {page.locator('.errornote, .errorlist').all_inner_texts()}")


def open_training(office: Office, name: str) -> Page:
    return office.find(name, TRAINING, "training-case")


def a_call(office: Office) -> None:
    page = office.open("contributor", "cases/contactnote/add/")
    page.fill("#id_held_on", TODAY.isoformat())
    page.fill("#id_caller", "Example Relative, a cousin")
    page.fill("#id_call_back", "By Signal, evenings only. Never to the number of the family.")
    page.fill(
        "#id_content",
        "Two people were taken near Training Town last month. A neighbour saw it and told the caller.",
    )
    page.check("#id_use_internal")
    page.check("#id_use_un")
    page.fill("#id_permitted_use", "No newspaper before the family agrees.")
    page.fill("#id_next_step", "Call back with the lawyer")
    page.fill("#id_next_step_on", (TODAY + timedelta(days=2)).isoformat())
    page.fill("#id_next_step_at", "19:00")
    page.select_option("#id_owner", label="contributor")
    office.picture("contact-note", page, ".form-part:has(#id_content)", ".form-part:has(#id_next_step)", 700)
    save(page)
    page.get_by_role("link", name="Start a case").or_(
        page.get_by_role("button", name="Start a case")
    ).first.click()
    page.fill("#id_title_en", "Example: two people apprehended in Training Town (fictional)")
    page.fill("#id_date_edtf", "2020-01")
    page.fill("#id_affected_low", "2")
    page.get_by_role("button", name="Save and go back to the note").click()
    page.wait_for_load_state()
    if page.get_by_role("button", name="This is not the same: save").count():
        page.get_by_role("button", name="This is not the same: save").click()
        page.wait_for_load_state()
    office.picture("contact-note-started", page, "#content", None, 480)


def an_article(office: Office) -> None:
    page = office.open("contributor", "cases/source/add/")
    page.fill("#id_title", "Training article (fictional)")
    page.fill("#id_publisher", "Example Daily")
    page.fill("#id_published_edtf", "20 January 2020")
    page.locator("#possible-duplicates .duplicates").wait_for()
    office.picture("possible-duplicate", page, "#possible-duplicates", "#id_publisher", 520)
    page.fill("#id_title", "Example Daily: three people said to be held (fictional)")
    page.fill("#id_url", "https://example.org/three-held")
    page.select_option("#id_kind", label="Media")
    page.fill("#id_language", "en")
    save(page, "_save")
    if page.get_by_role("button", name="This is not the same: save").count():
        page.get_by_role("button", name="This is not the same: save").click()
        page.wait_for_load_state()
    page.fill("#id_words", "fictional")
    page.locator("input[name=_search]").click()
    page.locator("input[name=chosen]").first.wait_for()
    page.locator(".flow-check", has_text="training-case").locator("input").check()
    page.locator("input[name=_open]").click()
    reported = page.locator("fieldset", has=page.get_by_text("Keep on this page"))
    reported.locator("select[name$=figure-0-measure]").select_option(label="Apprehended")
    reported.locator("input[name$=figure-0-count_low]").fill("3")
    reported.locator("input[name$=figure-0-count_high]").fill("3")
    office.picture(
        "which-cases", page, ".flow-step", reported.locator("input[name$=figure-0-count_low]"), 760
    )
    page.locator("input[name=_save]").click()
    page.wait_for_load_state()
    page = office.find("contributor", "cases/source/?q=training-source", "training-source")
    page.goto(page.url.partition("change/")[0] + "cases/")
    page.fill("#id_words", "fictional")
    page.locator("input[name=_search]").click()
    page.locator(".flow-check", has_text="training-case").locator("input").check()
    page.locator("input[name=_open]").click()
    reported = page.locator("fieldset", has=page.get_by_text("Keep on this page"))
    reported.locator("select[name$=figure-0-measure]").select_option(label="Apprehended")
    reported.locator("input[name$=figure-0-count_low]").fill("2")
    reported.locator("input[name$=figure-0-count_high]").fill("2")
    page.locator("input[name=_save]").click()
    page.wait_for_load_state()


def the_form_of_a_case(office: Office) -> None:
    page = open_training(office, "contributor")
    office.picture("case", page, "#content", "#part-summary_en, #id_summary_en", 820)
    office.picture("events", page, "#part-events-group", None, 560)
    office.picture("numbers-side-by-side", page, ".comparisons", None, 420)
    page.locator(".comparisons a", has_text="Choose working count").first.click()
    page.wait_for_load_state()
    office.picture("working-count", page, "#content", None, 560)
    page = office.open("contributor", "cases/case/add/")
    page.locator("#id_date_edtf").press_sequentially("mid March 2012")
    page.locator("#id_date_edtf_meaning").filter(has_text="2012").wait_for()
    office.picture("date", page, ".form-part:has(#id_date_edtf)", None, 260)


def consent(office: Office) -> None:
    page = office.find("contributor", "cases/consent/", "training-consent-1")
    office.picture("consent", page, "#content", None, 620)


def review_and_publication(office: Office) -> None:
    page = office.find("contributor", "cases/riskreview/", "training-case")
    page.check("#id_publication_acceptable")
    save(page, "_save")
    page = open_training(office, "contributor")
    page.fill("#id_mosaic_answer", "Fictional people: nobody can be singled out.")
    save(page)
    submit(page)

    page = open_training(office, "editor")
    page.get_by_role("button", name="Return with a comment").click()
    page.fill("#id_comment", "Say in the summary who reports the third person.")
    page.locator("#content input[type=submit]").click()
    office.picture("first-page", office.open("contributor", ""), "#content", None, 700)
    page = open_training(office, "contributor")
    office.picture("returned", page, ".panel", None, 420)
    page.fill("#id_summary_en", SUMMARY)
    save(page)
    submit(page)

    page = open_training(office, "editor")
    page.get_by_role("button", name="Approve").click()
    page = open_training(office, "publisher")
    page.get_by_role("link", name="on a phone").click()
    page.wait_for_load_state("networkidle")
    office.picture("phones", page, "#content", None, 620)
    page = open_training(office, "publisher")
    page.get_by_role("button", name="Publish").click()
    office.picture("publish", page, "#content", None, 620)
    page.locator("#content input[type=submit]").first.click()
    if "public now" not in said(page):
        raise RuntimeError(said(page))


SUMMARY = "A made-up case to practise on. Two persons are reported held; Example Daily speaks of three."
CHANGED = "A made-up case to practise on. Two or three persons are reported held in Training Province."


def submit(page: Page) -> None:
    page.get_by_role("button", name="Submit for review").click()
    if "reviews it now" not in said(page):
        raise RuntimeError(said(page))


def a_correction_and_other_ends(office: Office) -> None:
    page = open_training(office, "contributor")
    page.fill("#id_summary_en", CHANGED)
    page.fill("#id_affected_high", "3")
    page.fill("#id_change_reason", "Example Daily gives three")
    save(page)
    submit(page)
    page = open_training(office, "editor")
    page.get_by_role("link", name="See what changes in public").click()
    office.picture("review", page, "#content", None, 820)
    page = open_training(office, "editor")
    page.get_by_role("button", name="Embargo").click()
    page.fill("#id_until_day", (TODAY + timedelta(days=7)).isoformat())
    page.fill("#id_until_time", "10:00")
    page.fill("#id_reason", "Released together with the partner office")
    office.picture("embargo", page, "#content", None, 520)
    page = open_training(office, "editor")
    page.get_by_role("button", name="Retract").click()
    office.picture("retract", page, "#content", None, 560)


def duplicates(office: Office) -> None:
    page = office.find("editor", "cases/case/?q=Example+Training+Town", "Example: two people")
    page.get_by_role("link", name="It is a duplicate").click()
    page.fill("#id_with", "training-case")
    page.get_by_role("button", name="Compare the two").click()
    page.wait_for_load_state()
    office.picture("merge", page, "#content", None, 760)


def the_past(office: Office) -> None:
    page = open_training(office, "editor")
    page.get_by_role("link", name="History").first.click()
    office.picture("history", page, "#content", None, 620)
    versions = page.locator("#content a[href*='/history/']")
    versions.last.click()
    page.wait_for_load_state()
    office.picture("version", page, "#content", None, 560)
    page = office.find("editor", "cases/person/", "training-person-1")
    page.get_by_role("link", name="Erase").click()
    office.picture("erase", page, "#content", None, 520)


TABLE = """id,title,date,detaining_countries,affected_low,affected_high
example-import-one,Example: two held in January (fictional),2020-01,CN,2,2
example-import-two,Example: five held in May (fictional),2020-05,CN,five,5
training-case,Training case (fictional),2020-01,CN,2,2
"""


def files(office: Office) -> None:
    page = office.open("contributor", "cases/importrun/add/")
    page.set_input_files("#id_file", {"name": "cases.csv", "mimeType": "text/csv", "buffer": TABLE.encode()})
    page.fill("#id_sender", "Example Partner Office")
    page.locator("#content [type=submit]").first.click()
    page.wait_for_load_state()
    page.get_by_role("button", name="Check what this would change").click()
    page.get_by_text("Row 3").first.wait_for()
    office.picture("import-preview", page, "#content", None, 760)
    page = office.open("contributor", "cases/case/?q=연길")
    office.picture("list", page, "#content", None, 620)
    page = office.open("contributor", "cases/case/export/?q=연길")
    office.picture("export", page, "#content", None, 560)


def unsaved_text(office: Office) -> None:
    page = office.open("contributor", "cases/statement/add/")
    page.locator("textarea").first.press_sequentially("Route reported by Example Daily", delay=5)
    page.locator("#kept-status").filter(has_text="kept").wait_for()
    page = office.open("contributor", "cases/statement/add/")
    office.picture("unsaved-text", page, "#content", None, 300)


#: In this order: each goes on where those before have ended.
CHAPTERS = (
    a_call,
    an_article,
    the_form_of_a_case,
    consent,
    review_and_publication,
    a_correction_and_other_ends,
    duplicates,
    the_past,
    files,
    unsaved_text,
)
