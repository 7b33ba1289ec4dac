"""A bundle on disk or uploaded: a folder or a zip of CSV files, opened without trusting it. No database."""

import io
import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext as _

from cases.importing import sheet
from cases.importing.archives import DAMAGED, Measured, TooLarge, is_packed_safely, open_archive
from cases.importing.faults import Fault

#: One file, and all files together, unpacked. A record of 50,000 cases stays well below.
LARGEST_FILE = 200 * 1024 * 1024
LARGEST_BUNDLE = 500 * 1024 * 1024
MOST_FILES = 100
#: Read by people, not by the import: the licence, a description.
FOR_PEOPLE = (".md", ".txt")


class BundleError(Exception):
    """There is nothing to check: no such path, no zip, no CSV file in it. The message says which."""


@dataclass
class Bundle:
    """What was read of a bundle. `sheets` maps a table's name to its rows; `faults` are those of reading."""

    name: str
    sheets: dict[str, sheet.Sheet] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_bundle(
    source: Path | str | BinaryIO, columns: Mapping[str, Sequence[str]], name: str = ""
) -> Bundle:
    """Read a folder, a zip, or an open zip file whose tables and columns may be `columns`.

    Raises BundleError when there is no bundle at all; every other fault is in the result.
    """
    bundle = Bundle(name or _name(source))
    for file_name, stream in _members(source, bundle.faults):
        table = file_name.removesuffix(".csv")
        if not file_name.endswith(".csv") or table not in columns:
            bundle.faults.append(sheet.unknown_file(file_name, columns))
            continue
        try:
            found = sheet.read(file_name, stream, columns[table])
        except TooLarge:
            bundle.faults.append(_too_large(file_name))
        except DAMAGED:
            bundle.faults.append(_damaged(file_name))
        else:
            bundle.sheets[table] = found
            bundle.faults.extend(found.faults)
    if not bundle.sheets and not bundle.faults:
        raise BundleError(_("There is no CSV file in %(name)s.") % {"name": bundle.name})
    return bundle


def _name(source: Path | str | BinaryIO) -> str:
    path = source if isinstance(source, (str, Path)) else getattr(source, "name", None)
    return Path(path).resolve().name if isinstance(path, (str, Path)) else "bundle"


def _members(source: Path | str | BinaryIO, faults: list[Fault]) -> Iterator[tuple[str, BinaryIO]]:
    if isinstance(source, (str, Path)):
        path = Path(source)
        if path.is_dir():
            return _of_folder(path, faults)
        if not path.is_file():
            raise BundleError(_("There is no folder or zip file %(path)s.") % {"path": path})
    return _of_zip(source, faults)


def _is_for_people(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(FOR_PEOPLE)


def _too_large(name: str) -> Fault:
    message = _("The file is larger than %(size)s MB.") % {"size": LARGEST_FILE // 1024 // 1024}
    return Fault(name, 0, "", "", message)


def _too_many() -> str:
    return _("The zip file holds more than %(most)s files.") % {"most": MOST_FILES}


def _damaged(name: str) -> Fault:
    return Fault(name, 0, "", "", _("The file inside the zip is damaged."))


def _of_folder(folder: Path, faults: list[Fault]) -> Iterator[tuple[str, BinaryIO]]:
    for path in sorted(folder.iterdir()):
        if _is_for_people(path.name):
            continue
        if not path.is_file():
            faults.append(Fault(path.name, 0, "", "", _("Only files can stand in a bundle.")))
        elif path.stat().st_size > LARGEST_FILE:
            faults.append(_too_large(path.name))
        else:
            with path.open("rb") as stream:
                yield path.name, stream


def _of_zip(source: Path | str | BinaryIO, faults: list[Fault]) -> Iterator[tuple[str, BinaryIO]]:
    with ExitStack() as stack:
        try:
            archive = stack.enter_context(open_archive(source))
        except zipfile.BadZipFile as error:
            raise BundleError(_("This is neither a folder nor a zip file.")) from error
        except TooLarge as error:
            raise BundleError(_too_many()) from error
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > MOST_FILES:
            raise BundleError(_too_many())
        seen: set[str] = set()
        left = LARGEST_BUNDLE
        for member in members:
            path = PurePosixPath(member.filename)
            if path.parts and path.parts[0] == "__MACOSX":
                continue
            problem = _problem(member, path, seen)
            if problem:
                faults.append(Fault(member.filename, 0, "", "", problem))
                continue
            if _is_for_people(path.name):
                continue
            most = min(LARGEST_FILE, left)
            try:
                measured = Measured(archive.open(member), most)
            except DAMAGED:
                faults.append(_damaged(path.name))
                continue
            seen.add(path.name)
            with io.BufferedReader(measured) as stream:
                yield path.name, stream
            left -= measured.read_bytes


def _problem(member: zipfile.ZipInfo, path: PurePosixPath, seen: set[str]) -> str:
    """Why a member of a zip file is not read; "" when it is."""
    if path.is_absolute() or ".." in path.parts or "\\" in member.filename or ":" in member.filename:
        return _("The path leads out of the bundle.")
    if len(path.parts) > 2:
        return _("The files of a bundle stand in the zip file itself or in one folder.")
    if stat.S_ISLNK(member.external_attr >> 16) or not is_packed_safely(member):
        return _("Links, encrypted and unusually packed files cannot be read. Make a plain zip file.")
    if path.name in seen:
        return _("The zip file holds two files of this name.")
    return ""
