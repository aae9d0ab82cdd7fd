from __future__ import annotations

from roadmap.plans.document import Plan
from roadmap.views.lookup import look_up
from roadmap.views.roadmap import matrix as module
from roadmap.views.roadmap.cases import case_texts
from roadmap.views.roadmap.deals import DealsView, build_deals
from roadmap.views.roadmap.matrix import FEW_COLUMNS, MOST_COLUMNS, MatrixView, build_matrix
from tests.sample_plan import empty_plan, sample_plan


def deals(plan: Plan) -> DealsView:
    return build_deals(plan, look_up(plan))


def matrix(plan: Plan) -> MatrixView:
    return build_matrix(plan, look_up(plan))


def test_deals_come_by_status_the_worst_first() -> None:
    groups = deals(sample_plan()).groups
    assert [(group.badge.word, [row.id for row in group.rows]) for group in groups] == [
        ("Given up", ["delta"]),
        ("Late", ["harbour"]),
        ("At risk", ["beijing"]),
        ("Secured", ["acme"]),
    ]
    assert groups[1].summary.replace("\u00a0", " ") == "1 deal, 150 k kept of 300 k expected value"


def test_only_gates_that_a_deal_has_make_a_column() -> None:
    view = deals(sample_plan())
    assert view.gates == ("Evaluation", "Design-in", "Acceptance")
    assert view.columns == "8"  # deal, three gates, release, value, expected, kept
    (delta,) = view.groups[0].rows
    assert [cell and cell.badge.word for cell in delta.gates] == ["Not promised", None, "Not promised"]


def test_a_gate_shows_its_day_its_slack_and_the_day_it_is_ready() -> None:
    (late,) = deals(sample_plan()).groups[1].rows
    cell = late.gates[1]
    assert cell is not None
    assert (cell.day, cell.slack, cell.title) == ("19\u00a0Jun", "−10\u00a0d", "Late, ready 3\u00a0Jul")


def test_a_deal_names_what_is_missing_each_thing_once() -> None:
    plan = sample_plan()
    delta = plan.deals[3]
    twice = delta.model_copy(update={"gates": [delta.gates[1], delta.gates[1]]})
    (row,) = deals(plan.model_copy(update={"deals": [twice]})).groups[0].rows
    assert row.missing == ("KServe or SMI",)


def test_the_same_alternatives_in_another_order_are_missing_once() -> None:
    plan = sample_plan()
    delta = plan.deals[3]
    gates = [delta.gates[0].model_copy(update={"missing": ["smi | kserve", "k8s"]}), delta.gates[1]]
    (row,) = deals(plan.model_copy(update={"deals": [delta.model_copy(update={"gates": gates})]})).groups[0].rows
    assert row.missing == ("SMI or KServe", "K8s device plugin")


def test_a_deal_counts_the_cases_it_brings_in_one_line() -> None:
    # Beijing's two cases take four person-days each
    rows = {row.id: row for group in deals(sample_plan()).groups for row in group.rows}
    assert rows["beijing"].notes[-1] == "Brings 2 support cases, 8 person-days"
    assert rows["delta"].notes == ("Brings 1 support case, 4 person-days",)
    assert rows["harbour"].notes == ()


def test_a_page_of_its_own_tells_each_kind_of_case() -> None:
    # in the weeks from 6 April and from 4 May; Delta is not served
    texts = {key: [text.replace("\u00a0", " ") for text in found] for key, found in case_texts(sample_plan()).items()}
    assert texts["beijing"] == ["2 × Industry case 行业案例: migration: 8 person-days of ae, 6 Apr – 8 May"]
    assert texts["delta"] == ["1 × Industry case 行业案例: acceptance: 4 person-days of fae, not planned"]
    assert "harbour" not in texts


def test_the_phases_of_a_case_stand_in_the_order_of_a_deal() -> None:
    plan = sample_plan()
    late, early = plan.support[1], plan.support[0].model_copy(update={"deal": "beijing"})
    one = late.model_copy(update={"effort": 1, "last": late.first})
    (text,) = case_texts(plan.model_copy(update={"support": [one, early]}))["beijing"]
    assert text.replace("\u00a0", " ") == (
        "1 × Industry case 行业案例: evaluation: 4 person-days of fae, 2 Feb – 6 Feb; "
        "migration: 1 person-day of ae, 6 Apr"
    )


