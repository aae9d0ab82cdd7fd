"""Slides (PPTX) of native shapes: text, rectangles and tables that can be edited, no pictures."""

from __future__ import annotations

import base64
import io
import zipfile
from datetime import UTC, datetime, time
from typing import Any, Final

from requirements.language import _
from roadmap.errors import UsageFault
from roadmap.outputs.editions.curve import draw_curve
from roadmap.outputs.editions.workbook import clean
from roadmap.outputs.writing.kinds import PRODUCT
from roadmap.views.editions.edition import EditionCell, EditionFigure, EditionLane, EditionTable
from roadmap.views.editions.slides import SlidesView, SlideView
from roadmap.views.futures.sure import DOT_SIGNS

WIDE, HIGH = 13.333, 7.5
"""The size of a slide in inches."""
LEFT, RIGHT = 0.55, 12.78
LATIN, EAST_ASIAN = "Arial", "微软雅黑"
"""Typefaces; those of East Asian letters are set apart, because no program guesses them well."""
INK, SOFT, RULE, SHEET = "16191F", "5A6372", "E2E5EA", "F6F7F9"
TONES: Final = {"good": "3A9C6C", "risk": "E0A93B", "late": "CD6A3A", "lost": "B9A9A7", "plain": "C3C9D3"}
WORDS: Final = {"good": "19764A", "risk": "8F5F00", "late": "B4470F", "lost": "B3261E", "accent": "2A46B8"}


def write_slides(view: SlidesView) -> bytes:
    """Slides as bytes; the same view gives the same bytes. UsageFault where python-pptx is not installed."""
    try:
        from pptx import Presentation  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageFault(_("Slides need python-pptx: pip install 'designin-roadmap[pptx]'.")) from None
    deck = Presentation()
    drawing = _Drawing(deck, view)
    for number, slide in enumerate(view.slides, start=1):
        drawing.slide(slide, number=number)
    properties, moment = deck.core_properties, datetime.combine(view.as_of, time(), tzinfo=UTC)
    properties.title, properties.author, properties.category = clean(view.name), clean(view.company), PRODUCT
    properties.created = properties.modified = moment.replace(tzinfo=None)
    properties.last_modified_by, properties.revision = "", 1
    content = io.BytesIO()
    deck.save(content)
    return timeless(content.getvalue())


