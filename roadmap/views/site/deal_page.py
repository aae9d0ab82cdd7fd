"""The page of a deal: how it stands, gate by gate, what it needs, and why it is not in time. For colleagues only."""

from __future__ import annotations

from requirements.language import _, in_clauses, labelled
from roadmap.plans.deals import DealLine, DealStatus, GateLine, GateStatus, NeedLine
from roadmap.views.formats import exact_figure, figure, percent, table_day, working_days
from roadmap.views.futures.sure import dots_text, sure_words
from roadmap.views.reasons.causes import sentence
from roadmap.views.roadmap.deals import notes_of
from roadmap.views.roadmap.reach import heading_of, reasons, repairs_of
from roadmap.views.site.parts import (
    Cell,
    Column,
    SiteRow,
    SiteTable,
    Thing,
    ThingFact,
    ThingLink,
    ThingPage,
    web_address,
)
from roadmap.views.site.site_register import Register
from roadmap.views.words import (
    Badge,
    deal_badge,
    feature_remark,
    gate_badge,
    gate_word,
    importance_word,
    maturity_word,
    stage_word,
)

NONE = "–"


def deal_page(deal: DealLine, register: Register) -> ThingPage:
    """All that the plan says of a deal."""
    tables = (_gates(deal), _futures(deal, register), _needs(deal, register), _features(deal, register))
    return ThingPage(
        link=ThingLink(Thing.DEAL, deal.id),
        kind=_("Deal"),
        title=deal.customer,
        subtitle=deal.name,
        badge=deal_badge(deal.status),
        facts=_facts(deal, register),
        lines=_lines(deal, register),
        tables=tuple(table for table in tables if table.rows),
        address=web_address(deal.link),
    )


def _facts(deal: DealLine, register: Register) -> tuple[ThingFact, ...]:
    owner = Cell(deal.owner or NONE, ThingLink(Thing.OWNER, deal.owner) if deal.owner else None)
    release = Cell(deal.release or NONE, ThingLink(Thing.RELEASE, deal.release) if deal.release else None)
    return (
        ThingFact(_("Segment"), (Cell(register.lookup.segment(deal.segment)),)),
        ThingFact(_("Stage"), (Cell(stage_word(deal.stage)),)),
        ThingFact(_("Owner"), (owner,)),
        ThingFact(_("Release"), (release,)),
        ThingFact(_("Contract value"), (Cell(exact_figure(deal.value), note=percent(deal.win_probability)),)),
        ThingFact(_("Expected value"), (Cell(figure(deal.expected)),)),
        ThingFact(_("Value kept"), (Cell(figure(deal.kept)),)),
        *(ThingFact(name, (Cell(value),)) for name, value in deal.fields.items() if value),
    )


def _lines(deal: DealLine, register: Register) -> tuple[str, ...]:
    lines = list(notes_of(deal))
    if deal.causes:
        why = in_clauses(reasons(deal, register.lookup, register.plan.currency))
        lines.append(labelled(heading_of(deal), why))
        lines.append(_("What would help: {repairs}").format(repairs=" ".join(map(sentence, repairs_of(deal)))))
    lines += [_("Brings {cases}").format(cases=text) for text in register.cases.get(deal.id, ())]
    return tuple(lines)


def _gates(deal: DealLine) -> SiteTable:
    columns = (
        Column(_("Gate")),
        Column(_("Gate day"), number=True),
        Column(_("Status")),
        Column(_("Ready"), number=True),
        Column(_("Slack"), number=True),
        Column(_("Promised day"), number=True),
        Column(_("Release")),
    )
    promised = {promise.gate: promise for promise in deal.promises}
    rows = tuple(
        SiteRow(
            (
                Cell(gate_word(line.gate)),
                Cell(table_day(line.day)),
                Cell("", badge=gate_badge(line.status)),
                Cell(table_day(line.ready) if line.ready else NONE),
                Cell(_slack(line)),
                Cell(table_day(promised[line.gate].day) if line.gate in promised else NONE),
                release_cell(line.release),
            )
        )
        for line in deal.gates
    )
    return SiteTable("gates", _("Gates"), columns, rows)


def _futures(deal: DealLine, register: Register) -> SiteTable:
    """Twenty futures of each gate that waits for a release, where the plan was simulated."""
    columns = (
        Column(_("Gate")),
        Column(_("Twenty futures")),
        Column(_("Late")),
        Column(_("Ready in 16 of 20"), number=True),
        Column(_("Sure enough to promise")),
    )
    known = [one for line in deal.gates if (one := register.sure.get((deal.id, line.gate))) is not None]
    rows = tuple(
        SiteRow(
            (
                Cell(gate_word(one.gate)),
                Cell(dots_text(one.late)),
                Cell(sure_words(one.late)),
                Cell(_("after the plan") if one.ready is None else table_day(one.ready)),
                release_cell(one.promise),
            )
        )
        for one in known
    )
    return SiteTable("futures", _("How sure"), columns, rows)


def _slack(line: GateLine) -> str:
    return NONE if line.slack is None or line.status is GateStatus.NOT_PROMISED else working_days(line.slack)


def release_cell(release: str | None) -> Cell:
    """A release, or a dash."""
    return Cell(release or NONE, ThingLink(Thing.RELEASE, release) if release else None)


def _needs(deal: DealLine, register: Register) -> SiteTable:
    columns = (
        Column(_("Capability")),
        Column(_("Maturity")),
        Column(_("By")),
        Column(_("Importance")),
        Column(_("In time")),
        Column(_("Ready"), number=True),
        Column(_("Feature")),
        Column(_("Release")),
    )
    return SiteTable("needs", _("Needs"), columns, tuple(_need(need, deal, register) for need in deal.needs))


def _need(need: NeedLine, deal: DealLine, register: Register) -> SiteRow:
    chosen = need.capability or need.any_of[0]
    name = register.lookup.missing(" | ".join(need.any_of))
    feature = register.lookup.features.get(need.feature or "")
    return SiteRow(
        (
            Cell(name, ThingLink(Thing.CAPABILITY, chosen)),
            Cell(maturity_word(need.maturity)),
            Cell(gate_word(need.gate)),
            Cell(importance_word(need.importance)),
            Cell("", badge=met_badge(need, given_up=deal.status is DealStatus.GIVEN_UP)),
            Cell(table_day(need.ready) if need.ready else NONE),
            Cell(feature.name, ThingLink(Thing.FEATURE, feature.id)) if feature else Cell(NONE),
            release_cell(need.release),
        )
    )


def met_badge(need: NeedLine, *, given_up: bool) -> Badge:
    """Whether a need is met in time, later, or never. What is there for a deal that is given up makes nobody glad."""
    if need.met:
        return Badge("●", _("yes"), "quiet" if given_up else "good")
    return Badge("◆", _("later"), "late") if need.ready is not None else Badge("✕", _("never"), "lost")


def _features(deal: DealLine, register: Register) -> SiteTable:
    columns = (Column(_("Feature")), Column(_("Team")), Column(_("Release")), Column(_("Verified"), number=True))
    built = [
        register.lookup.features[key]
        for key in dict.fromkeys(need.feature for need in deal.needs if need.feature)
        if key in register.lookup.features
    ]
    rows = tuple(
        SiteRow(
            (
                Cell(line.name, ThingLink(Thing.FEATURE, line.id), note=feature_remark(line)),
                Cell(register.lookup.team(line.team), ThingLink(Thing.TEAM, line.team)),
                release_cell(line.release),
                Cell(table_day(line.verified)),
            )
        )
        for line in built
    )
    return SiteTable("features", _("Features it counts on"), columns, rows)
