"""The promise that every field of every form of the record says what to write and whether the public will read it."""

import re

import pytest
from django.contrib import admin
from django.test import RequestFactory

from tests.cast import make_user

#: Nouns that nobody fills in: shown, never typed.
MADE_BY_THE_DESK = {"edition", "editionentry", "privateexport", "importrun"}
#: How a help text says what the public reads of the field.
SAYS_WHAT_IS_PUBLIC = re.compile(
    r"\b(Published|published|Private|private|Encrypted|[Bb]ecomes public|appears in public)\b"
)


def fields():
    """(where, name, form field) of every field that somebody fills in, in forms of their own and in lists on others'."""
    request = RequestFactory().get("/")
    request.user = make_user("contributor", "editor", "publisher", "source keeper", "administrator")
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label not in ("cases", "advocacy") or model._meta.model_name in MADE_BY_THE_DESK:
            continue
        forms = [(model.__name__, model_admin.get_form(request))]
        forms += [
            (f"{model.__name__} > {inline.model.__name__}", inline.get_formset(request).form)
            for inline in model_admin.get_inline_instances(request)
        ]
        for where, form in forms:
            for name, field in form.base_fields.items():
                if not field.widget.is_hidden:
                    yield where, name, field


@pytest.mark.django_db
def test_every_field_says_what_to_write_and_what_becomes_public():
    found = list(fields())
    assert len({(where, name) for where, name, _field in found}) > 350
    assert len({where for where, _name, _field in found}) > 30
    silent = [f"{where}.{name}" for where, name, field in found if not field.help_text]
    assert silent == []
    unclear = [
        f"{where}.{name}: {field.help_text}"
        for where, name, field in found
        if not SAYS_WHAT_IS_PUBLIC.search(str(field.help_text))
    ]
    assert unclear == []
