"""Loading: from a folder of text to a project without faults, or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from requirements.catalogue import catalogue_texts
from requirements.finding import Finding, Place, Severity, in_order
from requirements.funnel.placeholder import with_placeholders
from requirements.language import _
from requirements.market import Market
from requirements.reading.nodes import Document
from roadmap.folder.baseline import check_baseline, read_baseline
from roadmap.folder.checks import DAY_CHECKS, ENTRY_CHECKS, WHOLE_CHECKS
from roadmap.folder.project import Project
from roadmap.folder.releases import order_releases
from roadmap.folder.span import Span, read_span
from roadmap.folder.taking import complete
from roadmap.folder.texts.collect import collect_entries, collect_header, grant_leave
from roadmap.folder.texts.collected import Collected, Places
from roadmap.folder.texts.files import FileSet
from roadmap.folder.texts.logo import with_logo
from roadmap.folder.texts.reading import read_documents
from roadmap.folder.texts.remembered import RememberedDocuments
from roadmap.folder.texts.revision import Revision, revised_digest
from roadmap.supply.engineering import Engineering

MOST_FINDINGS = 100_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading gave.

    The project, or None exactly when a finding is an error; all findings in order of their places; and how many files
    and entries of each section were read.
    """

    project: Project | None
    findings: tuple[Finding, ...]
    counts: Mapping[str, int]


def load_project(
    directory: Path,
    *,
    encoding: str | None = None,
    as_of: date | None = None,
    revision: Revision | None = None,
    drafts: Mapping[str, bytes] | None = None,
    remembered: RememberedDocuments | None = None,
) -> Loaded:
    """Read and check an input folder. Faults of the input never raise; they are all in the findings.

    `encoding` may be "gb18030" to read files that are not UTF-8; `as_of` wins over the day that roadmap.yaml states; a
    `revision` changes what the files say before anything is typed or checked; `drafts` are what files would say, by
    name, in place of what is on the disk. `remembered` knows files that were read before; no revision is made on them.
    """
    known = RememberedDocuments() if remembered is None or revision is not None else remembered
    files = FileSet(directory, drafts=drafts or {}, remembered=known)
    return load_documents(files, read_documents(files, encoding=encoding), as_of=as_of, revision=revision)


def collect_folder(directory: Path, *, encoding: str | None = None) -> Collected | None:
    """The entries that a folder states, whatever else is wrong with it; None if there is no roadmap.yaml to read."""
    files = FileSet(directory)
    documents = read_documents(files, encoding=encoding)
    if not documents:
        return None
    collected = Collected(documents[0])
    for document in documents:
        collect_entries(collected, document)
    grant_leave(collected)
    return collected


def load_documents(
    files: FileSet, documents: list[Document], *, as_of: date | None = None, revision: Revision | None = None
) -> Loaded:
    """Check what the files of a folder say that have been read already, roadmap.yaml first."""
    if not documents:
        return Loaded(None, _first(in_order(files.findings)), {"files": len(files.contents)})
    documents = [with_logo(documents[0], files), *documents[1:]]
    collected = Collected(documents[0], findings=[] if revision is None else revision.revise(documents))
    collect_header(collected, as_of=as_of)
    for document in documents:
        collect_entries(collected, document)
    grant_leave(collected)
    _complete(collected, files)
    span = read_span(collected)
    if span is not None:
        collected.releases = order_releases(collected, span.calendar)
    _cross_check(collected, span, unread=bool(files.findings) or collected.unread)
    baseline, wrong = read_baseline(files.root)
    if baseline is not None and not files.findings and not collected.unread:
        wrong += check_baseline(collected, baseline)
    findings = in_order([*files.findings, *collected.findings, *wrong])
    blocked = span is None or any(finding.severity is Severity.ERROR for finding in findings)
    digest = revised_digest(files.digest(), revision)
    project = None
    if span is not None and not blocked:
        project = replace(_put_together(collected, span, digest=digest), baseline=baseline, files=files.digests())
    return Loaded(project, _first(findings), _counts(collected, files))


def _complete(collected: Collected, files: FileSet) -> None:
    """Take from the catalogue what the folder lacks, if it says so and nothing is hidden by faults of whole files."""
    if collected.header is not None and collected.header.catalogue and not (collected.unread or files.findings):
        complete(collected)
        files.shipped = {name: text.encode() for name, text in catalogue_texts().items()}


def _first(findings: list[Finding]) -> tuple[Finding, ...]:
    """The first hundred thousand findings; if there are more, the last of them says how many."""
    more = findings[MOST_FINDINGS:]
    if not more:
        return tuple(findings)
    severity = min((finding.severity for finding in more), key=list(Severity).index)
    message = _("{count} more findings are not shown").format(count=len(more))
    return (*findings[:MOST_FINDINGS], Finding("further-findings", Place(more[0].place.file), message, "", severity))


def _cross_check(collected: Collected, span: Span | None, *, unread: bool) -> None:
    """Check what no single entry can tell. Files that could not be read would make every reference to them a fault."""
    if unread or (span is None and collected.cadences):
        return
    for check_entries in ENTRY_CHECKS:
        collected.findings += check_entries(collected)
    if span is None:
        return
    for check_days in DAY_CHECKS:
        collected.findings += check_days(collected, span)
    if not any(finding.severity is Severity.ERROR for finding in collected.findings):
        for check_whole in WHOLE_CHECKS:
            collected.findings += check_whole(collected, span)


def _put_together(collected: Collected, span: Span, *, digest: str) -> Project:
    engineering = Engineering(
        features=collected.features,
        teams=collected.teams,
        people=collected.people,
        releases=collected.releases,
        progress=collected.progress,
    )
    return Project(
        header=span.header,
        market=_market(collected, span),
        engineering=engineering,
        pins=tuple(collected.pins.values()),
        decisions=tuple(collected.decisions.values()),
        calendar=span.wider,
        digest=digest,
        places=Places(collected.roadmap, collected.declared),
    )


def _market(collected: Collected, span: Span) -> Market:
    """The market of the folder, with the deals that are still to be found if the policy plans for them."""
    market = Market(
        segments=collected.segments,
        capabilities=collected.capabilities,
        deals=collected.deals,
        profiles=collected.profiles,
        caution=span.header.policy.caution,
    )
    policy = span.header.policy
    if not policy.placeholders:
        return market
    most = policy.most_placeholders
    return with_placeholders(market, span.wider.add, first=span.as_of, last=span.header.horizon, most=most)


def _counts(collected: Collected, files: FileSet) -> dict[str, int]:
    counts = {"files": len(files.contents)}
    return counts | {section: len(entries) for section, entries in collected.declared.items()}
