"""Faults of YAML syntax in words: what the parser says, and what to do about the usual ones."""

from __future__ import annotations

from yaml import MarkedYAMLError, YAMLError

from requirements.finding import Finding, Place
from requirements.language import _


def syntax_finding(error: YAMLError, text: str, file: str) -> Finding:
    """The finding for what the parser could not read. The parser's words never repeat the file's content."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Finding("yaml-syntax", Place(file), _("this is not valid YAML"))
    mark = error.problem_mark
    problem = error.problem or error.context or ""
    message = _("this is not valid YAML: {problem}").format(problem=problem)
    lines = text.split("\n", mark.line + 1)
    line = lines[mark.line] if mark.line < len(lines) else ""
    place = Place(file, mark.line + 1, mark.column + 1)
    if error.context == "while scanning a quoted scalar" and error.context_mark is not None:
        begins = Place(file, error.context_mark.line + 1, error.context_mark.column + 1)
        return Finding(
            "yaml-syntax", begins, message, _("The quotation mark that opens here is not closed."), related=(place,)
        )
    return Finding("yaml-syntax", place, message, _advice(problem, line, mark.column))


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
