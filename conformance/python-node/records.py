"""What the link layer of one end remembers: requests, items of the queue, pairs (chapter 3)."""

from __future__ import annotations

from dataclasses import dataclass, field

# Codes of section 0.7.
UNSPECIFIED, UNSUPP, CREATE, REJECTED, OTHER, EXPIRE, TIMEOUT, NOTIME, NORES = range(9)
KINDS = ('keep', 'measure', 'prepare')


@dataclass
class Request:
    """A CREATE of this end's application."""

    create: dict
    create_id: int
    # The node's time then.
    asked: int
    serial: int = 0
    delivered: int = 0
    closing: int = 0
    is_over: bool = False


@dataclass(eq=False)
class Item:
    """A request in the queue, of either end."""

    queue_id: int
    add: dict
    schedule_slot: int
    brightness: int
    request: Request | None = None
    pairs: set = field(default_factory=set)
    called: int = 0
    ending: int | None = None
    ended: int | None = None
    is_overdue: bool = False
    delivered: int = 0

    @property
    def is_full(self):
        return len(self.pairs) >= self.add['number']

    @property
    def wants(self):
        if self.request and self.request.is_over:
            return False  # LNK-160
        most = self.called if self.add['paced'] else self.add['number']
        return self.ended is None and self.ending in (None, UNSPECIFIED) and len(self.pairs) < most

    @property
    def deadline_slot(self):
        return self.add['deadline_slot']

    @property
    def goes_first(self):
        """LNK-112."""
        return self.pairs and (self.add['atomic'] or (self.add['kind'] == 0 and not self.add['consecutive']))


@dataclass(eq=False)
class Pair:
    epoch: int
    sequence: int
    item: Item | None
    bell_index: int
    qubit: int | None
    state: str = 'working'
    outcome: int = -1
    basis: int = -1
    corrected: bool = False
