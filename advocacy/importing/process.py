"""Starting the process that does the long part of an import."""

import logging
import subprocess
import sys
import threading

from django.conf import settings

log = logging.getLogger(__name__)


def start(pk: int) -> bool:
    """Start `manage.py run_import` for one import, detached from this request and this server process.

    False when no process could be started: then the page says which command to run. It takes the environment of
    this process, so the same settings and database.
    """
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_import", str(pk)]
    try:
        # Without a shell; in a session of its own, so that a worker's end is not its end. Its errors go to our log.
        process = subprocess.Popen(  # noqa: S603  our own command and a number
            command,
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            close_fds=True,
        )
    except OSError:
        log.exception("The process of an import could not be started.")
        return False
    # Somebody has to fetch its exit status, or it stays in the list of processes.
    threading.Thread(target=process.wait, daemon=True).start()
    return True
