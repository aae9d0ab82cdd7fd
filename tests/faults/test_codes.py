"""Codes: every one that can be given is explained, and every one that is explained is given by some faulty input."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from requirements.language import speak
from roadmap.folder.codes import all_codes, explain
from tests.faults.test_faults import CASES, expected

ROOT = Path(__file__).parents[2]
SOURCES = [
    path
    for folder in ("requirements", "roadmap/folder", "roadmap/supply", "roadmap/policy", "roadmap/importing")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
GIVERS = {"Finding", "fault", "_note", "refuse", "stop", "_too_large", "obstacle"}
BY_OTHER_TESTS = {  # in test_limits.py: too large for a file of the corpus, or made of bytes or links
    "baseline-deal-gone",  # this one and the next in tests/folder/test_baseline.py
    "baseline-invalid",
    "consent-missing",  # this one and the next two in tests/cli/test_consent.py
    "decision-idle",
    "promise-cannot-hold",
    "csv-too-long",
    "deal-late",  # this one and the next two in tests/explain/test_probing.py
    "deal-never",
    "deal-open",
    "csv-too-wide",
    "edit-unfinished",  # in tests/editing/test_unfinished.py
    "encoding",
    "file-missing",
    "file-too-large",
    "further-findings",
    "import-column",  # this one and the others of imports in tests/importing/test_refusals.py
    "import-foreign",
    "import-gone",
    "import-question",
    "import-result",
    "import-rounded",
    "import-value",
    "include-kind",
    "not-a-file",
    "reqif-text",  # this one and the next in tests/importing/test_requirements.py
    "reqif-form",
    "respond-column",  # this one and the next in tests/editions/test_respond.py
    "respond-empty",
    "template-failed",  # this one and the others of templates in tests/outputs/test_own_templates.py
    "template-file",
    "template-head",
    "template-limits",
    "template-name",
    "template-style",
    "template-syntax",
    "template-unsafe",
    "pin-cannot-hold",  # in tests/cli/test_left_out.py
    "plan-changed",  # in tests/folder/test_seal.py
    "schedule-form",  # this one and the next in tests/importing/test_schedules.py
    "schedule-left-out",
    "skills-narrowed",
    "too-large",
    "too-long",
    "too-many-parts",
    "unknown-form",
    "unknown-unit",
    "unreadable",
    "value-too-long",
    "webhook-address",  # in tests/operations/test_notify.py
    "workbook-cell",  # this one and the next in tests/importing/test_workbooks.py
    "workbook-conflict",  # this one and the next in tests/importing/test_input_book.py
    "workbook-key",
    "workbook-file",
    "workbook-hidden",
    "workbook-merged",
    "workbook-part",
    "workbook-sheet",
    "workbook-size",
}


OTHER_TESTS = (
    "editing/test_unfinished.py",
    "editions/test_respond.py",
    "outputs/test_own_templates.py",
    "faults/test_limits.py",
    "folder/test_baseline.py",
    "importing/test_input_book.py",
    "importing/test_refusals.py",
    "importing/test_requirements.py",
    "operations/test_notify.py",
    "importing/test_schedules.py",
    "importing/test_workbooks.py",
    "folder/test_seal.py",
    "cli/test_consent.py",
    "cli/test_left_out.py",
    "indexing/test_narrowing.py",
    "explain/test_probing.py",
)


def given_codes() -> set[str]:
    """The codes that stand in the source as the first argument of what makes findings."""
    codes = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                codes |= {str(node.args[0].value)} if name in GIVERS else set()
    return codes


def test_every_code_in_the_source_is_explained() -> None:
    given = given_codes()
    assert len(given) > 60
    assert given - set(all_codes()) == set()


def test_every_explained_code_is_given_by_a_faulty_input() -> None:
    shown = {code for case in CASES for _line, code in expected(case)}
    assert set(all_codes()) - shown - BY_OTHER_TESTS == set()
    assert shown & BY_OTHER_TESTS == set()
    others = [ROOT / "tests" / name for name in OTHER_TESTS]
    limits = "".join(path.read_text(encoding="utf-8") for path in others)
    assert [code for code in BY_OTHER_TESTS if code not in limits and code != "file-missing"] == []


def test_an_explanation_says_more_than_its_code() -> None:
    assert min(len(text) for text in all_codes().values()) > 20
    assert explain("dependency-cycle") == all_codes()["dependency-cycle"]
    assert explain("nothing") is None


@pytest.mark.parametrize("language", ["en", "zh_CN", "xx"])
def test_codes_stay_the_same_in_every_language(language: str) -> None:
    before = set(all_codes())
    try:
        speak(language)
        assert set(all_codes()) == before
    finally:
        speak("en")
