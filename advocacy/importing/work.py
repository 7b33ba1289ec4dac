"""The long part of an import, done outside the request that asked for it: checking, writing, undoing.

Whoever does it holds a lock on a file while they live: nobody else begins the same, and a page can tell work that goes on
from work that was killed. What is written to the record is written in one transaction together with the new state of the
import, so a killed process leaves nothing half done and the work can be asked for again.
"""

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, close_old_connections
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from advocacy.importing import uploads
from advocacy.importing.tables import TABLES
from cases.admin import visibility
from cases.choices import ImportState, ImportTask
from cases.importing import previews
from cases.importing.check import check
from cases.importing.commit import CommitRefused, commit
from cases.importing.files import BundleError
from cases.importing.rights import Rights
from cases.importing.sealed import Damaged
from cases.importing.undo import UndoRefused, undo
from cases.importing.uploaded import Busy, locked, remove_files
from cases.models import ImportRun

#: Seconds between two words about the progress.
EVERY = 0.5
#: How often writing is tried while somebody else holds SQLite's one writer's lock for longer than its time-out.
TRIES = 5
#: Seconds within which a process begins; one that has not is not coming.
BEGINS = 15
#: Rows in the way of an undo that are listed.
MOST_OBSTACLES = 1000


@dataclass(frozen=True)
class Progress:
    """How far a piece of work is: what is being done, and how many of how many portions of it."""

    label: str = ""
    done: int = 0
    total: int = 0


def rights_of(user) -> Rights:
    """What a preview for this user may tell."""
    return Rights(user, partial(visibility.visible_to, user))


def ask(run: ImportRun, task: ImportTask, **values: object) -> bool:
    """Note that a task is to be done; False when something else is to be done already, or the import has moved on."""
    values |= {"task": task, "task_at": timezone.now(), "message": ""}
    states = {
        ImportTask.CHECK: uploads.WAITING,
        ImportTask.COMMIT: (ImportState.CHECKED,),
        ImportTask.UNDO: (ImportState.COMMITTED,),
    }[task]
    # One statement: of two clicks one wins.
    return bool(ImportRun.objects.filter(pk=run.pk, task="", state__in=states).update(**values))


def speak(run: ImportRun, language: str) -> None:
    """The language in which the work shall tell what it finds."""
    (uploads.folder_of(run) / "language").write_text(language)


def _language_of(run: ImportRun) -> str:
    try:
        spoken = (uploads.folder_of(run) / "language").read_text()
    except OSError:
        spoken = ""
    return spoken if spoken in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def waited(run: ImportRun) -> float:
    """Seconds since it was asked for."""
    return (timezone.now() - run.task_at).total_seconds() if run.task_at else 0.0


def ask_again(run: ImportRun) -> None:
    """The work was interrupted and is to be begun again."""
    ImportRun.objects.filter(pk=run.pk).exclude(task="").update(task_at=timezone.now())


def give_up(run: ImportRun) -> None:
    """The work was interrupted and is not wanted any more: nothing of it was written."""
    ImportRun.objects.filter(pk=run.pk).update(task="", message="")


def progress_of(run: ImportRun) -> Progress:
    try:
        return Progress(**json.loads((uploads.folder_of(run) / "progress").read_text()))
    except (OSError, ValueError, TypeError):
        return Progress()


def preview_of(run: ImportRun) -> Path:
    return uploads.folder_of(run) / "preview"


def obstacles_of(run: ImportRun) -> list[dict]:
    """The rows that stood in the way of the last undo, as `_undo` lists them."""
    try:
        return previews.read_sealed(uploads.folder_of(run) / "obstacles")
    except FileNotFoundError:
        return []


class _Reporting:
    """Writes the progress to a file: in the database nobody would see it before the transaction ends."""

    def __init__(self, run: ImportRun):
        self.path = uploads.folder_of(run) / "progress"
        self.last = 0.0

    def __call__(self, items: Iterable, label: str) -> Iterator:
        items = list(items)
        for done, item in enumerate(items):
            self.say(Progress(str(label), done, len(items)))
            yield item

    def say(self, progress: Progress) -> None:
        if time.monotonic() - self.last < EVERY:
            return
        self.last = time.monotonic()
        unfinished = self.path.with_suffix(".new")
        unfinished.write_text(json.dumps(vars(progress)))
        unfinished.replace(self.path)


