"""Requirements from ReqIF: the shapes of several tools, as capabilities or as the needs of a deal, never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from roadmap.folder.load import load_project
from roadmap.importing.file_form import SheetForm
from roadmap.importing.sheets.reqif import read_reqif_sheet
from roadmap.importing.sheets.sheet import Sheet
from roadmap.operations.importing.import_file import import_file
from roadmap.operations.importing.suggest_mapping import suggest_mapping
from tests.importing.imports import FOLDER

REQIF = """\
<?xml version="1.0" encoding="UTF-8"?>
<REQ-IF xmlns="http://www.omg.org/spec/ReqIF/20110401/reqif.xsd" xmlns:xhtml="http://www.w3.org/1999/xhtml">
 <CORE-CONTENT><REQ-IF-CONTENT>
  <DATATYPES><DATATYPE-DEFINITION-ENUMERATION IDENTIFIER="e"><SPECIFIED-VALUES>
    <ENUM-VALUE IDENTIFIER="v1" LONG-NAME="must"/></SPECIFIED-VALUES></DATATYPE-DEFINITION-ENUMERATION></DATATYPES>
  <SPEC-TYPES><SPEC-OBJECT-TYPE IDENTIFIER="t" LONG-NAME="Software"><SPEC-ATTRIBUTES>
    <ATTRIBUTE-DEFINITION-STRING IDENTIFIER="a-id" LONG-NAME="ReqIF.ForeignID"/>
    <ATTRIBUTE-DEFINITION-STRING IDENTIFIER="a-ch" LONG-NAME="ReqIF.ChapterName"/>
    <ATTRIBUTE-DEFINITION-XHTML IDENTIFIER="a-text" LONG-NAME="ReqIF.Text"/>
    <ATTRIBUTE-DEFINITION-ENUMERATION IDENTIFIER="a-prio" LONG-NAME="Priority"/>
  </SPEC-ATTRIBUTES></SPEC-OBJECT-TYPE></SPEC-TYPES>
  <SPEC-OBJECTS>
   <SPEC-OBJECT IDENTIFIER="r2"><TYPE><SPEC-OBJECT-TYPE-REF>t</SPEC-OBJECT-TYPE-REF></TYPE><VALUES>
     <ATTRIBUTE-VALUE-XHTML><DEFINITION><ATTRIBUTE-DEFINITION-XHTML-REF>a-text</ATTRIBUTE-DEFINITION-XHTML-REF>
     </DEFINITION><THE-VALUE><xhtml:div>The server shall offer a <xhtml:b>Triton
        backend</xhtml:b>.</xhtml:div></THE-VALUE></ATTRIBUTE-VALUE-XHTML>
     <ATTRIBUTE-VALUE-ENUMERATION><VALUES><ENUM-VALUE-REF>v1</ENUM-VALUE-REF></VALUES><DEFINITION>
       <ATTRIBUTE-DEFINITION-ENUMERATION-REF>a-prio</ATTRIBUTE-DEFINITION-ENUMERATION-REF></DEFINITION>
     </ATTRIBUTE-VALUE-ENUMERATION></VALUES></SPEC-OBJECT>
   <SPEC-OBJECT IDENTIFIER="r1"><TYPE><SPEC-OBJECT-TYPE-REF>t</SPEC-OBJECT-TYPE-REF></TYPE><VALUES>
     <ATTRIBUTE-VALUE-STRING THE-VALUE="Serving"><DEFINITION>
     <ATTRIBUTE-DEFINITION-STRING-REF>a-ch</ATTRIBUTE-DEFINITION-STRING-REF></DEFINITION></ATTRIBUTE-VALUE-STRING>
   </VALUES></SPEC-OBJECT>
   <SPEC-OBJECT IDENTIFIER="r3" LONG-NAME="Python bindings of any kind"><VALUES/></SPEC-OBJECT>
  </SPEC-OBJECTS>
  <SPEC-RELATIONS><SPEC-RELATION IDENTIFIER="l"><SOURCE><SPEC-OBJECT-REF>r2</SPEC-OBJECT-REF></SOURCE>
    <TARGET><SPEC-OBJECT-REF>r3</SPEC-OBJECT-REF></TARGET></SPEC-RELATION></SPEC-RELATIONS>
  <SPECIFICATIONS><SPECIFICATION IDENTIFIER="s" LONG-NAME="Tender 7"><CHILDREN>
    <SPEC-HIERARCHY IDENTIFIER="h1"><OBJECT><SPEC-OBJECT-REF>r1</SPEC-OBJECT-REF></OBJECT><CHILDREN>
      <SPEC-HIERARCHY IDENTIFIER="h2"><OBJECT><SPEC-OBJECT-REF>r2</SPEC-OBJECT-REF></OBJECT></SPEC-HIERARCHY>
    </CHILDREN></SPEC-HIERARCHY>
    <SPEC-HIERARCHY IDENTIFIER="h3"><OBJECT><SPEC-OBJECT-REF>r3</SPEC-OBJECT-REF></OBJECT></SPEC-HIERARCHY>
  </CHILDREN></SPECIFICATION></SPECIFICATIONS>
 </REQ-IF-CONTENT></CORE-CONTENT>
