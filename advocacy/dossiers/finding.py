"""What the assessment of a dossier finds: in words, with where to mend it."""

from dataclasses import dataclass

from advocacy.dossiers.material import Target


@dataclass(frozen=True)
class Finding:
    """A reason why no dossier is made (`blocks`), or something to weigh before it is sent.

    `message` never holds a name or anything else a person did not agree to.
    """

    code: str
    message: str
    target: Target | None = None
    blocks: bool = True


def blocker(code: str, message: str, target: Target | None = None) -> Finding:
    return Finding(code, message, target)


def warning(code: str, message: str, target: Target | None = None) -> Finding:
    return Finding(code, message, target, blocks=False)
