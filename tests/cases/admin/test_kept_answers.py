"""Every page that asks before something is done gives back what was typed when the session had ended, to its author."""

from html.parser import HTMLParser

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.test import Client

from cases import editing, kept_forms
from cases.admin.linking.reports import FIGURE_ROWS
from cases.choices import Measure, ReviewState
from cases.models import Case, Edition, Figure, KeptForm
from tests import builders
from tests.cases.admin.conftest import in_state
from tests.cases.admin.forms import decided, page, pages
from tests.cast import PASSWORD, make_user

pytestmark = pytest.mark.django_db
TYPED = "Example words that must not be lost"


class Passes(HTMLParser):
    """The passes on a page, by the action of their forms."""

    def __init__(self, html: str):
        super().__init__()
        self.action, self.found = "", {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.action = attrs.get("action") or ""
        if tag == "input" and attrs.get("name") == kept_forms.SHEET_FIELD:
            self.found[self.action] = attrs["value"]


def passes(response) -> dict[str, str]:
    return Passes(response.content.decode()).found


class Asked:
    """One page that asks: how it is opened, where it posts, and what a tired person has typed there."""

    def __init__(self, address, typed, *, opened_with=None, opened_at="", roles=("editor", "publisher")):
        self.address, self.typed, self.opened_with = address, typed, opened_with
        self.opened_at, self.roles = opened_at or address, roles


def step(name, state, *, fields, is_published=False, make=builders.make_publishable_case, extra=None):
    def asked(client, publisher):
        record = make()
        if is_published:
            in_state(record, ReviewState.APPROVED)
            client.force_login(publisher)
            client.post(page(record, "publish"), decided(record, confirmed="yes"))
            record.refresh_from_db()
        if state:
            in_state(record, state)
        typed = {"confirmed": "yes", **(extra or {}), **dict.fromkeys(fields, TYPED)}
        return Asked(page(record, name), typed, opened_with={})

    return asked


def review(client, publisher):
    case = builders.make_publishable_case()
    in_state(case, ReviewState.IN_REVIEW)
    typed = {"confirmed": "yes", "comment": TYPED}
    return Asked(page(case, "send-back"), typed, opened_at=page(case, "review"))


def many(client, publisher):
    case = builders.make_publishable_case()
    in_state(case, ReviewState.APPROVED)
    builders.written_by(make_user("contributor", username="who-entered"))
    chosen = {"action": "publish_selected", ACTION_CHECKBOX_NAME: str(case.pk)}
    typed = {**chosen, "confirmed": "yes", "public_note": TYPED, "internal_reason": TYPED}
    return Asked(pages(Case), typed, opened_with=chosen)


def merge(client, publisher):
    one, other = builders.make_case(), builders.make_case()
    return Asked(f"{page(one, 'merge')}?with={other.reference}", {"confirmed": "yes", "reason": TYPED})


def deleting(client, publisher):
    record = builders.make_event()
    return Asked(page(record, "delete"), {"post": "yes", "change_reason": TYPED}, roles=("editor",))


def putting_back(client, publisher):
    case = builders.make_case()
    pk = case.pk
    editing.delete_record(case, by=publisher, reason="Example")
    row = Case.history.filter(id=pk).first()
    return Asked(f"{pages(Case)}deleted/{row.history_id}/", {"reason": TYPED})


def version(client, publisher):
    case = builders.make_case(title_en="Example before")
    past = Case.history.filter(id=case.pk).first()
    case.title_en = "Example after"
    editing.save_record(case, by=publisher)
    return Asked(f"{page(case, 'history')}{past.history_id}/", {"reason": TYPED, "field": "title_en"})


def erasing(client, publisher):
    return Asked(page(builders.make_person(), "erase"), {"step": "ask", "reason": TYPED}, roles=("editor",))


def working_count(client, publisher):
    case = builders.make_case()
    figures = [builders.make_figure(case=case, measure=Measure.APPREHENDED, count_low=n) for n in (3, 5)]
    typed = {"figure": str(figures[1].pk), "because": TYPED}
    return Asked(f"{page(case, 'working_count')}?measure={Measure.APPREHENDED}", typed)


def linking(client, publisher):
    typed = {"new_total": "2", "new-1-title_en": TYPED, "new-1-stance": "supports", "_save": "Save all"}
    return Asked(page(builders.make_source(), "cases"), typed, roles=("contributor",))


def not_the_same(client, publisher):
    one, other = (builders.make_source(title="Example title", url="https://example.org/same") for _ in "ab")
    typed = {"other": str(other.pk), "reason": TYPED}
    return Asked(page(one, "distinguish"), typed, opened_at=page(one), roles=("contributor",))


def starting(client, publisher):
    note = builders.make_contact_note()
    return Asked(page(note, "start-case"), {"title_en": TYPED, "date_edtf": ""}, roles=("contributor",))


ASKING = {
    "return": step("send-back", ReviewState.IN_REVIEW, fields=["comment"]),
    "publish": step("publish", ReviewState.APPROVED, fields=["public_note", "internal_reason"]),
    "correct": step(
        "publish", ReviewState.APPROVED, fields=["public_note", "internal_reason"], is_published=True
    ),
    "retract": step(
        "retract",
        None,
        fields=["public_note", "internal_reason"],
        is_published=True,
        extra={"takedown_reason": "error"},
    ),
    "withdraw": step("withdraw", None, fields=["internal_reason"], is_published=True),
    "embargo": step(
        "embargo",
        ReviewState.APPROVED,
        fields=["reason"],
        extra={"until_day": "2999-01-02", "until_time": "06:00"},
    ),
    "review": review,
    "many": many,
    "merge": merge,
    "delete": deleting,
    "put back": putting_back,
    "version": version,
    "erase": erasing,
    "working count": working_count,
    "link": linking,
    "not the same": not_the_same,
    "start": starting,
}


@pytest.fixture(params=ASKING)
def asked(request, client, publisher):
    return ASKING[request.param](client, publisher)


def state() -> tuple:
    """What must not have changed by anything but an answer."""
    cases = Case.objects.order_by("pk").values_list("pk", "review_state", "publication_state", "row_version")
    return list(cases), Edition.objects.count(), Figure.objects.count()


def open_page(client, asked):
    if asked.opened_with is None:
        return client.get(asked.opened_at)
    return client.post(asked.opened_at, asked.opened_with)


def posted(client, asked):
    """What its author's browser posts from the page."""
    found = passes(open_page(client, asked))
    sheet = found.get(asked.address) or found[""]
    return asked.typed | {kept_forms.SHEET_FIELD: sheet}


def login_address(client, asked):
    """The author's session ends; what is posted then leads here."""
    data = posted(client, asked)
    client.cookies.pop("sessionid")
    response = client.post(asked.address, data)
    assert response.status_code == 302
    assert response.url.startswith("/admin/login/?next=")
    assert TYPED not in response.url
    return response.url


def test_the_text_is_back_after_the_login_and_nothing_was_done(client, asked):
    author = make_user(*asked.roles, username="who-wrote")
    client.force_login(author)
    before = state()
    login = client.get(login_address(client, asked))
    assert TYPED not in login.content.decode()
    response = client.post(
        login.request["PATH_INFO"],
        {"username": author.username, "password": PASSWORD, "next": login.context["next"]},
    )
    html = client.get(response.url).content.decode()
    fields = [name for name, value in asked.typed.items() if value == TYPED]
    assert html.count(TYPED) == len(fields)
    assert "Nothing has been done yet" in html
    assert state() == before


def sheet_of(response) -> dict:
    sheet = passes(response)[""]
    return {kept_forms.SHEET_FIELD: sheet}


@pytest.mark.parametrize("what", ["return", "link", "many"])
def test_once_answered_it_is_forgotten(client, publisher, what):
    asked = ASKING[what](client, publisher)
    author = make_user(*asked.roles, username="who-wrote")
    client.force_login(author)
    following = client.get(login_address(client, asked)).context["next"]
    client.force_login(author)
    back = client.get(following)
    assert KeptForm.objects.filter(content__isnull=False).count() == 1
    seen = {f"seen-{row.subject.pk}": row.seen for row in back.context.get("ready", ())}
    title = {"new-1-title_en": "Example", "new-1-date_edtf": "2020-03", "new-1-country": "CN"}
    answer = asked.typed | seen | sheet_of(back) | (title if what == "link" else {})
    unused = {
        f"new-{row}-figure-{number}-qualifier": "exact" for row in (0, 1) for number in range(FIGURE_ROWS)
    }
    response = client.post(asked.address, answer | unused | {"new-0-stance": "supports"})
    assert response.status_code == (200 if what == "many" else 302)
    assert not KeptForm.objects.exists()


def test_somebody_else_finds_nothing_of_it(client, asked):
    client.force_login(make_user(*asked.roles, username="who-wrote"))
    following = client.get(login_address(client, asked)).context["next"]
    client.force_login(make_user(*asked.roles, username="who-came-next"))
    response = client.get(following, follow=True)
    assert response.status_code == 200
    assert TYPED not in response.content.decode()


def test_a_page_from_before_signing_in_again_is_kept_too(asked):
    browser = Client(enforce_csrf_checks=True)
    author = make_user(*asked.roles, username="who-wrote")
    browser.force_login(author)
    plain = Client()
    plain.force_login(author)
    response = browser.post(asked.address, posted(plain, asked) | {"csrfmiddlewaretoken": "x" * 64})
    assert response.status_code == 302
    assert TYPED in browser.get(response.url).content.decode()
