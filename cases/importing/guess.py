"""Which column a heading of somebody's spreadsheet may mean: a first suggestion, which the user corrects.

Compares headings with the names of the format, with what the forms call the fields in each language, and with a few
words that spreadsheets use. No database.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import override

from cases.importing.table import Table

#: What spreadsheets call a column, beside its name in the format and in the forms. By table, "" for every table.
WORDS: Mapping[str, Mapping[str, str]] = {
    "": {
        "note": "notes remark remarks comment comments memo 비고 메모 备注 附注 说明",
        "source_id": "source 출처 来源 资料来源",
        "place_id": "place location where 장소 지역 地点 位置",
        "date_edtf": "date when day 날짜 일자 일시 日期 时间",
        "summary": "description details text 내용 요약 설명 摘要 内容 描述",
        "title": "headline heading 제목 标题 题目",
        "kind": "type category 종류 유형 类型 种类",
        "country": "state nation 국가 나라 国家",
    },
    "cases": {
        "reference": "id case_id case ref number no 사건번호 번호 编号 案件编号",
        "detaining_country": "country state 국가 나라 억류국 国家 拘留国",
        "affected_low": "people persons number_of_people count min minimum at_least 인원 인원수 명수 최소 人数 最少 至少",
        "affected_high": "max maximum at_most 최대 最多 至多",
        "last_reported_outcome": "outcome result status fate 결과 상태 结果 状态",
        "reported_edtf": "reported date_reported 보도일 报道日期",
    },
    "sources": {
        "source_id": "id 번호 编号",
        "url": "link address web website 링크 주소 链接 网址",
        "archived_url": "archive archived 보관 存档",
        "publisher": "outlet media site newspaper 언론사 매체 발행처 媒体 出版者 出处",
        "published_edtf": "date published 날짜 발행일 게시일 日期 发布日期 出版日期",
        "author": "byline reporter journalist 기자 저자 记者 作者",
    },
    "events": {"event_id": "id 번호 编号", "reference": "case case_id 사건 사건번호 案件"},
    "figures": {
        "figure_id": "id 번호 编号",
        "reference": "case case_id 사건 案件",
        "count_low": "min minimum at_least count number 최소 인원 人数 最少",
        "count_high": "max maximum at_most 최대 最多",
    },
    "places": {"place_id": "id 번호 编号", "lat": "latitude 위도 纬度", "lon": "longitude lng 경도 经度"},
    "people": {"person_id": "id 번호 编号"},
    "actions": {
        "action_id": "id 번호 编号",
        "reference": "case cases 사건 案件",
        "addressee": "to recipient 수신 收件人",
    },
    "responses": {"response_id": "id 번호 编号", "responder": "from by 답변자 回应者"},
}


def bare(heading: str) -> str:
    """A heading as it is compared: without case, width, blanks and signs."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", heading).casefold())


def known_words(table: Table) -> dict[str, str]:
    """Bare word → column of the table. Where two columns share a word, the format's own name comes first, then the words
    of spreadsheets, then those of the forms."""
    found: dict[str, str] = {}
    for column in table.listed:
        found.setdefault(bare(column.name), column.name)
    for words in (WORDS.get(table.name, {}), WORDS[""]):
        for name, text in words.items():
            for word in text.split() if name in table.by_name else ():
                found.setdefault(bare(word), name)
    for language, _name in settings.LANGUAGES:
        with override(language):
            for column in table.listed:
                for word in _of_form(table, column.field):
                    found.setdefault(bare(word), column.name)
    return found


def _of_form(table: Table, field: str) -> Iterable[str]:
    for model in table.models if field else ():
        try:
            label = str(model._meta.get_field(field).verbose_name)
        except FieldDoesNotExist:
            continue
        yield label
        yield re.sub(r"\s*[(（].*?[)）]", "", label)


def guess(table: Table, headings: Iterable[str]) -> dict[str, str]:
    """A column for each heading, "" where nothing fits; no column twice: an exact name wins, else the first heading."""
    headings = list(headings)
    words = known_words(table)
    exact = {
        heading: heading for heading in headings if heading in table.by_name and table.by_name[heading].listed
    }
    taken = set(exact.values())
    found = {}
    for heading in headings:
        column = exact.get(heading) or words.get(bare(heading), "")
        if heading not in exact and column in taken:
            column = ""
        taken.add(column)
        found[heading] = column
    return found


def fitting_table(tables: Iterable[Table], headings: Iterable[str]) -> str:
    """The name of the table to which most headings fit; "" when none fits any."""
    headings = list(headings)
    fits = {table.name: sum(1 for column in guess(table, headings).values() if column) for table in tables}
    best = max(fits, key=fits.get, default="")
    return best if fits.get(best) else ""
