"""places.csv: the gazetteer."""

from django.utils.translation import gettext as _

from cases.choices import PlaceKind
from cases.importing.cells import Degrees
from cases.importing.columns import Column, Target
from cases.importing.table import Rule, table
from cases.models import Place

PLACE = Target("places")


def _coordinates_together(values):
    if (values["lat"] is None) == (values["lon"] is None):
        return ""
    return _("Give latitude and longitude together, or neither.")


def _site_without_coordinates(values):
    if values["kind"] != PlaceKind.SITE or values["lat"] is None:
        return ""
    return _("A site is recorded without coordinates: give those of its city there.")


PLACES = table(
    name="places",
    one="place",
    about="A city, county, region or site that other files name by its id.",
    model=Place,
    columns=(
        Column(
            "place_id", "reference", "Short id of the place, such as yanji. Becomes public with a case there."
        ),
        Column("name", "name_en", "Name in English.", translated=True),
        Column("name_ko", "name_ko", "Name in Korean."),
        Column("name_zh", "name_zh_hans", "Name in Chinese, in simplified characters."),
        Column("kind", "kind", "How large the place is."),
        Column("city", "city_en", "City or county it lies in, in English.", translated=True),
        Column("province", "province_en", "Province or region, in English.", translated=True),
        Column("country", "countries", "Country; two only for a border that both share."),
        Column(
            "lat", "latitude", "Latitude of the city centre, never of a facility.", kind=Degrees(limit=90)
        ),
        Column("lon", "longitude", "Longitude of the city centre.", kind=Degrees(limit=180)),
        Column("note", "note", "For staff only, never published."),
    ),
    rules=(
        Rule(("lat", "lon"), _coordinates_together),
        Rule(("lat", "kind"), _site_without_coordinates),
    ),
)
