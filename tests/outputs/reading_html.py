"""A page read back with the standard library's parser, as a list of elements."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Element:
    """A start tag with its attributes and the text that follows it up to the next tag."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Page:
    """All elements of a page in order, and all of its text outside the style sheet."""

    elements: list[Element] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        """The elements of one tag."""
        return [element for element in self.elements if element.tag == tag]

    @property
    def text(self) -> str:
        """The text people read."""
        return " ".join(element.text for element in self.elements if element.tag != "style")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in {tag}"
        self.page.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.page.elements:
            self.page.elements[-1].text += data


def read_html(text: str) -> Page:
    """Parse a page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.page