</REQ-IF>
"""


def read(text: str) -> tuple[Sheet | None, list[str]]:
    sheet, findings = read_reqif_sheet(text.encode(), "x.reqif", form=SheetForm())
    return sheet, [finding.code for finding in findings]


def rows(sheet: Sheet | None, *columns: str) -> Iterator[tuple[str, ...]]:
    assert sheet is not None
    head = sheet.rows[0].cells
    yield from (tuple(row.cells[head.index(column)] for column in columns) for row in sheet.rows[1:])


def test_requirements_stand_in_the_order_of_the_document_with_their_texts_and_links() -> None:
    sheet, codes = read(REQIF)
    assert codes == []
    assert list(rows(sheet, "Identifier", "Row", "Level", "Parent", "Requirement", "Priority", "Links")) == [
        ("r1", "heading", "1", "", "", "", ""),
        ("r2", "requirement", "2", "r1", "The server shall offer a Triton backend.", "must", "r3"),
        ("r3", "requirement", "1", "", "Python bindings of any kind", "", ""),
    ]
    assert set(rows(sheet, "Document")) == {("Tender 7",)}
    assert sheet is not None
    assert REQIF.splitlines()[sheet.rows[2].line - 1].strip().startswith('<SPEC-OBJECT IDENTIFIER="r2"')


def test_what_stands_in_no_document_is_not_lost() -> None:
    sheet, _codes = read(REQIF.replace('<SPEC-HIERARCHY IDENTIFIER="h3">', "<X>").replace(
        "<SPEC-OBJECT-REF>r3</SPEC-OBJECT-REF></OBJECT></SPEC-HIERARCHY>", "<Y>-</Y></OBJECT></X>"))  # fmt: skip
    assert [one for (one,) in rows(sheet, "Identifier")] == ["r1", "r2", "r3"]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE R [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><REQ-IF><X>&b;</X></REQ-IF>',
        '<!DOCTYPE R SYSTEM "file:///etc/passwd"><REQ-IF/>',
        REQIF[:900],
        "PK\x03\x04 packed",
    ],
)
def test_entities_damaged_and_packed_files_are_refused(text: str) -> None:
    assert read(text) == (None, ["reqif-form"])


def test_a_wording_in_an_attribute_of_another_name_is_read_and_that_is_said() -> None:
    text = REQIF.replace('LONG-NAME="ReqIF.Text"', 'LONG-NAME="Wortlaut"').replace(
        ' LONG-NAME="Python bindings of any kind"', ""
    )
    sheet, codes = read(text)
    assert codes == ["reqif-text"]
    assert list(rows(sheet, "Identifier", "Requirement"))[1] == ("r2", "The server shall offer a Triton backend.")


def test_a_file_without_its_definitions_names_attributes_by_their_identifiers() -> None:
    start, end = REQIF.index("  <DATATYPES>"), REQIF.index("  <SPEC-OBJECTS>")
    sheet, _codes = read(REQIF[:start] + REQIF[end:])
    assert ("v1",) in set(rows(sheet, "a-prio"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "roadmap.yaml").write_text(
        FOLDER.replace("[deals/*.csv]", "[deals/*.csv, capabilities/*.csv]"), encoding="utf-8"
    )
    (tmp_path / "tender.reqif").write_text(REQIF, encoding="utf-8")
    return tmp_path


def test_needs_are_matched_where_that_is_sure_and_asked_where_it_is_alike(place: Path) -> None:
    suggested = suggest_mapping(place / "tender.reqif", into="deals")
    # the sentence names one capability of the folder; bindings are like its Python API, and not it
    assert "The server shall offer a Triton backend.: triton\n" in suggested.text
    assert 'Python bindings of any kind: "?"  # Perhaps api' in suggested.text
    answers = {
        'customer: {always: "?"}': "customer: {always: Harbour}",
        'segment: {always: "?"}': "segment: {always: isv}",
        'stage: {always: "?"}': "stage: {always: evaluation}",
        'value: {always: "?"}': "value: {always: 1200}",
        'design_in: {always: "?"}': "design_in: {always: 2026-06-30}",
        'any kind: "?"': "any kind: api nice",
    }
    text = suggested.text
    for question, answer in answers.items():
        assert question in text
        text = text.replace(question, answer)
    suggested.target.write_text(text, encoding="utf-8")
    imported = import_file(suggested.target, place / "tender.reqif")
    (place / "roadmap.yaml").write_text(FOLDER, encoding="utf-8")
    loaded = load_project(place)
    assert loaded.project is not None, loaded.findings
    (key,) = imported.rows.values()
    needs = [need for lines in loaded.project.market.deals[key].needs.values() for need in lines]
    assert [(need.any_of, need.importance.value) for need in needs] == [(["triton"], "breaker"), (["api"], "nice")]
    again = import_file(suggested.target, place / "tender.reqif")
    assert (again.written, again.changes) == (False, ())


def test_requirements_become_capabilities_and_what_is_one_already_is_said(place: Path) -> None:
    suggested = suggest_mapping(place / "tender.reqif")
    assert "is the capability triton already" in suggested.text
    suggested.target.write_text(suggested.text.replace('"?"', "serving"), encoding="utf-8")
    imported = import_file(suggested.target, place / "tender.reqif")
    assert sorted(imported.rows) == ["r2", "r3"]  # the heading is no requirement
    assert "The server shall offer a Triton backend." in imported.target.read_text(encoding="utf-8")