def perform(pk: int) -> bool:
    """Do what was asked for with an import; False when there is nothing to do or somebody else is doing it.

    Whatever goes wrong with the file or the record is told in the import's message. Other errors are raised after the
    message says that the work failed.
    """
    run = ImportRun.objects.filter(pk=pk).exclude(task="").first()
    if run is None:
        return False
    try:
        # A page that only asks whether somebody is at work holds the lock for a moment.
        with locked(run, patience=2):
            run.refresh_from_db()
            if not run.task:
                return False
            with translation.override(_language_of(run)):
                _perform(run)
    except (Busy, FileNotFoundError):
        return False
    if run.state not in uploads.WAITING and not run.message:
        remove_files(run)
    return True


def _perform(run: ImportRun) -> None:
    tasks = {ImportTask.CHECK: _check, ImportTask.COMMIT: _commit, ImportTask.UNDO: _undo}
    for left in range(TRIES, 0, -1):
        try:
            run.refresh_from_db()
            tasks[run.task](run, _Reporting(run))
            break
        except (BundleError, CommitRefused, UndoRefused, PermissionDenied) as refused:
            _refuse(run, str(refused))
            break
        except Damaged:
            _refuse(run, _("The uploaded file is damaged. Upload it again."))
            break
        except OperationalError:
            # Nothing was written. Somebody else is writing for long: on SQLite one at a time can.
            close_old_connections()
            if left == 1:
                _refuse(run, _("The database was busy for too long. Nothing was written; try again."))
                raise
            time.sleep(TRIES - left + 1)
        except Exception:
            _refuse(
                run,
                _("The work failed; nothing was written. Whoever runs the site finds the reason in its log."),
            )
            raise
    _save(run, task="", message=run.message)


def _save(run: ImportRun, **values: object) -> None:
    for name, value in values.items():
        setattr(run, name, value)
    ImportRun.objects.filter(pk=run.pk).update(**values)


def _refuse(run: ImportRun, message: str) -> None:
    run.refresh_from_db()
    _save(run, task="", message=message)


def _checked(run: ImportRun, progress: _Reporting):
    """The preview and what its file says, written anew."""
    bundle = uploads.open_bundle(run)
    preview = check(
        bundle, TABLES, clear_empty=run.clear_empty, rights=rights_of(run.made_by), progress=progress
    )
    return preview, previews.write(preview, bundle, preview_of(run))


def _check(run: ImportRun, progress: _Reporting) -> None:
    preview, index = _checked(run, progress)
    _remember(run, preview, index)


def _remember(run: ImportRun, preview, index: previews.Index) -> None:
    counts = {name: vars(count) for name, count in preview.counts.items()}
    _save(run, state=ImportState.CHECKED, counts=counts, faults=len(preview.faults), digest=index.digest)


def _commit(run: ImportRun, progress: _Reporting) -> None:
    seen = run.digest
    preview, index = _checked(run, progress)
    if index.digest != seen or preview.faults:
        _remember(run, preview, index)
        raise CommitRefused(
            _("The record has changed since you looked. Nothing was imported: look at the preview again.")
        )
    if commit(preview, by=run.made_by, run=run, progress=progress) is None:
        raise CommitRefused(_("The record says all this already: nothing was written."))


def _undo(run: ImportRun, progress: _Reporting) -> None:
    try:
        undo(
            run,
            TABLES,
            by=run.undone_by,
            reason=run.undo_reason,
            keep=run.keeps_changed,
            progress=progress,
        )
    except UndoRefused as refused:
        listed = refused.obstacles[:MOST_OBSTACLES]
        hidden = rights_of(run.undone_by)
        by_model = {}
        for each in listed:
            by_model.setdefault(each.model, []).append(each.pk)
        unseen = {
            (model, pk)
            for model, pks in by_model.items()
            for pk in pks
            if not hidden.may("view", model)
            or not model._base_manager.filter(hidden.condition(model), pk=pk).exists()
        }
        said = [
            {
                "table": each.table,
                "reference": "" if (each.model, each.pk) in unseen else each.reference,
                "reason": each.reason,
            }
            for each in listed
        ]
        previews.write_sealed(uploads.folder_of(run) / "obstacles", said)
        raise
