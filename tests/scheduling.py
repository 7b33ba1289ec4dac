"""Which tests run on one worker: those that share what takes long to make. All others go to whoever is free.

The marks of pytest-xdist 3.8 for this (`xdist_group`) do nothing under pytest 9.2.
"""

from xdist.scheduler import LoadScopeScheduling

#: By how the names of tests begin: what they share.
SHARED = {
    "tests/browser/": "the site in a browser",
    "tests/advocacy/test_settings.py": "a new database",
    "tests/test_public_surface.py": "a new database",
    "tests/test_demo.py": "the demonstration, told",
    "tests/published/test_facet_promises.py": "the demonstration, counted",
    "tests/published/test_search_table.py": "the demonstration, searched",
    "tests/published/test_statistics_of_demo.py": "the demonstration, added up",
}


class Together(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return next((shared for start, shared in SHARED.items() if nodeid.startswith(start)), nodeid)
