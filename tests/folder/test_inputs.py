"""Which folder reads a file, or would if it were there."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap.folder.texts.inputs import input_folder


@pytest.mark.parametrize(
    ("include", "name", "read"),
    [
        ("[deals.yaml]", "deals.yaml", True),
        ("[deals.yaml]", "DEALS.yaml", True),  # the same file where names have no case
        ("[deals.yaml]", "more/deals.yaml", False),
        ("['more/*.csv']", "more/a.csv", True),
        ("['more/*.csv']", "more/deep/a.csv", False),
        ("['**/*.csv']", "a.csv", True),
        ("['**/*.csv']", "more/deep/a.csv", True),
        ("['**/*.csv']", "a.json", False),  # no kind of input
        ("['d[0-9].csv']", "d3.csv", True),
        ("['d[!0-9].csv']", "d3.csv", False),
        ("['d[!0-9].csv']", "dx.csv", True),
        ("['d[!!].csv']", "d!.csv", False),
        ("['d?.csv']", "d33.csv", False),
        ("['d?.csv']", "d3.csv", True),
        ("['d?.csv']", "d.csv", False),
        ("['more/*.csv']", "more/abc.csv", True),
        ("'*.csv'", "a.csv", True),  # it should be a list, so nobody can tell either
        ("", "a.csv", False),
        ("[[a.csv], b.csv]", "b.csv", True),
        ("['d?.csv']", "d/.csv", False),
        ("['./d.csv']", "d.csv", True),
        ("['d[.csv']", "d[.csv", True),
        ("['a.b.csv']", "aXb.csv", False),
        ("[", "any.csv", True),  # nobody can tell what this includes
        ("[]", "roadmap.yaml", True),
        ("[]", "other.yaml", False),
    ],
)
def test_what_a_folder_includes_is_its_input(include: str, name: str, read: bool, tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_text(f"name: X\ninclude: {include}\n", encoding="utf-8")
    assert input_folder(tmp_path / name) == (tmp_path if read else None)


def test_a_file_under_no_folder_is_nobodys_input(tmp_path: Path) -> None:
    assert input_folder(tmp_path / "deals.yaml") is None


def test_a_name_that_leads_to_the_file_by_a_link_counts(tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_text("include: [deals.csv]\n", encoding="utf-8")
    (tmp_path / "real.csv").touch()
    (tmp_path / "deals.csv").symlink_to(tmp_path / "real.csv")
    assert input_folder(tmp_path / "real.csv") == tmp_path
