"""Columns that are made from another column of their row, so that they can be looked up."""


class Derived:
    """A column derived from the text of column `of` whenever the row is written (``pre_save``, like ``auto_now``), so
    that it cannot drift from the text.

    ``bulk_update`` does not call ``pre_save``: call `refresh` before it. To stand before the class of a field.
    """

    of = ""

    def derive(self, text: str):
        """The value of this column for what column `of` holds."""
        raise NotImplementedError

    def pre_save(self, model_instance, add):
        value = self.derive(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, value)
        return value


def refresh(record) -> None:
    """Derive every derived column of `record` anew, as saving it would."""
    for field in record._meta.concrete_fields:
        if isinstance(field, Derived):
            field.pre_save(record, add=False)
