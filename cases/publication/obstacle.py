"""What forbids a publication, in words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Obstacle:
    """One reason why a subject cannot be published yet.

    `code` is for programs, `message` for staff (what is wrong and what to do), `field` the field of
    the form it is about, or "".
    """

    code: str
    message: str
    field: str = ""
