"""Maintenance windows: slots without attempts, in which hardware is calibrated (section 2.6)."""

from session import CALIBRATING, DRIFTING, OUT_OF_SPEC, Session

# Slots of a window that this end asks for.
LENGTH = 50


class Maintenance(Session):
    window = None
    window_serial = 0

    def forget_windows(self):
        """PHY-066."""
        self.window, self.window_serial = None, 0

    def want_window(self, length=LENGTH):
        """PHY-060."""
        if self.window or not self.epoch or self.sync is None:
            return
        if self.is_master:
            first = self.slot_at(self.clock.now + 8 * self.round)
            self.window_serial += 1
            self.set_window(self.window_serial, first, first + length, False)
            self.propose()
        elif self.state in (DRIFTING, OUT_OF_SPEC):
            self.send('peer', 'maintenance', serial=0, request=True, first_slot=0, end_slot=length)
            self.timer('window', 3 * self.round, self.want_window)

    def propose(self):
        """PHY-061."""
        window = self.window
        self.send(
            'peer',
            'maintenance',
            serial=window['serial'],
            request=False,
            first_slot=window['first'],
            end_slot=window['end'],
        )
        self.timer('window', 3 * self.round, self.propose)

    def set_window(self, serial, first, end, is_agreed):
        self.window = {'serial': serial, 'first': first, 'end': end, 'agreed': is_agreed}
        self.timer('window begin', max(0, self.time_of(first) - self.clock.now), self.enter_window)
        self.timer('window end', max(0, self.time_of(end) - self.clock.now), self.leave_window)
        self.window_changed()

    def take_maintenance(self, frame):
        if self.sync is None:
            return
        if frame['request']:
            if self.is_master:
                self.want_window(frame['end_slot'])
            return
        if self.is_master or self.time_of(frame['end_slot']) <= self.clock.now:
            return  # PHY-062
        if self.state == CALIBRATING and frame['serial'] != self.window['serial']:
            return
        if not self.window or self.window['serial'] != frame['serial']:
            self.stop('window')
            self.set_window(frame['serial'], frame['first_slot'], frame['end_slot'], True)
        self.send('peer', 'maintenance_ack', serial=frame['serial'])

    def take_maintenance_ack(self, frame):
        if self.is_master and self.window and self.window['serial'] == frame['serial']:
            self.window['agreed'] = True
            self.stop('window')

    def enter_window(self):
        """PHY-064."""
        if self.window['agreed']:
            self.state = CALIBRATING
            self.tell_state(self.state_serial + 1)
            self.fitness_changed()
            self.node.calibrate(self.set['link'])

    def leave_window(self):
        """What the hardware says holds again (PHY-053); a window that nobody agreed to is asked for again (PHY-065)."""
        was_agreed, self.window = self.window['agreed'], None
        self.stop('window')
        if self.state == CALIBRATING:
            self.state = None
        self.follow_quality()
        if not was_agreed:
            self.want_window()
        self.fitness_changed()
