"""The files of the site of an edition: pages, their twins for programs, one style sheet and one script."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from requirements.language import _, is_chinese
from roadmap.editions.seen import told
from roadmap.outputs.editions.edition_page import css_text, style_of
from roadmap.outputs.html import TemplateSource, templates, templates_folder
from roadmap.outputs.site.pages import SitePage
from roadmap.outputs.site.twins import KIND
from roadmap.outputs.tongues import with_chinese_marked
from roadmap.views.editions.edition import EditionCell, EditionTable
from roadmap.views.editions.site.edition_contents import EditionPage, EditionSite
from roadmap.views.site.site_addresses import INDEX, SiteAddresses

TEMPLATE = "site/edition.html"


def edition_site_files(
    site: EditionSite, *, source: TemplateSource | None = None, extra: str = ""
) -> Iterator[SitePage]:
    """All files of the site of an edition. The same site gives the same files. `source` has the templates (None: ours
    are taken), `extra` is added to the style sheet."""
    environment = source or templates()
    styles = [environment.get_template(f"site/{name}.css").render() for name in ("site", "edition")]
    yield "roadmap.css", style_of(replace(site.cover, chart=None, gates=None), "".join((*styles, extra)))
    yield "site.js", (templates_folder() / "site" / "site.js").read_text(encoding="utf-8")
    template = environment.get_template(TEMPLATE)
    shared, to = _shared(site), {root: site.addresses.within(root) for root in ("", "../")}
    yield "find.html", _written(template.render(shared | _of_page(site, site.finding(), to)))
    entries: list[list[str]] = []
    for page in site.pages():
        yield page.file, _written(template.render(shared | _of_page(site, page, to)))
        if page.thing is not None:
            kind = f"{page.view.eyebrow} · {page.view.statement}" if page.view.statement else page.view.eyebrow
            entries.append([page.view.name, page.file, kind, site.marks.of.get(page.thing.link, "")])
        if page.twin and (page.thing is not None or not page.parts or page.parts[0][2]):
            yield f"{page.file.rpartition('/')[0]}/{page.twin}".lstrip("/"), _twin(site, page)
    yield "index.js", f"window.roadmapIndex = {json.dumps(entries, separators=(',', ':'))};\n"


def _shared(site: EditionSite) -> dict[str, Any]:
    """What all pages are told."""
    return {
        "sections": site.sections,
        "lists": site.sections[2:] or site.sections[:1],
        "running": css_text(site.cover.running),
        "style_hash": "",
        "filters": site.marks.filters,
        "counted": _("{n} found"),
    }


def _of_page(site: EditionSite, page: EditionPage, to: Mapping[str, SiteAddresses]) -> dict[str, Any]:
    """What one page is told."""
    return {
        "page": replace(page, thing=None),
        "view": page.view,
        "to": to[page.root],
        "longer": site.longer if page.here == INDEX else {},
    }


def _written(page: str) -> str:
    return page if is_chinese() else with_chinese_marked(page)


def _twin(site: EditionSite, page: EditionPage) -> str:
    """A page for programs: of a thing the line of the plan as its audience sees it, else the table or the cover."""
    content: dict[str, Any] = {
        "kind": KIND,
        "audience": site.cover.audience.value,
        "as_of": site.plan.as_of.isoformat(),
        "name": page.view.name,
    }
    thing = page.thing
    if thing is not None and thing.part is not None:
        content[thing.link.thing.name.lower()] = told(thing.part)
    else:
        whole = {} if page.here == INDEX else {table.key: table for table in site.tables}
        tables = [whole.get(table.key, table) for table in page.view.tables]
        content["tables"] = {table.key: _table(table) for table in tables}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _table(table: EditionTable) -> dict[str, Any]:
    """The heads of a table, and its rows: values where they are numbers or days, else words."""
    return {
        "columns": [column.name for column in table.columns],
        "rows": [[_plain(cell) for cell in row] for row in table.rows],
    }


def _plain(cell: EditionCell) -> Any:
    value = cell.text if cell.value is None else cell.value
    return value.isoformat() if isinstance(value, date) else value
