"""Whose reporting a source is, so that reprints and several articles of one agency count once; pure.

A newspaper that prints an agency's report, a site that copies an NGO's page and a second article of the same agency
add nothing independent. In doubt two sources count as one: the number says how many origins there are at least.
"""

import re
from collections.abc import Iterable, Mapping

from cases.choices import Stance
from cases.text import normalise

LONGEST_ORIGIN = 220

#: Names of one and the same origin, the first being the one used. Agencies stand here even with a single name: one
#: that is named beside a site, as in "Straits Times (AFP)", is the origin.
SAME_ORIGIN = (
    ("Agence France-Presse", "AFP"),
    (
        "Amnesty International",
        "Amnesty International Canada",
        "Amnesty International Finland",
        "Amnesty International Japan",
        "Amnesty International USA",
    ),
    ("Associated Press", "AP", "The Associated Press"),
    ("BBC", "BBC News"),
    ("Chosun Ilbo", "NK Chosun", "The Chosun Ilbo", "조선일보"),
    ("Daily NK", "DailyNK", "데일리NK"),
    ("Deutsche Presse-Agentur", "DPA"),
    ("Human Rights Watch", "HRW"),
    ("Inter Press Service", "IPS"),
    ("KBS", "KBS News", "KBS World Radio"),
    ("Korea Times", "The Korea Times"),
    ("Kyodo", "Kyodo News"),
    ("New York Times", "The New York Times", "NYT"),
    ("News1",),
    ("NK News",),
    ("Press Trust of India", "PTI"),
    ("Radio Free Asia", "RFA", "자유아시아방송"),
    ("Reuters", "Thomson Reuters"),
    ("UNHCR", "UNHCR Hong Kong", "UN Refugee Agency"),
    ("United Press International", "UPI"),
    ("U.S. Committee for Refugees and Immigrants", "USCRI"),
    ("Voice of America", "VOA", "VOA Korean", "VOA News", "미국의 소리"),
    ("Washington Post", "The Washington Post"),
    ("Xinhua", "Xinhua News Agency"),
    ("Yonhap", "Yonhap News", "Yonhap News Agency", "연합뉴스"),
)
_NAMES = {normalise(names[0]): names[0] for names in SAME_ORIGIN}
_ORIGINS = {normalise(name): normalise(names[0]) for names in SAME_ORIGIN for name in names}
_BETWEEN_NAMES = re.compile(r"[();,/]")
_HANDED_ON = re.compile(r"\s+via\s.*", re.DOTALL | re.IGNORECASE)
_AFTER_FIRST_NAME = re.compile(r"\s*(?:\(|;| / ).*", re.DOTALL)


def origin(source: Mapping, sources: Mapping[str, Mapping]) -> str:
    """Normalised name of whose reporting the published source is, at most 220 characters.

    The source it derives from, and so on to the first, as far as they are in `sources` (published source documents
    by reference); of that one the original publisher, else the publisher, else its own reference.
    """
    seen = {source["reference"]}
    while source["derived_from"] in sources and source["derived_from"] not in seen:
        source = sources[source["derived_from"]]
        seen.add(source["reference"])
    name = source["original_publisher"] or source["publisher"]
    return (_origin_named(name) or source["reference"])[:LONGEST_ORIGIN]


def name(origin_text: str, otherwise: str = "") -> str:
    """The name of an origin as people write it, where it is one that has several; else `otherwise`, or the text."""
    return _NAMES.get(origin_text) or otherwise or origin_text


def speaker(attributed_to: str) -> str:
    """Whose count a source reports, normalised: the Human Rights Watch of "HRW via press" is that of "HRW"."""
    named = normalise(_HANDED_ON.sub("", attributed_to))
    return _ORIGINS.get(named, named)


def independent_origins(references: Iterable[str], sources: Mapping[str, Mapping]) -> int:
    """How many origins the sources with these references have; one that is not in `sources` does not count."""
    return len({origin(sources[reference], sources) for reference in references if reference in sources})


def cited_sources(document: Mapping) -> list[str]:
    """References of every source a document rests on or is disputed by, each once: its own, those of its citations
    and of its figures."""
    return _sources(document, document.get("citations", []))


def supporting_sources(document: Mapping) -> list[str]:
    """`cited_sources` without those that only dispute: a denial is no origin of the report."""
    citations = document.get("citations", [])
    return _sources(document, [citation for citation in citations if citation["stance"] != Stance.DISPUTES])


def _sources(document: Mapping, citations: Iterable[Mapping]) -> list[str]:
    own = document.get("source", "")
    figures = [figure["source"] for figure in document.get("figures", [])]
    found = [own, *(citation["source"] for citation in citations), *figures]
    return [reference for reference in dict.fromkeys(found) if reference]


def _origin_named(name: str) -> str:
    for part in (name, *_BETWEEN_NAMES.split(name)):
        known = _ORIGINS.get(normalise(part))
        if known:
            return known
    return normalise(_AFTER_FIRST_NAME.sub("", name))
