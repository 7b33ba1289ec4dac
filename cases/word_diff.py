"""Two versions of a text, word by word; pure."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

#: Beyond this many words comparing takes too long for a page: the whole text stands there twice instead.
LONGEST_COMPARED = 3000
#: Words shown on each side of a change; the rest of a long text is left out.
AROUND = 12

SAME, REMOVED, ADDED, LEFT_OUT = "same", "removed", "added", "left out"

#: Chinese has no blanks between words: each character counts as one. Korean particles come off with their word.
_WORDS = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|\s+|[^\w\s]|_"
)


class Piece(NamedTuple):
    """A stretch of text and what became of it: SAME, REMOVED, ADDED, or LEFT_OUT (its text is then "…")."""

    kind: str
    text: str


def word_diff(old: str, new: str) -> list[Piece]:
    """What was taken out of `old` and put in, in the order of reading.

    Joined, the pieces that are not ADDED are `old` and those that are not REMOVED are `new`, but for what
    is LEFT_OUT between changes far apart.
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) > LONGEST_COMPARED or len(after) > LONGEST_COMPARED:
        return [Piece(kind, text) for kind, text in ((REMOVED, old), (ADDED, new)) if text]
    pieces = []
    for tag, from_, to, from_new, to_new in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(SAME, "".join(before[from_:to])))
            continue
        if to > from_:
            pieces.append(Piece(REMOVED, "".join(before[from_:to])))
        if to_new > from_new:
            pieces.append(Piece(ADDED, "".join(after[from_new:to_new])))
    return _shortened(_readable(pieces))


def _readable(pieces: list[Piece]) -> list[Piece]:
    """Changes with only blanks between them as one: “two [men→women] [fled→left]” reads better in one piece."""
    merged: list[Piece] = []
    removed, added, blank = "", "", ""
    for piece in [*pieces, Piece(SAME, ".")]:
        if piece.kind == REMOVED:
            removed, added, blank = removed + blank + piece.text, added + blank, ""
        elif piece.kind == ADDED:
            removed, added, blank = removed + blank, added + blank + piece.text, ""
        elif (removed or added) and not piece.text.strip():
            blank = piece.text
        else:
            merged += [Piece(kind, text) for kind, text in ((REMOVED, removed), (ADDED, added)) if text]
            if blank:
                merged.append(Piece(SAME, blank))
            merged.append(piece)
            removed, added, blank = "", "", ""
    return merged[:-1]


def _shortened(pieces: list[Piece]) -> list[Piece]:
    """Without the middle of long stretches that did not change."""
    result = []
    for place, piece in enumerate(pieces):
        words = _WORDS.findall(piece.text) if piece.kind == SAME else []
        # Blanks are words here too.
        keep = 2 * AROUND
        start = 0 if place == 0 else keep
        end = 0 if place == len(pieces) - 1 else keep
        if len(words) <= start + end + keep:
            result.append(piece)
            continue
        if start:
            result.append(Piece(SAME, "".join(words[:start])))
        result.append(Piece(LEFT_OUT, "…"))
        if end:
            result.append(Piece(SAME, "".join(words[-end:])))
    return result
