"""One line of a CSV file; pure.

The form is that of RFC 4180 in UTF-8: comma, CR LF at the end of a line, quotation marks only where needed and
doubled inside. Text is in Unicode's composed form (NFC) without control characters; a line break inside a cell is
one LF inside quotation marks, a tabulator a blank. An empty cell means not stated.

A spreadsheet runs text that starts like a formula. Such text gets one apostrophe in front; so does text that starts
with apostrophes before such a start, so that taking exactly one apostrophe away always gives the text back
(`restore`). Numbers are never touched. Source of the rule: OWASP, "CSV Injection", with the full-width signs that
Excel reads like the plain ones.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

LINE_END = "\r\n"
BYTE_ORDER_MARK = "\ufeff"

Value = str | int | float | Decimal | date | datetime | None

# Blanks here are also the invisible characters that programs drop before they look at a cell.
_FORMULA = re.compile("'*[\\s\u200b-\u200f\u2060\ufeff]*[=+\\-@＝＋－＠\t\r\n]")
_LINE_BREAK = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def line(values: Iterable[Value]) -> str:
    """The values as one line without its end. Raises TypeError for a value of another type."""
    return ",".join(_quoted(cell(value)) for value in values)


def cell(value: Value) -> str:
    """One value as the text of its cell, before quoting.

    None is the empty cell. A moment is UTC to the second, ``2026-11-21T09:30:00Z``; it must know its time zone.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return neutralise(clean(value))
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f"A cell of a CSV file cannot hold {type(value).__name__}.")


def clean(text: str) -> str:
    """The text in composed form, line breaks as LF, tabulators as blanks, without other control characters."""
    text = _LINE_BREAK.sub("\n", text).replace("\t", " ")
    visible = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", visible)


def neutralise(text: str) -> str:
    """The text so that no spreadsheet runs it: with one more apostrophe if it starts like a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def restore(text: str) -> str:
    """What `neutralise` was given: one apostrophe less if it was added."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text


def _quoted(text: str) -> str:
    # Not the csv module: before Python 3.13 it leaves a lone LF unquoted unless the line end holds one.
    if any(c in text for c in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
