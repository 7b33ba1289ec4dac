"""A row of every noun in the demonstration, and every state of a record that has a page of its own.

`python -m tests.browser.every_noun`, in the environment of the demonstration. Prints, as JSON, the name of somebody who
may do everything (the password is that of the demonstration), for each noun the key of its row, of an older version of
it and of a deleted one, and by their names the addresses of what else there is to look at.
"""

import json
import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advocacy.settings")
django.setup()

from django.contrib import admin  # noqa: E402  the record can be read from here on
from django.contrib.auth.models import User  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from advocacy.demo import TRAINING_CASE  # noqa: E402
from advocacy.importing import uploads, work  # noqa: E402
from cases import duplicates, editing, embargo, erasure  # noqa: E402
from cases.choices import CorrectionOutcome, ImportState, ImportTask, ReviewState  # noqa: E402
from cases.importing.layout import Layout  # noqa: E402
from cases.models import Case, KeptForm, SavedFilter, Source  # noqa: E402
from tests import builders  # noqa: E402
from tests.browser.demonstration import PASSWORD  # noqa: E402
from tests.cases.admin.rows import ROWS  # noqa: E402
from tests.cases.admin.test_form_queries import fill_case  # noqa: E402
from tests.cases.admin.test_queries import FULL  # noqa: E402

#: Of these the demonstration has rows, and one more edition would become the latest.
ITS_OWN = {"cases.edition", "cases.editionentry"}
#: Consents are withdrawn.
NEVER_DELETED = "cases.consent"
TABLE = b"reference,title,date_edtf,affected_low\nexample-one,Example group one held,2013-05,%s\nexample-two,Example group two held,2014,4\n"


def prepare() -> dict:
    everybody = User.objects.create_superuser("example-everybody", password=PASSWORD)
    # Two of everything: lists with one row have no second.
    for make in FULL.values():
        if make not in (ROWS[label] for label in ITS_OWN):
            make()
    found = {"user": everybody.username, "rows": {}, "versions": {}, "deleted": {}}
    for model in admin.site._registry:
        label = model._meta.label_lower
        row = model.objects.last() if label in ITS_OWN else FULL[label]()
        found["rows"][label] = row.pk
        if hasattr(row, "row_version"):
            row.note = "Example note"
            editing.save_record(row, by=everybody, reason="example")
            found["versions"][label] = model.history.filter(id=row.pk).earliest("history_id").history_id
            if label != NEVER_DELETED:
                found["deleted"][label] = deleted(FULL[label](), everybody)
    for _number in range(2):
        fill_case(Case.objects.get(pk=found["rows"]["cases.case"]))
    found["more"], found["posts"] = records(everybody)
    found["more"] |= imports(everybody)
    return found


def deleted(record, by: User) -> int:
    """Delete a record; the version of its history that says so."""
    editing.delete_record(record, by=by, reason="example")
    return type(record).history.filter(history_type="-").latest("history_id").history_id


def page(record, name="change") -> str:
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=[record.pk])


