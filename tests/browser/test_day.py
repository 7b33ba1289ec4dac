"""A day in the office, in a browser without scripts: from a draft to a public page, and down again."""

import pytest

from tests.browser.demonstration import PASSWORD

# One worker serves the site for all of them.
pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def desk(site, browser):
    """Sign in as one of the staff of the demonstration; each has a browser of their own."""
    contexts = []

    def sign_in(name: str):
        context = browser.new_context(java_script_enabled=False)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site}/admin/")
        page.fill("#id_username", name)
        page.fill("#id_password", PASSWORD)
        page.click("input[type=submit]")
        assert page.locator("#user-tools").count() == 1
        return page

    yield sign_in
    for context in contexts:
        context.close()


def open_record(page, site: str, path: str, words: str) -> None:
    page.goto(f"{site}/admin/{path}")
    page.locator("#result_list tbody tr", has_text=words).locator("th a").first.click()


def said(page) -> str:
    return page.locator(".messagelist").inner_text()


def test_a_case_goes_from_draft_to_the_public_and_down_again(site, browser, desk):
    visitor = browser.new_context(java_script_enabled=False).new_page()
    assert visitor.goto(f"{site}/cases/training-case/").status == 404

    contributor = desk("contributor")
    open_record(contributor, site, "cases/riskreview/", "training-case")
    contributor.check("#id_publication_acceptable")
    contributor.click("input[name=_save]")
    open_record(contributor, site, "cases/case/?q=training", "Training case")
    contributor.fill("#id_mosaic_answer", "Fictional people: nobody can be singled out.")
    contributor.click("input[name=_continue]")
    contributor.get_by_role("button", name="Submit for review").click()
    assert "A second person reviews it now" in said(contributor)

    editor = desk("editor")
    open_record(editor, site, "cases/case/?q=training", "Training case")
    editor.get_by_role("button", name="Approve").click()
    assert "It can be published now" in said(editor)

    publisher = desk("publisher")
    open_record(publisher, site, "cases/case/?q=training", "Training case")
    publisher.get_by_role("button", name="Publish").click()
    assert (
        "Training case (fictional) appears on the public site" in publisher.locator("#content").inner_text()
    )
    publisher.locator("input[type=submit]").click()
    assert "It is public now" in said(publisher)

    response = visitor.goto(f"{site}/cases/training-case/")
    page = visitor.locator("main").inner_text()
    assert response.status == 200
    assert "about January 2020" in page
    assert "Example Person" not in page
    assert "34" not in page.replace(site, "")  # the port may have it

    open_record(editor, site, "cases/case/?q=training", "Training case")
    editor.get_by_role("button", name="Withdraw at once").click()
    editor.fill("#id_internal_reason", "the exercise is over")
    editor.locator("input[type=submit]").click()
    assert visitor.goto(f"{site}/cases/training-case/").status == 410
    assert "under review" in visitor.locator("main").inner_text()
