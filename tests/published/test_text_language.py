"""The language of a short text without one."""

import pytest

from cases.published.text_language import of_text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Human Rights Watch", "en"),
        ("북한인권정보센터", "ko"),
        ("NKDB(북한인권정보센터)", "ko"),
        ("中国外交部", "zh"),
        ("北朝鮮難民救援基金（日本の団体）", "ja"),
        ("92", ""),
        ("", ""),
    ],
)
def test_a_text_is_in_the_language_of_its_script(text, language):
    assert of_text(text) == language
