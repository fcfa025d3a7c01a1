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
  }
]
