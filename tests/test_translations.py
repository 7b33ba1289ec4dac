"""The interface in Korean and Simplified Chinese: complete against the source, whole, in the terms of docs/terms.md."""

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.text import slugify

from cases import choices
from cases.published import count_words
from cases.published.templatetags import words

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "advocacy" / "locale"
SAMPLE_DATA = ROOT / "cases" / "sample_data"
CATALOGUES = {"ko": "ko", "zh-hans": "zh_Hans"}
#: %(name)s, %s, %d and {name}; a lone "%" or "{" in a sentence is no placeholder.
PLACEHOLDER = re.compile(r"%\([A-Za-z_]+\)[sd]|%[sd]|\{[A-Za-z_.0-9]*\}")
#: What we never call people and states. "북송" alone is part of "강제북송".
FORBIDDEN = {
    "en": [
        "illegal migrant",
        "illegal immigrant",
        "illegal border",
        "escapee",
        "defector",
        "caught",
        "captured",
    ],
    "ko": [
        "탈북자",
        "불법 이민",
        "불법이민",
        "불법체류",
        "불법 체류",
        "불법 월경",
        "불법월경",
        "검거",
        "붙잡",
        "도망",
        "북조선",
    ],
    "zh-hans": [
        "北韩",
        "南韩",
        "北朝鲜",
        "南朝鲜",
        "脱北",
        "非法移民",
        "非法越境",
        "偷渡",
        "叛逃",
        "抓获",
        "抓捕",
        "捕获",
        "遣送",
    ],
}


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALE / CATALOGUES[language] / "LC_MESSAGES" / "django.po"))


