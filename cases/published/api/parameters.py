"""What an address of the API may be asked: the parameters of a list's filter, place, length and language.

`schema` says in JSON Schema what a parameter can be. The description of the API and the errors are both made of it,
so neither can say anything else than the filters do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _

from cases.choices import Language
from cases.published.api.problems import Problem
from cases.published.filters import ListFilter
from cases.published.filters.base import RELEVANCE, SORT
from cases.published.filters.main_place import MainPlace
from cases.published.filters.parameters import (
    NONE,
    Addressee,
    Choice,
    Code,
    Country,
    Parameter,
    Place,
    Province,
    Reference,
    Text,
    Whole,
    Words,
    Year,
    YesNo,
)
from cases.published.listing import REFERENCE_SHAPE
from cases.published.main_place import COUNTRIES, PLACE, PROVINCE

AFTER, LIMIT, LANGUAGE = "after", "limit", "lang"
DEFAULT_LIMIT, MOST = 50, 200
#: The parameters that belong to the API, with what they can be and mean.
OF_THE_API: Mapping[str, Mapping] = {
    AFTER: {
        "type": "string",
        "description": "Where the page begins: the cursor in `next` of the page before. Opaque; use `next` as it is.",
    },
    LIMIT: {
        "type": "integer",
        "minimum": 1,
        "maximum": MOST,
        "default": DEFAULT_LIMIT,
        "description": "So many results at most.",
    },
    LANGUAGE: {
        "type": "string",
        "enum": list(Language.values),
        "default": Language.EN.value,
        "description": "The language of sentences and messages. Data do not change with it: texts are there in every "
        "language they exist in, and codes stay codes.",
    },
}
_SHOWN = 40


@dataclass(frozen=True)
class Asked:
    """A request that was understood: the list, the cursor ("" for its beginning), how many at most, and in which
    language words are."""

    listed: ListFilter
    after: str
    limit: int
    language: str


class Refused(Exception):
    """A request that cannot be served; `errors` names every parameter that is wrong."""

    def __init__(self, errors: list[Problem]):
        super().__init__(f"{len(errors)} errors")
        self.errors = errors


def read(filter_class: type[ListFilter], query: QueryDict, own: tuple[str, ...] = tuple(OF_THE_API)) -> Asked:
    """What the query asks of a list; `own` are the parameters of the API that the address takes. Raises Refused."""
    language = language_of(query)
    with translation.override(language):
        listed = filter_class.parse(query, also=own)
        errors = own_errors(query, own) + _errors(filter_class, query, listed, own)
    if errors:
        raise Refused(errors)
    return Asked(listed, query.get(AFTER, ""), int(query.get(LIMIT) or DEFAULT_LIMIT), language)


def read_own(query: QueryDict, own: tuple[str, ...]) -> None:
    """Raises Refused for what an address without a list cannot be asked."""
    with translation.override(language_of(query)):
        names = {"enum": list(own)} if own else None
        unknown = [Problem(_shown(name), _unknown(name), names) for name in query if name not in own]
        errors = unknown + own_errors(query, own)
    if errors:
        raise Refused(errors)


def language_of(query: QueryDict) -> str:
    """The language asked for, English for none and for what is none."""
    wanted = query.get(LANGUAGE, "")
    return wanted if wanted in Language.values else Language.EN.value


def own_errors(query: QueryDict, own: tuple[str, ...]) -> list[Problem]:
    errors = []
    for name in own:
        given = set(query.getlist(name)) - {""}
        if len(given) > 1:
            errors.append(Problem(name, _repeated(name), _allowed(OF_THE_API[name])))
        elif given and not _is_possible(name, text := given.pop()):
            errors.append(Problem(name, _impossible(name, text), _allowed(OF_THE_API[name])))
    return errors


def schemas(filter_class: type[ListFilter]) -> dict[str, dict]:
    """The parameters of a list by name, its order among them, each as JSON Schema."""
    found = {parameter.name: schema(parameter) for parameter in filter_class.parameters}
    searched = " Best match first, which is the default then, only with words to look for."
    found[SORT] = {
        "type": "string",
        "enum": list(filter_class.sorts),
        "default": next(iter(filter_class.sorts)),
        "description": "The order of the list." + (searched if RELEVANCE in filter_class.sorts else ""),
    }
    return found


def schema(parameter: Parameter) -> dict:
    """What one parameter of a filter can be, as JSON Schema, with its English label as description."""
    with translation.override("en"):
        kind = next(kind for kind in type(parameter).__mro__ if kind in _KINDS)
        found = _KINDS[kind](parameter)
        label = str(parameter.label)
    if parameter.none:
        found = _or_none(found)
    return {"type": "string", **found, "description": f"{label}.{_MORE.get(kind, '')}"}


def _choice(parameter: Choice) -> dict:
    codes = {"enum": list(parameter.choices.values)}
    return codes | ({"default": str(parameter.default)} if parameter.default else {})


def _whole(parameter: Whole) -> dict:
    return {"type": "integer", "minimum": parameter.lowest, "maximum": parameter.highest}


def _year(parameter: Year) -> dict:
    """Four digits; as text where another word is possible too."""
    return {"pattern": "^[1-9][0-9]{3}$"} if parameter.none else _whole(parameter)


def _code(shape: str) -> Callable[[Parameter], dict]:
    return lambda parameter: {"pattern": f"^{shape}$"}


def _or_none(found: dict) -> dict:
    """The value "none" asks for what states nothing."""
    if "enum" in found:
        return {**found, "enum": [*found["enum"], NONE]}
    if "pattern" in found:
        return {**found, "pattern": f"^({found['pattern'][1:-1]}|{NONE})$"}
    return found


#: By kind of parameter, the nearest one counts: what its `read` takes.
_KINDS: dict[type[Parameter], Callable[[Parameter], dict]] = {
    Choice: _choice,
    YesNo: lambda parameter: {"enum": ["yes", "no"]},
    Country: _code("[A-Z]{2}"),
    Province: _code("[a-z]{2}-[a-z0-9_-]{1,76}"),
    Place: _code(REFERENCE_SHAPE.pattern),
    Addressee: _code(REFERENCE_SHAPE.pattern),
    Reference: _code(REFERENCE_SHAPE.pattern),
    Code: _code("[A-Za-z-]{2,8}"),
    Text: lambda parameter: {"minLength": 1, "maxLength": 200},
    Words: lambda parameter: {"minLength": 1},
    MainPlace: lambda parameter: {
        "pattern": "^(" + "|".join(shape.pattern for shape in (PROVINCE, COUNTRIES, PLACE)) + ")$"
    },
    Year: _year,
    Whole: _whole,
    # A kind that is not here is described as any text; a test says so.
    Parameter: lambda parameter: {},
}
_MORE = {
    Country: " ISO 3166-1 alpha-2.",
    Province: " Its code: that of the country and the English name, as in links of the site.",
    Place: " Its reference.",
    Addressee: " A reference.",
    Reference: " A reference. One that nothing published has is no error: nothing matches it.",
    MainPlace: " As in links of the map.",
    Code: " As a code.",
    Words: " Words to look for, in any language and spelling.",
}


def _errors(
    filter_class: type[ListFilter], query: QueryDict, listed: ListFilter, own: tuple[str, ...]
) -> list[Problem]:
    """The errors of a filter, each with the parameter that caused it: that which is wrong by itself too."""
    left = list(listed.errors)
    known, errors = schemas(filter_class), []
    for name, texts in query.lists() if left else ():
        alone = QueryDict(mutable=True)
        alone.setlist(name, texts)
        found = set(filter_class.parse(alone, also=own).errors) & set(left)
        if not found:
            continue
        left = [error for error in left if error not in found]
        given = {text.strip() for text in texts} - {""}
        if name not in known:
            errors.append(Problem(_shown(name), _unknown(name), {"enum": [*known, *own]}))
        elif len(given) > 1:
            errors.append(Problem(name, _repeated(name), _allowed(known[name])))
        else:
            errors.append(Problem(name, _impossible(name, given.pop()), _allowed(known[name])))
    return errors + [Problem("", error) for error in left]


def _is_possible(name: str, text: str) -> bool:
    if name == LIMIT:
        return text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= MOST
    return name != LANGUAGE or text in Language.values


def _allowed(found: Mapping) -> dict:
    return {key: value for key, value in found.items() if key not in ("description", "default")}


def _unknown(name: str) -> str:
    return _("“%(name)s” is no parameter of this address.") % {"name": _shown(name)}


def _repeated(name: str) -> str:
    return _("“%(name)s” was given more than once.") % {"name": name}


def _impossible(name: str, text: str) -> str:
    return _("“%(value)s” is no possible value of “%(name)s”.") % {"value": _shown(text), "name": name}


def _shown(text: str) -> str:
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:_SHOWN])
    return shown + ("…" if len(text) > _SHOWN else "")
