"""Attempts for the items of the queue, and what the station says of them (sections 2.4, 3.4, 3.11)."""

import math

from clock import ahead
from maintenance import Maintenance
from records import OTHER
from session import DRIFTING, OUT_OF_SPEC

NONE, QUEUE_MISMATCH, TIME_MISMATCH, NO_MESSAGE_OTHER = range(4)
MISMATCH_LIMIT = 16


class Attempts(Maintenance):
    """A link that makes attempts for whatever item its queue gives."""

    batch = None
    expected = 0
    mismatches = 0

    def synchronised(self, has_moved):
        if has_moved and self.batch:
            self.withdraw()  # PHY-045
        early, self.early = self.early, []
        for add in early:
            self.take_add(add)
        self.put()
        if self.state in (DRIFTING, OUT_OF_SPEC) and 'window' not in self.timers:
            self.want_window()
        self.attempt()

    def fitness_changed(self):
        if not self.is_fit and self.batch:
            self.withdraw()  # PHY-059
        self.attempt()

    def window_changed(self):
        if self.batch and self.batch['first'] + self.batch['slots'] > self.window['first']:
            self.withdraw()
        self.attempt()

    @property
    def patience(self):
        """How long a REPLY can take after its slot."""
        return self.set['stationDelay'] + self.set['guard'] + self.round

    def soonest(self):
        """The first slot whose GEN is at the station before its gate opens (PHY-031)."""
        return self.slot_at(self.clock.now + self.set['stationDelay'] + self.set['guard'] + 1)

    def attempt(self):
        """Does what the queue asks for now (LNK-111, LNK-116)."""
        self.stop('attempt')
        if not self.is_fit or self.sync is None:
            return
        slot = self.soonest()
        window = self.window
        item = None if window and window['first'] <= slot < window['end'] else self.choose(slot)
        if self.batch:
            if item is not None and item is self.batch['item']:
                return
            self.withdraw()
        later = [one.schedule_slot for one in self.items.values() if one.wants and one.schedule_slot > slot]
        if later:
            due = self.time_of(min(later)) - self.set['stationDelay'] - self.set['guard'] - self.set['slotPeriod']
            self.timer('attempt', max(1, due - self.clock.now), self.attempt)
        if item is None:
            return
        qubit = self.node.take_qubit()
        if qubit is None:
            return
        end = slot + self.set['batchSlots']
        if item.deadline_slot:
            end = min(end, item.deadline_slot)
        if window and slot < window['first']:
            end = min(end, window['first'])  # PHY-063
        self.batch = {'item': item, 'first': slot, 'slots': end - slot, 'qubit': qubit}
        self.send(
            'station', 'gen', queue_id=item.queue_id, first_slot=slot, slots=end - slot, brightness=item.brightness
        )
        self.node.command(
            'generate',
            link=self.set['link'],
            qubit=qubit,
            first_slot=slot,
            slots=end - slot,
            brightness=item.brightness / 65535,
            arrival=math.floor(self.time_of(slot)),
            period=self.terms['slot_period'] * (1 + self.sync[1]),
            arrival_bases=[],
        )
        silence = self.time_of(end - 1) + self.patience
        self.timer('silence', silence - self.clock.now, self.give_up)  # PHY-038

    def give_up(self):
        self.leave_batch()
        self.attempt()

    def leave_batch(self):
        """The batch is over, its train stopped; its qubit is nobody's."""
        self.stop('silence')
        self.node.command('halt', link=self.set['link'])
        self.node.free_qubit(self.batch['qubit'])
        self.batch = None

    def withdraw(self):
        """PHY-039."""
        item = self.batch['item']
        self.leave_batch()
        self.send('station', 'gen', queue_id=item.queue_id, first_slot=self.soonest(), slots=0)

    def generation_failed(self):
        if self.batch:
            self.withdraw()
            self.timer('attempt', self.set['slotPeriod'] * self.set['batchSlots'], self.attempt)

    def take_reply(self, frame):
        gap = ahead(frame['sequence'], self.expected)
        if gap < 0:
            return  # PHY-037, LNK-043
        if gap > 0:
            low, self.expected = self.expected, frame['sequence']
            self.expire(low, frame['sequence'])  # LNK-041
        if frame['outcome'] == 1:
            self.expected = (frame['sequence'] + 1) % 2**32
            self.mismatches = 0
            self.herald(frame)
        else:
            self.failed(frame)
        self.attempt()

    def failed(self, frame):
        if not self.batch:
            if frame['error'] == NO_MESSAGE_OTHER and frame['queue_id'] == 0:
                self.waited_for(frame['peer_queue_id'])
            return
        item = self.batch['item']
        is_ours = frame['queue_id'] == item.queue_id and frame['slot'] >= self.batch['first']
        reminds = frame['error'] == NO_MESSAGE_OTHER and frame['queue_id'] == 0
        if is_ours or reminds:  # PHY-040 to PHY-043
            self.leave_batch()
        if frame['error'] == QUEUE_MISMATCH:
            self.mismatch(frame['peer_queue_id'])
            self.mismatches += is_ours
            if self.is_master and self.mismatches > MISMATCH_LIMIT:
                self.mismatches = 0
                self.end_request(item, OTHER)  # LNK-118
        elif is_ours:
            self.mismatches = 0

    def herald(self, frame):
        batch, slot = self.batch, frame['slot']
        is_present = batch and frame['queue_id'] == batch['item'].queue_id and slot >= batch['first']
        qubit = None
        if is_present:
            period, guard, now = self.terms['slot_period'], self.set['guard'], self.clock.now
            delay = self.set['stationDelay']
            is_lost = (
                slot >= batch['first'] + batch['slots']
                or (slot + 1 < batch['first'] + batch['slots'] and self.time_of(slot + 1) - delay < now)  # PHY-035
                or now < self.time_of(slot) + delay - guard  # PHY-047
                or self.may_be_wrong_by() >= period - guard
            )  # PHY-048
            self.stop('silence')
            self.node.command('halt', link=self.set['link'])  # PHY-034
            self.batch = None
            if is_lost:
                self.node.free_qubit(batch['qubit'])
            else:
                qubit = batch['qubit']
        self.heralded(frame['sequence'], frame['queue_id'], frame['bell_index'], qubit)
