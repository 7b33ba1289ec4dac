"""Zip archives opened without trusting them: the list of what is in them and every member are read within bounds."""

import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

#: What opening an archive or unpacking a damaged member raises.
DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError)
#: Bytes of the list of members: Python makes an object of each before anybody can count them.
LARGEST_LIST = 1024 * 1024
#: Ways of packing that unpack a portion at a time. Of the others a few bytes may become a gigabyte at once.
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class TooLarge(Exception):
    """There are more bytes than may be."""


class Measured(io.RawIOBase):
    """The bytes of a stream, whatever size it claims. Raises TooLarge beyond `most`."""

    def __init__(self, stream: BinaryIO, most: int):
        self.stream, self.most, self.read_bytes = stream, most, 0

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, position, whence=io.SEEK_SET):
        self.read_bytes = self.stream.seek(position, whence)
        return self.read_bytes

    def readinto(self, buffer):
        data = self.stream.read(len(buffer))
        self.read_bytes += len(data)
        if self.read_bytes > self.most:
            raise TooLarge
        buffer[: len(data)] = data
        return len(data)

    def close(self):
        self.stream.close()
        super().close()


class _Careful:
    """A file of which no more than a list of members is read at once, while `is_opening`."""

    def __init__(self, stream: BinaryIO):
        self.stream, self.is_opening = stream, True
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable

    def read(self, size: int = -1) -> bytes:
        if not self.is_opening:
            return self.stream.read(size)
        if size > LARGEST_LIST:
            raise TooLarge
        data = self.stream.read(size if size >= 0 else LARGEST_LIST + 1)
        if len(data) > LARGEST_LIST:
            raise TooLarge
        return data


@contextmanager
def open_archive(source: Path | str | BinaryIO) -> Iterator[zipfile.ZipFile]:
    """The archive of that path, or in that open file. Raises TooLarge where it lists too many members, and DAMAGED."""
    with ExitStack() as stack:
        if isinstance(source, str | os.PathLike):
            source = stack.enter_context(Path(source).open("rb"))
        careful = _Careful(source)
        archive = stack.enter_context(zipfile.ZipFile(careful))
        careful.is_opening = False
        yield archive


def is_packed_safely(member: zipfile.ZipInfo) -> bool:
    """Whether a member unpacks a portion at a time, and without a password."""
    return member.compress_type in PACKED and not member.flag_bits & 0x1
