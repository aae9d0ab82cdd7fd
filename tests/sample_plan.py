"""A fixed plan made by hand, never by a solve: four deals, one of each status, on three releases.

Amounts are in thousand CNY. Slack counts Mondays to Fridays; there are no holidays in this plan.
"""

from __future__ import annotations

from datetime import date

from requirements.capability import Kind
from requirements.gate import Maturity
from roadmap.plans import document as d
from roadmap.plans.causes import Cause, CauseKind
from roadmap.plans.engineering.people import HandOver, SkillLine, TeamLine, WeekLoad
from roadmap.plans.engineering.versions import Versions
from roadmap.plans.engineering.work import WorkLine, WorkStatus
from roadmap.plans.revenue import money as m
from roadmap.plans.revenue.year import WorkingYear
from roadmap.schedule import Status, Stopped
from roadmap.supply.feature import Phase, Variant
from tests.sample_deals import acme, beijing, delta, harbour
from tests.sample_funnel import sample_funnel
from tests.sample_models import target_models
from tests.sample_support import support, supporters, year
from tests.sample_versions import versions

START, AS_OF, HORIZON = date(2026, 1, 5), date(2026, 2, 2), date(2026, 6, 30)
R1_SHIPS, R2_SHIPS, R3_SHIPS = date(2026, 1, 30), date(2026, 4, 24), date(2026, 6, 19)
GA, PROVEN, PREVIEW = Maturity.GA, Maturity.PROVEN, Maturity.PREVIEW


HEADLINE = m.Headline(
    target=2000,
    open_value=3200,
    open_expected=1440,
    secured=500,
    at_risk=240,
    late=150,
    given_up=550,
    secured_value=500,
    at_risk_value=240,
    late_value=150,
    given_up_value=550,
    release_cost=60,
    feature_cost=20,
    value=810,
)


def sample_plan() -> d.Plan:
    """The plan: secured 500 + at risk 240 + late 150 - 60 for releases - 20 for features = 810."""
    return d.Plan(
        name="Small Chips 2026",
        start=START,
        as_of=AS_OF,
        horizon=HORIZON,
        currency="CNY",
        provisional_years=[2027],
        made_from=d.MadeFrom(
            digest="ab" * 32, product="0.1.0", solver="9.15", seed=7, workers=8, time=30, reproducible=True
        ),
        proof=m.PlanProof(status=Status.BEST_FOUND, stopped=Stopped.TIME, value=810, bound=891, gap=0.1),
        headline=HEADLINE,
        segments=segments(),
        deals=[acme(), beijing(), harbour(), delta()],
        capabilities=capabilities(),
        features=features(),
        unplanned=unplanned(),
        releases=releases(),
        teams=[
            TeamLine(id="serving", name="Serving", skill="server", people=4),
            TeamLine(id="tools", name="Tools 工具", skill="tooling", people=2),
        ],
        skills=[*skills(), *supporters()],
        hand_overs=[hand_over()],
        pins=[
            d.PinLine(text="k8s lands in R3", reason="agreed with Delta"),
            d.PinLine(text="R1 is cut", reason=None),
        ],
        safe_slack=5,
        funnel=sample_funnel(),
        versions=versions(),
        target_models=target_models(),
        support=support(),
        year=year(),
    )


def hand_over() -> HandOver:
    """The build of the Triton backend changes hands in March."""
    return HandOver(feature="triton", phase=Phase.BUILD, day=date(2026, 3, 2), leaves=["li-na"], joins=["wang-qiang"])


def empty_plan() -> d.Plan:
    """The same plan without deals, features, releases and people: valid, and worth nothing."""
    nothing = m.Headline(
        target=0,
        open_value=0,
        open_expected=0,
        secured=0,
        at_risk=0,
        late=0,
        given_up=0,
        secured_value=0,
        at_risk_value=0,
        late_value=0,
        given_up_value=0,
        release_cost=0,
        feature_cost=0,
        value=0,
    )
    proof = m.PlanProof(status=Status.OPTIMAL, stopped=Stopped.PROVED, value=0, bound=0, gap=None)
    lists = ("segments", "deals", "capabilities", "features", "unplanned", "releases", "teams", "skills")
    changes = dict.fromkeys(["funnel"]) | {
        k: list[str]() for k in (*lists, "hand_overs", "pins", "provisional_years", "support")
    }
    return sample_plan().model_copy(
        update={
            "headline": nothing,
            "proof": proof,
            "versions": Versions(),
            "target_models": None,
            "year": WorkingYear(),
            **changes,
        }
    )


def segments() -> list[m.SegmentLine]:
    """Two segments that add up to the headline."""
    return [
        m.SegmentLine(
            id="isv",
            name="Independent software vendors",
            target=800,
            deals=3,
            open_expected=1040,
            secured=500,
            at_risk=240,
            late=150,
            given_up=150,
            secured_value=500,
            at_risk_value=240,
            late_value=150,
            given_up_value=150,
        ),
        m.SegmentLine(
            id="cloud",
            name="Internet and cloud",
            target=1200,
            deals=1,
            open_expected=400,
            secured=0,
            at_risk=0,
            late=0,
            given_up=400,
            secured_value=0,
            at_risk_value=0,
            late_value=0,
            given_up_value=400,
        ),
    ]


def capabilities() -> list[d.CapabilityLine]:
    """One capability that was there before, two that land, one that does not, one that nobody needs."""
    return [
        line("python-api", "Python API", Kind.SERVING, ready=PREVIEW, lands={GA: "R1", PROVEN: "R3"}),
        line("triton", "Triton backend", Kind.SERVING, lands={PREVIEW: "R2", GA: "R2"}),
        line("kserve", "KServe", Kind.SERVING),
        line("k8s", "K8s device plugin", Kind.DATA_CENTRE, lands={GA: "R3"}),
        line("smi", "SMI", Kind.OPERATIONS),
    ]