def records(everybody: User) -> tuple[dict[str, str], dict[str, tuple]]:
    """Records in the states that their pages tell of: pages, and what is posted with which fields to get one."""
    training = Case.objects.get(reference=TRAINING_CASE)
    published = Case.objects.filter(publication_state="published", figures__isnull=False).first()
    returned, waiting, approved = (
        builders.make_case(review_state=state, review_comment="Example comment")
        for state in (ReviewState.RETURNED, ReviewState.IN_REVIEW, ReviewState.APPROVED)
    )
    moment = timezone.now() + timedelta(hours=20)
    for record in (approved, Source.objects.filter(is_confidential=False).first()):
        embargo.set_embargo(record, by=everybody, until=moment, reason="Example reason")
    twin = builders.make_case(title_en=training.title_en, date_edtf=training.date_edtf, place=training.place)
    different = builders.make_case(title_en=training.title_en, date_edtf="2020-01")
    duplicates.distinguish(training, [different], by=everybody, reason="Example reason")
    twin_source = builders.make_source(title="Example title of two")
    builders.make_source(title="Example title of two")
    confidential = builders.make_confidential_source()
    answered = builders.make_correction_request(
        outcome=CorrectionOutcome.DECLINED, answered_on=timezone.localdate()
    )
    consent = builders.make_consent()
    due = builders.make_contact_note(case=training, owner=everybody, next_step_on=timezone.localdate())
    person = training.involvements.first().person
    erasure.ask(person, by=everybody, reason="Example reason")
    SavedFilter.objects.create(
        user=everybody, kind="cases.case", name="Example filter", query="review_state__exact=draft"
    )
    KeptForm.objects.create(
        user=everybody,
        page="/admin/cases/case/add/",
        sheet="example",
        content='{"title_en": ["Example title"]}',
        kept_at=timezone.now(),
    )
    cases = reverse("admin:cases_case_changelist")
    several = [str(case.pk) for case in (returned, waiting, approved, training)]
    pages = {
        "training": page(training),
        "published": page(published),
        "published review": page(published, "review"),
        "published history": page(published, "history"),
        "returned": page(returned),
        "in review": page(waiting),
        "in review, its review": page(waiting, "review"),
        "approved": page(approved),
        "twin": page(twin),
        "twin source": page(twin_source),
        "merge": f"{page(training, 'merge')}?with={twin.pk}",
        "merge of sources": f"{page(twin_source, 'merge')}?with={twin_source.pk + 1}",
        "confidential": page(confidential),
        "confidential review": page(confidential, "review"),
        "confidential preview": page(confidential, "preview"),
        "answered": page(answered),
        "due": page(due),
        "person to erase": page(person),
        "person to erase, how": page(person, "erase"),
        "kept form": "/admin/cases/case/add/?kept=example",
        "search": f"{cases}?q=example",
        "nothing found": f"{cases}?q=nosuchwordhere",
        "narrowed": f"{cases}?review_state__exact=draft&when=2013",
        "not understood": f"{cases}?when=neverday",
        "more rows": f"{page(training)}?rows=event",
        "deleted, with its case": page_of_deleted(everybody),
    }
    posts = {
        f"asked before: {step}": (page(record, step), {})
        for step, record in (
            ("send-back", waiting),
            ("publish", approved),
            ("embargo", training),
            ("retract", published),
            ("withdraw", published),
            ("withdraw-consent", consent),
        )
    }
    posts |= {
        f"many: {action}": (cases, {"action": action, "_selected_action": several})
        for action in ("approve_selected", "publish_selected", "assign_selected", "submit_selected")
    }
    return pages, posts


def page_of_deleted(everybody: User) -> str:
    """A deleted row whose case is deleted too: it cannot come back before the case."""
    event = builders.make_event()
    case, version = event.case, deleted(event, everybody)
    deleted(case, everybody)
    return reverse("admin:cases_event_undelete", args=[version])


def imports(everybody: User) -> dict[str, str]:
    """An import in each of its states."""

    def upload(content: bytes = TABLE % b"5"):
        incoming = uploads.Incoming()
        incoming.write(content)
        return incoming.keep("example.csv", by=everybody, sender="Example sender")

    def checked(content: bytes = TABLE % b"5"):
        run = upload(content)
        run.table = "cases"
        headings = content.split(b"\n")[0].decode().split(",")
        run.layout = Layout({heading: heading.strip() for heading in headings}, {}).dumps()
        run.save()
        work.ask(run, ImportTask.CHECK)
        assert work.perform(run.pk)
        run.refresh_from_db()
        assert run.state == ImportState.CHECKED, run.message
        return run

    def imported(content: bytes = TABLE % b"5"):
        run = checked(content)
        work.ask(run, ImportTask.COMMIT)
        assert work.perform(run.pk)
        return run

    def taken_back(run):
        uploads.prepare(run)
        work.ask(run, ImportTask.UNDO, undone_by=everybody, undo_reason="Example reason")
        assert work.perform(run.pk)
        return run

    waiting, wrong, right = upload(), checked(TABLE % b"many"), checked()
    working, stuck = upload(), upload()
    for run, begun in ((working, timedelta(hours=-5)), (stuck, timedelta(hours=5))):
        work.ask(run, ImportTask.CHECK)
        type(run).objects.filter(pk=run.pk).update(task_at=timezone.now() - begun)
    undone = taken_back(imported())
    committed = imported()
    changed = Case.objects.get(reference="example-one")
    changed.note = "Example note"
    editing.save_record(changed, by=everybody, reason="example")
    in_the_way = taken_back(committed)
    once_more = imported(TABLE.replace(b"example-", b"other-") % b"6")
    discarded, damaged = upload(), upload(b"PK\x03\x04 no archive")
    uploads.discard(discarded)
    return {
        "import: columns": page(waiting),
        "import: wrong": page(wrong),
        "import: right": page(right),
        "import: other columns": f"{page(right)}?columns=yes",
        "import: works": f"{page(working)}?still=1",
        "import: stuck": page(stuck),
        "import: imported": page(once_more),
        "import: not undone": page(in_the_way),
        "import: undone": page(undone),
        "import: discarded": page(discarded),
        "import: damaged": page(damaged),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(prepare()))
