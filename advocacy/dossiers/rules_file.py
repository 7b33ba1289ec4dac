"""The deadline rules that come with a release: read once into the office's own table, by a migration."""

import csv
from pathlib import Path

from django.utils import timezone

FILE = Path(__file__).with_name("deadline_rules.csv")


def shipped() -> list[dict]:
    """The columns of each rule in the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["length"] = int(row["length"])
        row["is_limit"], row["is_verified"] = row["is_limit"] == "yes", row["is_verified"] == "yes"
    return rows


def load(apps, schema_editor=None) -> None:
    """Add the rules whose code is not there yet, with their history; never touch one that is. A step of a migration."""
    rules = apps.get_model("advocacy", "DeadlineRule")
    versions = apps.get_model("advocacy", "HistoricalDeadlineRule")
    for row in shipped():
        rule, is_new = rules.objects.get_or_create(code=row["code"], defaults=row)
        if is_new:
            columns = {field.attname: getattr(rule, field.attname) for field in rule._meta.concrete_fields}
            versions.objects.create(
                **columns,
                history_relation_id=rule.pk,
                history_type="+",
                history_date=timezone.now(),
                history_change_reason="came with the release",
            )
