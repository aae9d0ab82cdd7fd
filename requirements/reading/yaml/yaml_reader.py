"""The YAML reader: one pass over the events of the parser, no typing, no recursion, every part with its place.

Aliases, tags, merge keys, duplicate keys and keys that are not text are refused, because they let a small file stand
for a huge one or a line be lost in silence. A fault of one part is noted and reading goes on; a limit ends the file.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from requirements.fields import Plain
from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.characters import FORBIDDEN, forbidden
from requirements.reading.decode import decode
from requirements.reading.limits import DEEPEST, LONGEST_SCALAR, MOST_NODES
from requirements.reading.nodes import FAULTY, Document, ListNode, MappingNode, Mark
from requirements.reading.yaml.yaml_syntax import syntax_finding

_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_DISCARD = ("refused", (0, 0))  # stands for a key that was refused: its value is dropped
_LISTING = ("member", (0, 0))  # stands for the key that members of a list do not have


class _Stop(Exception):
    """Reading cannot go on; its finding has been noted."""


def read_yaml_file(
    content: bytes, file: str, *, expected: str, encoding: str | None = None
) -> tuple[Document | None, list[Finding]]:
    """The content of a YAML file from its bytes, or None; and what is wrong with it."""
    text, findings = decode(content, file, encoding=encoding)
    return (None, findings) if text is None else read_yaml(text, file, expected=expected)


def read_yaml(text: str, file: str, *, expected: str) -> tuple[Document | None, list[Finding]]:
    """The content of a YAML file, or None; and what is wrong with it. `expected` names the top-level keys."""
    reading = _Reading(file)
    try:
        reading.run(CParser(text))
    except _Stop:
        return None, reading.findings
    except YAMLError as error:
        return None, _too_deep(error, text, file) or [*reading.findings, syntax_finding(error, text, file)]
    if isinstance(reading.root, MappingNode):
        return Document(file, reading.root), reading.findings
    hint = _("The keys allowed at the top level are {keys}.").format(keys=expected)
    if reading.root is None:
        return None, [*reading.findings, Finding("empty-file", Place(file, 1, 1), _("the file is empty"), hint)]
    if reading.root is not FAULTY:
        message = _("the file must be a mapping of keys to values")
        reading.findings.append(Finding("not-a-mapping", Place(file, *reading.root_mark), message, hint))
    return None, reading.findings


def _too_deep(error: YAMLError, text: str, file: str) -> list[Finding]:
    """The findings up to the part that lies too deep, if there is one before what the parser could not read.

    The parser looks ahead, and has a limit on nesting of its own: it may fail before it has told the parts that it
    has seen. So what stands before its fault is read once more, without the fault.
    """
    mark = getattr(error, "problem_mark", None)
    reading = _Reading(file)
    with suppress(_Stop, YAMLError):
        reading.run(CParser(text[: mark.index] if mark is not None else text))
    return reading.findings if any(finding.code == "too-deep" for finding in reading.findings) else []


class _Reading:
    """The state of reading one file: the open nodes, and for each the key whose value comes next, or None."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.anchors: list[Finding] = []
        self.root: Any = None
        self.root_mark: Mark = (1, 1)
        self.open: list[MappingNode | ListNode] = []
        self.keys: list[tuple[str, Mark] | None] = []
        self.quiet = 0  # how many nodes are open where a refused part began; its own faults are not reported too
        self.nodes = 0
        self.documents = 0

    def run(self, parser: Any) -> None:
        """Read all events."""
        handlers = {
            ScalarEvent: self.scalar,
            MappingStartEvent: self.begin,
            SequenceStartEvent: self.begin,
            MappingEndEvent: self.end,
            SequenceEndEvent: self.end,
            AliasEvent: self.alias,
            DocumentStartEvent: self.document,
        }
        get_event = parser.get_event
        while True:
            event = get_event()
            handle = handlers.get(type(event))
            if handle is not None:
                handle(event)
            elif type(event) is StreamEndEvent:
                break
        if not any(finding.code in ("alias", "merge-key") for finding in self.findings):
            self.findings += self.anchors

    def document(self, event: Any) -> None:
        """A document begins: only one may."""
        self.documents += 1
        if self.documents > 1:
            self.stop("several-documents", event, _("a file can hold only one document; a second document begins here"))

    def scalar(self, event: Any) -> None:
        """A single value, or a key. Most are plain and short, and take the first branches only."""
        self.count(event)
        value: Any = event.value
        if event.style or event.tag is not None or event.anchor is not None or len(value) > LONGEST_SCALAR:
            value = self.unusual(event)
        else:
            value = None if value in _EMPTY else Plain(value)
        if self.keys and self.keys[-1] is None:
            self.key(value, event)
        else:
            self.put(value, event)

    def unusual(self, event: Any) -> Any:
        """The value of a scalar that is quoted, tagged, named or too long."""
        value: str = event.value
        self.name(event)
        if event.tag is not None:
            return self.refuse_tag(event)
        if len(value) > LONGEST_SCALAR:
            message = _("a single value is longer than {limit} characters").format(limit=LONGEST_SCALAR)
            return self.refuse("value-too-long", event, message)
        if match := FORBIDDEN.search(value):
            self.note(forbidden(match.group(), self.place(event)))
            return FAULTY
        return value if event.style else None if value in _EMPTY else Plain(value)

    def begin(self, event: Any) -> None:
        """A mapping or a list begins."""
        self.count(event)
        if len(self.open) >= DEEPEST:
            self.stop("too-deep", event, _("the nesting is deeper than {limit} levels").format(limit=DEEPEST))
        is_mapping = type(event) is MappingStartEvent
        node: MappingNode | ListNode = MappingNode() if is_mapping else ListNode()
        self.name(event)
        if event.tag is not None:
            self.refuse_tag(event)
        if self.keys and self.keys[-1] is None:
            self.key(node, event)
            kept = False
        else:
            kept = self.put(node if event.tag is None else FAULTY, event) and event.tag is None
        self.open.append(node)
        self.keys.append(None if is_mapping else _LISTING)
        if not kept and not self.quiet:
            self.quiet = len(self.open)

    def end(self, _event: Any) -> None:
        """A mapping or a list ends."""
        if self.quiet == len(self.open):
            self.quiet = 0
        self.open.pop()
        self.keys.pop()

    def alias(self, event: Any) -> None:
        """A reference to an anchor: refused."""
        self.count(event)
        if not self.keys or self.keys[-1] is not _DISCARD:
            hint = _("Write the value in full here. A text that begins with * needs quotes.")
            self.refuse("alias", event, _("references to anchors (*name) are not allowed"), hint)
        if self.keys and self.keys[-1] is None:
            self.keys[-1] = _DISCARD
        else:
            self.put(FAULTY, event)

    def key(self, value: Any, event: Any) -> None:
        """A key of the innermost mapping; a refused one lets its value be dropped."""
        marks = self.open[-1].marks
        if isinstance(value, str) and value not in marks and (value != "<<" or event.style):
            self.keys[-1] = (str(value), _mark(event))
            return
        self.keys[-1] = _DISCARD
        if value is FAULTY:
            return
        if not isinstance(value, str):
            self.refuse("key-not-text", event, _("a key must be a text"))
        elif isinstance(marks, dict) and value in marks:
            first = Place(self.file, *marks[value][0])
            message = _("the key is used twice; its first place is line {line}").format(line=first.line)
            self.note(
                Finding("duplicate-key", self.place(event), message, _("Delete one of the two."), related=(first,))
            )
        else:
            self.refuse("merge-key", event, _("merge keys (<<) are not allowed"), _("Write all entries in full here."))

    def put(self, value: Any, event: Any) -> bool:
        """Put a value where it belongs. False if it belongs nowhere because its key was refused."""
        mark = _mark(event)
        if not self.open:
            self.root, self.root_mark = value, mark
            return True
        node, pending = self.open[-1], self.keys[-1]
        if isinstance(node, ListNode):
            node.append(value)
            node.marks.append(mark)
            return True
        self.keys[-1] = None
        if pending is None or pending is _DISCARD:
            return False
        key, key_mark = pending
        node[key] = value
        node.marks[key] = (key_mark, mark)
        return True

    def count(self, event: Any) -> None:
        """Count one node against the limit."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            message = _("the file has more than {limit} values, lists and mappings").format(limit=MOST_NODES)
            self.stop("too-many-parts", event, message, _("Split the file into several files."))

    def name(self, event: Any) -> None:
        """Remember an anchor, which names a part. Where nothing refers to it, it is a text that lacks its quotes."""
        if event.anchor is not None and not self.quiet:
            hint = _("Delete the anchor. A text that begins with & needs quotes.")
            self.anchors.append(Finding("anchor", self.place(event), _("anchors (&name) are not allowed"), hint))

    def refuse_tag(self, event: Any) -> Any:
        """A tag such as !!binary."""
        hint = _("Delete the tag: the field decides the type. A text that begins with ! needs quotes.")
        return self.refuse("tag", event, _("tags (!name) are not allowed"), hint)

    def refuse(self, code: str, event: Any, message: str, hint: str = "") -> Any:
        """Note a finding at the event; the value in its stead."""
        self.note(Finding(code, self.place(event), message, hint))
        return FAULTY

    def stop(self, code: str, event: Any, message: str, hint: str = "") -> None:
        """Note a finding and end the reading of this file."""
        self.findings.append(Finding(code, self.place(event), message, hint))
        raise _Stop

    def note(self, finding: Finding) -> None:
        """Note a finding, unless it lies inside a part that was refused as a whole."""
        if not self.quiet:
            self.findings.append(finding)

    def place(self, event: Any) -> Place:
        """Where the event begins, as a place."""
        return Place(self.file, *_mark(event))


def _mark(event: Any) -> Mark:
    """Where the event begins, from 1."""
    start = event.start_mark
    return start.line + 1, start.column + 1
