"""How text becomes tokens, and what is typed becomes a query: pure, no database."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.choices import EventKind, Outcome, PersonKind
from cases.published.search import (
    chinese,
    english,
    field_terms,
    korean,
    names_of_places,
    snippets,
    terms,
    texts,
)
from cases.published.search.folding import _simplified, fold
from cases.published.search.index import contains, match
from cases.published.search.levels import levels
from cases.published.search.query import MOST_CHARACTERS, MOST_WORDS, neighbours, parse
from cases.published.search.tokens import LONGEST, tokens, units
from tests.published.documents import PLACE, case_document, event_part, source_document


def of(text: str) -> set[str]:
    folded = fold(text)
    return tokens(folded, units(folded))


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Étudiants ŁÓDŹ", {"etudiants", "lodz"}),
        ("Ｙａｎｊｉ ２０１３", {"yanji", "2013"}),
        ("P’yŏngyang, P'yŏngyang", {"pyongyang"}),
        ("China’s", {"china"}),
        ("Young-hwan", {"young", "hwan", "younghwan"}),
        ("Young‐hwan", {"younghwan"}),
        ("3,000 people", {"3000"}),
        ("瀋陽", {"沈", "阳", "沈阳"}),
        ("強制遣返", {"强制", "制遣", "遣返", "强制遣"}),
        ("강제 북송", {"강제", "북송", "강제북", "제북송"}),
        ("중국에서", {"중국", "중국에"}),
        ("北송환", {"北송", "송환", "北송환"}),
        ("\u1112\u1161\u11ab국", {"한국"}),
        ("북송\u200b위기", {"북송위"}),
    ],
)
def test_tokens(text, held):
    assert held <= of(text)


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("일이 수사", "이수"),
        ("party", "art"),
        ("China’s", "s"),
        ("강제, 북송", "제북송"),
        ("한국", "한"),
        ("the_end", "theend"),
    ],
)
def test_what_is_no_token(text, token):
    assert token not in of(text)


@given(st.text(max_size=80))
def test_folding_knows_where_each_character_came_from(text):
    folded = fold(text)
    assert len(folded.places) == len(folded.text) + 1
    assert list(folded.places) == sorted(folded.places)
    assert folded.places[-1] == len(text)
    assert fold(folded.text).text == folded.text


@given(st.text(max_size=80))
def test_tokens_never_hold_what_the_index_parts_at(text):
    for token in of(text):
        assert token
        assert len(token) <= LONGEST
        assert not any(c.isspace() or c in "\"'_-+^*~\0" for c in token)


ALPHABET = st.sampled_from("abkoxyz éŏŁ'-’  강제북송연길延吉圖們中日本語のकЖ،٣0129,.\u200b\u0301")


@given(st.text(ALPHABET, min_size=1, max_size=60))
def test_a_text_is_found_by_everything_in_it(text):
    """Whatever stands in a text finds it, typed alone or all together."""
    held = of(text)
    for typed in [text, *text.split()]:
        query = parse(typed)
        for group in query.groups:
            assert any(held.issuperset(alternative) for alternative in group.exact), (typed, group)


@given(st.text(max_size=400) | st.text(ALPHABET, max_size=400))
def test_nothing_typed_is_an_error_and_every_limit_holds(text):
    query = parse(text)
    assert len(query.groups) <= MOST_WORDS
    assert len(query.text) <= MOST_CHARACTERS
    assert parse(query.text).groups == query.groups
    assert not parse(query.text).is_cut
    for _level, condition in levels(query):
        assert match(condition).count('"') % 2 == 0
        assert "\0" not in match(condition)
        sql, params = contains("x", condition)
        assert sql.count("%s") == len(params)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "!!!",
        "\0",
        "\ud800",
        "😀",
        '"',
        "' OR 1=1 --",
        "NEAR(a b)",
        "* OR",
        "a" * 10_000,
        "가" * 10_000,
        "''--''",
        "a",
        "-",
    ],
)
def test_hostile_input(text):
    query = parse(text)
    assert len(query.groups) <= 3
    assert all(
        '"' not in match(condition)[1:-1].replace('"', "", 2) or len(query.groups)
        for _l, condition in levels(query)
    )


@pytest.mark.parametrize(
    "names",
    [
        ["younghwan", "yeonghwan", "yonghwan"],
        ["pyongyang", "pyeongyang"],
        ["chulsu", "cheolsoo", "cholsu"],
        ["jeongeun", "jungeun", "chongun"],
        ["hoeryong", "hoeryeong"],
    ],
)
def test_spellings_of_one_korean_name_sound_alike(names):
    assert len({korean.sound(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("younghwan", "younghun"), ("minsu", "jinsu"), ("pyongyang", "pyongan")]
)
def test_other_names_sound_otherwise(one, other):
    assert korean.sound(one) != korean.sound(other)


def test_hangul_is_romanised_as_the_standard_says():
    assert [korean.romanise(word) for word in ("영환", "평양", "곽", "의주")] == [
        "yeonghwan",
        "pyeongyang",
        "gwak",
        "uiju",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Detention of Kim Young-hwan and others", ["Kim Young-hwan"]),
        ("KIM YOUNGHWAN spoke", ["KIM YOUNGHWAN"]),
        ("Younghwan Kim", ["Younghwan Kim"]),
        ("Kim Dong Shik was taken", ["Kim Dong Shik"]),
        ("최영훈씨 귀국", ["최영훈"]),
        ("In Seoul, no one was So sure", []),
        ("the park police", []),
        ("Park Police and Lee family", []),
    ],
)
def test_korean_names_in_running_text(text, found):
    folded = fold(text)
    spans = [
        folded.span(start, end) for _family, _given, start, end in korean.names(folded, list(units(folded)))
    ]
    assert [text[start:end] for start, end in spans] == found


def test_every_family_name_has_one_spelling_once():
    rows = [row.split() for line in korean._FAMILY.split("\n") for row in line.split("|") if row.strip()]
    spelled = [spelling for row in rows for spelling in row]
    assert sorted(spelled) == sorted(set(spelled))
    assert len(rows) > 70


@pytest.mark.parametrize(
    ("pinyin", "older"),
    [
        ("yan", "yen"),
        ("ji", "chi"),
        ("zhou", "chou"),
        ("qing", "ching"),
        ("xi", "hsi"),
        ("dong", "tung"),
        ("guo", "kuo"),
        ("tian", "tien"),
    ],
)
def test_wade_giles(pinyin, older):
    assert chinese.wade_giles(pinyin) == older


def test_spellings_of_a_chinese_place():
    assert {"yanji", "yenchi"} <= chinese.spellings("延吉")
    assert chinese.spellings("Yanji") == set()


def test_one_letter_away():
    near = neighbours("tumen")
    assert {"tumn", "tumenn", "tuman", "tuemn"} <= near
    assert "tumen" not in near
    assert "tuenm" not in near


@pytest.mark.parametrize(
    ("typed", "misspellable"),
    [("tumen", ()), ("shenynag", ("shenynag",)), ("four", ()), ("2013a", ()), ("연길길길길", ())],
)
def test_what_may_be_misspelt(typed, misspellable):
    assert parse(typed).groups[0].misspellable == misspellable


def test_the_table_of_characters_is_the_one_of_its_origin():
    path = Path(names_of_places.__file__).parent / "simplified.txt"
    assert "TSCharacters.txt of OpenCC" in path.read_text("utf-8")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert digest == SIMPLIFIED_DIGEST
    assert len(_simplified()) > 4000
    assert fold("圖們 韓國 強制 国").text == "图们 韩国 强制 国"


SIMPLIFIED_DIGEST = "97ffcb6e86a1ce93978d5f618b0c760863e6d641140d8d616055d1cfe0b89965"


def test_places_have_no_word_of_the_field_among_their_names():
    """A name that is also an ordinary word would bring in what nobody asked for."""
    names = {name for name in names_of_places._places() if len(name) == 1}
    assert len(names) > 300
    assert (
        not {(word,) for word in ("난민", "송환", "북송", "遣返", "难民", "return", "border", "police")}
        & names
    )


def test_a_case_holds_its_words_by_tier():
    source = source_document(reference="s", title="Zeitung meldet", publisher="Tagblatt")
    document = case_document(
        title={"en": "Held at Yanji"},
        summary={"en": "Reported by relatives."},
        events=[event_part(summary={"ko": "강제 북송"}, place={**PLACE, "name": {"zh-hans": "延吉市"}})],
        citations=[{"source": "s"}, {"source": "hidden"}],
    )
    held = set(terms.of(document, {"s": source}).split())
    assert {"t_yanji", "yanji", "relatives", "제북송", "s_tagblatt", "s_zeitung", "~yenchi", "延吉"} <= held
    assert not {"t_relatives", "tagblatt", "s_yanji", "hidden", "s_hidden"} & held


def parts(passage: snippets.Passage) -> str:
    return "".join(f"[{part.text}]" if part.marked else part.text for part in passage.parts)


@pytest.mark.parametrize(
    ("typed", "title", "passages"),
    [
        ("yanji", "Held at [Yanji]", ["Reported by relatives of Kim Young-hwan in China."]),
        ("relatives", "Held at Yanji", ["Reported by [relatives] of Kim Young-hwan in China."]),
        ("Kim Yeonghwan", "Held at Yanji", ["Reported by relatives of [Kim Young-hwan] in China."]),
        ("김영환", "Held at Yanji", ["Reported by relatives of [Kim Young-hwan] in China."]),
        ("연길", "Held at [Yanji]", ["Reported by relatives of Kim Young-hwan in China."]),
        (
            "강제북송",
            "Held at Yanji",
            ["Reported by relatives of Kim Young-hwan in China.", "[강제 북송]되었다"],
        ),
        ("tagblatt", "Held at Yanji", ["Reported by relatives of Kim Young-hwan in China.", "[Tagblatt]"]),
        ("中国", "Held at Yanji", ["Reported by relatives of Kim Young-hwan in [China]."]),
    ],
)
def test_snippets_show_why(typed, title, passages):
    source = source_document(reference="s", title="Zeitung meldet", publisher="Tagblatt")
    document = case_document(
        title={"en": "Held at Yanji"},
        summary={"en": "Reported by relatives of Kim Young-hwan in China."},
        events=[event_part(summary={"ko": "강제 북송되었다"})],
        citations=[{"source": "s"}],
    )
    shown = snippets.snippet(texts.of(document, {"s": source}), parse(typed), "en")
    assert parts(shown.title) == title
    assert [parts(passage) for passage in shown.passages] == passages


def test_a_long_text_is_shown_around_what_was_found():
    words = " ".join(f"word{n}" for n in range(200))
    document = case_document(summary={"en": f"{words} needle {words}"})
    shown = snippets.snippet(texts.of(document, {}), parse("needle"), "en").passages[0]
    assert "[needle]" in parts(shown)
    assert parts(shown).startswith("…")
    assert parts(shown).endswith("…")
    assert len(parts(shown)) < snippets.LENGTH + 10


def test_a_place_found_by_its_other_name_is_shown_with_the_readers():
    place = {**PLACE, "name": {"en": "Zzville", "zh-hans": "兹兹"}, "city": {}, "province": {}}
    document = case_document(place=place)
    shown = snippets.snippet(texts.of(document, {}), parse("兹兹"), "en").passages[-1]
    assert (shown.beside, shown.language, parts(shown)) == ("Zzville", "zh-hans", "[兹兹]")


@given(st.text(max_size=60), st.text(max_size=30))
def test_marking_changes_no_character(text, typed):
    document = case_document(title={"en": text or "x"}, summary={})
    shown = snippets.snippet(texts.of(document, {}), parse(typed), "en")
    assert "".join(part.text for part in shown.title.parts) == (text or "x")


# --- forms of English words -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("refugees", "refugee"),
        ("koreans", "korean"),
        ("koreans", "korea"),
        ("korean", "korea"),
        ("chinese", "china"),
        ("returned", "return"),
        ("returning", "return"),
        ("sentenced", "sentence"),
        ("sentencing", "sentence"),
        ("embassies", "embassy"),
        ("churches", "church"),
        ("expelled", "expel"),
        ("denied", "deny"),
        ("died", "die"),
        ("women", "woman"),
        ("fled", "flee"),
        ("held", "hold"),
    ],
)
def test_forms_of_english_words(form, base):
    assert base in english.bases(form)
    assert form not in english.bases(base)


@pytest.mark.parametrize(
    "word",
    "china refugee return plane press beijingx laos police united news evening thing spring red bus crisis congress 북송 éd".split(),  # noqa: SIM905
)
def test_what_is_no_form_of_a_word_of_the_field(word):
    meant = {
        "chin",
        "refug",
        "retur",
        "plan",
        "pre",
        "pres",
        "unit",
        "unite",
        "new",
        "even",
        "th",
        "bu",
        "cri",
    }
    assert not english.bases(word) & meant
    assert word not in english.bases(word)


@given(st.text("abcdegilnorsty", min_size=1, max_size=14))
def test_a_form_is_never_far_from_its_base(word):
    for base in english.bases(word):
        assert len(base) >= 3 or word in english._IRREGULAR
        assert base[:2] == word[:2] or word in {**english._IRREGULAR, **english._PEOPLES}


def test_a_form_counts_less_than_the_word_as_typed():
    document = case_document(title={"en": "Koreans returned"}, summary={})
    held = set(terms.of(document, {}).split())
    assert {"t_koreans", "t__korea", "t__korean", "_return", "returned"} <= held
    assert not {"korea", "return"} & held
    levels_of = dict(levels(parse("return")))
    assert levels_of[8] == "t_return"
    assert "t__return" in levels_of[5][1]
    assert "t__return" not in levels_of[8]


def test_a_place_and_a_person_have_no_forms():
    place = {**PLACE, "name": {"en": "Kunming"}, "city": {}, "province": {}}
    person = {"reference": "p", "name": "James Wings"}
    held = terms.tokens_of(texts.Text(place["name"]["en"], texts.Tier.OWN, texts.Role.PLACE))
    assert not {token for token in held if token.startswith("_")}
    held = terms.tokens_of(texts.Text(person["name"], texts.Tier.NAME, texts.Role.PERSON))
    assert not {token for token in held if token.startswith("_")}


def test_many_words_joined_by_hyphens_do_not_multiply():
    query = parse("-".join(["sentencing"] * 18))
    assert sum(len(match(condition)) for _level, condition in levels(query)) < 60_000


# --- words of the field ---------------------------------------------------------------------------


def test_every_code_of_the_table_is_one_of_the_record():
    codes = field_terms.codes()
    assert len(codes) > 12
    assert codes <= {*EventKind.values, *Outcome.values, *PersonKind.values}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("강제북송", "forcibly_returned"),
        ("강제 북송을", "forcibly_returned"),
        ("強制遣返", "forcibly_returned"),
        ("Forced Returns", "forcibly_returned"),
        ("refoulement", "forcibly_returned"),
        ("defector", "refugees"),
        ("탈북민", "refugees"),
        ("北韓難民", "refugees"),
        ("North Korean refugees", "refugees"),
        ("获释", "released"),
    ],
)
def test_words_of_the_field_lead_to_codes(typed, code):
    (group,) = parse(typed).groups
    assert (terms.CODE + code,) in group.related
    assert (terms.CODE + code,) not in (*group.exact, *group.variants)


@pytest.mark.parametrize("typed", ["refugees", "北", "border", "송", "return", "North Korea"])
def test_other_words_lead_nowhere(typed):
    assert not any(group.related for group in parse(typed).groups)


def test_a_case_found_by_a_word_of_the_field_says_so_in_words_of_this_site():
    document = case_document(events=[event_part(kind="forcibly_returned")], outcome="detained")
    for language, typed, label in (("en", "强制遣返", "Forcibly returned"), ("en", "탈북자", "Refugees")):
        shown = snippets.snippet(texts.of(document, {}), parse(typed), language)
        assert snippets.writings([shown]) == [label]
        assert f"[{label}]" in [parts(passage) for passage in shown.passages]
    other = case_document(events=[], outcome="detained", person_kind="workers")
    held = terms.of(other, {}).split()
    assert "s___detained" in held
    assert not {"s___forcibly_returned", "s___refugees"} & set(held)


def test_the_label_of_a_code_is_no_text():
    """Who types "Refugees" looks for the word, not for what every case is labelled with."""
    held = set(terms.of(case_document(title={"en": "x"}, summary={}), {}).split())
    assert not {"refugees", "s_refugees"} & held
