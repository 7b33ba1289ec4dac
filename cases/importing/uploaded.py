"""The encrypted files of imports on the disk: where they lie, whether somebody is at work on them, and their end."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from cases.choices import ImportState
from cases.models import ImportRun

#: States of an import whose file waits to be imported.
WAITING = (ImportState.UPLOADED, ImportState.CHECKED)
#: Seconds after which nobody is still sending the file of a folder that belongs to no import.
STILL_COMING = 600


class Busy(Exception):
    """Somebody else is doing it."""


def folder_of(run: ImportRun) -> Path:
    return settings.IMPORT_DIR / run.folder


def discard(run: ImportRun) -> None:
    """Forget an upload that was not imported; its files go at once."""
    forget(run)
    remove_files(run)


def forget(run: ImportRun) -> None:
    """Note that an upload which was not imported is discarded. Its files stay: remove_files."""
    if run.state in WAITING:
        run.state, run.task, run.layout, run.counts, run.message = ImportState.DISCARDED, "", "", {}, ""
        run.save(update_fields=["state", "task", "layout", "counts", "message"])


def remove_files(run: ImportRun) -> None:
    if run.folder:
        shutil.rmtree(folder_of(run), ignore_errors=True)


def lonely_folders(older_than: float) -> list[Path]:
    """Folders that belong to no import which may still need its own, untouched since that time (as time.time says it)."""
    if not settings.IMPORT_DIR.is_dir():
        return []
    needed = ImportRun.objects.filter(state__in=(*WAITING, ImportState.COMMITTED)).exclude(folder="")
    known = set(needed.values_list("folder", flat=True))
    return [
        path
        for path in settings.IMPORT_DIR.iterdir()
        if path.name not in known and _touched(path) < older_than
    ]


def _touched(folder: Path) -> float:
    """When something in a folder was last written: a large file takes its time to come."""
    times = []
    for path in (folder, *folder.glob("*")):
        try:
            times.append(path.stat().st_mtime)
        except FileNotFoundError:  # it went meanwhile
            continue
    return max(times, default=0.0)


def remove_all() -> None:
    """Remove the files of every import, and what was left of uploads that broke off. What somebody sends now stays."""
    for run in ImportRun.objects.exclude(folder="").iterator():
        remove_files(run)
    for folder in lonely_folders(time.time() - STILL_COMING):
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def locked(run: ImportRun, kind: int = fcntl.LOCK_EX, patience: float = 0) -> Iterator[None]:
    """Hold the lock of an import. Raises Busy, or FileNotFoundError when its folder is gone."""
    lock = os.open(folder_of(run) / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    until = time.monotonic() + patience
    try:
        while True:
            try:
                fcntl.flock(lock, kind | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= until:
                    raise Busy from error
                time.sleep(0.05)
        yield
    finally:
        os.close(lock)


def is_alive(run: ImportRun) -> bool:
    """Whether a process is at work on it now."""
    try:
        with locked(run, fcntl.LOCK_SH):
            return False
    except Busy:
        return True
    except FileNotFoundError:
        return False
