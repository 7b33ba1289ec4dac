from django.utils.translation import override

from cases.importing import countries


def test_names_are_english_whoever_imports_first():
    countries._names.cache_clear()
    countries._codes.cache_clear()
    with override("ko"):
        assert countries.name("CN") == "China"
        assert countries.code("North Korea") == "KP"
    assert countries.name("??") == "??"
