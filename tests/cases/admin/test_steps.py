"""Submit, return, approve, publish, retract, withdraw; preview; withdrawn consent; the naming of a child."""

import re

import pytest
from django.db import transaction
from django.test import Client

from cases import workflow
from cases.choices import ReviewState
from cases.editing import save_record
from cases.models import Case, Edition, EditionEntry
from cases.published.models import PublishedDocument
from tests import builders
from tests.cases.admin.conftest import in_state
from tests.cases.admin.forms import decided, page, pages

pytestmark = pytest.mark.django_db

STEPS = ("submit", "send-back", "approve", "publish", "retract", "withdraw")
#: The state in which a step is possible, and what its page asks for.
POSSIBLE = {
    "submit": (ReviewState.DRAFT, {}),
    "send-back": (ReviewState.IN_REVIEW, {"confirmed": "yes", "comment": "Example comment"}),
    "approve": (ReviewState.IN_REVIEW, {}),
    "publish": (ReviewState.APPROVED, {"confirmed": "yes"}),
    "retract": (
        ReviewState.APPROVED,
        {"confirmed": "yes", "takedown_reason": "error", "internal_reason": "Example"},
    ),
    "withdraw": (ReviewState.APPROVED, {"confirmed": "yes", "internal_reason": "Example"}),
}
MAY = {
    "viewer": (),
    "contributor": ("submit",),
    "editor": ("submit", "send-back", "approve", "retract", "withdraw"),
    "publisher": ("send-back", "approve", "publish", "retract", "withdraw"),
    "source_keeper": (),
    "administrator": (),
}


def standing(case):
    case.refresh_from_db()
    return case.review_state, case.publication_state, case.versions.count(), Edition.objects.count()


def test_steps_obey_roles(request, client, case, publisher):
    tried = 0
    for role, allowed in MAY.items():
        user = request.getfixturevalue(role)
        for step in STEPS:
            clean = transaction.savepoint()
            in_state(case, POSSIBLE[step][0])
            if step in ("retract", "withdraw"):
                client.force_login(publisher)
                client.post(page(case, "publish"), decided(case, **POSSIBLE["publish"][1]))
            before = standing(case)
            client.force_login(user)
            response = client.post(page(case, step), decided(case, **POSSIBLE[step][1]))
            assert response.status_code == (302 if step in allowed else 403), (role, step)
            assert (before != standing(case)) == (step in allowed), (role, step)
            transaction.savepoint_rollback(clean)
            tried += 1
    assert tried == 36


def test_steps_are_taken_by_post_alone(client, case, editor):
    client.force_login(editor)
    for step in STEPS:
        response = client.get(page(case, step))
        assert response.status_code in (302, 403), step
        assert client.put(page(case, step)).status_code == 405
    case.refresh_from_db()
    assert case.review_state == ReviewState.DRAFT


