"""Logs that say what went wrong, and not who asked for what."""

import logging
import traceback

from django.conf import settings


class DiscreetFormatter(logging.Formatter):
    """One line per record: time, level, logger, message.

    For anything about a request the message is its status and route ("404 cases/<reference>/"), never the
    address, search terms or host asked for. Of an exception it prints the places in the code and the type, not
    its text: a database puts the refused values, which may be names, into it. Both in full when DEBUG is on.
    """

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        if settings.DEBUG:
            return super().format(record)
        # A copy: other handlers get the record as it was. Without exc_text, in which the first handler leaves
        # its own text of the exception for the others.
        copy = logging.makeLogRecord(record.__dict__ | {"exc_text": None})
        if hasattr(record, "request"):
            match = getattr(record.request, "resolver_match", None)
            route = (match.route or "/") if match else "(no route)"
            copy.msg, copy.args = f"{getattr(record, 'status_code', '-')} {route}", ()
        return super().format(copy)

    def formatException(self, exc_info) -> str:  # noqa: N802  the name is logging's
        if settings.DEBUG:
            return super().formatException(exc_info)
        error = exc_info[1]
        lines = []
        while error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            lines += [f"{type(error).__module__}.{type(error).__qualname__}"]
            lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in reversed(frames)]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)
