"""Chances of small plans, against what can be worked out by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from roadmap.errors import InputFault
from roadmap.futures.chances import Chances
from roadmap.futures.chances_file import are_of, chances_file, chances_text, read_chances
from roadmap.futures.playing.draws import BLOCK, DealChance, Drawer, Shares, World, days_lost
from roadmap.futures.playing.shapes import GRID, table_of
from roadmap.futures.playing.simulating import game_of, joined, simulate_blocks
from roadmap.futures.playing.winning import won_customers
from roadmap.operations.planning.simulate import Simulated, simulate
from roadmap.operations.sources.present import present_on
from roadmap.operations.sources.stored_plans import find_plan
from tests.cli.rivals_folder import RIVALS, rivals_folder
from tests.futures.random_plans import random_plan

RUNS = 4000
SURE = "policy: {uncertainty: {gates: 0 days, sick_days: 0, effort: {less: 0%, more: 0%}}}\n"
EFFORTS = "policy: {uncertainty: {gates: 0 days, sick_days: 0}}\n"
GATES = "policy: {uncertainty: {gates: {earlier: 5 days, later: 0 days}, sick_days: 0, effort: {less: 0%, more: 0%}}}\n"
"""Work of 6 days by slot 8, the freeze of R1 on 14 January; R1 ships on the day of the gate, 16 January."""


@cache
def simulated(folder: Path, policy: str, freeze: str = "2026-01-14") -> Simulated:
    plan = rivals_folder(folder, RIVALS.replace("2026-01-14", freeze) + policy)
    return simulate(plan, runs=RUNS, seed=3)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("chances")


def chances(scratch: Path, policy: str) -> Chances:
    return simulated(scratch / f"case{abs(hash(policy))}", policy).chances


def test_where_nothing_is_uncertain_every_chance_is_that_of_the_plan(scratch: Path) -> None:
    found = chances(scratch, SURE)
    assert {gate.deal: (gate.chance, gate.late) for gate in found.gates} == {"d": (0.0, 20), "e": (1.0, 0)}
    assert {line.id: line.chance for line in found.features} == {"a": 1.0, "b": 1.0}
    assert found.removals == []
    assert found.default_ranges == 0


def test_the_chance_to_make_a_release_is_that_of_the_effort_to_be_small_enough(scratch: Path) -> None:
    # b takes 4.8 to 9.6 days, most likely 6: beta with parameters 1 + 4 x 1.2 / 4.8 = 2 and 4. It makes the freeze with
    # at most 8 days, y = (8 - 4.8) / 4.8 = 2/3 of the range: y^2 (10 - 20 y + 15 y^2 - 4 y^3) = 0.9547.
    (feature,) = [line for line in chances(scratch, EFFORTS).features if line.id == "b"]
    y = 2 / 3
    assert feature.chance == pytest.approx(y**2 * (10 - 20 * y + 15 * y**2 - 4 * y**3), abs=4 * feature.error)
    assert feature.error == pytest.approx((0.9547 * 0.0453 / RUNS) ** 0.5, rel=0.2)
    assert feature.promise == "R1"
    assert set(feature.releases) == {"R1", "R2"}


def test_a_gate_that_may_come_sooner_is_missed_in_half_of_the_futures(scratch: Path) -> None:
    # R1 ships on the day of the gate. Its spread is 5 days to one side: rounded to whole days, it comes no sooner with
    # the chance that 5 / 1.2816 x z > -0.5, z > -0.128: 0.551.
    (gate,) = [gate for gate in chances(scratch, GATES).gates if gate.deal == "e"]
    assert gate.chance == pytest.approx(0.551, abs=4 * gate.error)
    assert (gate.promise, set(gate.dots)) == ("R1", {"R1"})


def test_gates_of_a_segment_that_states_no_spread_move_as_the_stage_history_says(tmp_path: Path) -> None:
    # Six deals came ten working days sooner than they had said, the policy says 0: 1.28 x (6 x 10^2 / 11)^1/2 = 9 days
    # earlier. So e, whose gate is on the day of the train, is met with the chance that 9 / 1.28 x z > -0.5: 0.528.
    plan = rivals_folder(tmp_path / "company", RIVALS + SURE)
    (plan.parent / "history").mkdir()
    rows = [f"x{n},2025-01-0{day},{gate},isv" for n in range(6) for day, gate in ((6, "2025-06-16"), (7, "2025-06-02"))]
    (plan.parent / "history" / "crm.csv").write_text("\n".join(["deal,day,signing,segment", *rows]))
    found = simulate(plan, runs=RUNS, seed=3)
    (gate,) = [gate for gate in found.chances.gates if gate.deal == "e"]
    assert found.chances.learned_spreads == {"isv": (9, 0)}
    assert gate.chance == pytest.approx(0.528, abs=4 * gate.error)
    assert "Gates move as the stage history says: ISV −9 to +0 days." in found.view.ranges
    (plan.parent / "history" / "crm.csv").write_text("deal,day,signing\nx,2025-13-01,2025-06-16\n")
    with pytest.raises(InputFault) as caught:
        simulate(plan, runs=10)
    assert [str(finding.place) for finding in caught.value.findings] == ["history/crm.csv:2:3"]


def test_revenue_is_won_or_lost_as_a_whole(scratch: Path) -> None:
    total = chances(scratch, SURE).revenue.total  # e is worth 400 and won with 1/2; d, late, keeps half of its chance
    assert total.amounts.mean == pytest.approx(400 / 2 + 200 / 4, abs=4 * 200 / RUNS**0.5)
    assert total.chance == pytest.approx(1 / 2, abs=0.04)  # the target of 300 is reached by e alone
    assert (total.amounts.p90, total.amounts.p10) == (0, 600 if total.amounts.p10 == 600 else 400)


def test_what_decides_a_gate_is_the_work_before_it(scratch: Path) -> None:
    found = {gate.deal: gate.decides for gate in chances(scratch, EFFORTS).gates}
    assert [(one.kind, one.id, one.share) for one in found["e"]] == [("feature", "b", 1.0)]
    assert {(one.kind, one.id) for one in found["d"]} == {("feature", "a"), ("feature", "b"), ("person", "core-1")}


def test_without_the_uncertainty_of_its_work_the_gate_is_met(scratch: Path) -> None:
    # with a day less b makes the freeze with 0.755 only (y = 2.2 / 4.8), and R2 ships 11 working days later: half of
    # the 200 of e is lost then. Without that uncertainty it is there; by weight, 200 of 300, in days: 11 x 2/3 = 7.3.
    removals = simulated(scratch / "tight", EFFORTS, "2026-01-13").chances.removals
    found = {(one.kind, one.id): (one.days, one.money) for one in removals}
    assert found == {("skill", "code"): (7.3, 100), ("feature", "b"): (7.3, 100)}


def test_the_same_seed_gives_the_same_futures_however_many_are_asked_for() -> None:
    game = game_of(random_plan(2))
    few = joined(list(simulate_blocks(game, runs=BLOCK + 7, seed=5)))
    many = joined(list(simulate_blocks(game, runs=2 * BLOCK, seed=5)))
    for name in ("boarded", "verified", "trains", "late", "kept", "won"):
        assert np.array_equal(getattr(few, name), getattr(many, name)[..., : BLOCK + 7])
    other = joined(list(simulate_blocks(game, runs=BLOCK, seed=6)))
    assert not np.array_equal(other.verified, many.verified[..., :BLOCK])


def test_a_table_holds_the_quantiles_of_the_distribution() -> None:
    table = table_of((0.0, 1 / 4, 1.0))  # beta(2, 4), whose mean is 1/3
    weight = np.exp(-(GRID**2) / 2)
    assert (table * weight).sum() / weight.sum() == pytest.approx(1 / 3, abs=1e-4)
    assert (np.diff(table) >= 0).all()
    assert (table[0], table[-1]) == (pytest.approx(0, abs=1e-3), pytest.approx(1, abs=0.05))


def test_errors_are_shared_as_the_policy_says() -> None:
    jobs = game_of(random_plan(4)).network.jobs[:2]
    pair = tuple(type(job)(**{n: getattr(job, n) for n in job.__slots__}) for job in jobs)
    world = World(pair, (), Shares(company=0.5, skill=0.0, feature=0.0), 0)
    normal = np.concatenate([Drawer(world, 1)._normal(block) for block in range(20)], axis=1)
    assert np.corrcoef(normal)[0, 1] == pytest.approx(0.5, abs=0.03)
    assert normal.std() == pytest.approx(1, abs=0.02)


def test_illness_takes_its_share_of_the_days() -> None:
    ill = np.random.default_rng(1).random((1, 200_000))
    days = np.full((1, 200_000), 20)
    # 25 of 250 days are a tenth; 20 days of work take 20 x 0.1 / 0.9 = 2.22 days more
    assert days_lost(ill, days, np.array([1]), sick_days=25).mean() == pytest.approx(2.22, abs=0.05)
    assert not days_lost(ill, days, np.array([1]), sick_days=0).any()


def test_customers_are_won_each_with_its_chance() -> None:
    drawn = (np.arange(10_000) + 0.5) / 10_000
    won = won_customers(np.full(10_000, 0.25), drawn, 3)
    assert won.mean() == pytest.approx(0.75, abs=0.001)
    assert (won == 3).mean() == pytest.approx(1 / 64, abs=0.001)
    assert won_customers(np.ones(3), np.array([0.0, 0.5, 0.999]), 2).tolist() == [2, 2, 2]


def test_chances_of_another_plan_are_not_taken_for_those_of_this_one(scratch: Path) -> None:
    one, other = simulated(scratch / "one", SURE), simulated(scratch / "other", EFFORTS)
    assert are_of(one.chances, one.plan)
    assert not are_of(one.chances, other.plan)


def test_chances_are_kept_beside_their_plan_and_read_back(scratch: Path) -> None:
    found, folder = simulated(scratch / "one", SURE), scratch / "one" / "rivals"
    plan_file = next((scratch / "one").rglob("plan.json"))
    assert found.save(plan_file) == chances_file(plan_file)
    assert read_chances(chances_file(plan_file)) == found.chances
    assert chances_text(found.chances) == chances_file(plan_file).read_text(encoding="utf-8")
    assert read_chances(folder / "nothing.chances.json") is None


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"kind": "roadmap-chances"}', '{"kind": "roadmap-plan"}'])
def test_a_file_that_holds_no_chances_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "plan.chances.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputFault) as fault:
        read_chances(tmp_path / "plan.chances.json")
    assert [finding.code for finding in fault.value.findings] == ["chances-invalid"]


def test_a_plan_that_was_played_is_read_from_its_file(scratch: Path) -> None:
    plan_file = rivals_folder(scratch / "read", RIVALS + SURE)
    present = present_on(find_plan(plan_file), None)
    assert game_of(present).player.unlike == ()
    assert DealChance(0, 0, 0.5) in game_of(present).world.deals
