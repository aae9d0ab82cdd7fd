"""Out of reach: deals that no plan can serve, why, and how that is told."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap.audit import value
from roadmap.cli.text.summary import summary_lines
from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.planner.build import build_plan
from roadmap.planner.causes.obstacles import Obstacles
from roadmap.planner.options import Options
from roadmap.plans.causes import Cause, CauseKind
from roadmap.plans.document import Plan
from roadmap.schedule import Placement, Proof, Schedule, Status, Stopped
from roadmap.views.lookup import look_up
from roadmap.views.roadmap.deals import build_deals
from roadmap.views.roadmap.reach import reach_sentence, reasons
from tests.planner.plans import TRAIN, deal_of, plan_of
from tests.projects import SEGMENT, capability, deal, feature, project

NOTHING = Schedule((None,))

LATER = {"freeze": "2026-02-11", "ship": "2026-02-13"}
LONG = feature({"phase": "build", "skill": "code", "effort": 9}, name="Python bindings")
"""One person cannot build it in the eight days before the freeze of R1."""


STRICT = SEGMENT | {"lateness": [{"days": 0, "keeps": 1}]}


def plan(*needs: str, gate: str = "2026-01-16", **more: Any) -> Plan:
    """One deal that needs things at design-in, a feature of nine days that provides `api`, two releases."""
    return plan_of(
        None,
        segments={"isv": STRICT},
        capabilities={"api": capability(name="Python API"), "tool": capability(name="Tool")},
        features={"f": LONG},
        releases={"R1": TRAIN, "R2": LATER},
        deals={"d": deal(gates={"design_in": gate}, needs={"design_in": list(needs)}, **more)},
    )


def kinds(made: Plan, key: str = "d") -> list[CauseKind]:
    return [cause.kind for cause in deal_of(made, key).causes]


def told(made: Plan) -> tuple[str, ...]:
    return reasons(deal_of(made), look_up(made))


def test_a_feature_that_lands_too_late_is_named_with_both_releases() -> None:
    made = plan("api")
    assert deal_of(made).causes == [
        Cause(kind=CauseKind.TOO_LATE, any_of=["api"], feature="f", name="Python bindings", earliest="R2", latest="R1")
    ]
    assert told(made) == ("Python API: Python bindings (f) cannot land before R2. The last release in time is R1",)


def test_a_deal_that_some_plan_could_serve_is_not_out_of_reach() -> None:
    made = plan("api", gate="2026-02-13")
    assert deal_of(made).status == "given_up"
    assert kinds(made) == [CauseKind.NOT_FOUND]
    assert reach_sentence(made) is None
    assert not any("out of reach" in line for line in summary_lines(made))


def test_what_nothing_provides_and_what_ships_too_late_are_told_each_once() -> None:
    made = plan("tool", "api", gate="2026-01-15")
    assert told(made) == ("Tool: no feature provides it", "Python API: no release ships in time")


def test_one_way_that_is_soon_enough_is_enough() -> None:
    assert kinds(plan("tool | api", gate="2026-02-13")) == [CauseKind.NOT_FOUND]


def test_a_feature_that_fits_nowhere_is_told() -> None:
    huge = feature({"phase": "build", "skill": "code", "effort": 50}, name="Everything")
    made = plan_of(
        None,
        capabilities={"api": capability(name="Python API")},
        features={"f": huge},
        deals={"d": deal(gates={"design_in": "2026-03-27"}, needs={"design_in": ["api"]})},
    )
    assert told(made) == ("Python API: Everything (f) fits into no release",)


def test_lateness_that_a_deal_bears_and_its_lead_time_count() -> None:
    # R2 ships on Friday 13 February. Ten working days of lead time before a gate on 13 February leave only R1, ten days
    # of lateness leave R2 again.
    patient = {"lateness": [{"days": 0, "keeps": 1}, {"days": 10, "keeps": "40%"}]}
    distant = STRICT | {"lead_time": 10}
    for more, found in ((distant, CauseKind.TOO_LATE), (distant | patient, CauseKind.NOT_FOUND)):
        made = plan_of(
            None,
            segments={"isv": more},
            capabilities={"api": capability()},
            features={"f": LONG},
            releases={"R1": TRAIN, "R2": LATER},
            deals={"d": deal(gates={"design_in": "2026-02-13"}, needs={"design_in": ["api"]})},
        )
        assert kinds(made) == [found]


@pytest.mark.parametrize(
    ("reach", "cause"),
    [
        (None, Cause(kind=CauseKind.NOT_FOUND)),
        ((1,), Cause(kind=CauseKind.NOT_FOUND)),
        ((0,), Cause(kind=CauseKind.ALONE)),
    ],
)
def test_what_no_plan_serves_even_alone_is_told_where_no_count_shows_why(
    reach: tuple[int, ...] | None, cause: Cause
) -> None:
    made = wanting("2026-02-13")
    proof = Proof(Status.BEST_FOUND, Stopped.TIME, 0, 10)
    found = built(made, NOTHING, proof, reach)
    assert deal_of(found).causes == [cause]
    assert (reach_sentence(found) is not None) is (cause.kind is CauseKind.ALONE)
    # What is counted is told rather than what two solves say.
    early = wanting("2026-01-16")
    assert kinds(built(early, NOTHING, proof, (0,))) == [CauseKind.TOO_LATE]


def built(made: Project, schedule: Schedule, proof: Proof, reach: tuple[int, ...] | None) -> Plan:
    """The plan of a schedule, as a search tells it that found out the reach of the deals."""
    indexed = index_project(made)
    obstacles = Obstacles(made, indexed, reach=reach)
    return build_plan(made, indexed, schedule, proof=proof, options=Options(), solver="0", obstacles=obstacles)


def wanting(gate: str) -> Project:
    """One deal that wants `f` by a day, which takes nine days and lands in R2."""
    return project(
        segments={"isv": STRICT},
        capabilities={"api": capability()},
        features={"f": LONG},
        releases={"R1": TRAIN, "R2": LATER},
        deals={"d": deal(gates={"design_in": gate}, needs={"design_in": ["api"]})},
    )


def test_a_deal_that_no_plan_serves_in_time_even_alone_is_late_for_that() -> None:
    # f takes nine days and lands in R2; the deal would bear that at 40 %.
    patient = STRICT | {"lateness": [{"days": 0, "keeps": 1}, {"days": 30, "keeps": "40%"}]}
    made = project(
        segments={"isv": patient},
        capabilities={"api": capability()},
        features={"f": feature()},
        releases={"R1": TRAIN, "R2": LATER},
        deals={"d": deal(gates={"design_in": "2026-01-16"}, needs={"design_in": ["api"]})},
    )
    late = Schedule((Placement(1, (8,), (0,)),))
    worth = value(index_project(made).problem, late)
    proof = Proof(Status.BEST_FOUND, Stopped.TIME, worth, worth + 10)
    plan = built(made, late, proof, (1,))
    assert deal_of(plan).status == "late"
    assert deal_of(plan).causes == [Cause(kind=CauseKind.ALONE, in_time=True)]
    assert told(plan) == ("no plan can serve this deal in time, even alone",)


def test_the_summary_and_the_page_tell() -> None:
    made = plan("api")
    sentence = reach_sentence(made)
    assert sentence is not None
    assert sentence.startswith("No plan can serve 1 deal ")
    assert sentence.endswith(": d")
    assert any(line.strip().startswith("out of reach") and sentence in line for line in summary_lines(made))
    row = build_deals(made, look_up(made)).groups[0].rows[0]
    assert (row.causes_heading, row.causes) == ("No plan can serve it", told(made))
    assert row.repairs == ("allow a later gate, reduce the work, or choose another way to the same capability",)
