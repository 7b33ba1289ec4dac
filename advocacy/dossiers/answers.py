"""The author's own texts of a dossier, and who may see it."""

import json

from advocacy.dossiers.form import ChannelForm
from advocacy.models import Dossier

#: Who may not see people may not see what is written about one.
RIGHTS = ("cases.view_person", "cases.view_involvement", "advocacy.view_dossier")


def may_see(user) -> bool:
    """Whether this user may know of dossiers at all, and of what was sent."""
    return all(user.has_perm(right) for right in RIGHTS)


def read_answers(dossier: Dossier) -> dict[str, str]:
    """The texts by the name of their field; none when an erasure has cut the whole of them."""
    try:
        kept = json.loads(dossier.answers or "{}")
    except ValueError:
        return {}
    return {name: str(text) for name, text in kept.items()} if isinstance(kept, dict) else {}


def write_answers(dossier: Dossier, form: ChannelForm, answers: dict[str, str]) -> None:
    """Put the texts into the dossier, without saving it: those of fields that the form has, empty ones left out.

    Letters stay letters, so that the search for names of an erasure finds them.
    """
    names = {field.name for field in form.answers}
    kept = {name: text.strip() for name, text in answers.items() if name in names and text.strip()}
    dossier.answers = json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else ""
