"""The peak memory of a server and of the processes it starts, as the kernel counts it. Linux alone."""

import threading
from pathlib import Path

#: Seconds between two looks: the kernel keeps the peak, but not beyond the end of a process.
EVERY = 0.1


class Peaks:
    """Watches the descendants of a process while it is entered. `of` are kilobytes by what a process is."""

    def __init__(self, root: int):
        self.root, self.of = root, {}
        self.phase = ""
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_error):
        self.stopped.set()
        self.thread.join()

    def _watch(self):
        while not self.stopped.wait(EVERY):
            self._look()

    def _look(self):
        parents, peaks, imports = {}, {}, set()
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                status = dict(
                    line.split(":", 1) for line in (folder / "status").read_text().splitlines() if ":" in line
                )
                pid = int(folder.name)
                parents[pid], peaks[pid] = int(status["PPid"]), int(status.get("VmHWM", "0").split()[0])
                if b"run_import" in (folder / "cmdline").read_bytes():
                    imports.add(pid)
            except (OSError, ValueError):  # it ended meanwhile
                continue
        for pid, peak in peaks.items():
            ancestor = pid
            while ancestor in parents and ancestor != self.root:
                ancestor = parents[ancestor]
            if ancestor == self.root and pid != self.root:
                name = f"import process, {self.phase}" if pid in imports else "web workers, each at most"
                self.of[name] = max(self.of.get(name, 0), peak)
