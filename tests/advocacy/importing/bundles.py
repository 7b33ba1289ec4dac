"""Bundles for tests: a few obviously artificial rows, and short ways to write, check and commit them."""

from pathlib import Path

from django.apps import apps

from advocacy.importing import check, commit, export, read_bundle, write_files
from cases.importing import sheet

#: One row of every file, all of it invented.
EXAMPLE = {
    "places": """
        place_id,name,name_ko,name_zh,kind,city,province,country,lat,lon,note
        example-city,Example City,예시,例市,city,Example City,Example Province,China,42.9,129.51,
        example-site,Example Site,,,site,Example City,Example Province,North Korea; South Korea,,,
        """,
    "people": """
        person_id,sex,nationalities,note
        person-example1,female,North Korea,fictional
        """,
    "addressees": """
        addressee_id,name,kind,country,note
        example-ministry,Example Ministry,ministry,China,
        """,
    "sources": """
        source_id,title,publisher,original_publisher,derived_from,author,url,published_edtf,kind,language,reliability
        example-reprint,Example reprint,Example Blog,Example Daily,example-article,,https://example.org/2,2013-06,blog,en,
        example-article,Example article,Example Daily,,,Example Author,https://example.org/1,2013-05-30,media,en,B
        """,
    "cases": """
        reference,title,summary,date_edtf,detaining_country,place_id,affected_low,affected_high,verification_of
        example-case,Example group held,Reported in an example.,2013-05,Russia; China,example-city,5,5,detention
        example-part,Example part held,,2013-05-10,China,,2,3,
        """,
    "events": """
        event_id,reference,sequence,kind,date_edtf,count_low,count_high,place_id,to_place_id,summary,legal_basis
        example-case--e02,example-case,10,transferred,2013-05-12,5,5,example-city,example-site,Moved.,
        example-case--e01,example-case,9,apprehended,2013-05-10~,5,5,example-city,,Held.,an example law
        """,
    "figures": """
        figure_id,reference,measure,unit,count_low,count_high,qualifier,subgroup,period_edtf,source_id,event_id
        example-case--f01,example-case,apprehended,people,5,5,exact,,2013-05,example-article,example-case--e01
        agg--f01,,forcibly_returned,people,,40,up_to,,2013,example-article,
        """,
    "statements": """
        statement_id,topic,text,source_id,period_edtf,country
        example-statement,route,An example route.,example-article,2013,China; North Korea
        """,
    "involvements": """
        involvement_id,reference,person_id,role,age_at_event,fate,shown,naming,naming_grounds
        example-case--p01,example-case,person-example1,affected_person,40,unknown,no,anonymous,
        """,
    "consents": """
        consent_id,person_id,purpose,given_on,form,given_by,withdrawn_on
        example-consent,person-example1,un,2024-01-10,written,self,2024-02-01
        """,
    "relations": """
        relation_id,from_type,from_id,relation,to_type,to_id,confidence
        example-relation,case,example-part,part_of,case,example-case,stated
        """,
    "actions": """
        action_id,reference,kind,actor,actor_kind,addressee,date_edtf,summary
        example-action,example-part; example-case,ngo_letter,Example Group,ngo,Example Ministry; media,2013-06-01,Asked.
        """,
    "responses": """
        response_id,action_id,reference,responder,kind,date_edtf,summary
        example-response,example-action,example-case,Example Office,no_comment,2013-06-02,Declined.
        """,
    "citations": """
        citation_id,entity_type,entity_id,source_id,stance,credibility,locator
        cit-1,case,example-case,example-article,supports,2,p. 1
        cit-2,event,example-case--e01,example-article,supports,,
        cit-3,figure,agg--f01,example-reprint,disputes,,
        cit-4,involvement,example-case--p01,example-article,supports,,
        cit-5,action,example-action,example-article,supports,,
        cit-6,response,example-response,example-article,supports,,
        """,
    "translations": """
        entity_type,entity_id,field,language,text
        case,example-case,title,ko,예시 사건
        case,example-case,title,zh-hans,示例案件
        event,example-case--e01,legal_basis,ko,예시 법
        figure,example-case--f01,subgroup,ko,예시
        place,example-city,city,zh-hans,例市
        addressee,media,name,ko,언론
        action,example-action,actor,ko,예시 단체
        """,
}


def as_file(text: str) -> bytes:
    """The lines of a test's text without the indentation of the code."""
    return "".join(f"{line.strip()}\n" for line in text.strip().splitlines()).encode()


def write_bundle(folder: Path, **files: str | bytes) -> Path:
    """Write `cases="…"` as cases.csv, and so on; bytes as they are."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else as_file(text))
    return folder


def rows(*cells: tuple[str, ...]) -> bytes:
    """A file of these rows, the first being the header."""
    return "".join(map(sheet.line, cells)).encode()


class Office:
    """Somebody who imports bundles: `office.imports(cases="…")`."""

    def __init__(self, user, folder: Path):
        self.user = user
        self.folder = folder
        self.number = 0

    def checks(self, clear_empty=False, **files):
        """The preview of a bundle of these files."""
        self.number += 1
        bundle = read_bundle(write_bundle(self.folder / f"bundle-{self.number}", **files))
        return check(bundle, clear_empty=clear_empty)

    def imports(self, clear_empty=False, **files):
        """Commit a bundle that must have no fault."""
        preview = self.checks(clear_empty, **files)
        assert list(map(str, preview.faults)) == []
        return commit(preview, by=self.user)

    def faults(self, clear_empty=False, **files) -> list[str]:
        """The faults of a bundle, after trying that it leaves everything as it was."""
        before = contents()
        preview = self.checks(clear_empty, **files)
        assert contents() == before
        return list(map(str, preview.faults))

    def exports(self) -> Path:
        """A folder with the record as it is."""
        self.number += 1
        folder = self.folder / f"export-{self.number}"
        write_files(export()[0], folder)
        return folder


def contents() -> dict[str, int]:
    """How many rows every table of the record has, those of its history included."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_label in ("cases", "advocacy")
    }
