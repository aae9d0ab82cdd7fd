"""The cover of an edition: its names, its notice, its imprint."""

from __future__ import annotations

from typing import Any

from requirements.language import _, language
from roadmap.editions.imprint import Imprint
from roadmap.policy.editions import Audience
from roadmap.views.editions.edition import EditionView, kept
from roadmap.views.formats import long_day
from roadmap.views.quarterly.quarter import read_quarter


def edition_view(imprint: Imprint, *, name: str, statement: str, **content: Any) -> EditionView:
    """An edition with its imprint; `content` are its lanes, figures, tables and charts."""
    meta = [(_("For"), imprint.recipient), (_("As of"), long_day(imprint.as_of))]
    meta.append((_("Valid until"), None if imprint.expires is None else long_day(imprint.expires)))
    told = tuple((label, value) for label, value in meta if value is not None)
    return EditionView(
        audience=imprint.audience,
        language=language().replace("_", "-"),
        eyebrow=audience_word(imprint.audience),
        name=name,
        statement=statement,
        notice=notice_of(imprint),
        company=imprint.company or "",
        colour=imprint.colour or "",
        logo=imprint.logo or "",
        meta=told,
        running=" · ".join(
            # Translators: a label and its value at the foot of a page, such as Valid until 5 Apr 2026.
            _("{label} {value}").format(label=label, value=value)
            for label, value in told
        ),
        lanes=content.get("lanes", ()),
        figures=content.get("figures", ()),
        tables=kept(tuple(content.get("tables", ()))),
        curve=content.get("curve"),
        chart=content.get("chart"),
        gates=content.get("gates"),
        legal=tuple(filter(None, (imprint.legal or "").split("\n"))),
    )


def audience_word(audience: Audience) -> str:
    """What an edition is called."""
    return {
        Audience.INTERNAL: _("Internal edition"),
        Audience.EXECUTIVE: _("Edition for executives"),
        Audience.ENGINEERING: _("Edition for engineering"),
        Audience.SALES: _("Edition for sales"),
        Audience.CUSTOMER: _("Roadmap"),
    }[audience]


def notice_of(imprint: Imprint) -> str:
    """For whom it is, and that it is for nobody else."""
    if imprint.audience is Audience.CUSTOMER:
        return _("Confidential. For {recipient} only.").format(recipient=imprint.recipient)
    if imprint.audience is Audience.SALES and imprint.recipient is not None:
        return _("Internal, for {owner}: customers and dates. Do not pass it on.").format(owner=imprint.recipient)
    return {
        Audience.INTERNAL: _("Internal. Do not pass it on."),
        Audience.EXECUTIVE: _("Internal, for executives: customers and amounts. Do not pass it on."),
        Audience.ENGINEERING: _("Internal, for engineering: work and people. Do not pass it on."),
        Audience.SALES: _("Internal, for sales: customers and dates. Do not pass it on."),
    }[imprint.audience]


def quarter_word(quarter: str) -> str:
    """A quarter such as 2026Q2 in words: Q2 2026."""
    known = read_quarter(quarter)
    # Translators: a quarter of a year, such as Q2 2026 in English or 2026 年第二季度 in Chinese.
    return {
        1: _("Q1 {year}"),
        2: _("Q2 {year}"),
        3: _("Q3 {year}"),
        4: _("Q4 {year}"),
    }[known.number].format(year=known.year)
