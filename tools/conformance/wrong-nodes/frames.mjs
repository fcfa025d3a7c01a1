const DECODE = 'wire/dist/decode.js'

/** Which bytes are frames (chapter 4). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const frames = [
  {
    id: 'critical-field-ignored',
    wrong: 'A frame with an unknown field in the critical range is taken without it.',
    clauses: ['WIR-021'],
    changes: [
      {
        file: DECODE,
        find: 'if (number >= CRITICAL_FIELDS.first && number <= CRITICAL_FIELDS.last) {',
        replace: 'if (false) {'
      }
    ]
  },
  {
    id: 'second-message-skipped',
    wrong: 'A message that this version does not have is skipped where another stands beside it.',
    clauses: ['WIR-022', 'WIR-014'],
    changes: [
      {
        file: DECODE,
        find: "            if (message !== undefined)\n                throw new WireError('TWO_MESSAGES', '', number, 'exactly one message');",
        replace:
          '            if (message !== undefined) {\n                skipUnknown(cursor, tag, end);\n                continue;\n            }'
      }
    ]
  },
  {
    id: 'doubled-field-taken',
    wrong: 'Of a field that is given twice the last value counts.',
    clauses: ['WIR-014'],
    changes: [{ file: DECODE, find: 'if ((seen & bit) !== 0)', replace: 'if (false)' }]
  },
  {
    id: 'values-out-of-range',
    wrong: 'Values of fields may be out of their ranges.',
    clauses: ['WIR-014', 'WIR-015'],
    changes: [{ file: DECODE, find: 'throw outOfRange(field, value);', replace: 'void outOfRange;' }]
  },
  {
    id: 'unknown-field-refused',
    wrong: 'A frame with any field that is not known is refused.',
    clauses: ['WIR-020'],
    changes: [
      {
        file: DECODE,
        find: 'if (index < 0) {',
        replace:
          "if (index < 0) {\n            throw new WireError('UNKNOWN_CRITICAL_FIELD', '', number, 'a field that is known');"
      }
    ]
  },
  {
    id: 'other-order-refused',
    wrong: 'A frame is refused whose fields are in another order than that of their numbers.',
    clauses: ['WIR-013'],
    changes: [
      {
        file: DECODE,
        find: 'const bit = 1 << index;',
        replace:
          "const bit = 1 << index;\n        if (seen > bit)\n            throw new WireError('DUPLICATE_FIELD', field.name, 'out of order', 'ascending numbers');"
      }
    ]
  },
  {
    id: 'long-varint-refused',
    wrong: 'A varint of more than eight octets is refused.',
    clauses: ['WIR-013'],
    changes: [
      {
        file: 'wire/dist/cursor.js',
        find: 'index < 10; index++',
        replace: 'index < 8; index++'
      }
    ]
  },
  {
    id: 'zero-written',
    wrong: 'Every frame has a field more, whose value is 0.',
    clauses: ['WIR-012'],
    changes: [
      {
        file: 'wire/dist/encode.js',
        find: 'writer.uint32(member.tag).fork()).ldelim();',
        replace: 'writer.uint32(member.tag).fork()).uint32(8 * 950).uint32(0).ldelim();'
      }
    ]
  },
  {
    id: 'claims-later-versions',
    wrong: 'HELLO states versions that the node does not speak.',
    clauses: ['WIR-030', 'WIR-031'],
    changes: [
      {
        file: 'physical-layer/dist/frames.js',
        find: 'maximumVersion: WIRE_VERSIONS.maximum,',
        replace: 'maximumVersion: WIRE_VERSIONS.maximum + 2,'
      }
    ]
  },
  {
    id: 'two-members-in-a-frame',
    wrong: 'KEEPALIVE and what was to be sent next are one frame.',
    clauses: ['WIR-010', 'WIR-017'],
    changes: [
      {
        file: 'wire/dist/encode.js',
        find: 'return write(frames, frame).copy();',
        replace:
          "const bytes = write(frames, frame).copy();\n    return frame.type === 'KEEPALIVE' ? Uint8Array.from([...bytes, ...bytes]) : bytes;"
      }
    ]
  },
  {
    id: 'frame-too-long',
    wrong: 'KEEPALIVE is filled up to 70,000 octets, with a field that others need not know.',
    clauses: ['WIR-011', 'WIR-017'],
    changes: [
      {
        file: 'wire/dist/encode.js',
        find: 'return write(frames, frame).copy();',
        replace:
          "const bytes = write(frames, frame).copy();\n    return frame.type === 'KEEPALIVE' ? Uint8Array.from([...bytes, ...new Uint8Array(70_000)]) : bytes;"
      }
    ]
  },
  {
    id: 'cut-off-frame',
    wrong: 'Of a KEEPALIVE the last octet is left out.',
    clauses: ['WIR-017'],
    changes: [
      {
        file: 'wire/dist/encode.js',
        find: 'return write(frames, frame).copy();',
        replace:
          "const bytes = write(frames, frame).copy();\n    return frame.type === 'KEEPALIVE' ? bytes.subarray(0, bytes.length - 1) : bytes;"
      }
    ]
  },
  {
    id: 'epoch-of-the-first',
    wrong: 'KEEPALIVE carries the first epoch for ever.',
    clauses: ['WIR-040'],
    changes: [
      {
        file: 'link-layer/dist/peer-frames.js',
        find: 'confirmed: this.#pairs.confirmed',
        replace: 'confirmed: this.#pairs.confirmed, epoch: Math.min(1, physical.header.epoch)'
      }
    ]
  },
  {
    id: 'asks-for-less-fidelity',
    wrong: 'A requested fidelity is rounded down.',
    clauses: ['WIR-003'],
    changes: [
      {
        file: 'link-layer/dist/queue/distributed-queue.js',
        find: "fidelityToWire(request.minimumFidelity, 'up')",
        replace: "fidelityToWire(request.minimumFidelity, 'down')"
      }
    ]
  },
  {
    id: 'bell-indices-turned-round',
    wrong: 'Bit 0 and bit 1 of a Bell index are taken for each other where a pair is turned.',
    clauses: ['WIR-002', 'LNK-063'],
    changes: [
      {
        file: 'link-layer/dist/pair/processing.js',
        find: 'pauli: bellIndex,',
        replace: 'pauli: [0, 2, 1, 3][bellIndex],'
      }
    ]
  }
]
