"""What staff may not see reaches no page of theirs: canaries by the right it takes to see them, and each role's walk.

A role follows every link of the admin from its first page, then knocks at every address with the key of every row, by
GET and POST. What it may not know stands in none of the answers: no hint, count in words, list, history or error.
"""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from cases import editing, erasure
from cases.choices import CorrectionOutcome
from cases.models import (
    Distinction,
    Embargo,
    ImportMapping,
    ImportRun,
    KeptForm,
    Merge,
    PrivateExport,
    SavedFilter,
    StartedRecord,
)
from tests import builders as b
from tests.canaries import Canaries
from tests.cases.admin.test_access import addresses, noun_of

pytestmark = pytest.mark.django_db

CANARY = re.compile(r"zq\d{4}canary", re.IGNORECASE)
LINK = re.compile(r'(?:href|action)="(/admin/[^"#]*|\?[^"#]*)')
#: The first word of the place of each canary, and the right without which nobody sees it; "" is nobody but its author.
SECRETS = {
    "confidential": "cases.view_confidential_source",
    "people": "cases.view_person",
    "erasure": "cases.erase_person",
    "export": "cases.view_privateexport",
    "own": "",
    "unshown": "",
}
#: One for each set of secrets; what an editor and a publisher may not see is what a contributor may not.
ROLES = ("viewer", "contributor", "source_keeper")
#: Pages of one shape (address without its numbers, names of its parameters) that a walk opens: lists narrow each other
#: without end.
MOST_ALIKE = 1


class Scene(Canaries):
    """`rows` are those that a stranger would knock for."""

    def __init__(self):
        super().__init__()
        self.rows = []
        self.author = User.objects.create_user("example-author", is_staff=True)

    def add(self, make, secret: str, *columns: str, **values):
        """A row with a canary of this secret in each of the columns."""
        words = {name: self.new(f"{secret} {make.__name__} {name}") for name in columns}
        row = make(**(values | words))
        self.rows.append(row)
        return row

    def forbidden(self, user) -> set[str]:
        return {
            word
            for word, place in self.places.items()
            if not (right := SECRETS[place.partition(" ")[0]]) or not user.has_perm(right)
        }


@pytest.fixture
def scene(db):
    scene = Scene()
    confidential(scene)
    people(scene)
    of_the_desk(scene)
    return scene


def confidential(scene: Scene) -> None:
    secret = ("confidential_identity", "confidential_contact", "confidential_content", "note", "title")
    source = scene.add(b.make_confidential_source, "confidential", *secret, "reference")
    case = b.make_publishable_case(reference="open-case", title_en="Twelve people held at Example Town")
    open_source = b.make_source(title="Example report", reference="open-source")
    derived = b.make_source(title="Example reprint", derived_from=source, reference="open-reprint")
    event = b.make_event(case=case)
    figure = scene.add(
        b.make_figure,
        "confidential",
        *("reference", "attributed_to", "label_en", "note"),
        case=case,
        source=source,
        event=event,
        count_low=7,
        count_high=7,
    )
    b.make_figure(case=case, source=open_source, count_low=9, count_high=9)
    scene.add(b.make_statement, "confidential", "reference", "text_en", "note", source=source)
    scene.add(b.make_citation, "confidential", "reference", "locator", case=case, source=source)
    scene.add(b.make_citation, "confidential", "reference", "locator", figure=figure, source=open_source)
    scene.add(b.make_relation, "confidential", "reference", from_case=case, to_figure=figure, to_case=None)
    scene.add(b.make_working_count, "confidential", "reason", case=case, figure=figure)
    scene.add(b.make_advocacy_citation, "confidential", "reference", "locator", source=source)
    # One that was open once, one that is deleted, one that was merged into another.
    was_open = b.make_source(title=scene.new("confidential title of once"), reference="once-open")
    was_open.title, was_open.is_confidential = "Interview 3", True
    was_open.publisher = was_open.author = was_open.url = ""
    editing.save_record(was_open, by=scene.author, reason=scene.new("confidential change reason"))
    gone = scene.add(b.make_confidential_source, "confidential", "reference", "title")
    editing.delete_record(gone, by=scene.author, reason=scene.new("confidential reason of deletion"))
    scene.rows.remove(gone)
    now = timezone.now()
    Embargo.objects.create(
        kind="source",
        subject_pk=source.pk,
        until=now + timedelta(hours=2),
        reason=scene.new("confidential reason of an embargo"),
        set_by=scene.author,
        set_at=now,
    )
    low, high = sorted((source.pk, open_source.pk))
    Distinction.objects.create(
        kind="source",
        low=low,
        high=high,
        decided_by=scene.author,
        reason=scene.new("confidential reason of a distinction"),
    )
    note = scene.add(b.make_contact_note, "people", "caller", "call_back", "content", case=case)
    StartedRecord.objects.create(contact_note=note, kind="source", record_pk=source.pk)
    scene.rows += [case, open_source, derived, was_open, event]


