"""Holds the codec against spec/vectors: says how many vectors there are, or which one is read or written otherwise."""

import json
import sys

from wire import SPECIFICATION, WireError, encode, read_one

FILES = (('frames', 'Frame'), ('other-forms', 'Frame'), ('rejected', 'Frame'), ('device-messages', 'DeviceMessage'))


def check(kind, vector):
    content = bytes.fromhex(vector['bytes'])
    try:
        name, message = read_one(kind, content)
    except WireError:
        return 'code' in vector
    return 'code' not in vector and encode(kind, {name: message}).hex() == vector.get('canonical', vector['bytes'])


vectors = [
    (kind, one)
    for file, kind in FILES
    for one in json.loads((SPECIFICATION.parent / 'vectors' / f'{file}.json').read_text())
]
wrong = [one['name'] for kind, one in vectors if not check(kind, one)]
if wrong:
    sys.exit(f'read or written otherwise: {", ".join(wrong)}')
print(f'{len(vectors)} vectors')
