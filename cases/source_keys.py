"""By what two sources are recognised as the same document: their addresses and their titles, made comparable; pure.

An address loses what leads to the same page by another way: scheme, www and mobile hosts, AMP, the prefix of a web
archive, what newsletters and search engines add to count readers, the slash at the end. A title loses case, accents,
punctuation, and the name of the outlet behind a bar or dash. Both miss rather than join what is different: staff look
at what they find.
"""

import re
from hashlib import sha256
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from cases.text import normalise

ADDRESS_KEY_LENGTH = 32
TITLE_KEY_LENGTH = 150

#: What stands before the address of the page itself.
_COPIES = re.compile(
    r"(?:https?:)?/*(?:"
    r"(?:web\.|wayback\.)?archive\.org/(?:web/)?\d{4,14}[a-z_]*/"
    r"|archive\.(?:today|ph|is|li|md|vn|fo)/(?:o/\w+/|\d{4,14}/)"
    r"|(?:www\.)?google\.[a-z.]+/amp/(?:s/)?"
    r"|[\w-]+\.cdn\.ampproject\.org/[acv]/(?:s/)?"
    r")(?=\S)",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:/*", re.IGNORECASE)
_SAME_SITE = frozenset({"www", "www1", "www2", "www3", "m", "mobile", "amp", "wap"})
_COUNTERS = re.compile(
    r"utm_.*|at_.*|mc_[ce]id|fbclid|gclid|gclsrc|dclid|msclkid|yclid|igshid|twclid|_ga|_gl|ref|ref_src|ref_url|referer"
    r"|cmpid|cmp|cid_source|ncid|smid|smtyp|s_cid|sh|share|shared|sns|ocid|partner|feature|spm|from_source|amp|amp_.*"
    r"|outputtype|usqp|__twitter_impression",
    re.IGNORECASE,
)
_AMP_PATH = re.compile(
    r"/amp(?:/(?=.)|/?$)|\.amp(?=(?:\.html?)?$)|(?<=/)index\.(?:html?|php|aspx?)$", re.IGNORECASE
)
_OUTLET = re.compile(r"\s+(?:[|｜–—-]|::|«)\s+[^|｜–—]{2,60}$")
#: A headline must remain, or the part behind the bar is the headline.
_LEAST_HEADLINE = 15


def plain_address(url: str) -> str:
    """The address as the same page is recognised by, without scheme: "example.org/article?id=5". Never raises."""
    text = url.strip()
    while (bare := _COPIES.sub("", text, count=1) if _COPIES.match(text) else text) != text:
        text = bare
    text = _SCHEME.sub("", text).lstrip("/")
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return normalise(text)
    labels = [label for label in _ascii(host).split(".") if label]
    while len(labels) > 2 and labels[0] in _SAME_SITE:
        labels = labels[1:]
    # en.m.wikipedia.org
    labels = [
        label
        for at, label in enumerate(labels)
        if label not in ("m", "amp") or at >= len(labels) - 2 or not at
    ]
    site = ".".join(labels) + (f":{port}" if port not in (None, 80, 443) else "")
    path = _AMP_PATH.sub(
        lambda found: "/" if found[0].startswith("/") else "", unquote(parts.path, errors="surrogateescape")
    )
    asked = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
        if not _COUNTERS.fullmatch(name)
    )
    query = f"?{urlencode(asked, errors='surrogatepass')}" if asked else ""
    # Older sites name their pages behind the sign.
    page = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    return site + quote(re.sub("/{2,}", "/", path).rstrip("/"), errors="surrogatepass") + query + page


def address_key(url: str) -> str:
    """What the addresses of one page have in common, of one length whatever theirs; "" for none."""
    plain = plain_address(url) if url.strip() else ""
    return sha256(plain.encode("utf-8", "replace")).hexdigest()[:ADDRESS_KEY_LENGTH] if plain else ""


def title_key(title: str) -> str:
    """What writings of one title have in common; "" for a title without letters."""
    headline = _OUTLET.sub("", title)
    words = title_words(headline if len(headline) >= _LEAST_HEADLINE else title)
    return " ".join(words)[:TITLE_KEY_LENGTH]


def title_words(title: str) -> list[str]:
    """The words of a title, folded; a run of Chinese or Korean without blanks is one."""
    return re.findall(r"\w+", normalise(title))


def likeness(title: str, other: str) -> float:
    """How much of two titles is the same, from 0 to 1: by words, in scripts without blanks by pairs of characters."""
    one, two = _pieces(title), _pieces(other)
    return len(one & two) / len(one | two) if one and two else 0.0


def _pieces(title: str) -> set[str]:
    found = set()
    for word in title_words(title):
        dense = any(c > "\u2e80" for c in word)
        found |= {word[i : i + 2] for i in range(len(word) - 1)} if dense and len(word) > 2 else {word}
    return found


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()
