"""Bundles of CSV files in and out of the record: read whole, checked whole, committed whole or not at all.

How it goes: `files` opens a folder or zip, `sheet` cuts it into rows, `arrange` assigns rows to tables,
`check` compares them with the record and lists every fault, `commit` writes, `export` writes back.
What the files contain is said once, in one `Table` per noun (places.py, sources.py …), from which
import, export and docs/import-format.md follow. The tables of both wings meet in advocacy/importing/.
"""
