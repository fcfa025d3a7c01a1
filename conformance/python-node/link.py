"""The link layer of one end (chapter 3): its epochs, messages that must arrive, and signs of life."""

from attempts import Attempts
from clock import ahead, later
from pairs import Pairs
from queue_of_link import Queue
from records import OTHER

ATTEMPTS = 16
ALIVE_INTERVAL, ALIVE_MISSES = 10 * 10**9, 16


class Link(Queue, Pairs, Attempts):
    def __init__(self, node, setting):
        super().__init__(node, setting)
        self.items, self.pairs, self.former_epochs = {}, {}, {}
        self.create_id = 0

    # ---- Messages that must arrive (section 3.2) ----

    def insist(self, key, frame, most=ATTEMPTS, given_up=None):
        name, fields = frame
        left = [most]

        def send():
            if left[0] == 0:
                self.stop(key)
                return (given_up or self.lose)()
            left[0] -= 1
            self.send('peer', name, **fields)
            self.timer(key, 3 * self.peer_round, send)

        self.stop(key)
        send()

    @property
    def peer_round(self):
        return max(1000, 2 * self.set['peerDelay'])

    # ---- Epochs (section 3.10) ----

    def begin_epoch(self):
        self.expected = self.confirmed = self.peer_settled = self.terms['first_sequence']
        self.items, self.requests, self.waiting, self.early = {}, {}, [], []
        self.serial, self.queue_id, self.heralds = 0, 0, 0
        self.answered, self.over = {}, {}
        self.undone = {}
        self.misses = 0
        self.forget_windows()
        self.quiet()
        for epoch, former in self.former_epochs.items():
            self.announce(epoch, former)

    def announce(self, epoch, former):
        """LNK-094."""
        high = (former['low'] + 2**31 - 1) % 2**32
        self.insist(('expire', epoch, former['low']), ('expire', {'epoch': epoch, 'low': former['low'], 'high': high}))

    def forget_epoch(self):
        if self.batch:
            self.leave_batch()
        else:
            self.node.command('halt', link=self.set['link'])
        low = self.peer_settled if ahead(self.settled, self.peer_settled) > 0 else self.settled
        self.former_epochs[self.epoch] = {'low': low, 'heard': False, 'acknowledged': False}
        for request in self.requests.values():
            self.fail(request, request.closing or OTHER)  # LNK-019
        for item in self.items.values():
            item.ended = OTHER
        self.void_pairs(self.epoch, lambda sequence: ahead(sequence, low) >= 0)  # LNK-093
        self.items, self.requests = {}, {}

    # ---- Liveness and settlement (section 3.9) ----

    @property
    def settled(self):
        """LNK-084."""
        numbers = [
            sequence
            for (epoch, sequence), pair in self.pairs.items()
            if epoch == self.epoch and (pair.state in ('working', 'ready') and pair.item)
        ]
        numbers += [name[2] for name in self.timers if name[0] == 'expire' and name[1] == self.epoch]
        return min([self.expected, *numbers], key=lambda number: ahead(number, self.expected))

    def alive(self, is_answer):
        self.send(
            'peer',
            'keepalive',
            answer=is_answer,
            expected=self.settled,
            free_qubits=self.node.free_qubits,
            confirmed=self.peer_settled,
        )

    def ask_alive(self):
        self.heralds = 0
        if self.misses >= ALIVE_MISSES:
            return self.lose()  # LNK-083
        self.misses += 1
        self.alive(False)
        self.tell_state(self.state_serial + 1)  # PHY-056
        self.timer('alive', 3 * self.peer_round, self.ask_alive)

    def quiet(self):
        self.misses = 0
        self.timer('alive', ALIVE_INTERVAL, self.ask_alive)

    def take_keepalive(self, frame):
        self.peer_settled = later(frame['expected'], self.peer_settled)
        self.hint(frame['expected'])
        if not frame['answer']:
            self.alive(True)
        elif self.misses:
            self.quiet()
        self.forget_settled(later(self.terms['first_sequence'], frame['confirmed']))

    def forget_settled(self, confirmed):
        """LNK-086."""
        low = confirmed if ahead(self.peer_settled, confirmed) > 0 else self.peer_settled
        self.pairs = {
            name: pair
            for name, pair in self.pairs.items()
            if name[0] != self.epoch or pair.qubit is not None or pair.state == 'working' or ahead(name[1], low) >= 0
        }
