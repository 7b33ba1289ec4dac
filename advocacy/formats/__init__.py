"""How days and times are written on pages and read from forms, in each language (FORMAT_MODULE_PATH).

Django's own formats read 05/06/2012 as 6 May where a colleague elsewhere means 5 June. Here a day is read only as it
can be read in one way: the year first, or with the name of its month. Dates of the record are not read by these; what
people may type there is in cases/typed_dates.py.
"""

DATE_INPUT_FORMATS = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d %Y",
    "%B %d, %Y",
    "%b %d %Y",
    "%b %d, %Y",
    "%Y년 %m월 %d일",
    "%Y년%m월%d일",
    "%Y年%m月%d日",
]
DATETIME_INPUT_FORMATS = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y.%m.%d %H:%M"]
TIME_INPUT_FORMATS = ["%H:%M:%S", "%H:%M"]
