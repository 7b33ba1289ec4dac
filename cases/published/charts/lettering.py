"""How much room text takes, without a browser to ask; pure.

Estimates on the safe side: Chinese and Korean characters are as wide as high, other letters a little wider than in
the faces the site names.
"""

import unicodedata

#: Width of other characters in parts of the size of the type.
_NARROW = 0.56


def width(text: str, size: float) -> float:
    return sum(size if _is_wide(character) else size * _NARROW for character in text)


def wrap(text: str, size: float, room: float) -> tuple[str, ...]:
    """The text in lines that fit into `room`, broken at blanks, between characters that are as wide as high, and
    within a word only where it is too long for a line of its own."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width((line + piece).rstrip(), size) > room:
            lines.append(line.rstrip())
            line = ""
        while width(piece.rstrip(), size) > room and len(piece) > 1:
            fitting = max(1, _fitting(piece, size, room))
            lines.append(piece[:fitting])
            piece = piece[fitting:]
        line += piece
    return (*lines, line.rstrip()) if line.rstrip() else tuple(lines)


def _pieces(text: str) -> list[str]:
    """The text in pieces after which a line may end. Korean breaks at blanks only, as English does."""
    pieces, piece = [], ""
    for character in text:
        if piece and _breaks_before(piece[-1], character):
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece] if piece else pieces


def _breaks_before(previous: str, character: str) -> bool:
    if character.isspace():
        return False
    if previous.isspace():
        return True
    return _is_ideograph(previous) and (_is_ideograph(character) or character.isalnum())


def _fitting(text: str, size: float, room: float) -> int:
    return sum(width(text[:count], size) <= room for count in range(1, len(text) + 1))


def _is_ideograph(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