def test_many_capabilities_have_no_column_each_and_are_named_below() -> None:
    plan = sample_plan()
    ids = [f"cap-{at:02}" for at in range(MOST_COLUMNS + FEW_COLUMNS + 1)]
    names = [plan.capabilities[0].model_copy(update={"id": key, "name": key}) for key in ids]
    need = plan.deals[0].needs[0]
    needs = [need.model_copy(update={"any_of": [key], "capability": key}) for key in ids]
    many = plan.model_copy(update={"capabilities": names, "deals": [plan.deals[0].model_copy(update={"needs": needs})]})
    view = matrix(many)
    assert len(view.columns) == MOST_COLUMNS
    assert view.others == ", ".join(f"{key} (1)" for key in ids[MOST_COLUMNS:])


def test_an_empty_plan_lists_no_deals_and_no_capabilities() -> None:
    assert deals(empty_plan()).groups == ()
    assert (matrix(empty_plan()).groups, matrix(empty_plan()).unused) == ((), "")


def test_capabilities_stand_by_kind_the_dearest_first() -> None:
    view = matrix(sample_plan())
    # needed by expected value: Python API 500+240+400, KServe 500+240+400, Triton 500+240; ties by id
    assert [column.name for column in view.columns] == [
        "KServe",
        "Python API",
        "Triton backend",
        "K8s device plugin",
        "SMI",
    ]
    assert [(kind.name, kind.columns) for kind in view.kinds] == [
        ("Serving and inference", "3"),
        ("Data centre", "1"),
        ("Operations", "1"),
    ]
    assert [column.starts for column in view.columns] == [True, False, False, True, True]
    assert view.columns[1].deals == "3"


def test_a_heading_says_when_each_maturity_lands() -> None:
    lands = {column.name: column.lands for column in matrix(sample_plan()).columns}
    assert lands["Python API"] == "preview ready already, GA R1, proven R3"
    assert lands["Triton backend"] == "GA R2"  # its preview comes with the same release
    assert lands["KServe"] == "–"


def test_each_need_has_the_sign_of_how_it_stands() -> None:
    view = matrix(sample_plan())
    names = [column.name for column in view.columns]
    signs = {
        row.id: {name: cell.symbol for name, cell in zip(names, row.cells, strict=True) if cell}
        for group in view.groups
        for row in group.rows
    }
    assert signs == {
        "acme": {"Python API": "●", "Triton backend": "●", "KServe": "–"},  # KServe: the alternative not taken
        "beijing": {"Python API": "○", "Triton backend": "●", "KServe": "✕"},  # a challenge met, a nice one not
        "harbour": {"K8s device plugin": "◆"},
        "delta": {"Python API": "●", "KServe": "✕", "SMI": "✕"},
    }


def test_the_worst_need_for_a_capability_is_the_one_shown() -> None:
    plan = sample_plan()
    acme = plan.deals[0]
    needs = [*acme.needs, plan.deals[2].needs[0], plan.deals[2].needs[0].model_copy(update={"met": True})]
    view = matrix(plan.model_copy(update={"deals": [acme.model_copy(update={"needs": needs})]}))
    assert [cell.symbol for cell in view.groups[0].rows[0].cells if cell] == ["–", "●", "●", "◆"]


def test_a_cell_says_what_is_needed_and_when_it_is_ready() -> None:
    view = matrix(sample_plan())
    titles = {row.id: [cell.title for cell in row.cells if cell] for group in view.groups for row in group.rows}
    assert titles["harbour"] == ["GA by Design-in, 19\u00a0Jun (breaker); K8s device plugin: ready 3\u00a0Jul"]
    assert "GA by Acceptance, 15\u00a0Jun (breaker); does not land" in titles["delta"]


def test_capabilities_nobody_needs_are_named_below() -> None:
    plan = sample_plan()
    view = matrix(plan.model_copy(update={"deals": plan.deals[:1]}))
    assert view.unused == "K8s device plugin, SMI"


def test_of_very_many_deals_the_dearest_are_shown_and_the_rest_counted() -> None:
    plan = sample_plan()
    many = [
        plan.deals[0].model_copy(update={"id": f"d{n:03}", "expected": n, "segment": "new" if n % 2 else "isv"})
        for n in range(module.MOST_DEALS + 5)
    ]
    view = matrix(plan.model_copy(update={"deals": many}))
    assert [group.segment for group in view.groups] == ["Independent software vendors", "new"]
    assert sum(len(group.rows) for group in view.groups) == module.MOST_DEALS
    assert "5 more deals are in the list of deals" in view.note
    assert view.groups[0].rows[-1].id == "d006"  # d000 to d004 are the cheapest
