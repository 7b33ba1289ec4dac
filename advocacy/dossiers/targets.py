"""Where staff enter what a dossier lacks: fields of pages of the admin."""

from collections.abc import Callable

from advocacy.dossiers.material import Material, Target


def of_case(field: str) -> Callable[[Material], Target]:
    return lambda material: Target("cases.case", material.case_pk, field)


def of_person(field: str) -> Callable[[Material], Target]:
    """The page of the chosen person; of a dossier about several, or none, the people of the case."""

    def where(material: Material) -> Target:
        if material.chosen is None:
            return Target("cases.case", material.case_pk, "involvements")
        return Target("cases.person", material.chosen.person_pk, field)

    return where


def of_involvement(field: str) -> Callable[[Material], Target]:
    def where(material: Material) -> Target:
        if material.chosen is None:
            return Target("cases.case", material.case_pk, "involvements")
        return Target("cases.involvement", material.chosen.involvement_pk, field)

    return where


def of_step(kinds, field: str) -> Callable[[Material], Target]:
    """The page of the first step of these kinds; the events of the case where there is none."""

    def where(material: Material) -> Target:
        step = material.first(kinds)
        if step is None:
            return Target("cases.case", material.case_pk, "events")
        return Target("cases.event", step.pk, field)

    return where


def new_consent(material: Material) -> Target:
    """The page that adds a consent."""
    return Target("cases.consent", None, "purpose")
