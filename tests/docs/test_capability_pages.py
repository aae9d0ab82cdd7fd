"""The page of the catalogue: every entry of the files has its row, with the sums of its work."""

from __future__ import annotations

from docs.generate import catalogue
from requirements.catalogue import catalogue_capabilities, catalogue_profiles
from roadmap.folder.catalogue import catalogue_features, catalogue_teams, shortest_days, total_effort

LINES = catalogue().splitlines()


def rows(key: str) -> list[str]:
    return [line for line in LINES if line.startswith(f"| `{key}` |")]


def test_every_entry_has_its_row() -> None:
    for key in [*catalogue_capabilities(), *catalogue_features(), *catalogue_teams()]:
        assert rows(key), key
    for key, profile in catalogue_profiles().items():
        assert f"### {profile.name} (`{key}`)" in LINES


def test_a_way_says_what_it_takes() -> None:
    feature = catalogue_features()["device-plugin-partner"]
    # architecture 12/16/24, partner 50/65/100, driver 12/16/25, quality 30/40/65, field 5/6/10.
    assert total_effort(feature) == (109, 143, 224)
    # Two architects 16 x 1.08 / 2 = 8.6, so 9; the partner 65; 16; three testers 40 x 1.16 / 3 = 15.5, so 16; 6.
    assert shortest_days(feature) == 9 + 65 + 16 + 16 + 6
    assert rows("device-plugin-partner") == [
        "| `device-plugin-partner` | partner | k8s-device-plugin: proven | 109 / 143 / 224 | 112 days | 1500 |  "
        "| smi-ga (interface) |"
    ]


def test_a_need_of_a_profile_says_how_often() -> None:
    assert "| design_in | `grey-release-kit` | ga | challenge, -20% | 50% |" in LINES
    assert "| acceptance | `python-api` or `c-cpp-api` | ga | breaker | 75% |" in LINES


def test_every_row_of_a_table_has_the_cells_of_its_head() -> None:
    heads = [number for number, line in enumerate(LINES) if line.startswith("| --- |")]
    assert len(heads) == 18  # two for each of seven kinds, three profiles, the teams
    for head in heads:
        cells = LINES[head].count("|")
        end = next((n for n in range(head, len(LINES)) if not LINES[n].startswith("|")), len(LINES))
        assert all(line.count("|") == cells for line in LINES[head - 1 : end])
