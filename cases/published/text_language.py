"""The language of a short text that is stored without one, from its script; pure."""

import re

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")


def of_text(text: str) -> str:
    """ "ko" for a text with Hangul, "ja" with kana, "zh" with Chinese characters alone, "en" for one in Latin letters,
    "" for none of them. Whose count it is is kept as one text, mostly English."""
    for language, letters in (("ko", _HANGUL), ("ja", _KANA), ("zh", _HAN), ("en", _LATIN)):
        if letters.search(text):
            return language
    return ""
