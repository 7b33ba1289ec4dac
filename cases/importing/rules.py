"""Rules that several tables share about the cells of one row."""

from django.utils.translation import gettext as _

from cases.importing.table import Rule


def not_above(low: str, high: str) -> Rule:
    """The lowest number is not above the highest."""

    def broken(values):
        if None in (values[low], values[high]) or values[low] <= values[high]:
            return ""
        return _("The lowest number is above the highest, %(high)s.") % {"high": values[high]}

    return Rule((low, high), broken)
