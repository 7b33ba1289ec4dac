"""The read-only JSON API under /api/v1/: the published tables, one page or one thing at a time.

Explained in docs/api.md; described for programs by `openapi.py`, against which tests hold every answer.
"""
