"""Faults of YAML syntax in words: what the parser says, and what to do about the usual ones."""

from __future__ import annotations

import re
from collections.abc import Callable

from yaml import MarkedYAMLError, YAMLError

from requirements.finding import Finding, Place
from requirements.language import _


def syntax_finding(error: YAMLError, text: str, file: str) -> Finding:
    """The finding for what the parser could not read. The parser's words never repeat the file's content."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Finding("yaml-syntax", Place(file), _("this is not valid YAML"))
    mark = error.problem_mark
    problem = error.problem or error.context or ""
    worded = _worded(problem)
    message = _("this is not valid YAML: {problem}").format(problem=worded) if worded else _("this is not valid YAML")
    lines = text.split("\n", mark.line + 1)
    line = lines[mark.line] if mark.line < len(lines) else ""
    place = Place(file, mark.line + 1, mark.column + 1)
    if error.context == "while scanning a quoted scalar" and error.context_mark is not None:
        begins = Place(file, error.context_mark.line + 1, error.context_mark.column + 1)
        return Finding(
            "yaml-syntax", begins, message, _("The quotation mark that opens here is not closed."), related=(place,)
        )
    advice = _mark_of_merge(lines[: mark.line + 1]) or _wide_mark(problem, lines, mark.line)
    return Finding("yaml-syntax", place, message, advice or _advice(problem, line, mark.column))


def _worded(problem: str) -> str:
    """What the parser says, in the language in force; nothing where it says something rare."""
    return next((sentence() for words, sentence in _PROBLEMS.items() if words in problem), "")


_PROBLEMS: dict[str, Callable[[], str]] = {
    "mapping values are not allowed": lambda: _("a colon is not allowed at this place"),
    "could not find expected ':'": lambda: _("a colon after the key is missing"),
    "cannot start any token": lambda: _("a text cannot begin with this character"),
    "incompatible YAML document": lambda: _("the YAML version is not supported"),
    "',' or ']'": lambda: _("a list in square brackets is not closed, or a comma is missing"),
    "',' or '}'": lambda: _("a mapping in braces is not closed, or a comma is missing"),
    "unexpected end of stream": lambda: _("a quotation mark is not closed"),
    "<block end>": lambda: _("the indentation does not match the lines above"),
    "expected key": lambda: _("the indentation does not match the lines above"),
    "block sequence entries are not allowed": lambda: _("a list is not allowed at this place"),
    "block mappings are not allowed": lambda: _("a mapping is not allowed at this place"),
    "mapping keys are not allowed": lambda: _("a key is not allowed at this place"),
    "unknown escape character": lambda: _("the escape after the backslash is not known"),
    "Unicode character escape": lambda: _("the escape after the backslash is not a character"),
    "expected the node content": lambda: _("a value is missing"),
    "expected node content": lambda: _("a value is missing"),
    "expected hexdecimal": lambda: _("the escape after the backslash needs hexadecimal digits"),
    "alphabetic or numeric character": lambda: _("a name after & or * is missing"),
    "'-' indicator": lambda: _("the lines above are a list, so this line must begin with a dash"),
    "comment or line break": lambda: _("only a comment can follow on this line"),
    "document indicator": lambda: _("a quotation mark is not closed"),
    "indentation indicator": lambda: _("the number after | or > must be from 1 to 9"),
    "tag handle": lambda: _("the tag after ! cannot be read"),
    "expected '>'": lambda: _("the tag after ! cannot be read"),
    "tag URI": lambda: _("the tag after ! cannot be read"),
    "URI escaped": lambda: _("the tag after ! cannot be read"),
    "directive": lambda: _("a line that begins with % cannot be read"),
    "version number": lambda: _("a line that begins with % cannot be read"),
    "tab character": lambda: _("a tab is not allowed in indentation"),
}
"""Sentences for the usual problems, by words that the parser uses for them."""


def _advice(problem: str, line: str, column: int) -> str:
    if "\t" in line[: column + 1]:
        return _("Indent with spaces: YAML does not allow tabs in indentation.")
    if "mapping values" in problem:
        return _("Check the indentation. Put the text in quotes if it contains a colon followed by a space.")
    if any(words in problem for words in ("expected <block end>", "could not find expected ':'", "expected key")):
        return _("Check the indentation of this line and of the line above it.")
    if "cannot start any token" in problem:
        return _("Put quotes around a text that begins with this character.")
    if "incompatible YAML" in problem:
        return _("Delete the %YAML line.")
    return ""


_MERGE = re.compile(r"(<{7}|>{7})( |$)|={7}$")
_NOT_YAML = re.compile(r""""[^"]*"|'[^']*'|(^|\s)#.*""")
_WIDE_AFTER_KEY = re.compile(r"^[\s{-]*[\w.-]+(：)")
_WIDE_IN_BRACKETS = re.compile(r"[\[{].*?([：，])")
_WIDE = {"：": ":", "，": ","}


def _mark_of_merge(lines: list[str]) -> str:
    """What to do about the last mark of version control up to the fault: a merge of which only a part was tidied."""
    for number in range(len(lines), 0, -1):
        if _MERGE.match(lines[number - 1]):
            text = _("Line {line} begins with {mark}, which an unfinished merge leaves. Delete the line.")
            return text.format(line=number, mark=lines[number - 1][:7])
    return ""


def _wide_mark(problem: str, lines: list[str], at: int) -> str:
    """What to do about Chinese punctuation on the line of the fault (numbered from 0), or on the line above it."""
    in_brackets = "',' or" in problem
    if not in_brackets and "expected ':'" not in problem and "mapping values" not in problem:
        return ""
    for index in (place for place in (at, at - 1) if 0 <= place < len(lines)):  # a text may end before its fault
        found = (_WIDE_IN_BRACKETS if in_brackets else _WIDE_AFTER_KEY).search(_NOT_YAML.sub("", lines[index]))
        if found:
            text = _("If the {wide} on line {line} separates parts, replace it by {narrow} and a space.")
            return text.format(wide=found[1], line=index + 1, narrow=_WIDE[found[1]])
    return ""
