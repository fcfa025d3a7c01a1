"""A node under test (chapter 12), in Python, of Debian's python3 and python3-websockets alone: what joins it to its tester."""

import tester
from node import Node
from wire import read_one


class Subject:
    identity = {
        'implementation': 'bellwire-python',
        'version': '0.1.0',
        'specification': '1.0',
        'capabilities': ['LNK.KEEP', 'LNK.MEASURE'],
    }

    def start(self, setting):
        hardware = read_one('DeviceMessage', setting['hardware'])[1]['capabilities']
        return Node({**setting, 'hardware': hardware})


tester.run(Subject())
