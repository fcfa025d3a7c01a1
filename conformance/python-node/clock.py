"""Time that passes as the tester says, and what is due in it."""

import heapq
import itertools
import math


class Timer:
    def __init__(self, due, act):
        self.due, self.act = due, act

    def cancel(self):
        self.act = None


class Clock:
    def __init__(self, now):
        self.now = now
        self._queue, self._order = [], itertools.count()

    def at(self, due, act):
        timer = Timer(max(self.now, math.ceil(due)), act)
        heapq.heappush(self._queue, (timer.due, next(self._order), timer))
        return timer

    def after(self, delay, act):
        return self.at(self.now + delay, act)

    @property
    def wake(self):
        while self._queue and self._queue[0][2].act is None:
            heapq.heappop(self._queue)
        return self._queue[0][0] if self._queue else None

    def run(self, until):
        while self.wake is not None and self.wake <= until:
            due, _, timer = heapq.heappop(self._queue)
            self.now, act, timer.act = due, timer.act, None
            act()
        self.now = max(self.now, until)


def ahead(a, b):
    """How far serial a is after b (section 0.4); negative where it is before."""
    distance = (a - b) % 2**32
    return distance if distance < 2**31 else distance - 2**32


def later(a, b):
    return a if ahead(a, b) > 0 else b
