"""Requests of the application, and the queue that both ends share (sections 3.1, 3.3, 3.5)."""

import math

from clock import ahead
from pairs import bases_of
from records import CREATE, EXPIRE, KINDS, NORES, NOTIME, OTHER, REJECTED, TIMEOUT, UNSPECIFIED, UNSUPP, Item, Request

SETS = ('NONE', 'XZ', 'XYZ', 'CHSH')
QUEUE_LIMIT, WINDOW, ADD_ATTEMPTS = 256, 64, 3


class Queue:
    """Of a Link."""

    # ---- Requests of the application (section 3.1) ----

    def create(self, create):
        self.create_id += 1
        request = Request(create, self.create_id, self.clock.now)
        code = self.refusal(create)
        self.answer('created', createId=request.create_id, code=code)
        if code:
            return
        self.requests[request.create_id] = request
        if create['timeLimit']:
            self.timer(('limit', request.create_id), create['timeLimit'], lambda: self.close(request, TIMEOUT))
        self.waiting.append(request)
        self.put()

    def refusal(self, create):
        ranges = {
            'number': (1, 2**32 - 1),
            'minimumFidelity': (0, 1),
            'timeLimit': (0, 2**53 - 1),
            'purpose': (0, 65535),
            'priority': (0, 7),
        }
        if not all(low <= create[name] <= high for name, (low, high) in ranges.items()):
            return CREATE
        kind = KINDS.index(create['kind'])
        if not self.can(kind, create['minimumFidelity']) or (self.kinds and not self.kinds >> kind & 1):
            return UNSUPP
        if kind == 1 and self.bases and not all(self.bases >> one & 1 for one in bases_of(measurement(create['responder']))):
            return UNSUPP  # LNK-153
        if kind == 0 and not create['consecutive'] and create['number'] > self.node.qubits:
            return UNSUPP
        if not self.epoch:
            return OTHER
        if create['timeLimit'] and create['timeLimit'] < create['number'] * self.terms['slot_period']:
            return UNSUPP
        return NORES if len(self.items) + len(self.waiting) >= QUEUE_LIMIT else 0

    def can(self, kind, fidelity):
        hardware = self.node.hardware_of(self.set['link'])
        return (
            kind in (0, 1)
            and (kind == 1 or hardware['keep'])
            and any(point['fidelity'] >= fidelity for point in hardware['points'])
        )

    def add_of(self, request):
        create = request.create
        points = [
            one
            for one in self.node.hardware_of(self.set['link'])['points']
            if one['fidelity'] >= create['minimumFidelity']
        ]
        best = max(points, key=lambda point: point['success_probability'])
        deadline = self.slot_at(request.asked + create['timeLimit']) if create['timeLimit'] else 0
        return {
            'serial': request.serial,
            'create_id': request.create_id,
            'queue_id': self.next_queue_id() if self.is_master else 0,
            'kind': KINDS.index(create['kind']),
            'number': create['number'],
            'minimum_fidelity': math.ceil(create['minimumFidelity'] * 65535),
            'purpose': create['purpose'],
            'priority': create['priority'],
            'atomic': create['atomic'],
            'consecutive': create['consecutive'],
            'schedule_slot': self.known_slot(),
            'deadline_slot': deadline,
            'brightness': round(best['brightness'] * 65535),
            'virtual_finish': 0,
            'originator': measurement(create['originator']),
            'responder': measurement(create['responder']),
            'paced': False,
        }

    def known_slot(self):
        """A slot before which both ends know of an item (LNK-036)."""
        return self.slot_at(self.clock.now + 4 * self.peer_round + self.set['stationDelay'])

    def next_queue_id(self):
        self.queue_id = self.queue_id % (2**32 - 1) + 1
        return self.queue_id

    def put(self):
        """LNK-030, LNK-037."""
        while self.sync and self.waiting and len(self.undone) < WINDOW:
            request = self.waiting.pop(0)
            self.serial += 1
            request.serial = self.serial
            request.add = self.add_of(request)
            self.undone[request.serial] = request
            self.insist(
                ('add', request.serial),
                ('add', request.add),
                ADD_ATTEMPTS,
                lambda request=request: self.give_back(request, NOTIME),
            )

    def give_back(self, request, code):
        """It ends before the peer has answered (LNK-017, LNK-018)."""
        serial = request.serial
        self.stop(('add', serial))
        if request in self.waiting:
            self.waiting.remove(request)
        elif self.undone.pop(serial, None) is not None:
            queue_id = request.add['queue_id']
            if queue_id:
                self.over[queue_id] = code
                self.insist(
                    ('end', queue_id), ('end', {'queue_id': queue_id, 'end_sequence': self.expected, 'reason': code})
                )
            else:
                self.insist(
                    ('take back', serial),
                    ('cancel', {'queue_id': 0, 'serial': serial, 'expected': self.expected, 'reason': code}),
                )
        self.fail(request, code)
        self.put()

    def close(self, request, code):
        """The application, or time, ends a request (LNK-014, LNK-015)."""
        item = next((one for one in self.items.values() if one.request is request), None)
        if request.is_over or request.closing:
            return
        if item is None:
            return self.give_back(request, code)
        request.closing = code
        self.end_request(item, code)

    def cancel(self, create_id):
        for request in list(self.requests.values()):
            if request.create_id == create_id:
                self.close(request, OTHER)

    def fail(self, request, code):
        if request.is_over:
            return
        self.finish(request)
        self.answer('err', createId=request.create_id, code=code, delivered=request.delivered)

    def finish(self, request):
        request.is_over = True
        self.stop(('limit', request.create_id))

    def answer(self, answer, **fields):
        self.node.answer({'type': answer, 'link': self.set['link'], **fields})

    # ---- The queue (sections 3.3, 3.5) ----

    def choose(self, slot):
        """First come, first served (LNK-112, LNK-113)."""
        eligible = [
            one
            for one in self.items.values()
            if one.wants and one.schedule_slot <= slot and (not one.deadline_slot or one.deadline_slot > slot)
        ]
        return min(
            eligible,
            key=lambda one: (not one.goes_first, one.schedule_slot, ahead(one.queue_id, self.queue_id)),
            default=None,
        )

    def take_add(self, add):
        if self.sync is None:
            return self.early.append(add)  # no slot has a time yet
        serial, queue_id = add['serial'], add['queue_id']
        if serial in self.answered:
            name, fields = self.answered[serial]
            if not self.is_master and queue_id in self.over:
                name, fields = 'add_rej', {'serial': serial, 'reason': REJECTED}  # LNK-038
            return self.send('peer', name, **fields)
        reason = self.objection(add)
        if reason:
            reply = ('add_rej', {'serial': serial, 'reason': reason})
        else:
            queue_id = self.next_queue_id() if self.is_master else queue_id
            slot = max(add['schedule_slot'], self.known_slot()) if self.is_master else add['schedule_slot']
            self.enter(Item(queue_id, add, slot, add['brightness']))
            reply = (
                'add_ack',
                {
                    'serial': serial,
                    'queue_id': queue_id,
                    'schedule_slot': slot,
                    'brightness': add['brightness'],
                    'virtual_finish': add['virtual_finish'],
                },
            )
        self.answered[serial] = reply
        self.send('peer', reply[0], **reply[1])
        self.attempt()

    def objection(self, add):
        if not self.is_master and (not add['queue_id'] or add['queue_id'] in self.over):
            return REJECTED
        if add['paced'] and not add['consecutive']:
            return CREATE  # LNK-135
        if add['purpose'] not in self.node.purposes:
            return REJECTED
        if not self.can(add['kind'], add['minimum_fidelity'] / 65535 - 1e-9):
            return UNSUPP
        if add['kind'] == 0 and not add['consecutive'] and add['number'] > self.node.qubits:
            return UNSUPP
        return NORES if len(self.items) >= QUEUE_LIMIT else 0

    def enter(self, item):
        self.items[item.queue_id] = item
        if item.deadline_slot and self.is_master:
            due = self.time_of(item.deadline_slot - 1) + self.patience
            self.timer(('deadline', item.queue_id), max(0, due - self.clock.now), lambda: self.overdue(item))

    def overdue(self, item):
        """LNK-053."""
        item.is_overdue = True
        if not item.is_full:
            self.end_request(item, TIMEOUT)

    def take_add_ack(self, frame):
        request = self.undone.pop(frame['serial'], None)
        if request is None:
            return  # LNK-025
        self.stop(('add', request.serial))
        if frame['queue_id'] in self.over:  # LNK-026
            self.fail(request, self.over[frame['queue_id']] or EXPIRE)
            return self.put()
        self.answer('ack', createId=request.create_id)
        request.add['queue_id'] = frame['queue_id']
        self.enter(Item(frame['queue_id'], request.add, frame['schedule_slot'], frame['brightness'], request))
        self.put()
        self.attempt()

    def take_add_rej(self, frame):
        self.stop(('take back', frame['serial']))
        request = self.undone.pop(frame['serial'], None)
        if request is not None:
            self.stop(('add', request.serial))
            self.fail(request, frame['reason'])  # LNK-016
            self.put()

    def take_more(self, frame):
        item = self.items.get(frame['queue_id'])
        if item and item.request is None and item.add['paced'] and item.called < frame['number'] <= item.add['number']:
            item.called, item.schedule_slot = frame['number'], frame['schedule_slot']  # LNK-138
            self.attempt()

    def waited_for(self, queue_id):
        """LNK-137."""
        item = self.items.get(queue_id)
        if item and item.request is None and item.add['paced'] and not item.wants and not self.misses:
            self.ask_alive()

    def end_request(self, item, code):
        """Somebody at this end wants an item to end: the master ends it, the other node asks for that (LNK-054)."""
        if item.ended is not None:
            return
        queue_id = item.queue_id
        if self.is_master:
            if item.ending in (None, UNSPECIFIED):
                item.ending = code
                self.insist(
                    ('end', queue_id), ('end', {'queue_id': queue_id, 'end_sequence': self.expected, 'reason': code})
                )
        else:
            self.insist(
                ('cancel', queue_id),
                ('cancel', {'queue_id': queue_id, 'serial': 0, 'expected': self.expected, 'reason': code}),
            )
        self.attempt()

    def filled(self, item):
        if self.is_master and item.ending is None:
            item.ending = UNSPECIFIED
            end = ('end', {'queue_id': item.queue_id, 'end_sequence': self.expected, 'reason': UNSPECIFIED})
            self.insist(('end', item.queue_id), end, given_up=lambda: self.lose() if item.is_full else None)  # LNK-052
        elif not self.is_master and ('cancel', item.queue_id) not in self.timers:
            self.timer(
                ('cancel', item.queue_id), 2 * self.peer_round, lambda: self.end_request(item, UNSPECIFIED)
            )  # LNK-055

    def take_end(self, frame):
        queue_id, reason = frame['queue_id'], frame['reason']
        if self.is_master:
            return
        self.hint(frame['end_sequence'])
        item = self.items.get(queue_id)
        if item and reason == UNSPECIFIED and not item.is_full:
            return  # LNK-056
        self.send('peer', 'end_ack', queue_id=queue_id)
        self.over.setdefault(queue_id, reason)
        if item:
            self.end_item(item, reason)

    def take_end_ack(self, frame):
        self.stop(('end', frame['queue_id']))
        item = self.items.get(frame['queue_id'])
        if item and self.is_master and item.ending is not None:
            lacks = item.ending == UNSPECIFIED and not item.is_full  # LNK-100
            self.end_item(item, EXPIRE if lacks else item.ending)

    def end_item(self, item, reason):
        item.ended = reason
        self.over[item.queue_id] = reason
        del self.items[item.queue_id]
        self.stop(('deadline', item.queue_id))
        self.stop(('cancel', item.queue_id))
        request = item.request
        if reason != UNSPECIFIED or (request and request.closing):
            if request:
                self.fail(request, request.closing or reason)
            for sequence in sorted(item.pairs):
                pair = self.pairs.get((self.epoch, sequence))
                if pair and pair.state != 'delivered':
                    self.expire(sequence, (sequence + 1) % 2**32)  # LNK-058
        self.attempt()

    def take_cancel(self, frame):
        if not self.is_master:
            return
        queue_id, serial, reason = frame['queue_id'], frame['serial'], frame['reason']
        self.hint(frame['expected'])
        if queue_id == 0:  # LNK-039
            self.answered[serial] = ('add_rej', {'serial': serial, 'reason': reason})
            self.send('peer', 'add_rej', serial=serial, reason=reason)
            for item in list(self.items.values()):
                if item.request is None and item.add['serial'] == serial:
                    self.end_request(item, reason or OTHER)
        elif queue_id in self.over:
            end = ('end', {'queue_id': queue_id, 'end_sequence': self.expected, 'reason': reason})
            self.insist(('end', queue_id), end)  # LNK-059
        elif queue_id in self.items and reason != UNSPECIFIED:
            self.end_request(self.items[queue_id], reason)
        elif reason != UNSPECIFIED:
            for request in list(self.undone.values()):
                if request.add['queue_id'] == queue_id:
                    self.give_back(request, reason)  # LNK-026: its ADD_ACK is still under way

    def mismatch(self, peer_queue_id):
        """LNK-117."""
        proposed = {request.add['queue_id'] for request in self.undone.values()}
        if self.is_master and peer_queue_id and peer_queue_id not in self.items and peer_queue_id not in proposed:
            self.insist(
                ('end', peer_queue_id),
                ('end', {'queue_id': peer_queue_id, 'end_sequence': self.expected, 'reason': OTHER}),
            )


def measurement(wish):
    first, second = [*wish['probabilities'], 0, 0][:2]
    x1, y, x2 = wish['rotation']
    return {
        'random_basis': SETS.index(wish['set']),
        'probability1': first,
        'probability2': second,
        'rotation_x1': x1,
        'rotation_y': y,
        'rotation_x2': x2,
    }
