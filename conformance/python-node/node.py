"""A node of one link or more: what it is told, and what it does (chapters 2 to 5)."""

import base64
import random

from clock import Clock
from link import Link
from wire import WireError, encode, read_one

# Frames by who sends them (PHY-005), and whether they are held against the present epoch (PHY-004).
FROM_STATION = {'reply', 'sync_reply', 'slot_grant', 'hello', 'open_ack'}
NOT_FROM_PEER = {'reply', 'sync_reply', 'slot_grant'}


class Node:
    def __init__(self, setting):
        self.number, self.purposes, self.hardware = setting['node'], set(setting['purposes']), setting['hardware']
        self.clock, self.random = Clock(setting['time']), random.Random(setting['seed'])
        self.outputs, self.works, self.tag = [], {}, 0
        self.qubits = self.hardware['qubits']
        self._free = list(range(self.qubits))
        self.outputs.append({'type': 'reset'})  # LNK-097
        self.links = {one['link']: Link(self, one) for one in setting['links']}
        for link in self.links.values():
            link.start()

    # ---- What it does ----

    def send(self, to, name, fields):
        self.outputs.append({'type': 'frame', 'to': to, 'bytes': text(encode('Frame', {name: fields}))})

    def command(self, name, **fields):
        self.outputs.append({'type': 'device', 'bytes': text(encode('DeviceMessage', {name: fields}))})

    def work(self, name, result, qubit, done, **fields):
        self.tag += 1
        self.works[result, qubit, self.tag] = done
        self.command(name, qubit=qubit, tag=self.tag, **fields)

    def calibrate(self, link):
        self.tag += 1
        self.command('calibrate', link=link, tag=self.tag)

    def answer(self, answer):
        self.outputs.append({'type': 'answer', 'answer': answer})

    # ---- Its qubits ----

    @property
    def free_qubits(self):
        return len(self._free)

    def take_qubit(self):
        return self._free.pop(0) if self._free else None

    def free_qubit(self, qubit):
        self._free.append(qubit)

    def hardware_of(self, link):
        return next(one for one in self.hardware['links'] if one['link'] == link)

    def fidelity(self, link, brightness):
        points = self.hardware_of(link)['points']
        return min(points, key=lambda point: abs(point['brightness'] - brightness / 65535))['fidelity']

    # ---- What it is told ----

    def advance(self, to):
        self.clock.run(to)

    def frame(self, sender, content):
        try:
            name, frame = read_one('Frame', content)
        except WireError:
            return  # WIR-015
        link = self.links.get(frame.get('link'))
        if link is None or sender not in (link.set['peer'], link.set['station']):
            return
        party = 'peer' if sender == link.set['peer'] else 'station'
        if name in NOT_FROM_PEER if party == 'peer' else name not in FROM_STATION:
            return
        take = getattr(link, f'take_{name}', None)
        if take is None:
            return
        if name in ('hello', 'open_ack'):
            return take(party, frame)
        if name == 'open':
            return take(frame)
        is_present = link.epoch and frame['incarnation'] == link.present.get(party)
        if is_present and (name in ('sync_reply', 'expire', 'expire_ack') or frame['epoch'] == link.epoch):
            take(frame)

    def device(self, content):
        name, message = read_one('DeviceMessage', content)
        done = self.works.pop((name, message.get('qubit'), message.get('tag')), None)
        if done:
            done(message)
        elif name == 'link_quality' and message['link'] in self.links:
            link = self.links[message['link']]
            link.quality = message['quality']
            link.follow_quality()
        elif name == 'generation_failed' and message['link'] in self.links:
            self.links[message['link']].generation_failed()
        for link in self.links.values():
            link.attempt()

    def wish(self, wish):
        link = self.links.get(wish['link'])
        if link is None:
            return
        if wish['type'] == 'create':
            link.create(wish['create'])
        elif wish['type'] == 'cancel':
            link.cancel(wish['createId'])
        else:
            link.release(wish['epoch'], wish['sequence'])

    def reaction(self):
        outputs, self.outputs = self.outputs, []
        return {'outputs': outputs, 'wake': self.clock.wake}


def text(content):
    return base64.b64encode(content).decode()
