"""Search over what is published: in English, Korean and Chinese, tolerant of writing, the same on every database.

`folding` and `tokens` turn text into tokens; `korean`, `chinese` and `names_of_places` know the writings of names, `english` forms of words and `field_terms` words for one thing; `terms` makes the
tokens of a document, `query` those of what somebody typed; `index` is the one place that knows the databases;
`matching` narrows and orders a list; `snippets` shows why something was found; `hits` makes the page of all kinds.
Design and limits: docs/decisions/0018-search.md.
"""
