"""Search over the private record: every list and chooser of the admin finds any script and romanisation by it.

The same tokens as the public search (cases/published/search/, decision 18), made of the record instead of documents.
`nouns` says which words each noun is found by, `origins` whose reporting each source is, `refreshing` keeps the stored
words true, `finding` turns what was typed into conditions, `index` is the one place that knows the databases. Who may
find a row is the lists' business: they ask cases/admin/visibility.py first.

Whoever writes rows calls `refresh(records)` in the same transaction; whoever deletes asks `keys_of` before and calls
`refresh_keys` after. `manage.py rebuild_record_search` makes everything anew.
"""

from cases.record_search.finding import found, is_searched
from cases.record_search.index import settle
from cases.record_search.nouns import register
from cases.record_search.refreshing import keys_of, rebuild, refresh, refresh_keys

__all__ = [
    "found",
    "is_searched",
    "keys_of",
    "rebuild",
    "refresh",
    "refresh_keys",
    "register",
    "settle",
]
