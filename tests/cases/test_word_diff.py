"""Two versions of a text, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from cases.word_diff import ADDED, LEFT_OUT, LONGEST_COMPARED, REMOVED, SAME, Piece, word_diff


def test_a_word_that_became_another():
    assert word_diff("Two women were held.", "Three women were held.") == [
        Piece(REMOVED, "Two"),
        Piece(ADDED, "Three"),
        Piece(SAME, " women were held."),
    ]


def test_neighbouring_changes_are_one():
    pieces = word_diff("Two women were held at Yanji.", "Two men fled to Yanji.")
    assert [piece.kind for piece in pieces] == [SAME, REMOVED, ADDED, SAME]


def test_chinese_is_compared_by_character_and_korean_by_word():
    assert word_diff("两名妇女", "三名妇女")[:2] == [Piece(REMOVED, "两"), Piece(ADDED, "三")]
    assert word_diff("두 명을", "두 명이")[1:] == [Piece(REMOVED, "명을"), Piece(ADDED, "명이")]


def test_what_did_not_change_far_away_is_left_out():
    words = "example " * 200
    pieces = word_diff(f"{words}one {words}", f"{words}two {words}")
    assert [piece.kind for piece in pieces] == [LEFT_OUT, SAME, REMOVED, ADDED, SAME, LEFT_OUT]
    assert all(len(piece.text) < 200 for piece in pieces)


def test_very_long_texts_stand_whole():
    old, new = "one " * LONGEST_COMPARED, "two"
    assert word_diff(old, new) == [Piece(REMOVED, old), Piece(ADDED, new)]


@given(st.text(max_size=80), st.text(max_size=80))
def test_nothing_is_lost_or_invented(old, new):
    pieces = word_diff(old, new)
    if any(piece.kind == LEFT_OUT for piece in pieces):
        return
    assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.kind != REMOVED) == new
