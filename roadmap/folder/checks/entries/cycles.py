"""Cycles: features that wait for one another can never begin."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from requirements.finding import Finding
from requirements.language import _
from roadmap.folder.texts.collected import Collected
from roadmap.supply.dependency import WaitFor

MOST_CYCLES = 5
LONGEST_SHOWN = 60
"""Features of a cycle that are named."""
MOST_STARTS = 500
"""Features from which the shortest cycle is searched; beyond them any cycle is shown."""

Graph = dict[str, dict[str, int]]
"""For each feature the features it waits for, with the position of the dependency."""


def check_cycles(collected: Collected) -> Iterator[Finding]:
    """The shortest cycle, with the line of each of its edges; further ones that share no feature with it, at most 5."""
    graph: Graph = {
        key: {
            dependency.feature: position
            for position, dependency in enumerate(feature.after)
            if dependency.feature in collected.features
        }
        for key, feature in collected.features.items()
    }
    for _number in range(MOST_CYCLES):
        cycle = shortest_cycle(graph)
        if cycle is None:
            return
        yield _finding(collected, graph, cycle)
        for node in cycle:
            graph[node] = {}


def shortest_cycle(graph: Graph) -> list[str] | None:
    """The features of a shortest cycle, each waiting for the next and the last for the first; None if there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        best: list[str] = list(reversed(error.args[1]))[:-1]
    else:
        return None
    rest = _on_cycles(graph)
    for start in list(rest)[:MOST_STARTS]:
        cycle = _cycle_through(start, rest, shorter_than=len(best))
        best = cycle or best
    first = best.index(min(best))
    return best[first:] + best[:first]


def _on_cycles(graph: Graph) -> dict[str, list[str]]:
    """The graph without features that wait for nothing in it, over and over."""
    waits = {node: set(others) for node, others in graph.items()}
    waited_by: dict[str, list[str]] = {node: [] for node in graph}
    for node, others in graph.items():
        for other in others:
            waited_by[other].append(node)
    free = [node for node, others in waits.items() if not others]
    while free:
        done = free.pop()
        del waits[done]
        for node in waited_by[done]:
            waits[node].discard(done)
            if not waits[node]:
                free.append(node)
    return {node: [other for other in graph[node] if other in waits] for node in waits}


def _cycle_through(start: str, graph: dict[str, list[str]], *, shorter_than: int) -> list[str] | None:
    """The shortest cycle through one feature, if it is shorter than that."""
    before: dict[str, str] = {}
    reached = deque([(start, 1)])
    while reached:
        node, length = reached.popleft()
        if length >= shorter_than:
            return None
        for other in graph[node]:
            if other == start:
                cycle = [node]
                while cycle[-1] != start:
                    cycle.append(before[cycle[-1]])
                return cycle[::-1]
            if other not in before:
                before[other] = node
                reached.append((other, length + 1))
    return None


def _finding(collected: Collected, graph: Graph, cycle: list[str]) -> Finding:
    edges = list(zip(cycle, [*cycle[1:], cycle[0]], strict=True))[:LONGEST_SHOWN]
    places = [collected.place("features", key, "after", graph[key][other]) for key, other in edges]
    shown = cycle[:LONGEST_SHOWN] + ["..."] * (len(cycle) > LONGEST_SHOWN)
    chain = " -> ".join([*shown, cycle[0]])
    message = _("features wait for each other in a cycle: {chain}").format(chain=chain)
    hint = _("Delete one of these dependencies.")
    waits = [collected.features[key].after[graph[key][other]].wait_for for key, other in edges]
    if WaitFor.START in waits or WaitFor.END in waits:
        hint = _(
            "Delete one of these dependencies. To begin or end together, one of two work items waits for the other, "
            "not both."
        )
    return Finding("dependency-cycle", places[0], message, hint, related=tuple(places[1:]))
