"""What a source goes back to: the source it derives from, what that one derives from, and so on. Never in a circle."""

from cases.models import Source


def origins(source: Source) -> list[int]:
    """The keys of the sources on the way back, the nearest first; up to the source itself in a circle.

    One query for each.
    """
    way, key = [], source.derived_from_id
    while key is not None and key not in way:
        way.append(key)
        if key == source.pk:
            break
        key = Source._base_manager.filter(pk=key).values_list("derived_from", flat=True).first()
    return way


def derives_from_itself(source: Source) -> bool:
    """Whether the source, as it is in memory, goes back to itself, in the end or at once.

    Within a transaction: locks the sources on the way, in one order, so that of two people who each close a half of a
    circle the second waits for the first and finds it. Costs nothing for a source that derives from none.
    """
    if source.pk is None or source.derived_from_id is None:
        return False
    locked: set[int] = set()
    while True:
        way = origins(source)
        if source.pk in way:
            return True
        rest = {source.pk, *way} - locked
        if not rest:
            return False
        list(Source._base_manager.select_for_update().filter(pk__in=rest).order_by("pk").values_list("pk"))
        locked |= rest
