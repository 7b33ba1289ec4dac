"""Days and times as pages write them and forms read them: in one way only, in each language."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format, get_format

LANGUAGES = [code for code, _name in settings.LANGUAGES]
MOMENT = datetime(2012, 6, 5, 14, 7, tzinfo=UTC)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "typed",
    [
        "2012-06-05",
        "2012/6/5",
        "2012.6.5",
        "5 June 2012",
        "5 Jun 2012",
        "June 5, 2012",
        "2012년 6월 5일",
        "2012年6月5日",
    ],
)
def test_a_day_is_read_as_people_write_it(language, typed):
    with translation.override(language):
        assert forms.DateField().clean(typed) == date(2012, 6, 5)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["05/06/2012", "05/06/12", "5.6.2012", "05-06-2012"])
def test_a_day_that_reads_in_two_ways_is_refused(language, typed):
    with translation.override(language), pytest.raises(forms.ValidationError):
        forms.DateField().clean(typed)


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("en", "5 June 2012, 14:07", "5 Jun 2012, 14:07"),
        ("ko", "2012년 6월 5일 14:07", "2012-06-05 14:07"),
        ("zh-hans", "2012年6月5日 14:07", "2012-06-05 14:07"),
    ],
)
def test_a_moment_is_written_with_the_hours_of_a_whole_day(language, long, short):
    with translation.override(language):
        assert date_format(MOMENT, "DATETIME_FORMAT") == long
        assert date_format(MOMENT, "SHORT_DATETIME_FORMAT") == short
        assert get_format("DATE_INPUT_FORMATS")[0] == "%Y-%m-%d"