def line(
    key: str, name: str, kind: Kind, *, ready: Maturity | None = None, lands: dict[Maturity, str] | None = None
) -> d.CapabilityLine:
    """A capability."""
    return d.CapabilityLine(id=key, name=name, kind=kind, ready=ready, lands=lands or {})


def item(phase: Phase, first: date, last: date, status: WorkStatus, *people: str, effort: int) -> WorkLine:
    """A work item of the skill `server`."""
    return WorkLine(
        phase=phase,
        name=None,
        skill="server",
        crew=len(people),
        effort=effort,
        first=first,
        last=last,
        status=status,
        people=list(people),
    )


def features() -> list[d.FeatureLine]:
    """One feature that is done, one in progress, one that is planned."""
    done, started, planned = WorkStatus.DONE, WorkStatus.STARTED, WorkStatus.PLANNED
    triton = [
        item(Phase.DESIGN, date(2026, 1, 26), date(2026, 2, 6), started, "li-na", effort=5),
        item(Phase.BUILD, date(2026, 2, 9), date(2026, 3, 27), planned, "li-na", "wang-qiang", effort=70),
        item(Phase.VERIFY, date(2026, 3, 30), date(2026, 4, 8), planned, "qa-1", effort=8),
        item(Phase.ENABLE, date(2026, 4, 9), date(2026, 4, 23), planned, "docs-1", effort=11),
    ]
    k8s = [
        item(Phase.BUILD, date(2026, 4, 13), date(2026, 5, 29), planned, "go-1", effort=35).model_copy(
            update={"name": "Write it in Go"}
        ),
        item(Phase.VERIFY, date(2026, 6, 5), date(2026, 6, 5), planned, effort=0),
    ]
    return [
        feature(
            "api", "Python API", {"python-api": GA}, "R1", [item(Phase.BUILD, START, date(2026, 1, 16), done, effort=0)]
        ),
        feature("triton", "Triton backend", {"triton": GA}, "R2", triton, slack=2, cost=20),
        feature("k8s", "K8s device plugin 设备插件", {"k8s": GA}, "R3", k8s, team="tools", variant=Variant.ADAPT),
    ]


def feature(
    key: str,
    name: str,
    provides: dict[str, Maturity],
    release: str,
    work: list[WorkLine],
    *,
    team: str = "serving",
    variant: Variant = Variant.BUILD,
    slack: int = 0,
    cost: int = 0,
) -> d.FeatureLine:
    """A feature, verified on the last day of the work that is not enablement."""
    return d.FeatureLine(
        id=key,
        name=name,
        team=team,
        variant=variant,
        provides=provides,
        release=release,
        verified=max(one.last for one in work if one.phase is not Phase.ENABLE),
        slack=slack,
        cost=cost,
        work=work,
        after=[],
        deals=["acme", "beijing"],
    )


def unplanned() -> list[d.UnplannedLine]:
    """One feature for each of some causes."""
    pin = Cause(kind=CauseKind.PIN, pin="feature old: planned false", place="roadmap.yaml:9:3")
    return [
        _unbuilt("smi", "SMI", "tools", {"smi": GA}, Cause(kind=CauseKind.NO_NEED)),
        _unbuilt("kserve", "KServe", "serving", {"kserve": GA}, Cause(kind=CauseKind.NOT_FOUND)),
        _unbuilt("bought", "Triton, bought", "serving", {"triton": PREVIEW}, Cause(kind=CauseKind.OTHER_VARIANT)),
        _unbuilt("old", "Old plugin", "tools", {"k8s": PREVIEW}, pin),
    ]


def _unbuilt(key: str, name: str, team: str, provides: dict[str, Maturity], cause: Cause) -> d.UnplannedLine:
    return d.UnplannedLine(id=key, name=name, team=team, provides=provides, cause=cause)


def releases() -> list[d.ReleaseLine]:
    """One past, two to come, and one that is not cut."""
    return [
        release("R1", date(2026, 1, 16), R1_SHIPS, ["api"], ["acme"], fixed=True, past=True),
        release("R2", date(2026, 4, 10), R2_SHIPS, ["triton"], ["acme", "beijing"]),
        release("R3", date(2026, 6, 5), R3_SHIPS, ["k8s"], ["harbour"]),
        release("R4", date(2026, 6, 22), HORIZON, [], [], used=False),
    ]


def release(
    key: str,
    freeze: date,
    ship: date,
    holds: list[str],
    serves: list[str],
    *,
    used: bool = True,
    fixed: bool = False,
    past: bool = False,
) -> d.ReleaseLine:
    """A release that costs 20."""
    return d.ReleaseLine(
        id=key, freeze=freeze, ship=ship, cost=20, used=used, fixed=fixed, past=past, features=holds, deals=serves
    )


def skills() -> list[SkillLine]:
    """One skill whose load is 25 of 100 in January and 100 of 100 in February, and one with nobody on hand."""
    mondays = [date(2026, 1, 5), date(2026, 1, 26), date(2026, 2, 2), date(2026, 2, 23)]
    loads = [(50, 0), (50, 25), (40, 40), (60, 60)]
    weeks = [WeekLoad(monday=day, available=on, used=use) for day, (on, use) in zip(mondays, loads, strict=True)]
    idle = [WeekLoad(monday=date(2026, 1, 5), available=0, used=0)]
    tooling = SkillLine(id="tooling", people=2, reserved=0, weeks=idle)
    return [SkillLine(id="server", people=4, reserved=0.2, weeks=weeks), tooling]