def test_steps_need_the_token_of_the_form(case, editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.post(page(case, "submit")).status_code == 403
    case.refresh_from_db()
    assert case.review_state == ReviewState.DRAFT


def test_strangers_are_sent_to_the_sign_in(client, case):
    assert client.post(page(case, "submit")).url.startswith("/admin/login/")


def test_the_whole_way(client, case, contributor, editor, publisher):
    client.force_login(contributor)
    client.post(page(case, "submit"))
    client.force_login(editor)
    assert "Return with a comment" in client.get(page(case)).content.decode()
    client.post(page(case, "approve"), decided(case))
    client.force_login(publisher)
    asked = client.post(page(case, "publish"))
    assert asked.status_code == 200
    assert "appears on the public site" in asked.content.decode()
    assert "Example article" in asked.content.decode()
    assert not Edition.objects.exists()
    done = client.post(
        page(case, "publish"),
        decided(case, confirmed="yes", public_note="Example note", internal_reason="Example reason"),
    )
    assert done.status_code == 302
    edition = Edition.objects.get()
    assert (edition.public_note, edition.internal_reason, edition.made_by) == (
        "Example note",
        "Example reason",
        publisher,
    )
    assert PublishedDocument.objects.filter(reference=case.reference).exists()
    shown = client.get(page(case)).content.decode()
    assert "The public sees it exactly as it stands here." in shown
    assert page(case, "publish") not in shown
    assert "Edition 1" in shown


def test_publishing_an_incomplete_case_is_refused_in_words(client, publisher):
    case = in_state(builders.make_case(summary_en=""), ReviewState.APPROVED)
    client.force_login(publisher)
    response = client.post(page(case, "publish"), decided(case, confirmed="yes", public_note="Example note"))
    said = " ".join(response.context["form"].non_field_errors())
    assert "Example note" in response.content.decode()
    assert "A summary in English is missing." in said
    assert "No source that can be published is cited" in said
    assert not Edition.objects.exists()


def test_the_panel_says_why_not_with_links_to_the_fields(client, editor):
    case = builders.make_case(summary_en="", last_reported_outcome="detained")
    client.force_login(editor)
    hints = {hint.message: hint.anchor for hint in client.get(page(case)).context["panel"].hints}
    assert hints["A summary in English is missing."] == "id_summary_en"
    assert hints["The outcome needs the date of its latest report."] == "id_outcome_as_of_edtf"
    assert hints["No source that can be published is cited for this case."] == "citations-group"
    assert any("a second person must approve it" in message for message in hints)
    html = client.get(page(case)).content.decode()
    for anchor in filter(None, hints.values()):
        assert f'href="#{anchor}"' in html
        assert f'id="{anchor}"' in html


def test_the_panel_says_when_the_four_eyes_rule_is_off(client, editor, settings):
    client.force_login(editor)
    case = builders.make_case()
    assert "four-eyes rule is switched off" not in client.get(page(case)).content.decode()
    settings.FOUR_EYES = False
    assert "four-eyes rule is switched off" in client.get(page(case)).content.decode()


def seen(response) -> str:
    return re.search(r'name="seen" value="(\w+)"', response.content.decode()).group(1)


@pytest.mark.parametrize("seen", [{}, {"seen": ""}])
def test_nobody_decides_without_saying_what_they_saw(client, case, editor, publisher, seen):
    in_state(case, ReviewState.IN_REVIEW)
    client.force_login(editor)
    answer = client.post(page(case, "approve"), seen, follow=True).content.decode()
    assert "It is not known what you saw of it" in answer
    case.refresh_from_db()
    assert case.review_state == ReviewState.IN_REVIEW
    in_state(case, ReviewState.APPROVED)
    client.force_login(publisher)
    asked = client.post(page(case, "publish"), {"confirmed": "yes", "public_note": "Example note", **seen})
    assert "It is not known what you saw of it" in asked.content.decode()
    assert "Example note" in asked.content.decode()
    assert not Edition.objects.exists()
    # The page that says so shows it, and can be sent.
    client.post(page(case, "publish"), {"confirmed": "yes", "seen": asked.context["seen"]})
    assert Edition.objects.count() == 1


def test_nobody_approves_what_changed_since_they_looked(client, case, contributor, editor):
    in_state(case, ReviewState.IN_REVIEW)
    client.force_login(editor)
    looked_at = seen(client.get(page(case)))
    event = case.events.get()
    event.summary_en = "Another obviously artificial step."
    save_record(event, by=contributor)
    workflow.submit([case], by=contributor)

    refused = client.post(page(case, "approve"), {"seen": looked_at}, follow=True)
    assert "has changed since you opened this page" in refused.content.decode()
    case.refresh_from_db()
    assert case.review_state == ReviewState.IN_REVIEW

    client.post(page(case, "approve"), {"seen": seen(client.get(page(case)))})
    case.refresh_from_db()
    assert case.review_state == ReviewState.APPROVED


def test_nobody_publishes_what_changed_since_they_were_asked(client, case, contributor, publisher):
    in_state(case, ReviewState.APPROVED)
    client.force_login(publisher)
    asked = seen(client.post(page(case, "publish")))
    case.title_en = "Another obviously artificial title"
    save_record(case, by=contributor)
    in_state(case, ReviewState.APPROVED)

    refused = client.post(page(case, "publish"), {"confirmed": "yes", "seen": asked}, follow=True)
    assert "has changed since you opened this page" in refused.content.decode()
    assert not Edition.objects.exists()


def test_viewers_see_the_state_but_no_reasons(client, viewer):
    client.force_login(viewer)
    response = client.get(page(builders.make_case(summary_en="")))
    assert response.context["panel"].hints is None
    assert response.context["step_buttons"] == []
    assert "Never published" in response.content.decode()


def test_the_panel_offers_what_the_user_may_do_now(client, case, contributor, publisher):
    client.force_login(contributor)
    names = [button["step"].name for button in client.get(page(case)).context["step_buttons"]]
    assert names == ["submit", "embargo"]
    client.force_login(publisher)
    in_state(case, ReviewState.APPROVED)
    names = [button["step"].name for button in client.get(page(case)).context["step_buttons"]]
    assert names == ["send-back", "publish", "embargo"]


def test_returning_shows_the_comment_to_the_author(client, case, contributor, editor):
    in_state(case, ReviewState.IN_REVIEW)
    client.force_login(editor)
    client.post(page(case, "send-back"), {"confirmed": "yes", "comment": "Name the source of the date."})
    client.force_login(contributor)
    assert "Name the source of the date." in client.get(page(case)).content.decode()


def test_returning_needs_a_comment(client, case, editor):
    in_state(case, ReviewState.IN_REVIEW)
    client.force_login(editor)
    response = client.post(page(case, "send-back"), {"confirmed": "yes", "comment": ""})
    assert "comment" in response.context["form"].errors
    case.refresh_from_db()
    assert case.review_state == ReviewState.IN_REVIEW


def test_nobody_approves_what_they_changed(client, editor):
    case = in_state(builders.make_publishable_case(), ReviewState.IN_REVIEW)
    Case.history.update(history_user=editor)
    client.force_login(editor)
    response = client.post(page(case, "approve"), decided(case), follow=True)
    assert "somebody else must do this" in response.content.decode()
    case.refresh_from_db()
    assert case.review_state == ReviewState.IN_REVIEW


def test_retracting_leaves_the_reasons(client, published):
    data = {"confirmed": "yes", "takedown_reason": "duplicate", "internal_reason": "Example reason"}
    client.post(page(published, "retract"), data)
    entry = EditionEntry.objects.get(act="retracted")
    assert (entry.takedown_reason, entry.edition.internal_reason) == ("duplicate", "Example reason")
    assert not PublishedDocument.objects.filter(reference=published.reference, kind="case").exists()


def test_withdrawing_asks_first(client, published):
    assert client.post(page(published, "withdraw")).status_code == 200
    assert PublishedDocument.objects.filter(reference=published.reference, kind="case").exists()
    client.post(page(published, "withdraw"), POSSIBLE["withdraw"][1])
    assert not PublishedDocument.objects.filter(reference=published.reference, kind="case").exists()


# --- for many -------------------------------------------------------------------------------------


def chosen(action, *rows, **more):
    return {"action": action, "_selected_action": [row.pk for row in rows], **more}


def test_many_are_submitted_and_approved(client, contributor, editor):
    first, second = builders.make_case(), builders.make_case()
    done = in_state(builders.make_case(), ReviewState.APPROVED)
    client.force_login(contributor)
    response = client.post(pages(Case), chosen("submit_selected", first, second, done))
    assert response.context["done"] == 2
    assert [row.subject for row in response.context["rows"] if not row.done] == [done]
    assert {
        case.review_state for case in (Case.objects.get(pk=first.pk), Case.objects.get(pk=second.pk))
    } == {ReviewState.IN_REVIEW}
    Case.history.update(history_user=contributor)
    client.force_login(editor)
    asked = client.post(pages(Case), chosen("approve_selected", first, second))
    seen = {f"seen-{row.subject.pk}": row.seen for row in asked.context["ready"]}
    client.post(pages(Case), chosen("approve_selected", first, second, confirmed="yes", **seen))
    assert Case.objects.filter(review_state=ReviewState.APPROVED).count() == 3


def test_many_are_published_in_one_edition_and_the_others_named(client, case, author, publisher):
    in_state(case, ReviewState.APPROVED)
    lacking = in_state(builders.make_case(summary_en=""), ReviewState.APPROVED)
    Case.history.update(history_user=author)
    client.force_login(publisher)
    asked = client.post(pages(Case), chosen("publish_selected", case, lacking))
    (ready,), (refused,) = asked.context["ready"], asked.context["refused"]
    assert (ready.subject, ready.changes) == (case, "New on the public site.")
    assert refused.subject == lacking
    assert "A summary in English is missing." in refused.reasons
    assert not Edition.objects.exists()
    response = client.post(
        pages(Case),
        chosen(
            "publish_selected",
            case,
            lacking,
            confirmed="yes",
            public_note="Example note",
            **{f"seen-{case.pk}": ready.seen},
        ),
    )
    done = {row.subject: row.done for row in response.context["rows"]}
    assert done == {case: "published in edition 1", lacking: ""}
    assert Edition.objects.get().public_note == "Example note"


def test_actions_are_offered_by_right(client, viewer, contributor, editor, publisher):
    offered = {}
    builders.make_case()
    for user in (viewer, contributor, editor, publisher):
        client.force_login(user)
        form = client.get(pages(Case)).context["action_form"]
        offered[user.username] = (
            [name for name, _label in form.fields["action"].choices if name] if form else []
        )
    assert offered == {
        "viewer": [],
        "contributor": ["submit_selected", "assign_selected", "checked_selected"],
        "editor": ["submit_selected", "approve_selected", "assign_selected", "checked_selected"],
        "publisher": ["approve_selected", "publish_selected"],
    }
