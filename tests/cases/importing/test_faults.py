from cases.importing.faults import Fault, nearest, shown


def test_a_fault_says_where_and_what():
    fault = Fault("cases.csv", 5, "person_kind", "refugee", "This is not a known word.")
    assert str(fault) == "cases.csv, row 5, column person_kind: “refugee”: This is not a known word."
    assert str(Fault("cases.csv", 0, "", "", "The file is empty.")) == "cases.csv: The file is empty."


def test_a_value_is_shown_short_and_without_control_characters():
    assert shown("a\x1b[31mb\n") == "a\ufffd[31mb\ufffd"
    assert shown("x" * 100) == "x" * 80 + "…"


def test_the_nearest_word_is_found_whatever_its_case():
    assert nearest("Refugee", ["activist", "refugees"]) == "refugees"
    assert nearest("zzz", ["activist", "refugees"]) == ""
