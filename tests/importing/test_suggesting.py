"""Suggested mappings: the columns of known programs are found, and what the file does not show is asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from roadmap.folder.load import load_project
from roadmap.importing.row_references import longer
from tests.importing.imports import MAPPING, Company, told

EXPORTS = {  # headings of public exports; the rows are invented
    "salesforce-report": (
        '"Opportunity Name","Account Name","Stage","Amount","Close Date","Probability (%)","Lead Source",'
        '"Opportunity Owner","Created Date","Opportunity ID"\n'
        '"Cranes","Harbour","Negotiation/Review","2,400,000.00","9/30/2026","60","Web","Li","1/31/2026","006q000000HddohAAB"\n'
        '"Eyes","Kunlun","Closed Lost","800,000.00","6/3/2026","0","Fair","Wang","2/1/2026","006q000000HddoiAAB"\n'
        '"Total"\n"Copyright (c) 2000-2026"\n'
    ),
    "salesforce-report-zh": (  # more lines below the deals than deals
        "业务机会 ID,业务机会名称,客户名称,阶段,金额 币种,金额,结束日期,可能性 (%),业务机会所有人\n"
        '006q000000Hddoh,Cranes,Harbour,谈判/审核,CNY,"2,400,000.00",2026-9-30,60,李娜\n'
        '006q000000HddoH,Eyes,Kunlun,Prospecting,CNY,"800,000.00",2026-6-3,10,王磊\n'
        '"Total Records: 2"\n"版权所有 (c) 2000-2026"\n"机密信息"\n"生成者:  李娜"\n'
    ),
    "salesforce-api": (
        "Id,Name,AccountId,Amount,StageName,CloseDate,Probability,ForecastCategoryName,IsClosed,IsWon,OwnerId\n"
        "006q000000Hddoh,Cranes,001A,2400000,Prospecting,2026-09-30,10,Pipeline,false,false,005A\n"
        "006q000000HddoH,Eyes,001B,800000,Closed Won,2026-06-03,100,Closed,true,true,005B\n"
    ),
    "hubspot": (
        "Record ID;Deal Name;Deal Stage;Pipeline;Amount;Close Date;Deal owner;Deal probability;Associated Company\n"
        "18;Cranes;Contract Sent (Sales Pipeline);Sales;2400000;2026-09-30 14:05;Li;0.9;Harbour\n"
        "19;Eyes;qualifiedtobuy;Sales;800k;2026-06-03 09:00;Wang;0.4;Kunlun\n"
    ),
    "fxiaoke-sheet": (
        "商机编号,商机名称,客户名称,商机金额（元）,预计成交日期,商机阶段,赢率,负责人,最后跟进时间\n"
        'SJ-1,Cranes,Harbour,"2,400,000",2026年9月30日,送测,60%,李娜,2026-01-05 10:00\n'
        "SJ-2,Eyes,Kunlun,80万,2026/6/3,线索,20,王磊,2026-01-06 11:00\n"
    ),
    "fxiaoke": (  # `owner` is a number, `owner__r` who that is
        "_id,name,account_id__r,expected_deal_amount,expected_deal_closed_date,probability,sales_stage,owner\n"
        "5f1,Cranes,Harbour,2400000,1790697600000,60,送测,李娜\n"  # midnight of 30 September in Shanghai
        "5f2,Eyes,Kunlun,800000,1780416000000,20,线索,王磊\n"
    ),
    "neocrm": (
        "id,entityType,ownerId,opportunityName,accountId,money,saleStageId,winRate,closeDate,lockStatus\n"
        "101,1,7,Cranes,Harbour,2400000,送测,60,1790697600000,1\n"
        "102,1,7,Eyes,Kunlun,800000,线索,20,1780416000000,1\n"
    ),
    "sheet of a table in the cloud": (  # as 飞书多维表格 exports a view
        "商机名称,客户,商机编号,阶段,金额,需求,预计签约日期,负责人,进度\n"
        'Cranes,Harbour,7,送测,2400000元,"Python API,文档",2026/09/30,"李娜,王磊",0.4\n'
        "Eyes,Kunlun,8,线索,80万,文档,2026/06/03,王磊,0\n"
    ),
    "sheet": (
        "销售部商机表,,,,,,\n,,,金额(万元),日期,,\n项目编号,项目名称,最终客户,,送测,签约,阶段\n"
        "P-1,Cranes,Harbour,240,2026/5/1,2026.9.30,送测\nP-2,Eyes,Kunlun,80万,待定,2026年6月3日,线索\n合计,,,320,,,\n"
    ),
    "sheet of a chip maker, whose stages stand under a heading that nobody knows": (
        "项目编号,项目名称,最终客户,金额(万元),走到哪一步,送样,计划定点日期\n"
        "P-1,Cranes,Harbour,240,送测,2026/5/1,2026.9.30\nP-2,Eyes,Kunlun,80万,线索,,2026年6月3日\n"
    ),
}


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path / "company")


@pytest.mark.parametrize("name", EXPORTS)
def test_exports_of_known_programs_are_brought_in_by_the_suggested_mapping(company: Company, name: str) -> None:
    mapping = company.suggested(EXPORTS[name])
    assert f"preset: {name.split(' ', maxsplit=1)[0]}\n" in mapping
    mapping = mapping.replace('design_in: {from: signing, add: "?"}', "design_in: {from: signing, add: -20}")
    questions = re.findall(r'^.*"\?".*$', mapping, re.MULTILINE)
    assert [line.split(":")[0].strip() for line in questions] == [
        "segment"
    ]  # no column holds it, and the folder has two
    company.mapping.write_text(mapping.replace('segment: {always: "?"}', "segment: {always: isv}"), encoding="utf-8")
    assert len(company.bring(EXPORTS[name]).added) == 2
    project = load_project(company.folder).project
    assert project is not None
    cranes, eyes = sorted(project.market.deals.values(), key=lambda deal: deal.name)
    assert (cranes.value, eyes.value) == (2_400, 800)
    assert [max(deal.gates.values()).isoformat() for deal in (cranes, eyes)] == ["2026-09-30", "2026-06-03"]
    assert (cranes.name, eyes.name) == ("Cranes", "Eyes")


def test_a_table_of_a_crm_that_knows_no_names_and_no_gates_asks_few_questions(company: Company) -> None:
    mapping = company.suggested(
        "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
        "1C1I7A6R,Ann,GTX,Acme,Won,2026-01-20,2026-03-01,1054\nZ063OYW0,Bo,GTX,,Engaging,2026-02-25,,\n"
        "EC4QE1BX,Bo,MG,Zot,Prospecting,,,\nMV1LWRNH,Ann,GTX,Zot,Lost,2026-02-20,2026-03-05,0\n"
    )
    asked = [line.strip().split("  #")[0] for line in mapping.splitlines() if '"?"' in line]
    assert asked == [
        'customer: {column: account, empty: "?"}',
        'segment: {always: "?"}',
        'Engaging: "?"',
        'value: {column: close_value, unit: "?", empty: "?"}',
    ]
    assert "name: opportunity_id" in mapping
    assert "Prospecting: lead" in mapping


def test_currencies_that_nobody_knows_are_asked(company: Company) -> None:
    head = "编号,名称,客户,行业,阶段,Amount,Currency\n"
    rows = "a,One,A,isv,商机,100k,USD\nb,Two,B,isv,商机,9k,EUR\nc,Three,C,isv,商机,90k,USD\n"
    roadmap = company.folder / "roadmap.yaml"
    roadmap.write_text(roadmap.read_text(encoding="utf-8") + "rates: {EUR: 7.8}\n", encoding="utf-8")
    asked = [line.strip().split("  #")[0] for line in company.suggested(head + rows).splitlines() if '"?"' in line]
    assert asked == ['USD: "?"']  # the folder states what a euro is worth


def test_amounts_that_name_no_currency_beside_others_that_do_are_asked_and_never_guessed(tmp_path: Path) -> None:
    text = "编号,名称,客户,行业,阶段,Amount\na,One,A,isv,商机,$100k\nb,Two,B,isv,商机,250k\nc,Three,C,isv,商机,0\n"
    mapping = MAPPING.replace("金额(万元)", "Amount").replace(
        "  gates: {evaluation: 送测日期, signing: 签约日期}\n", ""
    )
    company = Company(tmp_path / "company", mapping + "rates: {USD: 7}\n")
    assert 'currency: "?"' in company.suggested(text)
    assert told(company.refused(text)) == ["3: other-currency"]
    stated = company.mapping.read_text().replace("value: Amount", "value: {column: Amount, currency: USD}")
    company.mapping.write_text(stated, encoding="utf-8")
    assert company.bring(text).worth[1] == (3, 2450)  # 350k dollars at 7


def test_cells_that_are_no_days_and_no_amounts_are_asked_once_and_read_as_answered(company: Company) -> None:
    head = "编号,名称,客户,行业,阶段,金额(万元),签约日期\n"
    sheet = head + "a,One,A,isv,商机,约120万,8月底\nb,Two,B,isv,商机,300,2026/9/7\nc,Three,C,isv,商机,面议,8月底\n"
    mapping = company.suggested(sheet)
    asked = [line.strip() for line in mapping.splitlines() if '"?"' in line]
    assert [line.split("  #")[0] for line in asked] == [
        'value: {column: 金额(万元), values: {约120万: "?", 面议: "?"}}',
        '"8月底": "?"',
    ]
    answered = mapping.replace('约120万: "?", 面议: "?"', '约120万: 120, 面议: "0"').replace('"?"', "2026-08-31")
    company.mapping.write_text(answered, encoding="utf-8")
    company.bring(sheet)
    rows = [row.split(",")[6:8] for row in company.result.read_text("utf-8").splitlines()[1:]]
    assert rows == [["1200", "2026-08-31"], ["3000", "2026-09-07"], ["0", "2026-08-31"]]  # 120 in units of 万


def test_ids_of_15_signs_get_the_three_that_keep_them_apart() -> None:
    # of "Hddoh" the first is a capital: 2^0 = 1, which is B
    assert longer("006q000000Hddoh") == "006q000000HddohAAB"
    assert longer("006q000000HddoH") != longer("006q000000Hddoh")


def test_what_the_file_does_not_show_is_asked(company: Company) -> None:
    mapping = company.suggested(
        "Deal,Client,Phase,Value,Close Date,Industry\n"
        "One,A,Won,1200,3/1/2026,ISV\nTwo,B,Pilot,300,4/2/2026,Retail\nThree,,Pilot,,5/3/2026,Retail\n"
    )
    asked = [line.strip().split("  #")[0] for line in mapping.splitlines() if '"?"' in line]
    assert asked == [
        'dates: "?"',
        'customer: {column: Client, empty: "?"}',
        'Retail: "?"',
        'stage: {always: "?"}',  # no heading names it
        'value: {column: Value, unit: "?", empty: "?"}',
    ]


def test_needs_whose_gate_has_no_day_and_names_that_are_unknown_are_asked(company: Company) -> None:
    mapping = company.suggested(
        "编号,名称,客户,行业,阶段,金额(万元),签约日期,需求\na,One,A,ISV,商机,1,2026/9/1,Python API；飞行器\n"
    )
    asked = [line.strip().split("  #")[0] for line in mapping.splitlines() if '"?"' in line]
    assert asked == ['design_in: {from: signing, add: "?"}', '飞行器: "?"']


def test_columns_that_are_left_out_are_shown_masked(company: Company) -> None:
    mapping = company.suggested(
        "编号,名称,客户,行业,阶段,金额(万元),电话\na,One,A,ISV,商机,1,李四 138-0013\nb,Two,B,ISV,商机,1,\n"
    )
    assert "# column not imported: 电话; filled in 50% of the rows; pattern of its values: 某某 999-9999\n" in mapping
    assert "138" not in mapping


def test_headings_that_need_quotes_get_them(company: Company) -> None:
    sheet = '编号,"名称",客户,行业,阶段,金额(万元),"Close: Date"\na,One,A,ISV,商机,1,2026/9/1\n'
    mapping = company.suggested(sheet)
    assert 'signing: "Close: Date"' in mapping
    company.mapping.write_text(mapping, encoding="utf-8")
    assert company.bring(sheet).added == ("a",)