def texts(entry: polib.POEntry) -> list[str]:
    """The translations of one entry: Korean and Chinese have one plural form."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


@pytest.fixture(scope="module")
def extracted(tmp_path_factory) -> polib.POFile:
    """What the source says now, by `makemessages` in a copy without the catalogues."""
    if not shutil.which("xgettext"):
        pytest.skip("the gettext programs are not installed: new strings in the source are not looked for")
    copy = tmp_path_factory.mktemp("source")
    for folder in ("advocacy", "cases", "templates"):
        shutil.copytree(
            ROOT / folder,
            copy / folder,
            ignore=shutil.ignore_patterns("__pycache__", "locale", "sample_data"),
        )
    shutil.copy(ROOT / "manage.py", copy)
    (copy / "advocacy" / "locale").mkdir()
    subprocess.run(
        [
            sys.executable,
            "manage.py",
            "makemessages",
            "--locale",
            "ko",
            "--extension",
            "html,txt,py,svg",
            "--verbosity",
            "0",
        ],
        cwd=copy,
        env={
            "PATH": os.environ["PATH"],
            "ENV_FILE": os.devnull,
            "DEBUG": "1",
            "DATA_DIR": str(copy),
            "DATABASE_URL": "sqlite:///:memory:",
        },
        check=True,
        capture_output=True,
        timeout=120,
    )
    return polib.pofile(str(copy / "advocacy" / "locale" / "ko" / "LC_MESSAGES" / "django.po"))


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_string_of_the_source_is_in_the_catalogue(language, extracted):
    """When this fails: `make messages`, translate, `make compilemessages`."""
    source, catalogued = {key(entry) for entry in extracted}, {key(entry) for entry in catalogue(language)}
    assert len(source) > 500
    assert source - catalogued == set(), "in the source, not in the catalogue"
    assert catalogued - source == set(), "in the catalogue, no longer in the source"


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_string_is_translated(language):
    entries = catalogue(language)
    assert [entry.msgid for entry in entries if not all(texts(entry))] == []
    assert [entry.msgid for entry in entries if entry.fuzzy] == []
    assert [entry.msgid for entry in entries if entry.msgid_plural and list(entry.msgstr_plural) != [0]] == []
    assert "nplurals=1" in entries.metadata["Plural-Forms"]


@pytest.mark.parametrize("language", CATALOGUES)
def test_placeholders_are_kept(language):
    """In a plural the singular may say "one": the plural's placeholders count."""
    wrong = [
        (entry.msgid, text)
        for entry in catalogue(language)
        for text in texts(entry)
        if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", CATALOGUES)
def test_the_compiled_catalogue_is_the_written_one(language):
    written = catalogue(language)
    compiled = polib.mofile(str(LOCALE / CATALOGUES[language] / "LC_MESSAGES" / "django.mo"))
    assert {key(entry): texts(entry) for entry in compiled} == {key(entry): texts(entry) for entry in written}


@pytest.mark.parametrize("language", CATALOGUES)
def test_sentences_end_alike(language):
    """A sentence stays a sentence and a label a label, so that lists and forms read evenly."""
    ends = (".", "。", "…", "!", "?", "？", "”", "'", "’")
    wrong = [
        (entry.msgid, text)
        for entry in catalogue(language)
        for text in texts(entry)
        if entry.msgid.rstrip().endswith(".") and not text.rstrip().endswith(ends)
    ]
    assert wrong == []


def test_no_forbidden_word_in_any_language():
    """In the English strings, both catalogues, the names of the sample data and no quotation among them."""
    found = []
    for language in CATALOGUES:
        for entry in catalogue(language):
            found += [
                (word, entry.msgid)
                for word in FORBIDDEN["en"]
                if word in f"{entry.msgid} {entry.msgid_plural}".lower()
            ]
            found += [(word, text) for word in FORBIDDEN[language] for text in texts(entry) if word in text]
    with (SAMPLE_DATA / "translations.csv").open(encoding="utf-8", newline="") as file:
        found += [
            (word, row["text"])
            for row in csv.DictReader(file)
            for word in FORBIDDEN[row["language"]]
            if word in row["text"]
        ]
    assert found == []


def test_every_code_stands_in_the_terms_as_it_is_shown():
    lines = (ROOT / "docs" / "terms.md").read_text(encoding="utf-8").splitlines()
    vocabularies = [
        vocabulary
        for vocabulary in vars(choices).values()
        if isinstance(vocabulary, type)
        and issubclass(vocabulary, choices.TextChoices | choices.IntegerChoices)
        and vocabulary.__module__ == choices.__name__
    ]
    assert len(vocabularies) > 30
    missing = []
    for vocabulary in vocabularies:
        for member in vocabulary:
            labels = []
            for language in ("en", *CATALOGUES):
                with translation.override(language):
                    labels.append(str(member.label))
            row = f"| {vocabulary.__name__}: `{member.value}` | {' | '.join(labels)} |"
            if not any(line.startswith(row) for line in lines):
                missing.append(row)
    assert missing == []


def read_rows(name: str) -> list[dict[str, str]]:
    with (SAMPLE_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_place_and_addressee_of_the_sample_data_has_its_names():
    expected = set()
    for place in read_rows("places.csv"):
        fields = ["name", *(field for field in ("city", "province") if place[field])]
        expected |= {("place", place["place_id"], field) for field in fields}
    named = [action["addressee"] for action in read_rows("actions.csv")]
    named += [response["responder"] for response in read_rows("responses.csv")]
    expected |= {
        ("addressee", slugify(name), "name") for names in named for name in names.split("; ") if name
    }
    assert len(expected) > 200

    rows = [
        row
        for row in read_rows("translations.csv")
        if row["entity_type"] in ("place", "addressee") and row["text"]
    ]
    for language in CATALOGUES:
        given = [
            (row["entity_type"], row["entity_id"], row["field"])
            for row in rows
            if row["language"] == language
        ]
        assert set(given) == expected
        assert len(given) == len(expected)


def test_no_string_hides_from_extraction():
    """xgettext does not read inside f-strings: a message there would never be translated."""
    inside_f_string = re.compile(r"\{ ?(?:_|n?p?gettext(?:_lazy)?)\(")
    files = [path for package in ("advocacy", "cases") for path in (ROOT / package).rglob("*.py")]
    assert len(files) > 50
    hidden = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if inside_f_string.search(line)
    ]
    assert hidden == []


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("ko", {"low": 70, "high": None, "qualifier": "more_than", "unit": "percent"}, "70% 초과"),
        ("zh-hans", {"low": 70, "high": None, "qualifier": "more_than", "unit": "percent"}, "超过70%"),
        ("ko", {"low": 600, "high": 600, "qualifier": "about"}, "약 600명"),
        ("zh-hans", {"low": 600, "high": 600, "qualifier": "about"}, "约600人"),
        ("ko", {"low": None, "high": None, "qualifier": "thousands"}, "수천 명"),
        ("zh-hans", {"low": None, "high": None, "qualifier": "thousands"}, "数千人"),
        ("ko", {"low": 70, "high": 80, "qualifier": "range", "unit": "people_per_week"}, "주당 70~80명"),
        ("zh-hans", {"low": 70, "high": 80, "qualifier": "range", "unit": "people_per_week"}, "每周70–80人"),
    ],
)
def test_counts_read_as_they_are_said(language, count, expected):
    with translation.override(language):
        assert count_words.reported(count) == expected


@pytest.mark.parametrize(
    ("language", "name", "province", "expected"),
    [
        ("en", "Dandong", "Liaoning", "Dandong, Liaoning, China"),
        ("ko", "단둥", "랴오닝성", "중국 랴오닝성 단둥"),
        ("zh-hans", "丹东", "辽宁省", "中国 辽宁省 丹东"),
        ("en", "China (place not stated)", "", "China (place not stated)"),
        ("ko", "중국(장소 미상)", "", "중국(장소 미상)"),
        ("zh-hans", "中国（地点不详）", "", "中国（地点不详）"),
    ],
)
def test_places_read_as_they_are_said(language, name, province, expected):
    """English goes from small to large, Korean and Chinese from large to small; nothing is said twice."""
    found = {"name": {language: name}, "province": {language: province}, "countries": ["CN"]}
    with translation.override(language):
        assert words.place(found) == expected