def timeless(archive: bytes) -> bytes:
    """An archive whose parts all have the same date."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(content, "w") as target:
        for part in source.infolist():
            fresh = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            fresh.compress_type, fresh.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(fresh, source.read(part.filename))
    return content.getvalue()


class _Drawing:
    """Draws slides into a deck. Places and sizes are inches."""

    def __init__(self, deck: Any, view: SlidesView) -> None:
        from pptx.util import Inches  # noqa: PLC0415

        self.deck, self.view, self.inches = deck, view, Inches
        self.accent = (view.colour or "#2F4FD0").removeprefix("#").upper()
        deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
        self.blank = deck.slide_layouts[6]
        self.shapes: Any = None

    def slide(self, slide: SlideView, *, number: int) -> None:
        """Draw one slide."""
        self.shapes = self.deck.slides.add_slide(self.blank).shapes
        self.box(LEFT, 0.35, RIGHT - LEFT, 0.06, self.accent)
        self.text(slide.title, LEFT, 0.5, RIGHT - LEFT - (2.0 if self.view.logo else 0.0), 0.8, size=26, bold=True)
        if self.view.logo:
            self.logo()
        top = 1.25
        if slide.note:
            self.text(slide.note, LEFT, top, RIGHT - LEFT, 0.35, size=13, colour=SOFT)
            top += 0.4
        if slide.figures:
            top = self.figures(slide.figures, top)
        if slide.lanes:
            self.lanes(slide.lanes, top)
        if slide.table is not None:
            self.table(slide.table, top)
        if slide.curve is not None:
            draw_curve(self, slide.curve, top)
        self.text(self.view.foot, LEFT, 7.05, RIGHT - LEFT - 0.8, 0.3, size=9, colour=SOFT)
        self.text(str(number), RIGHT - 0.7, 7.05, 0.7, 0.3, size=9, colour=SOFT, right=True)
        if self.view.legal:
            self.text(self.view.legal, LEFT, 6.72, RIGHT - LEFT, 0.34, size=8, colour=SOFT)

    def logo(self) -> None:
        """The logo in the upper right corner, at most two inches wide."""
        picture = io.BytesIO(base64.b64decode(self.view.logo.partition(",")[2]))
        shape = self.shapes.add_picture(picture, 0, self.inches(0.5), height=self.inches(0.5))
        if shape.width > self.inches(1.9):
            shape.height = int(shape.height * self.inches(1.9) / shape.width)
            shape.width = self.inches(1.9)
        shape.left = self.inches(RIGHT) - shape.width
        shape.name = clean(self.view.company) or "-"

    def figures(self, figures: tuple[EditionFigure, ...], top: float) -> float:
        """A bar and a figure below each other; returns where the next thing begins."""
        parts = [one for one in figures if one.part]
        left = LEFT
        if parts:
            self.box(LEFT, top, RIGHT - LEFT, 0.22, RULE)
        for one in parts:
            wide = (RIGHT - LEFT) * one.part
            if wide > 0.01:
                self.box(left, top, wide, 0.22, TONES.get(one.tone, TONES["plain"]))
            left += wide
        top += 0.32 if parts else 0.0
        step = (RIGHT - LEFT) / len(figures)
        for at, one in enumerate(figures):
            self.box(LEFT + at * step, top, 0.04, 0.75, TONES.get(one.tone, TONES["plain"]))
            self.text(one.name, LEFT + at * step + 0.08, top - 0.03, step - 0.1, 0.3, size=11, colour=SOFT)
            amount = f"{one.amount}  {one.remark}".strip()
            self.text(amount, LEFT + at * step + 0.08, top + 0.25, step - 0.1, 0.45, size=16, bold=True)
        return top + 1.0

    def lanes(self, lanes: tuple[EditionLane, ...], top: float) -> None:
        """Columns side by side, each with its name and its items."""
        gap = 0.18
        wide = (RIGHT - LEFT - gap * (len(lanes) - 1)) / len(lanes)
        high = 6.6 - top
        for at, lane in enumerate(lanes):
            left = LEFT + at * (wide + gap)
            self.box(left, top, wide, high, SHEET)
            self.box(left, top, wide, 0.05, self.accent)
            self.text(lane.name, left + 0.1, top + 0.1, wide - 0.2, 0.35, size=16, bold=True)
            self.text(lane.remark, left + 0.1, top + 0.45, wide - 0.2, 0.3, size=11, colour=SOFT)
            self.text("\n".join(lane.items), left + 0.1, top + 0.8, wide - 0.2, high - 0.9, size=12)

    def table(self, table: EditionTable, top: float) -> None:
        """A native table, as wide as the slide; columns are as wide as what they hold."""
        rows, columns = len(table.rows) + 1, len(table.columns)
        high = min(0.4 * rows, 6.6 - top)
        frame = self.shapes.add_table(rows, columns, *self.place(LEFT, top, RIGHT - LEFT, high))
        grid = frame.table
        frame._element.graphic.graphicData.tbl[0][-1].text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # noqa: SLF001 - the style without lines and fills
        for at, wide in enumerate(_widths(table)):
            grid.columns[at].width = self.inches((RIGHT - LEFT) * wide)
        for at, column in enumerate(table.columns):
            self.cell(grid.cell(0, at), column.name, colour=SOFT, right=column.number, fill=SHEET)
        for line, row in enumerate(table.rows, start=1):
            for at, cell in enumerate(row):
                shown = _shown(cell)
                colour = INK if cell.badge is None else WORDS.get(cell.badge.tone, INK)
                self.cell(grid.cell(line, at), shown, colour=colour, right=table.columns[at].number)

    def cell(self, cell: Any, text: str, *, colour: str, right: bool, fill: str = "") -> None:
        """Write a cell of a table."""
        margins = (0.05, 0.05, 0.02, 0.02)
        cell.margin_left, cell.margin_right, cell.margin_top, cell.margin_bottom = map(self.inches, margins)
        if fill:
            self.filled(cell.fill, fill)
        self.write(cell.text_frame, text, size=11, colour=colour, right=right)

    def place(self, *inches: float) -> list[Any]:
        """Places and sizes as the library takes them."""
        return [self.inches(one) for one in inches]

    def box(self, left: float, top: float, wide: float, high: float, colour: str) -> None:
        """A rectangle without a line."""
        shape = self.shapes.add_shape(1, *self.place(left, top, wide, high))
        self.filled(shape.fill, colour)
        shape.line.fill.background()
        shape.shadow.inherit = False

    def filled(self, fill: Any, colour: str) -> None:
        """Fill with one colour."""
        fill.solid()
        fill.fore_color.rgb = _rgb(colour)

    def text(self, text: str, left: float, top: float, wide: float, high: float, **look: Any) -> None:
        """A box of text."""
        if text:
            frame = self.shapes.add_textbox(*self.place(left, top, wide, high)).text_frame
            frame.word_wrap = True
            frame.margin_left = frame.margin_right = 0
            self.write(frame, text, **look)

    def write(
        self, frame: Any, text: str, *, size: int, colour: str = INK, bold: bool = False, right: bool = False
    ) -> None:
        """Write text into a frame, a paragraph a line, with typefaces for both kinds of letters."""
        from pptx.util import Pt  # noqa: PLC0415

        for number, line in enumerate(clean(text).split("\n")):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = 3 if right else 1
            run = paragraph.add_run()
            run.text, run.font.size, run.font.bold, run.font.name = line, Pt(size), bold, LATIN
            run.font.color.rgb = _rgb(colour)
            properties = run._r.get_or_add_rPr()  # noqa: SLF001 - the library has no name for this typeface
            properties.set("lang", self.view.language)
            properties.set("altLang", "zh-CN" if self.view.language != "zh-CN" else "en-US")
            east_asian = properties.makeelement(f"{_DRAWING}ea", {"typeface": EAST_ASIAN})
            properties.find(f"{_DRAWING}latin").addnext(east_asian)


def _rgb(colour: str) -> Any:
    """A colour of six hexadecimal digits."""
    from pptx.dml.color import RGBColor  # noqa: PLC0415

    make: Any = RGBColor
    return make(*bytes.fromhex(colour))


_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def _shown(cell: EditionCell) -> str:
    shown = cell.text if cell.badge is None else f"{cell.badge.symbol} {cell.badge.word}"
    return f"{shown} ({cell.remark})" if cell.remark else shown


def _wide(letter: str) -> int:
    """How wide a letter is, as letters of Latin count; the dots of futures are narrow."""
    return 2 if ord(letter) >= 0x1100 and letter not in DOT_SIGNS else 1


def _widths(table: EditionTable) -> list[float]:
    """The share of each column: by its longest text, so that none takes all."""
    longest = []
    for at, column in enumerate(table.columns):
        texts = [column.name, *(_shown(row[at]) for row in table.rows)]
        longest.append(min(40, max(6, *(sum(_wide(one) for one in text) for text in texts))))
    return [one / sum(longest) for one in longest]
