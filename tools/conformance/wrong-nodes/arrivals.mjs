/** Hardware that measures photons as they arrive (section 3.8). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const arrivals = [
  {
    id: 'keeps-on-arrival',
    wrong: 'Requests for kept pairs are taken of hardware that measures photons as they arrive.',
    clauses: ['LNK-150'],
    changes: [
      {
        file: 'link-layer/dist/means.js',
        find: "if (arrival !== undefined)\n            return 'the hardware of this link cannot keep pairs: photons are measured here as they arrive';\n        return keep ? undefined : 'the hardware of this link cannot keep pairs';",
        replace: 'return undefined;'
      }
    ]
  },
  {
    id: 'any-basis-on-arrival',
    wrong: 'A basis is taken that hardware does not measure in as photons arrive.',
    clauses: ['LNK-151'],
    changes: [
      {
        file: 'link-layer/dist/arrival.js',
        find: 'if (beyond.length > 0)',
        replace: 'if (false)'
      }
    ]
  },
  {
    id: 'any-share-on-arrival',
    wrong: 'Shares are taken that the optics do not have.',
    clauses: ['LNK-152'],
    changes: [
      {
        file: 'link-layer/dist/arrival.js',
        find: 'if (Math.abs(asked - own) > UNIT)',
        replace: 'if (false)'
      }
    ]
  },
  {
    id: 'train-of-even-shares',
    wrong: 'Trains name each basis of a set with the same share.',
    clauses: ['LNK-154'],
    changes: [
      {
        file: 'link-layer/dist/measurement.js',
        find: 'shares: taken.map((place) => shares[place])',
        replace: 'shares: taken.map(() => 1 / taken.length)'
      }
    ]
  },
  {
    id: 'asked-for-recorded',
    wrong: 'The basis told is the one that was asked for first, not that of the record.',
    clauses: ['LNK-158'],
    changes: [
      {
        file: 'link-layer/dist/pair/arrival-record.js',
        find: 'entry.basis = recorded;',
        replace: 'entry.basis = asked.bases[0];'
      }
    ]
  },
  {
    id: 'record-not-needed',
    wrong: 'A pair without a record is taken.',
    clauses: ['LNK-155'],
    changes: [
      {
        file: 'link-layer/dist/pair/arrival-record.js',
        find: 'if (recorded === undefined || !asked.bases.includes(recorded))',
        replace: 'if (false)'
      }
    ]
  },
  {
    id: 'test-rounds-on-arrival-taken',
    wrong: 'Test rounds are taken that were measured as they arrived.',
    clauses: ['LNK-159'],
    changes: [
      {
        file: 'link-layer/dist/pair/pair-ledger.js',
        find: 'test ? core.linkCapabilities.arrival === undefined :',
        replace: 'test ? true :'
      }
    ]
  }
]
