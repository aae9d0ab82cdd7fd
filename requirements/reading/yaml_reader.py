"""The YAML reader: one pass over the events of the parser, no typing, no recursion, every part with its place.

Aliases, tags, merge keys, duplicate keys and keys that are not text are refused, because they let a small file stand
for a huge one or a line be lost in silence. A fault of one part is noted and reading goes on; a limit ends the file.
"""

from __future__ import annotations

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
from requirements.reading.yaml_syntax import syntax_finding

_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_DISCARD: Mark = (0, 0)


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
    parser: Any = CParser(text)
    try:
        reading.run(parser)
    except _Stop:
        return None, reading.findings
    except YAMLError as error:
        return None, [*reading.findings, syntax_finding(error, text, file)]
    if isinstance(reading.root, MappingNode):
        return Document(file, reading.root), reading.findings
    hint = _("Expected keys at the top: {keys}.").format(keys=expected)
    if reading.root is None:
        return None, [*reading.findings, Finding("empty-file", Place(file, 1, 1), _("the file is empty"), hint)]
    if reading.root is not FAULTY:
        message = _("the file must be a mapping of keys to values")
        reading.findings.append(Finding("not-a-mapping", Place(file, *reading.root_mark), message, hint))
    return None, reading.findings


class _Reading:
    """The state of reading one file: the open nodes and, for each mapping, the key whose value comes next."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
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
                return

    def document(self, event: Any) -> None:
        """A document begins: only one may."""
        self.documents += 1
        if self.documents > 1:
            self.stop("several-documents", event, _("a file holds one document; a second one begins here"))

    def scalar(self, event: Any) -> None:
        """A single value, or a key."""
        self.count(event)
        value: Any = event.value
        if event.tag is not None:
            value = self.refuse_tag(event)
        elif len(value) > LONGEST_SCALAR:
            message = _("a single value is longer than {limit} characters").format(limit=LONGEST_SCALAR)
            value = self.refuse("value-too-long", event, message)
        elif event.style and (match := FORBIDDEN.search(value)):
            self.note(forbidden(match.group(), self.place(event)))
            value = FAULTY
        elif not event.style:
            value = None if value in _EMPTY else Plain(value)
        if self.expects_key():
            self.key(value, event)
        else:
            self.put(value, event)

    def begin(self, event: Any) -> None:
        """A mapping or a list begins."""
        self.count(event)
        if len(self.open) >= DEEPEST:
            self.stop("too-deep", event, _("nesting deeper than {limit}").format(limit=DEEPEST))
        node: MappingNode | ListNode = MappingNode() if type(event) is MappingStartEvent else ListNode()
        if event.tag is not None:
            self.refuse_tag(event)
        if self.expects_key():
            self.key(node, event)
            kept = False
        else:
            kept = self.put(FAULTY if event.tag is not None else node, event) and event.tag is None
        self.open.append(node)
        self.keys.append(None)
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
        discarded = bool(self.keys) and self.keys[-1] == ("", _DISCARD)
        value = FAULTY
        if not discarded:
            self.refuse("alias", event, _("references to anchors (*name) are not allowed"), _("Write the value out."))
        if self.expects_key():
            self.keys[-1] = ("", _DISCARD)
        else:
            self.put(value, event)

    def expects_key(self) -> bool:
        """Whether the next node is a key of the innermost mapping."""
        return bool(self.open) and type(self.open[-1]) is MappingNode and self.keys[-1] is None

    def key(self, value: Any, event: Any) -> None:
        """A key of the innermost mapping; a refused one lets its value be dropped."""
        node = self.open[-1]
        assert isinstance(node, MappingNode)  # noqa: S101 - expects_key has said so
        self.keys[-1] = ("", _DISCARD)
        if value is FAULTY:
            return
        if not isinstance(value, str):
            self.refuse("key-not-text", event, _("a key must be a text"))
        elif value == "<<" and not event.style:
            self.refuse("merge-key", event, _("merge keys (<<) are not allowed"), _("Write the entries out."))
        elif value in node.marks:
            first = Place(self.file, *node.marks[value][0])
            message = _("the key is given twice; the first one is in line {line}").format(line=first.line)
            self.note(Finding("duplicate-key", self.place(event), message, _("Delete one of them."), related=(first,)))
        else:
            self.keys[-1] = (str(value), self.mark(event))

    def put(self, value: Any, event: Any) -> bool:
        """Put a value where it belongs. False if it belongs nowhere because its key was refused."""
        mark = self.mark(event)
        if not self.open:
            self.root, self.root_mark = value, mark
            return True
        node = self.open[-1]
        if isinstance(node, ListNode):
            node.append(value)
            node.marks.append(mark)
            return True
        pending = self.keys[-1]
        self.keys[-1] = None
        if pending is None or pending[1] == _DISCARD:
            return False
        node[pending[0]] = value
        node.marks[pending[0]] = (pending[1], mark)
        return True

    def count(self, event: Any) -> None:
        """Count one node against the limit."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            message = _("the file has more than {limit} parts").format(limit=MOST_NODES)
            self.stop("too-many-parts", event, message, _("Split it into several files."))

    def refuse_tag(self, event: Any) -> Any:
        """A tag such as !!binary."""
        return self.refuse(
            "tag", event, _("tags (!name) are not allowed"), _("Delete the tag; the field knows its type.")
        )

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

    def mark(self, event: Any) -> Mark:
        """Where the event begins, from 1."""
        start = event.start_mark
        return start.line + 1, start.column + 1

    def place(self, event: Any) -> Place:
        """Where the event begins, as a place."""
        return Place(self.file, *self.mark(event))
