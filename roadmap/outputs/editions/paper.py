"""A page as WeasyPrint can draw it. Within a drawing it knows no variables, no rules of the page and nothing from
elsewhere; so each drawing is given the rules and the parts that it is drawn with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

PAPER: Final = """
.skip, .sr, .quiet-h { display: none }
td.lane > svg { position: static !important; display: block; width: 100%; height: 24px !important }
.pair { display: block; break-inside: auto !important }
"""
"""What a document lays out otherwise than a browser: what is for the ear or the screen alone, drawings in cells, and
grids, of which WeasyPrint cannot keep a tall one on one sheet."""
RELAXED: Final = (
    "* { break-inside: auto !important } tbody tr { break-after: auto !important; break-before: auto !important }",
    "* { break-inside: auto !important; break-before: auto !important; break-after: auto !important }",
)
"""For a page whose wishes for the ends of sheets WeasyPrint cannot keep: it makes no sheet then. Fewer wishes first."""
DRAWN: Final = frozenset(
    {"fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "visibility", "display"}
)
"""The properties of drawings that are taken over."""
LETTERS: Final = 'text { font-family: "Noto Sans", "Noto Sans CJK SC", sans-serif; font-size: 12px }'
"""Letters of drawings; the page's own rules for them come after."""
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_ROOT = re.compile(r":root\s*\{([^}]*)\}")
_VARIABLE = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+)")
_USED = re.compile(r"var\((--[\w-]+)\)")
_OUTER = re.compile(r"<svg\b[^>]*>|</svg>")
_GRID = re.compile(r'<g id="grid">(.*?)</g>', re.DOTALL)
_PATTERN = re.compile(r'<pattern id="hatch".*?</pattern>', re.DOTALL)
_USE = '<use href="#grid" />'


def on_paper(page: str) -> str:
    """The page with drawings that hold all they are drawn with."""
    styled = _STYLE.search(page)
    if styled is None or "<svg" not in page:
        return page
    rules = f"<style>{LETTERS}{_rules(styled[1])}</style>"
    grid, pattern = _GRID.search(page), _PATTERN.search(page)
    if grid is not None:
        parts = f"<defs>{pattern[0] if pattern else ''}</defs><g>{grid[1]}</g>"
        page = page.replace(_USE, parts)
    found, depth, at = [], 0, 0
    for tag in _OUTER.finditer(page):
        is_end = tag[0].startswith("</")
        found.append(page[at : tag.end()])
        at = tag.end()
        if not is_end and depth == 0:
            found.append(rules)
        depth += -1 if is_end else 1
    return "".join((*found, page[at:]))


def _rules(style: str) -> str:
    """The rules of a style sheet that say how drawings look on paper, without variables."""
    import tinycss2  # noqa: PLC0415 - comes with WeasyPrint, an extra

    root = _ROOT.search(style)
    known = dict(_VARIABLE.findall(root[1])) if root else {}
    sheet = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    return "".join(_drawn(sheet, known))


def _drawn(rules: Iterable[Any], known: dict[str, str]) -> Iterable[str]:
    """Rules of drawings, those for print among them."""
    import tinycss2  # noqa: PLC0415 - comes with WeasyPrint, an extra

    for rule in rules:
        if rule.type == "at-rule" and rule.content is not None and tinycss2.serialize(rule.prelude).strip() == "print":
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield from _drawn(inner, known)
        if rule.type != "qualified-rule":
            continue
        selectors = _within(tinycss2.serialize(rule.prelude))
        declared = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        told = [
            f"{one.name}: {_resolved(tinycss2.serialize(one.value).strip(), known)}"
            for one in declared
            if one.type == "declaration" and one.name in DRAWN
        ]
        if told and selectors:
            yield f"{', '.join(selectors)} {{ {'; '.join(told)} }}"


def _within(listed: str) -> list[str]:
    """The selectors of a list, each also without what stands around the drawing, where the rest names a kind of thing;
    without those that wait for a pointer."""
    found = []
    for one in (each.strip() for each in listed.split(",")):
        last = one.split()[-1]
        if ":" not in one and "*" not in one:
            found += [one, last] if "." in last and not last.startswith(".") and last != one else [one]
    return found


def _resolved(value: str, known: dict[str, str]) -> str:
    for _time in range(3):  # a variable may be another one
        value = _USED.sub(lambda used: known.get(used[1], "none").strip(), value)
    return value
