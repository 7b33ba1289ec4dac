"""The words that stand in a file, wherever: for tests that look for what must not."""

import io
import re
import shutil
import subprocess
import zipfile

import pikepdf
import pytest


def words_of(content: bytes, file_format: str) -> str:
    """Every text of the file, properties included, with single blanks between words."""
    return {"docx": docx_words, "pdf": pdf_words}[file_format](content)


def docx_words(content: bytes) -> str:
    """Of every part of the archive, so that nothing hides in a header, a property or a comment."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                found.append(re.sub(r"<[^>]*>", " ", archive.read(name).decode()))
    return re.sub(r"\s+", " ", " ".join(found))


def pdf_words(content: bytes) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed: what PDF files say is not looked at")
    said = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout  # noqa: S607
    about = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=True).stdout  # noqa: S607
    with pikepdf.open(io.BytesIO(content)) as document:
        # Where the page breaks an address in two, its link still has it whole.
        links = [
            str(link.A.URI) for page in document.pages for link in page.get("/Annots", []) if "/A" in link
        ]
    words = (said + about).decode().replace("\u200b", "")
    return re.sub(r"\s+", " ", " ".join([words, *links]))
