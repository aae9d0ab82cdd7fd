"""Pages in Chinese: no sentence of the product is left in English, and days and amounts are written as Chinese does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from docs.generate import ROOT
from docs.generation.translations import place
from requirements import language
from requirements.gate import Gate
from roadmap.changes.scenarios.scenario_plans import WhatIfVariant
from roadmap.changes.scenarios.side_by_side import lay_side_by_side
from roadmap.changes.sweeping.table import SweepTable, SweptPlan, sweep_line, sweep_run
from roadmap.changes.sweeping.task import SweepFailure, SweepResult, SweepTask
from roadmap.comparing import compare_plans
from roadmap.explaining.asking.change import Change
from roadmap.explaining.meeting.branching import BranchTable
from roadmap.explaining.meeting.meeting_questions import MeetingBranch, MeetingQuestion
from roadmap.explaining.meeting.ranking import fitted
from roadmap.explaining.trading import MovedCommitment, Party, Trade
from roadmap.outputs.delivery import render_delivery
from roadmap.outputs.feed import write_ics
from roadmap.outputs.html import render_page, templates_folder
from roadmap.outputs.sheets import render_agenda, render_comparison, render_sweep, render_tracking, render_trades
from roadmap.outputs.tongues import with_chinese_marked
from roadmap.outputs.whatif import render_whatif
from roadmap.planner.stored.replan import Difference
from roadmap.plans.mark import REPORT_KIND
from roadmap.schedule import Status
from roadmap.tracking import learn
from roadmap.views.answers.agenda import build_agenda
from roadmap.views.answers.sweep import build_sweep
from roadmap.views.answers.trades import build_trades
from roadmap.views.answers.whatif import build_whatif
from roadmap.views.comparison import Readers, build_comparison
from roadmap.views.delivery.delivery_page import build_delivery
from roadmap.views.quarterly.tracking import build_tracking
from roadmap.views.roadmap.roadmap_page import build_page
from roadmap.views.sales_timeline import build_timeline
from tests.compare.plans import R1, R2, a, b, plan
from tests.explain.rivals import present as rivals
from tests.outputs.golden_files import agrees_with_golden
from tests.outputs.reading_html import Page, read_html
from tests.projects import capability, feature, project
from tests.sample_plan import empty_plan, sample_plan
from tests.sample_year import whole_year

NAME = "Feature"
"""What the features of a small plan are called."""
WORDS = 3
"""Words in a row by which a piece of an English message is known."""


GLUED = re.compile(r"_\(\"[^\"]*\"\) \}\}(?:</\w+>)?[:,;]? *\{\{|\}\}(?:</\w+>)?[:;,] \{[{%]|\| join\(")
"""A message with what belongs to it behind it, where each language has its own order and marks."""


@pytest.fixture
def chinese() -> Iterator[None]:
    before = language._current.get()
    language.speak("zh_CN")
    yield
    language._current.set(before)


def roadmap_page() -> str:
    return render_page(build_page(sample_plan(), quarter=None))


def empty_page() -> str:
    return render_page(build_page(empty_plan(), quarter=None))


def load_page() -> str:
    return render_delivery(build_delivery(whole_year()))


def comparison_page() -> str:
    before, after = plan(), plan((1, [0]), (1, [5]))  # the second feature a week later
    return render_comparison(build_comparison(compare_plans(before, after), before, after, audience=Readers.ALL))


def tracking_page() -> str:
    made = project(
        header={"as_of": "2026-01-14"},
        capabilities={"api": capability(), "smi": capability()},
        features={"f": feature(), "g": feature(provides={"smi": "ga"})},
        releases={"R1": R1, "R2": R2},
        deals={"a": a(), "b": b()},
    )
    learned = learn(made, plan())
    return render_tracking(build_tracking(made, "2026Q1", tracked=None, learned=learned, baseline=None, plan=None))


def whatif_page() -> str:
    made = project()
    variants = [WhatIfVariant("现状", (), made), WhatIfVariant("方案", ("a.b = 1",), made)]
    return render_whatif(
        build_whatif(lay_side_by_side(variants, [sample_plan(), sample_plan()], start_from=None, seconds=5))
    )


def sweep_page() -> str:
    task, result = SweepTask(1, 0, "0"), SweepResult(None, SweepFailure.NO_PLAN)
    plans = [SweptPlan(value, None, Status.BEST_FOUND, True, frozenset("ab"), frozenset("a")) for value in (5, 7)]
    runs = [
        sweep_run(task, "方案", plan=plans[1], base=plans[0], file="", failed=None),
        sweep_run(task, "方案", plan=None, base=plans[0], file="", failed=result),
    ]
    table = SweepTable(
        kind=REPORT_KIND, name="公司", currency="CNY", seeds=[0, 1], seconds=5, effort=None, workers=1,
        reproducible=False, start_from=None, tasks=2, lines=[sweep_line("方案", ["a.b = 1"], runs)], runs=runs,
    )  # fmt: skip
    return render_sweep(build_sweep(table))


def trades_page() -> str:
    owner, customer, team = Party("owner", "e"), Party("customer", "e"), Party("team", "core", "核心组")
    day = date(2026, 1, 16)
    moved = (MovedCommitment("e", day, None, agreed=False), MovedCommitment("e", day, day, agreed=True))
    traded = Trade(
        "d", Change("gate", "d", amount=3, served="d"), Difference(5, 1, None), 9, (("e", 4),), (), moved,
        (owner, customer, team), (0,),
    )  # fmt: skip
    return render_trades(build_trades(rivals().plan, ["d", "e"], [traded], dear={"d": (), "e": ()}, left=2))


def agenda_page() -> str:
    present, half = rivals(), Fraction(1, 2)
    words = {
        "effort": ("low", "likely", "high"), "gate": ("earlier", "stated", "later"), "wait": ("no", "yes"),
        "need": ("needed", "not_needed"), "substitute": ("refused", "taken"), "win": ("won", "lost"),
        "wish": ("nothing", "matters"),
    }  # fmt: skip
    tables = []
    for kind, told in words.items():
        branches = tuple(MeetingBranch(word, half, 7) for word in told)
        subject = "a" if kind == "effort" else "d"
        gate, wanted = (None, "") if kind in ("effort", "wait", "win") else (Gate.DESIGN_IN, "api")
        question = MeetingQuestion(f"{kind}:{subject}", kind, subject, branches, 40, "", gate, wanted, "c")  # type: ignore[arg-type]
        worth = tuple(tuple(10 * (x == b) for b in range(len(told))) for x in range(len(told)))
        tables.append(BranchTable(question, worth, ({},) * len(told), date(2026, 1, 16)))
    ranked, answered = fitted(tables, minutes=80), [(tables[0].question, tables[0].question.branches[0])]
    return render_agenda(build_agenda(present.plan, ranked, minutes=80, answered=answered, left=3))


PAGES = (
    roadmap_page, empty_page, load_page, comparison_page, tracking_page, whatif_page, sweep_page, trades_page,
    agenda_page,
)  # fmt: skip


def messages() -> list[str]:
    """The English of every message that has other words in Chinese."""
    found = []
    for message in read_po(BytesIO((ROOT / place("zh_CN", "po")).read_bytes()), locale="zh_CN"):
        english = [message.id] if isinstance(message.id, str) else list(message.id)
        chinese = [message.string] if isinstance(message.string, str) else list(message.string or ())
        found += [text for text in english if text and text not in chinese]
    return found


def pieces(message: str) -> list[str]:
    """What stands between the placeholders of a message, where it is long enough to be known again."""
    between = (part.strip(" .,:;()") for part in re.split(r"\{\w*[^}]*\}", message))
    return [part for part in between if len(re.findall(r"[A-Za-z]{2,}", part)) >= WORDS]


def told(page: Page) -> str:
    """What a page tells: its text, and what is told in attributes."""
    named = [
        text for element in page.elements for key, text in element.attributes.items() if key in ("title", "aria-label")
    ]
    return "\n".join([page.text, *named])


@pytest.mark.parametrize("made", PAGES, ids=lambda made: made.__name__)
@pytest.mark.usefixtures("chinese")
def test_no_message_is_left_in_english(made: Callable[[], str]) -> None:
    page = read_html(made())
    text, known = told(page), messages()
    assert [piece for message in known for piece in pieces(message) if piece in text] == []
    words = {message for message in known if re.fullmatch(r"[A-Z][a-z-]+", message)} - {NAME}
    assert [element.text for element in page.elements if element.text.strip() in words] == []
    assert page.all("html")[0].attributes["lang"] == "zh-CN"


@pytest.mark.parametrize("path", sorted(templates_folder().glob("*.html")), ids=lambda path: path.stem)
def test_no_sentence_of_a_template_is_glued(path: Path) -> None:
    assert [found[0] for found in GLUED.finditer(path.read_text(encoding="utf-8"))] == []


@pytest.mark.usefixtures("chinese")
def test_the_load_page_in_chinese_is_as_agreed() -> None:
    text = load_page()
    assert agrees_with_golden("load.zh-CN.html", text[text.index("<body>") :])


@pytest.mark.usefixtures("chinese")
def test_days_stand_as_iso_days_in_tables_and_in_words_in_sentences() -> None:
    page = read_html(roadmap_page())
    cells = [element.text.strip() for element in page.elements if element.tag in ("td", "b")]
    assert any(re.fullmatch(r"2026-\d\d-\d\d", cell) for cell in cells)
    assert not any(re.search(r"\d\u00a0月\u00a0\d+\u00a0日$", cell) for cell in cells)
    assert "2026\u00a0年\u00a02\u00a0月\u00a02\u00a0日" in page.text  # the day of the plan
    assert "2026\u00a0年第二季度" in page.text


@pytest.mark.usefixtures("chinese")
def test_a_calendar_speaks_chinese() -> None:
    feed = write_ics(build_timeline(sample_plan())).decode().replace("\r\n ", "")
    assert "SUMMARY:● Acme Vision：送测（达成）" in feed
    assert "SUMMARY:✕ Delta Cloud：送测（未承诺）" in feed


def test_chinese_names_are_marked_on_an_english_page_and_nowhere_else() -> None:
    page = roadmap_page()
    assert '<span lang="zh-CN">北京云鉴科技股份有限公司</span>' in page
    assert "lang=" not in re.sub(r'<span lang="zh-CN">[^<]*</span>|<html lang="en">', "", page)
    assert not re.search(r'="[^"]*<span', page)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("<p>Plan</p>", "<p>Plan</p>"),
        ("<p>Harbour 港口, Ltd</p>", '<p>Harbour <span lang="zh-CN">港口</span>, Ltd</p>'),
        ("<p>商机（送测）</p>", '<p><span lang="zh-CN">商机（送测</span>）</p>'),
        ('<td title="港口"><title>港口</title></td>', '<td title="港口"><title>港口</title></td>'),
        ("<style>a > b { content: '港' }</style>", "<style>a > b { content: '港' }</style>"),
        ('<svg><text x="1">港口</text></svg>', '<svg><text x="1">港口</text></svg>'),
    ],
)
def test_only_what_people_read_is_marked(text: str, marked: str) -> None:
    assert with_chinese_marked(text) == marked
