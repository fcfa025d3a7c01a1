"""Who is there, which epoch, the station's clock, the state of the link (sections 2.2, 2.3, 2.5)."""

GREETING_MAXIMUM = 10**9
EARLY = 8
READY, CALIBRATING, DRIFTING, OUT_OF_SPEC, DOWN = range(5)
NODE, STATION = 0, 1
KEEP, MEASURE = 1, 2


class Session:
    """One end of a link, without what it is used for: see Link."""

    def __init__(self, node, setting):
        self.node, self.clock, self.set = node, node.clock, setting
        self.is_master = node.number < setting['peer']
        self.incarnation = node.random.randrange(1, 2**32)
        self.round = max(1000, 2 * max(setting['stationDelay'], setting['peerDelay']))
        self.epoch = self.void = self.opening = 0
        self.present, self.former, self.versions = {}, {}, {}
        self.kinds = self.bases = 0
        self.pause = 3 * self.round
        self.quality, self.state, self.state_serial = 0, DOWN, 0
        self.timers = {}
        # The epoch that comes next waits for its interval.
        self.pausing = False
        self.sync = None

    # ---- What every part of a link needs ----

    def timer(self, name, delay, act):
        self.stop(name)

        def fire():
            del self.timers[name]
            act()

        self.timers[name] = self.clock.after(delay, fire)

    def stop(self, name):
        if name in self.timers:
            self.timers.pop(name).cancel()

    def send(self, to, name, **fields):
        header = {'link': self.set['link'], 'incarnation': self.incarnation, 'epoch': self.epoch}
        self.node.send(self.set[to], name, {**header, **fields})

    # ---- Session ----

    def start(self):
        self.greet(3 * self.round)

    def hello(self, to, answer):
        self.send(
            to,
            'hello',
            epoch=self.void,
            node=self.node.number,
            role=NODE,
            answer=answer,
            minimum_version=1,
            maximum_version=1,
            kinds=(KEEP if self.node.hardware_of(self.set['link'])['keep'] else 0) | MEASURE,  # PHY-140
        )

    def greet(self, interval):
        """HELLO to both, until there is an epoch (PHY-010)."""
        self.hello('peer', False)
        self.hello('station', False)

        def again():
            self.former.clear()  # PHY-028
            self.greet(min(2 * interval, max(3 * self.round, GREETING_MAXIMUM)))

        self.timer('session', interval, again)

    def take_hello(self, sender, frame):
        if frame['node'] != self.set[sender] or frame['role'] != (STATION if sender == 'station' else NODE):
            return  # PHY-069
        incarnation = frame['incarnation']
        if self.former.get(sender) == incarnation:
            return  # PHY-013
        is_new = self.present.get(sender) != incarnation
        if is_new:
            self.former[sender] = self.present.get(sender)
            self.present[sender] = incarnation
        self.versions[sender] = frame['minimum_version'] <= 1 <= frame['maximum_version']
        if sender == 'peer':
            self.kinds, self.bases = frame['kinds'], frame['bases']
        self.void = max(self.void, frame['epoch'])
        current, was_opening = self.epoch or self.opening, self.opening
        is_over = current and (is_new or frame['epoch'] >= current)
        if is_over:
            self.end_epoch(current)
        if not frame['answer'] and self.versions[sender]:
            self.hello(sender, True)
        if is_over and was_opening and not is_new:
            self.pausing = True
            self.timer('session', self.pause, self.begin)  # PHY-177
            self.pause = min(2 * self.pause, max(3 * self.round, GREETING_MAXIMUM))
        elif self.pausing and not is_new:
            return
        elif is_over or (not self.epoch and not self.opening and 'session' in self.timers):
            self.begin()

    def begin(self):
        """The master opens an epoch, where it knows with whom (PHY-014, PHY-008)."""
        if self.epoch or self.opening:
            return
        self.pausing = False
        known = self.present.get('peer') and self.present.get('station')
        if not self.is_master or not known or not all(self.versions.get(one) for one in ('peer', 'station')):
            if 'session' not in self.timers:
                self.greet(3 * self.round)
            return
        self.opening = self.void + 1
        self.acknowledged = set()
        self.terms = {
            'first_sequence': self.set['firstSequence'],
            'slot_origin': self.set['slotOrigin'],
            'slot_period': self.set['slotPeriod'],
            'test_seed': self.node.random.randrange(2**32),
            'test_fraction': round(65535 * self.set['testFraction']),
        }
        self.open(3 * self.round)

    def open(self, interval):
        for one in ('peer', 'station'):
            if one not in self.acknowledged:
                self.send(
                    one,
                    'open',
                    epoch=self.opening,
                    version=1,
                    peer_incarnation=self.present['peer'],
                    station_incarnation=self.present['station'],
                    **(self.terms if one == 'peer' else {**self.terms, 'test_seed': 0, 'test_fraction': 0})  # LNK-176
                )

        def again():
            self.former.clear()
            self.open(min(2 * interval, max(3 * self.round, GREETING_MAXIMUM)))

        self.timer('session', interval, again)

    def take_open(self, frame):
        if self.is_master or frame['version'] != 1 or self.versions.get('peer') is False:
            return
        epoch = frame['epoch']
        if frame['peer_incarnation'] != self.incarnation or epoch <= self.void:
            if not self.epoch:
                self.hello('peer', True)  # PHY-017
            return
        if epoch == self.epoch and frame['incarnation'] == self.present['peer']:
            return self.send('peer', 'open_ack')
        if epoch <= self.epoch:
            return
        if self.epoch:
            self.end_epoch(self.epoch)
        self.present = {'peer': frame['incarnation'], 'station': frame['station_incarnation']}
        self.terms = frame
        self.opening = epoch
        self.up()
        self.send('peer', 'open_ack')

    def take_open_ack(self, sender, frame):
        if self.opening and frame['epoch'] == self.opening and frame['incarnation'] == self.present[sender]:
            self.acknowledged.add(sender)
            if len(self.acknowledged) == 2:
                self.up()

    def up(self):
        self.stop('session')
        self.epoch, self.opening = self.opening, 0
        self.pause = 3 * self.round
        self.state_serial = 0
        self.sync = None
        self.fastest, self.exchange, self.answers = None, 0, 0
        self.timer('holdover', self.set['holdover'], self.lose)
        self.ask_time()
        self.begin_epoch()
        self.follow_quality()

    def end_epoch(self, epoch):
        """The epoch is over (PHY-018, PHY-019); who ends it says what comes next."""
        was_up = self.epoch
        self.void = max(self.void, epoch)
        if was_up:
            self.forget_epoch()
        for name in list(self.timers):
            self.stop(name)
        self.epoch = self.opening = 0
        self.state = DOWN

    def lose(self):
        """A party is not there any more."""
        self.end_epoch(self.epoch)
        self.greet(3 * self.round)

    # ---- The station's clock ----

    def ask_time(self):
        self.exchange = (self.exchange + 1) % 2**32
        offset, drift, _, quality = self.sync or (0, 0, 0, 0)
        self.send(
            'station',
            'sync',
            exchange=self.exchange,
            origin_time=self.clock.now,
            offset=round(offset),
            drift=round(drift * 10**12),
            quality=round(quality),
        )
        self.timer('sync', 3 * self.round, self.ask_time)

    def take_sync_reply(self, frame):
        if frame['exchange'] != self.exchange:
            return  # PHY-021
        t1, t2, t3, t4 = frame['origin_time'], frame['receive_time'], frame['transmit_time'], self.clock.now
        way = (t4 - t1) - (t3 - t2)
        if self.fastest is not None and way > self.fastest + self.set['guard']:
            return  # PHY-067
        self.fastest = min(way, self.fastest or way)
        offset, reference = (t1 + t4) / 2 - (t2 + t3) / 2, (t2 + t3) / 2
        error = max(0, way / 2 - self.set['stationDelay'])
        drift, self.drift_error = 0.0, 0.0
        span = reference - self.sync[2] if self.answers >= EARLY else 0
        if span > 0:
            drift, self.drift_error = (offset - self.sync[0]) / span, (error + self.sync[3]) / span
        before = self.local(reference) if self.sync else None
        self.sync = (offset, drift, reference, error)
        self.answers += 1
        self.timer('holdover', self.set['holdover'], self.lose)
        self.timer('sync', 3 * self.round if self.answers < EARLY else self.set['syncInterval'], self.ask_time)
        self.synchronised(before is not None and abs(self.local(reference) - before) > self.set['guard'])

    def may_be_wrong_by(self):
        """What the picture of the station's clock may be off by now (PHY-048)."""
        offset, _, reference, error = self.sync
        return error + self.drift_error * max(0, self.clock.now - offset - reference)

    def local(self, station_time):
        offset, drift, reference, _ = self.sync
        return station_time + offset + drift * (station_time - reference)

    def time_of(self, slot):
        """When the photons of a slot meet at the station, by the node's clock (PHY-027)."""
        return self.local(self.terms['slot_origin'] + slot * self.terms['slot_period'])

    def slot_at(self, time):
        """The first slot that is not before a time, by the node's clock."""
        period = self.terms['slot_period'] * (1 + self.sync[1])
        return max(0, int(-((self.time_of(0) - time) // period)))

    # ---- Life of the link ----

    def follow_quality(self):
        """PHY-053, PHY-054."""
        state = (READY, DRIFTING, OUT_OF_SPEC, DOWN)[self.quality]
        if self.state == CALIBRATING:
            return
        if self.epoch and (state != self.state or self.state_serial == 0):
            self.state = state
            self.tell_state(self.state_serial + 1)
            self.fitness_changed()
            if state in (DRIFTING, OUT_OF_SPEC):
                self.want_window()

    def tell_state(self, serial):
        self.state_serial = serial
        self.send('peer', 'link_state', serial=serial, state=self.state)

    @property
    def is_fit(self):
        return self.epoch and self.state in (READY, DRIFTING)
