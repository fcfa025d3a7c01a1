"""Pairs: what is done with them, and when they are void (sections 3.6 to 3.8, 3.10)."""

import math

from clock import ahead, later
from records import EXPIRE, KINDS, TIMEOUT, UNSPECIFIED, Pair

Z, X, Y, Z_PLUS, Z_MINUS, ROTATED = range(6)
ANGLES = {(0, 0, 0): Z, (0, 192, 0): X, (64, 0, 0): Y, (0, 224, 0): Z_PLUS, (0, 32, 0): Z_MINUS}
# Heralds after which the peer is asked how far it has settled (LNK-088).
HERALDS = 64


def bases_of(how):
    """The bases that a measurement may take (section 3.8)."""
    first, second = how['probability1'], how['probability2']
    shares = {
        1: {X: first, Z: 255 - first},
        2: {X: first, Y: second, Z: 255 - first - second},
        3: {Z_PLUS: first, Z_MINUS: 255 - first},
    }.get(how['random_basis'])
    if shares:
        return [basis for basis, share in shares.items() if share > 0]
    return [ANGLES.get((how['rotation_x1'], how['rotation_y'], how['rotation_x2']), ROTATED)]


class Pairs:
    """Of a Link."""

    # ---- Pairs (sections 3.6 to 3.8) ----

    def heralded(self, sequence, queue_id, bell_index, qubit):
        item = self.items.get(queue_id)
        chosen = mix(self.terms['test_seed'], sequence)
        is_test = self.terms['test_fraction'] > 0 and chosen & 0xFFFF < self.terms['test_fraction']
        if qubit is None or not (is_test or (item and item.wants)):
            if qubit is not None:
                self.node.free_qubit(qubit)
            return self.expire(sequence, (sequence + 1) % 2**32)  # LNK-066, LNK-067
        pair = Pair(self.epoch, sequence, None if is_test else item, bell_index, qubit)
        self.pairs[self.epoch, sequence] = pair
        self.heralds += 1
        if self.heralds >= HERALDS:
            self.ask_alive()  # LNK-088
        if is_test:
            return self.measure(pair, (chosen >> 16) % 3, None)  # LNK-071
        item.pairs.add(sequence)
        if item.is_full:
            self.filled(item)
        turns = item.request and not item.request.create['raw']
        if item.add['kind'] == 1:
            how = item.add['originator' if item.request else 'responder']
            pair.basis, rotation = self.draw(how)
            pair.corrected = bool(turns) and pair.basis <= Y
            self.measure(pair, pair.basis, rotation)
        elif turns:
            pair.corrected = True  # LNK-063
            self.work(pair, 'correct', 'corrected', self.store, pauli=bell_index) if bell_index else self.store(pair)
        else:
            self.store(pair)

    def store(self, pair):
        self.work(pair, 'store', 'stored', self.ready) if self.node.hardware['storage'] else self.ready(pair)

    def measure(self, pair, basis, rotation):
        angles = rotation and dict(zip(('x1', 'y', 'x2'), (angle * 2 * math.pi / 256 for angle in rotation)))
        self.work(pair, 'measure', 'measured', self.measured, basis=basis, rotation=angles)

    def measured(self, pair, result):
        outcome = result['outcome']
        self.free(pair)
        if pair.item is None:
            del self.pairs[pair.epoch, pair.sequence]
            basis = (mix(self.terms['test_seed'], pair.sequence) >> 16) % 3
            return self.send(
                'peer', 'test_results', rounds=[{'sequence': pair.sequence, 'basis': basis, 'outcome': outcome}]
            )
        flips = {Z: (1, 3), X: (2, 3), Y: (1, 2)}.get(pair.basis, ())
        pair.outcome = outcome ^ (pair.corrected and pair.bell_index in flips)  # LNK-065
        self.ready(pair)

    def work(self, pair, command, result, then, **fields):
        """The hardware does something for a pair; until then its qubit is used for nothing else (LNK-068)."""

        def done(message):
            if pair.state == 'over':
                return self.free(pair)
            then(pair, message) if command == 'measure' else then(pair)

        self.node.work(command, result, pair.qubit, done, **fields)

    def draw(self, how):
        """A basis as section 3.8 has them, and its angles where it is none with a name."""
        chance = self.node.random.random() * 255
        first, second = how['probability1'], how['probability2']
        if how['random_basis'] == 1:
            return (X if chance < first else Z), None
        if how['random_basis'] == 2:
            return (X if chance < first else Y if chance < first + second else Z), None
        if how['random_basis'] == 3:
            return (Z_PLUS if chance < first else Z_MINUS), None
        angles = (how['rotation_x1'], how['rotation_y'], how['rotation_x2'])
        return (ANGLES[angles], None) if angles in ANGLES else (ROTATED, angles)

    def ready(self, pair):
        pair.state = 'ready'
        self.deliver(pair.item)

    def deliver(self, item):
        pairs = [self.pairs[self.epoch, sequence] for sequence in item.pairs if (self.epoch, sequence) in self.pairs]
        waiting = sorted(
            (pair for pair in pairs if pair.state == 'ready'), key=lambda pair: ahead(pair.sequence, self.expected)
        )
        request = item.request
        if request and request.is_over:
            for pair in waiting:
                self.expire(pair.sequence, (pair.sequence + 1) % 2**32)  # LNK-160
            return
        if (
            not item.add['consecutive']
            and sum(pair.state in ('ready', 'delivered') for pair in pairs) < item.add['number']
        ):
            return  # LNK-062
        if request and request.closing:
            return  # LNK-013
        for pair in waiting:
            pair.state = 'delivered'
            item.delivered += 1
            if request:
                request.delivered = item.delivered
            is_final = item.delivered == item.add['number']
            self.answer(
                'ok',
                createId=item.add['create_id'],
                originator=bool(request),
                kind=KINDS[item.add['kind']],
                purpose=item.add['purpose'],
                epoch=pair.epoch,
                sequence=pair.sequence,
                qubit=-1 if pair.qubit is None else pair.qubit,
                bellIndex=pair.bell_index,
                corrected=pair.corrected,
                goodness=self.node.fidelity(self.set['link'], item.brightness),
                outcome=pair.outcome,
                basis=pair.basis,
                final=is_final,
            )
            if is_final and request:
                self.finish(request)

    def free(self, pair):
        if pair.qubit is not None:
            self.node.command('release', qubit=pair.qubit)
            self.node.free_qubit(pair.qubit)
            pair.qubit = None

    def release(self, epoch, sequence):
        pair = self.pairs.get((epoch, sequence))
        if pair and pair.state == 'delivered' and pair.qubit is not None:
            self.free(pair)
            if epoch == self.epoch:
                self.send('peer', 'released', low=sequence, high=(sequence + 1) % 2**32)  # LNK-087
            self.attempt()

    # ---- Expiry (section 3.10) ----

    def expire(self, low, high):
        """This end will not have them (LNK-090)."""
        self.void_pairs(self.epoch, lambda sequence: ahead(sequence, low) >= 0 and ahead(high, sequence) > 0)
        self.insist(('expire', self.epoch, low), ('expire', {'low': low, 'high': high}))

    def take_expire(self, frame):
        epoch, low, high = frame['epoch'], frame['low'], frame['high']
        if epoch == self.epoch:
            if ahead(low, self.expected) > 0:  # LNK-046
                gap, self.expected = self.expected, low
                self.expire(gap, low)
            self.expected = later(high, self.expected)  # LNK-045
        elif epoch > self.epoch:
            return
        elif epoch in self.former_epochs:
            self.former_epochs[epoch]['heard'] = True
        self.void_pairs(epoch, lambda sequence: ahead(sequence, low) >= 0 and ahead(high, sequence) > 0)
        expected = self.expected if epoch == self.epoch else high
        self.send('peer', 'expire_ack', epoch=epoch, low=low, high=high, expected=expected)  # LNK-092
        self.forget(epoch)
        self.attempt()

    def take_expire_ack(self, frame):
        epoch = frame['epoch']
        self.stop(('expire', epoch, frame['low']))
        if epoch == self.epoch:
            self.hint(frame['expected'])
        elif epoch in self.former_epochs:
            self.former_epochs[epoch]['acknowledged'] = True
            self.forget(epoch)

    def forget(self, epoch):
        """LNK-095."""
        former = self.former_epochs.get(epoch)
        if former and former['heard'] and former['acknowledged']:
            del self.former_epochs[epoch]
            self.pairs = {name: pair for name, pair in self.pairs.items() if name[0] != epoch or pair.qubit is not None}

    def void_pairs(self, epoch, is_void):
        for (of, sequence), pair in list(self.pairs.items()):
            if of == epoch and pair.state != 'over' and is_void(sequence):
                self.void_pair(pair)

    def void_pair(self, pair):
        item, state = pair.item, pair.state
        pair.state = 'over'
        if state == 'delivered':
            item.delivered -= 1
            if item.request:
                item.request.delivered = item.delivered
            self.answer('expired', createId=item.add['create_id'], epoch=pair.epoch, sequence=pair.sequence)  # LNK-069
        if state != 'working':
            self.free(pair)
        if item is None:
            return
        item.pairs.discard(pair.sequence)  # LNK-051
        request = item.request
        if item.ended is None:
            self.unfilled(item)
        elif item.ended == UNSPECIFIED and request and not request.is_over:
            self.fail(request, EXPIRE)  # LNK-101
            self.deliver(item)

    def unfilled(self, item):
        if not self.is_master:
            self.stop(('cancel', item.queue_id))
        elif item.is_overdue:
            self.end_request(item, TIMEOUT)  # LNK-053
        elif item.ending == UNSPECIFIED:
            item.ending = None if ('end', item.queue_id) not in self.timers else UNSPECIFIED
        if item.request and item.request.is_over:
            self.end_request(item, EXPIRE)  # LNK-102

    def hint(self, number):
        """The peer has counted further; the station's word may still come (LNK-044)."""
        if ahead(number, self.expected) <= 0:
            return

        def check():
            low = self.expected
            if ahead(number, low) > 0:
                self.expected = number
                self.expire(low, number)
                self.attempt()

        self.clock.after(self.patience, lambda epoch=self.epoch: check() if epoch == self.epoch else None)


def mix(seed, sequence):
    """Section 3.7."""
    x = seed ^ (sequence * 0x9E3779B1 & 0xFFFFFFFF)
    x = (x ^ x >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    x = (x ^ x >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return x ^ x >> 16
