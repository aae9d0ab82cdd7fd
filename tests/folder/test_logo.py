"""The logo as a file of the folder."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from roadmap.folder.load import load_project
from roadmap.policy.editions import LONGEST_LOGO
from tests.editions.canaries import LOGO

ROADMAP = """name: Branding
start: 2026-01-05
horizon: 2026-06-30
policy: {{branding: {{logo: {logo}}}}}
"""
PICTURE = base64.b64decode(LOGO.partition(",")[2])


def loaded(folder: Path, logo: str) -> tuple[str | None, list[tuple[str, int]]]:
    (folder / "roadmap.yaml").write_text(ROADMAP.format(logo=logo), encoding="utf-8")
    found = load_project(folder)
    branding = None if found.project is None else found.project.header.policy.branding.logo
    return branding, [
        (finding.code, finding.place.line)
        for finding in found.findings
        if "logo" in str(finding) or ".png" in str(finding)
    ]


def test_a_picture_of_the_folder_becomes_part_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "art").mkdir()
    (tmp_path / "art" / "logo.png").write_bytes(PICTURE)
    assert loaded(tmp_path, "art/logo.png") == (LOGO, [])


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("missing.png", None, "file-missing"),
        ("text.png", b"no picture", "logo-form"),
        ("large.png", PICTURE + b"x" * LONGEST_LOGO, "logo-form"),
        ("../logo.png", None, "include-outside"),
        ("/etc/logo.png", None, "include-outside"),
    ],
)
def test_what_is_no_small_picture_of_the_folder_is_a_finding_at_its_line(
    name: str, content: bytes | None, code: str, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "logo.png").write_bytes(PICTURE)
    if content is not None:
        (folder / name).write_bytes(content)
    assert loaded(folder, name) == (None, [(code, 4)])


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "logo.png").write_bytes(PICTURE)
    (folder / "logo.png").symlink_to(tmp_path / "logo.png")
    assert loaded(folder, "logo.png") == (None, [("include-outside", 4)])