def people(scene: Scene) -> None:
    person = scene.add(
        b.make_person,
        "people",
        *("reference", "legal_name", "native_name", "aliases", "contact", "identity_documents"),
    )
    case = b.make_case(title_en="Twelve people held")
    scene.rows.append(case)
    scene.add(b.make_involvement, "people", "testimony", "note", case=case, person=person)
    scene.add(b.make_consent, "people", "scope", person=person)
    scene.add(b.make_risk_review, "people", "note", case=case)
    scene.add(
        b.make_contact_note,
        "people",
        *("caller", "content", "next_step", "permitted_use", "note"),
        case=case,
        person=person,
        next_step_on=timezone.localdate(),
    )
    scene.add(
        b.make_correction_request,
        "people",
        *("asked_by", "text", "answer", "note"),
        outcome=CorrectionOutcome.DECLINED,
        answered_on=timezone.localdate(),
    )
    asked = User.objects.create_superuser("example-superuser")
    erasure.ask(person, by=asked, reason=scene.new("erasure reason"))


def of_the_desk(scene: Scene) -> None:
    """What one member of staff typed, kept or took out, and what no page shows."""
    author, now = scene.author, timezone.now()
    case = next(row for row in scene.rows if row._meta.model_name == "case")
    for page in (f"/admin/cases/case/{case.pk}/change/", "/admin/cases/case/add/"):
        KeptForm.objects.create(
            user=author,
            page=page,
            sheet=f"sheet-{len(page)}",
            content='{{"title_en": ["{}"]}}'.format(scene.new("own kept form")),
            kept_at=now,
        )
    for kind in ("cases.case", "cases.source"):
        name, words = scene.new("own saved filter"), scene.new("own words searched for")
        SavedFilter.objects.create(user=author, kind=kind, name=name, query=f"q={words}")
    PrivateExport.objects.create(
        user=author,
        kind="cases.case",
        filter=scene.new("export filter"),
        columns=["reference"],
        format="csv",
        rows=2,
        made_at=now,
    )
    waiting = ImportRun.objects.create(
        name="example.csv",
        state="uploaded",
        made_by=author,
        uploaded_at=now,
        layout=scene.new("own columns of an upload"),
        message=scene.new("own message about an upload"),
    )
    ImportMapping.objects.create(
        sender="Example sender",
        table="cases",
        layout='{{"constants": "{}"}}'.format(scene.new("unshown layout")),
    )
    Merge.objects.create(
        kind="case",
        reference="merged-case",
        removed_pk=900_000,
        kept_pk=case.pk,
        reason=scene.new("unshown reason of a merge"),
        merged_by=author,
        merged_at=now,
    )
    scene.rows.append(waiting)


