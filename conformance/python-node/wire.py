"""Protobuf as chapter 4 of the specification has it: read from spec/wire/*.proto, checked field by field."""

import re
import struct
from dataclasses import dataclass, field as default
from pathlib import Path

SPECIFICATION = Path(__file__).resolve().parents[2] / 'spec' / 'wire'
LARGEST = 2**53 - 1
WIRE_TYPES = {
    'uint32': 0,
    'uint64': 0,
    'sint64': 0,
    'bool': 0,
    'enum': 0,
    'double': 1,
    'bytes': 2,
    'message': 2,
    'fixed32': 5,
}
WIDEST = {'uint32': 2**32 - 1, 'fixed32': 2**32 - 1, 'uint64': LARGEST, 'sint64': LARGEST, 'bool': 1}


class WireError(ValueError):
    """Bytes that are to be refused whole (section 4.1)."""


@dataclass
class Field:
    name: str
    number: int
    type: str
    label: str
    of: str
    options: dict = default(default_factory=dict)


MESSAGES: dict[str, dict[int, Field]] = {}
ENUMS: dict[str, dict[str, int]] = {}


def load(text: str) -> None:
    tokens = re.findall(r'"[^"]*"|[\w.]+|[^\s\w]', re.sub(r'//.*', '', text))[::-1]
    while tokens:
        word = tokens.pop()
        if word in ('message', 'enum'):
            name = tokens.pop()
            tokens.pop()
            (load_fields if word == 'message' else load_values)(name, tokens)
        else:
            while word != ';':
                word = tokens.pop()


def load_values(name: str, tokens: list[str]) -> None:
    values = ENUMS.setdefault(name, {})
    while (word := tokens.pop()) != '}':
        tokens.pop()
        values[word] = int(tokens.pop())
        tokens.pop()


def load_fields(name: str, tokens: list[str], label: str = '') -> None:
    fields = MESSAGES.setdefault(name, {})
    while (word := tokens.pop()) != '}':
        if word == 'oneof':
            tokens.pop(), tokens.pop()
            load_fields(name, tokens, 'oneof')
            continue
        own = word if word in ('repeated', 'optional') else label
        kind = tokens.pop() if word in ('repeated', 'optional') else word
        one = Field(tokens.pop(), 0, kind, own, kind)
        tokens.pop()
        one.number = int(tokens.pop())
        if tokens.pop() == '[':
            while (word := tokens.pop()) != ';':
                if word == '(':
                    option = tokens.pop()
                    tokens.pop(), tokens.pop()
                    one.options[option] = float(tokens.pop())
        fields[one.number] = one


for file in SPECIFICATION.glob('*.proto'):
    if file.name != 'options.proto':
        load(file.read_text())
for fields in MESSAGES.values():
    for each in fields.values():
        each.type = 'message' if each.of in MESSAGES else 'enum' if each.of in ENUMS else each.of


def write_varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes(out + bytes([number]))


def encode(name: str, values: dict) -> bytes:
    """The canonical form. What is not given is zero."""
    out = bytearray()
    for number, one in sorted(MESSAGES[name].items()):
        given = values.get(one.name)
        for value in given or [] if one.label == 'repeated' else [given]:
            if value is None or (value in (0, b'') and one.type != 'message' and one.label != 'optional'):
                continue
            out += write_varint(number << 3 | WIRE_TYPES[one.type])
            if one.type in ('message', 'bytes'):
                content = value if one.type == 'bytes' else encode(one.of, value)
                out += write_varint(len(content)) + content
            elif one.type == 'double':
                out += struct.pack('<d', value)
            elif one.type == 'fixed32':
                out += struct.pack('<I', value)
            else:
                out += write_varint((value << 1) ^ (value >> 63) if one.type == 'sint64' else int(value))
    return bytes(out)


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    number = 0
    for count in range(10):
        if at + count >= len(data):
            raise WireError('TRUNCATED')
        number |= (data[at + count] & 127) << 7 * count
        if data[at + count] < 128:
            if number >= 2**64:
                break
            return number, at + count + 1
    raise WireError('BAD_VARINT')


