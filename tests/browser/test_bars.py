"""What has the focus is never under the bars that stay in the window (WCAG 2.2, 2.4.11): the parts of a form above, its
buttons below."""

import pytest

from tests.browser.demonstration import PASSWORD

#: How many have the focus in turn, down and up again, and those that lie under a bar with more than a sliver.
COVERED = """
() => {
  const bars = [...document.querySelectorAll(".submit-row, .form-parts")];
  const sticky = bars.filter(bar => getComputedStyle(bar).position === "sticky");
  const fields = [...document.querySelectorAll("#content :is(a, button, input, select, textarea, summary, [tabindex='0'])")];
  // Of a text of several lines the browser scrolls the one with the caret into view.
  const LINE = 30;
  const found = [];
  let looked = 0;
  for (const field of [...fields, ...fields.reverse()]) {
    field.focus();
    const box = field.getBoundingClientRect();
    if (document.activeElement !== field || field.tabIndex < 0 || !box.width || !box.height) continue;
    looked += 1;
    for (const bar of sticky.filter(bar => !bar.contains(field))) {
      const over = bar.getBoundingClientRect();
      const hidden = Math.min(box.bottom, over.bottom) - Math.max(box.top, over.top);
      if (hidden > 2 && box.height - hidden < LINE) {
        found.push(`${field.name || field.id || field.textContent} under ${bar.className}`);
      }
    }
  }
  return [looked, sticky.length, found];
}
"""


@pytest.mark.parametrize(("width", "height", "bars"), [(1280, 720, 2), (768, 720, 1), (360, 720, 0)])
def test_the_focus_is_never_under_a_bar(browser, site, width, height, bars):
    """On the form of a case with many rows."""
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(f"{site}/admin/cases/case/?q=shenyang-31-2012")
    page.fill("#id_username", "first")
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    found = page.locator("#result_list tr", has_text="shenyang-31-2012").locator("th a").first
    page.goto(site + found.get_attribute("href"))
    assert "shenyang-31-2012" in page.title()
    looked, stuck, covered = page.evaluate(COVERED)
    context.close()
    assert looked > 200
    assert stuck == bars
    assert covered == []