def body(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return "\n".join(map(str, response.headers.items())) + content.decode(errors="replace")


def links(path: str, text: str):
    for link in LINK.findall(text):
        link = link.replace("&amp;", "&")
        yield path.partition("?")[0] + link if link.startswith("?") else link


def test_the_canaries_are_there_for_those_who_may_see_them(client, scene):
    """A superuser meets most of them: what the walk below would find, if it was shown."""
    client.force_login(User.objects.get(username="example-superuser"))
    met = set()
    for row in scene.rows:
        for page in ("change", "history"):
            name = f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}"
            met |= set(CANARY.findall(body(client.get(reverse(name, args=[row.pk])))))
    shown = {
        word for word, place in scene.places.items() if place.partition(" ")[0] in ("confidential", "people")
    }
    assert len(shown) > 40
    assert len(shown & met) > 0.8 * len(shown), {scene.places[word] for word in shown - met}


@pytest.mark.parametrize("role", ROLES)
def test_no_walk_through_the_admin_meets_what_the_role_may_not_see(request, client, scene, role):
    user = request.getfixturevalue(role)
    client.force_login(user)
    forbidden = scene.forbidden(user)
    assert len(forbidden) > 10
    leaks, seen, shapes, waiting = [], set(), Counter(), ["/admin/"]
    while waiting:
        path = waiting.pop(0)
        address, _mark, query = path.partition("?")
        shape = (re.sub(r"\d+", "#", address), *sorted(pair.partition("=")[0] for pair in query.split("&")))
        if path in seen or shapes[shape] >= MOST_ALIKE or "&" in query:
            continue
        seen.add(path)
        shapes[shape] += 1
        response = client.get(path)
        text = body(response)
        assert response.status_code < 500, path
        leaks += [(path, scene.places[word]) for word in set(CANARY.findall(text)) & forbidden]
        if "html" in response.headers.get("Content-Type", ""):
            waiting += links(path, text)
    assert leaks == []
    assert len(seen) > 60


@pytest.mark.parametrize("role", ROLES)
def test_no_address_tells_a_role_what_it_may_not_see(request, client, scene, role):
    """Every address with the key of every row, guessed: by GET, and by POST with what a form would send."""
    user = request.getfixturevalue(role)
    forbidden, leaks, asked, refused = scene.forbidden(user), [], Counter(), []
    client.force_login(user)
    posted = {
        "title": "Example report",
        "title_en": "Twelve people held at Example Town",
        "reason": "Example.",
    }
    posted |= {"url": "https://example.org/", "words": "canary", "q": "canary", "other": "1", "text": "2012"}
    for pattern in addresses():
        noun, keys = noun_of(pattern.name), pattern.pattern.regex.groups
        own = [row for row in scene.rows if row._meta.label_lower == noun][:1]
        for row in own if keys and noun else [None]:
            args = [row.pk if row else 1, "1"][:keys]
            try:
                path = reverse(f"admin:{pattern.name}", args=args)
            except NoReverseMatch:
                # The password of an account by name, a chooser without a field: no address by key.
                refused.append(pattern.name)
                continue
            for method in ("get", "post"):
                response = getattr(client, method)(path, posted)
                asked[method] += 1
                assert response.status_code < 500, (method, path)
                words = set(CANARY.findall(body(response))) & forbidden
                leaks += [(method, path, scene.places[word]) for word in words]
            if pattern.name == "logout":
                client.force_login(user)
    assert leaks == []
    # Nothing but "logout" ended the session: else all that came after it would have been asked by nobody.
    assert client.session["_auth_user_id"] == str(user.pk)
    assert asked["get"] == asked["post"] > 200
    assert set(refused) <= {"app_list"}


@pytest.mark.parametrize("role", ROLES)
def test_every_list_and_chooser_finds_nothing_by_what_the_role_may_not_see(request, client, scene, role):
    """A word that is hidden finds what nonsense finds."""
    user = request.getfixturevalue(role)
    client.force_login(user)
    asked = 0
    for model in admin.site._registry:
        opts = model._meta
        path = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        if client.get(path).status_code != 200:
            continue
        # One word of each place is enough of a list that finds by words.
        for word in sorted(scene.forbidden(user))[::9]:
            response = client.get(path, {"q": word})
            assert (
                list(response.context["cl"].result_list) == [] or not response.context["cl"].search_fields
            ), (
                path,
                scene.places[word],
            )
            asked += 1
    assert asked > 40