def read_raw(data: bytes, at: int, wire_type: int):
    if wire_type == 0:
        return read_varint(data, at)
    if wire_type not in (1, 2, 5):
        raise WireError('BAD_WIRE_TYPE')
    length, at = read_varint(data, at) if wire_type == 2 else (8 if wire_type == 1 else 4, at)
    if at + length > len(data):
        raise WireError('TRUNCATED')
    return data[at : at + length], at + length


def value_of(one: Field, raw):
    if one.type == 'message':
        return decode(one.of, raw)
    if one.type == 'bytes':
        if len(raw) > one.options.get('max_bytes', len(raw)):
            raise WireError('TOO_MANY')
        return raw
    if one.type == 'double':
        value = struct.unpack('<d', raw)[0]
        if not one.options.get('least', -1.8e308) <= value <= one.options.get('greatest', 1.7976931348623157e308):
            raise WireError('OUT_OF_RANGE')
        return value
    value = struct.unpack('<I', raw)[0] if one.type == 'fixed32' else raw
    if one.type == 'sint64':
        value = (value >> 1) ^ -(value & 1)
    if one.type == 'enum':
        if value not in ENUMS[one.of].values():
            raise WireError('OUT_OF_RANGE')
    elif abs(value) > WIDEST[one.type] or not one.options.get('minimum', value) <= value <= one.options.get(
        'maximum', value
    ):
        raise WireError('OUT_OF_RANGE')
    return bool(value) if one.type == 'bool' else value


def decode(name: str, data: bytes) -> dict:
    """Every field of the message; absent ones are zero, empty or, where that is a value of its own, None."""
    fields, values, at = MESSAGES[name], {}, 0
    chooses = name in ('Frame', 'DeviceMessage')
    while at < len(data):
        tag, at = read_varint(data, at)
        number, wire_type = tag >> 3, tag & 7
        if not 0 < number < 2**29:
            raise WireError('BAD_FIELD_NUMBER')
        raw, at = read_raw(data, at, wire_type)
        one = fields.get(number)
        if one is None:
            if 1000 <= number < 2000 or (chooses and number < 1000):
                raise WireError('UNKNOWN_CRITICAL_FIELD')
        elif wire_type != WIRE_TYPES[one.type]:
            raise WireError('BAD_WIRE_TYPE')
        elif one.label == 'repeated':
            values.setdefault(one.name, []).append(value_of(one, raw))
            if len(values[one.name]) > one.options.get('max_count', LARGEST):
                raise WireError('TOO_MANY')
        elif one.name in values or (chooses and values):
            raise WireError('DUPLICATE_FIELD')
        else:
            values[one.name] = value_of(one, raw)
    if chooses:
        if not values:
            raise WireError('NO_MESSAGE')
        return values
    for one in fields.values():
        if one.name in values:
            continue
        if one.type == 'message' and one.label == '':
            raise WireError('MISSING_FIELD')
        if max(one.options.get('minimum', 0), one.options.get('least', 0)) > 0 and one.label == '':
            raise WireError('OUT_OF_RANGE')
        values[one.name] = (
            [] if one.label == 'repeated' else None if one.label == 'optional' else b'' if one.type == 'bytes' else 0
        )
    if not CONSISTENT.get(name, lambda _: True)(values):
        raise WireError('INCONSISTENT')
    return values


# Fields that are in range each but not together, of the messages that this node takes.
CONSISTENT = {
    'Hello': lambda m: m['minimum_version'] <= m['maximum_version'],
    'Maintenance': lambda m: m['first_slot'] < m['end_slot'],
    'SlotGrant': lambda m: m['first_slot'] <= m['end_slot'],
    'Schedule': lambda m: all(one['start'] < one['end'] <= m['period'] for one in m['bins']),
    'Gen': lambda m: m['first_slot'] + m['slots'] <= LARGEST,
}


def read_one(name: str, data: bytes) -> tuple[str, dict]:
    """The one message of a Frame or DeviceMessage, and its name. Raises WireError."""
    if len(data) > (65_536 if name == 'Frame' else 1_048_576):
        raise WireError('FRAME_TOO_LARGE')
    return next(iter(decode(name, data).items()))
