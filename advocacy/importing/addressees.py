"""addressees.csv: whom actions ask and who answers; optional, as other files name addressees by name."""

import hashlib

from django.utils.text import slugify
from django.utils.translation import gettext as _

from advocacy.models import Addressee
from cases.importing.cells import Name
from cases.importing.columns import Column, Target
from cases.importing.table import Unique, table
from cases.models.record import REFERENCE_LENGTH

BY_NAME = Target("addressees", "name_en")


def new_addressee(name: str, taken: set[str]) -> dict[str, str]:
    """The cells of an addressee known only by name: its id is made from the name and is none of `taken`.

    A name without Latin letters gets an id from its digest, the same in every installation.
    """
    digest = hashlib.sha256(name.encode()).hexdigest()[:10]
    stem = (
        slugify(name).replace("_", "-").strip("-")[: REFERENCE_LENGTH - 4].strip("-") or f"addressee-{digest}"
    )
    reference, number = stem, 1
    while reference in taken:
        number += 1
        reference = f"{stem}-{number}"
    return {"addressee_id": reference, "name": name}


ADDRESSEES = table(
    name="addressees",
    one="addressee",
    about="A state, ministry, UN mandate, parliament, court or office that is asked or that answers. Optional: "
    "names in actions.csv and responses.csv that are not known yet become addressees by themselves.",
    model=Addressee,
    columns=(
        Column("addressee_id", "reference", "Short id, such as government-of-china."),
        Column("name", "name_en", "Full name in English.", kind=Name(longest=200), translated=True),
        Column("kind", "kind", "What kind of body it is."),
        Column("country", "country", "The state it belongs to, if any."),
        Column("note", "note", "For staff only, never published."),
    ),
    unique=(Unique(("name",), lambda: _("Another addressee has this name.")),),
    create_missing=new_addressee,
)
