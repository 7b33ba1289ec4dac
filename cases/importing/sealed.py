"""Files that are encrypted on the disk with the keys of the encrypted fields, readable by their owner alone.

An uploaded file may hold more than what is imported: names in a column that nobody chose. So the disk never sees it
in plain. Written in one go, read from any place, a portion at a time.
"""

import io
import os
from pathlib import Path

from cases.models.encryption import cipher

OWNER_ONLY = 0o600
#: Bytes encrypted together. Every portion but the last is of this size, so that all tokens but the last are equally long;
#: with its number it fills the cipher's blocks of 16 exactly, so that a shorter one has a shorter token.
PORTION = 64 * 1024 - 8
#: Each portion begins with its number: portions cannot change places.
NUMBER = 8


class Damaged(OSError):
    """The file is not as it was written."""


class SealedWriter:
    """Writes a new file, which is whole once it is closed. Raises FileExistsError."""

    def __init__(self, path: Path):
        self.path = path
        self.file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb")
        self.waiting = bytearray()
        self.number = 0

    def write(self, data: bytes) -> None:
        self.waiting += data
        while len(self.waiting) >= PORTION:
            self._seal(bytes(self.waiting[:PORTION]))
            del self.waiting[:PORTION]

    def _seal(self, portion: bytes) -> None:
        self.file.write(cipher().encrypt(self.number.to_bytes(NUMBER) + portion))
        self.number += 1

    def close(self) -> None:
        # The last portion is shorter than the others, and so says that nothing was cut off.
        self._seal(bytes(self.waiting))
        self.file.close()

    def abandon(self) -> None:
        """Remove what was written."""
        self.file.close()
        self.path.unlink(missing_ok=True)


class _Sealed(io.RawIOBase):
    """The plain bytes of a sealed file. Raises Damaged, and cryptography's InvalidToken, for a file of others."""

    def __init__(self, path: Path):
        self.file = path.open("rb")
        first = cipher().encrypt(bytes(NUMBER + PORTION))
        self.token = len(first)
        size = os.fstat(self.file.fileno()).st_size
        self.portions, self.last = divmod(size, self.token)
        if not self.last:
            raise Damaged(path)
        self.size = self.portions * PORTION + len(self._open(self.portions))
        self.place = 0
        self.held: tuple[int, bytes] = (-1, b"")

    def _open(self, number: int) -> bytes:
        self.file.seek(number * self.token)
        plain = cipher().decrypt(self.file.read(self.token if number < self.portions else self.last))
        if plain[:NUMBER] != number.to_bytes(NUMBER):
            raise Damaged(self.file.name)
        return plain[NUMBER:]

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=io.SEEK_SET):
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self.place, io.SEEK_END: self.size}[whence]
        self.place = max(0, start + offset)
        return self.place

    def tell(self):
        return self.place

    def readinto(self, buffer):
        number, inside = divmod(self.place, PORTION)
        if self.place >= self.size:
            return 0
        if self.held[0] != number:
            self.held = (number, self._open(number))
        data = self.held[1][inside : inside + len(buffer)]
        buffer[: len(data)] = data
        self.place += len(data)
        return len(data)

    def close(self):
        if not self.closed:
            self.file.close()
        super().close()


def open_sealed(path: Path) -> io.BufferedReader:
    """The plain bytes of a file that SealedWriter wrote, to read and to seek in."""
    return io.BufferedReader(_Sealed(path), PORTION)
