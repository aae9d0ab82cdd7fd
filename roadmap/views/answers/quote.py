"""A quote for people: when the deal can be promised, and what it costs to take it as it is wished."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.language import _, enumerated, follow_on, ngettext
from roadmap.changes.quoting.quote import DisplacedDeal, GateQuote, Quote, TakenDeal
from roadmap.views.answers.whatif import difference_sentence, moved_rows
from roadmap.views.formats import MINUS, long_day, money, working_days
from roadmap.views.words import gate_word


@dataclass(frozen=True, slots=True)
class GateRow:
    """One gate: when it is wished for, when it can be promised, with which release, how that fits, how sure it is."""

    gate: str
    wished: str
    earliest: str
    release: str
    slack: str
    sure: str


@dataclass(frozen=True, slots=True)
class DisplacedRow:
    """One deal that loses: what it loses, and how its promises move, one line each."""

    deal: str
    loses: str
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote for the internal audience."""

    title: str
    rule: str
    """What the earliest days must not harm."""
    cases: str
    """Why the deal cannot be promised though what it needs may be there; empty if its support cases find people."""
    gates: tuple[GateRow, ...]
    taken: str
    """What it comes to if the deal is taken as it is wished."""
    facts: tuple[str, ...]
    displaced: tuple[DisplacedRow, ...]


def build_quote(quote: Quote) -> QuoteView:
    """Make the view of a quote."""
    return QuoteView(
        title=_("{deal}: {name}, added to {plan}").format(deal=quote.deal, name=quote.name, plan=quote.plan),
        rule=_rule(quote),
        cases=_cases(quote),
        gates=tuple(_gate(line) for line in quote.gates),
        taken=_taken(quote.taken, quote.currency),
        facts=tuple(_facts(quote.taken)),
        displaced=tuple(_displaced(line, quote.currency) for line in quote.taken.displaced),
    )


def _rule(quote: Quote) -> str:
    if quote.keeps == "promises":
        return ngettext(
            "The earliest days keep {count} published promise that still needs work.",
            "The earliest days keep all {count} published promises that still need work.",
            quote.kept,
        ).format(count=quote.kept)
    return ngettext(
        "The earliest days keep the {count} deal that the plan serves at least as well off.",
        "The earliest days keep all {count} deals that the plan serves at least as well off.",
        quote.kept,
    ).format(count=quote.kept)


def _cases(quote: Quote) -> str:
    if quote.cases == "never":
        return _(
            "Its support cases cannot be done in the weeks before its gates: nobody does such work in those weeks."
        )
    if quote.cases == "open":
        return _(
            "The search found no people for its support cases beside the work already planned. Without them, the "
            "deal cannot be promised."
        )
    return ""


def _gate(line: GateQuote) -> GateRow:
    return GateRow(
        gate=gate_word(line.gate),
        wished=long_day(line.wished),
        earliest=_("none found") if line.earliest is None else long_day(line.earliest),
        release=line.release or ("–" if line.earliest is None else _("available")),
        slack="–" if line.slack is None else working_days(line.slack),
        sure=_sure(line),
    )


def _sure(line: GateQuote) -> str:
    if line.proved:
        return _("proved: not before the plan ends") if line.earliest is None else _("proved: no earlier day")
    if line.not_before is None:
        return _("an earlier day is not ruled out")
    return _("proved: not before {day}").format(day=long_day(line.not_before))


def _taken(taken: TakenDeal, currency: str) -> str:
    if taken.possible == "no":
        return _("Proved: the requested days cannot be met, whatever else is given up.")
    if taken.possible == "open" or taken.difference is None:
        return _("The search found no plan that meets the requested days. Such a plan may still exist.")
    earns = _("On the requested days, the deal earns {amount}.").format(amount=money(taken.earns, currency))
    return follow_on(earns, difference_sentence(taken.difference, currency))


def _facts(taken: TakenDeal) -> list[str]:
    facts = []
    if taken.features:
        facts.append(_("Features built for it: {features}.").format(features=enumerated(taken.features)))
    if taken.releases:
        facts.append(_("Releases used for it: {releases}.").format(releases=enumerated(taken.releases)))
    if taken.possible == "yes" and not taken.displaced:
        facts.append(_("It displaces no other deal."))
    return facts


def _displaced(line: DisplacedDeal, currency: str) -> DisplacedRow:
    moves = [
        _("{gates}: {before} -> {after}, {by}").format(gates=row.gates, before=row.before, after=row.after, by=row.by)
        for row in moved_rows(line.moved)
    ]
    return DisplacedRow(line.deal, f"{MINUS}{money(line.before - line.after, currency)}", tuple(moves))
