"""Who did what to whom -> a drawing of the strongest ties: nodes on a circle, the busiest first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.knowledge.codebook_file import load_codebook
from dateline.store.overview import Tie

__all__ = ["Edge", "Network", "Node", "network_of"]

_SIZE, _RADIUS = 760, 250.0


@dataclass(frozen=True, slots=True)
class Node:
    name: str
    weight: int
    x: float
    y: float
    anchor: str  # of its label: start, or end on the left half


@dataclass(frozen=True, slots=True)
class Edge:
    """All that one did to the other, by class of event types."""

    actor: Node
    recipient: Node
    quad: int
    count: int
    types: Sequence[str]
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Network:
    size: int
    nodes: Sequence[Node]
    edges: Sequence[Edge]


def network_of(ties: Sequence[Tie]) -> Network:
    quads = {name: event_type.quad for name, event_type in load_codebook().types.items()}
    weights: dict[str, int] = {}
    grouped: dict[tuple[str, str, int], dict[str, int]] = {}
    for tie in ties:
        for name in (tie.actor, tie.recipient):
            weights[name] = weights.get(name, 0) + tie.count
        types = grouped.setdefault((tie.actor, tie.recipient, quads.get(tie.event_type, 4)), {})
        types[tie.event_type] = types.get(tie.event_type, 0) + tie.count
    ordered = sorted(weights, key=lambda name: (-weights[name], name))
    nodes = {name: _node(name, weights[name], number, len(ordered)) for number, name in enumerate(ordered)}
    edges = [_edge(nodes[actor], nodes[recipient], quad, types) for (actor, recipient, quad), types in grouped.items()]
    return Network(_SIZE, list(nodes.values()), sorted(edges, key=lambda edge: -edge.count))


def _node(name: str, weight: int, number: int, among: int) -> Node:
    angle = 2 * math.pi * number / among - math.pi / 2
    x, y = _SIZE / 2 + _RADIUS * math.cos(angle), _SIZE / 2 + _RADIUS * math.sin(angle)
    return Node(name, weight, round(x, 1), round(y, 1), "end" if x < _SIZE / 2 - 1 else "start")


def _edge(actor: Node, recipient: Node, quad: int, types: dict[str, int]) -> Edge:
    """Bent towards the middle, so that there and back are told apart."""
    count = sum(types.values())
    bend_x = (actor.x + recipient.x) / 2 * 0.6 + _SIZE / 2 * 0.4 + (recipient.y - actor.y) * 0.08
    bend_y = (actor.y + recipient.y) / 2 * 0.6 + _SIZE / 2 * 0.4 - (recipient.x - actor.x) * 0.08
    path = f"M{actor.x} {actor.y}Q{bend_x:.1f} {bend_y:.1f} {recipient.x} {recipient.y}"
    return Edge(actor, recipient, quad, count, sorted(types), path, min(1.0 + math.log2(count + 1), 6.0))
