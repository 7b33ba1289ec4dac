"""Small published worlds that several tests look at."""

from tests.published.documents import (
    action_document,
    affected,
    case_document,
    citation_part,
    event_part,
    figure_document,
    figure_part,
    relation_part,
    response_part,
    source_document,
    statement_document,
)

MASS_RETURN = "return-2023-10-09"


def mass_return() -> list[dict]:
    """The mass return of 9 October 2023 as the data set reports it, shortened: 500 by one source, 600 by another."""
    first = source_document(reference="rfa-2023-10-12", title="Hundreds sent back", publisher="RFA")
    second = source_document(
        reference="yna-2023-10-11",
        title="활동가 “600명 북송”",
        publisher="Yonhap",
        language="ko",
        published="2023-10-11",
    )
    denial = source_document(reference="hindu-2023-10-13", title="China denies", publisher="The Hindu")
    low = figure_part(
        first["reference"],
        reference=f"{MASS_RETURN}--f01",
        low=500,
        high=None,
        qualifier="more_than",
        period="2023-10-09",
    )
    high = figure_part(
        second["reference"],
        reference=f"{MASS_RETURN}--f03",
        low=600,
        high=600,
        qualifier="about",
        period="2023-10-09",
    )
    step = event_part(
        reference=f"{MASS_RETURN}--e07",
        kind="forcibly_returned",
        date="2023-10-09",
        low=500,
        high=600,
        qualifier="",
        role="total",
        summary={"en": "Total for all crossings."},
    )
    whole = figure_document(
        first["reference"],
        reference="agg--f45",
        low=2600,
        high=2600,
        qualifier="about",
        period="2023-08/2023-10",
    )
    case = case_document(
        reference=MASS_RETURN,
        title={"en": "Mass return of 9 October 2023"},
        summary={"en": "Several hundred people were sent back at the same hour."},
        date="2023-10-09",
        affected=affected(500, 600, qualifier="range"),
        outcome_as_of="2024~",
        working_counts=[
            {
                "measure": "forcibly_returned",
                "low": 500,
                "high": 600,
                "basis": "figures",
                "figure": "",
                "reason": "",
            }
        ],
        events=[step],
        figures=[low, high],
        citations=[
            citation_part(first["reference"], "case", MASS_RETURN),
            citation_part(denial["reference"], "case", MASS_RETURN, stance="disputes"),
            citation_part(second["reference"], "event", step["reference"]),
        ],
        relations=[relation_part(MASS_RETURN, "agg--f45", kind="counted_in", to_kind="figure")],
    )
    action_reference = f"{MASS_RETURN}--a01"
    action = action_document(
        reference=action_reference,
        action_kind="demarche",
        date="2023-10-13",
        cases=[MASS_RETURN],
        summary={"en": "Protest against the return."},
        responses=[response_part(reference=f"{MASS_RETURN}--r01", case=MASS_RETURN)],
        citations=[citation_part(denial["reference"], "response", f"{MASS_RETURN}--r01")],
    )
    return [first, second, denial, whole, case, action]


def world(size: int) -> list[dict]:
    """`size` of everything, each linked with the others: for counting queries."""
    sources = [source_document(reference=f"world-source-{n}") for n in range(size)]
    figures = [
        figure_document(
            sources[n]["reference"],
            reference=f"world-figure-{n}",
            relations=[
                relation_part(f"world-figure-{n}", "world-figure-0", from_kind="figure", to_kind="figure")
            ]
            if n
            else [],
        )
        for n in range(size)
    ]
    cases = []
    for n in range(size):
        reference = f"world-case-{n}"
        cases.append(
            case_document(
                reference=reference,
                outcome="detained",
                events=[event_part(kind="forcibly_returned") for _each in range(size)],
                figures=[figure_part(source["reference"]) for source in sources],
                citations=[citation_part(source["reference"], "case", reference) for source in sources],
                relations=[
                    relation_part(reference, f"world-case-{other}", kind="related_to")
                    for other in range(size)
                    if other != n
                ],
            )
        )
    actions = [
        action_document(
            reference=f"world-action-{n}",
            cases=[case["reference"] for case in cases],
            responses=[response_part(case=case["reference"]) for case in cases],
            citations=[
                citation_part(source["reference"], "action", f"world-action-{n}") for source in sources
            ],
        )
        for n in range(size)
    ]
    statements = [
        statement_document(source["reference"], reference=f"world-statement-{n}")
        for n, source in enumerate(sources)
    ]
    return [*sources, *figures, *cases, *actions, *statements]
