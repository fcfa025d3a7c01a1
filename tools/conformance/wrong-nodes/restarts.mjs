const LAYER = 'link-layer/dist/link-layer.js'
const LEDGER = 'link-layer/dist/pair/pair-ledger.js'
const RECOVERY = 'link-layer/dist/records/recovery.js'
const NODE = 'node/dist/node.js'
const RECORDS = 'node/dist/recovery/node-records.js'
const SETTLEMENTS = 'network-layer/dist/settlement/settlements.js'

/**
 * Frames that promise something: type, where it stands in what was built, what stands there instead, what it breaks.
 *
 * @type {readonly (readonly [string, string, string, readonly string[]])[]}
 */
const PROMISES = [
  ['OPEN', "'OPEN',\n    'OPEN_ACK'", "'OPEN_ACK'", ['RES-001', 'RES-005', 'PHY-029']],
  ['OPEN_ACK', "'OPEN_ACK',", '', ['RES-001', 'RES-005', 'PHY-029']],
  ['ADD', "'ADD',", '', ['RES-001', 'RES-005']],
  ['KEEPALIVE', "'KEEPALIVE',", '', ['RES-001', 'LNK-094']],
  ['EXPIRE_ACK', "'EXPIRE_ACK',", '', ['RES-001']]
]

/** Processes that are killed, and what the next ones know (sections 3.10 and 11.5). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const restarts = [
  {
    id: 'next-process-not-reset',
    wrong: 'Qubits are initialised by the first process of a node alone.',
    clauses: ['LNK-097'],
    changes: [
      {
        file: NODE,
        find: '\n        device.reset();',
        replace: '\n        if ([...(options.journal?.store.read() ?? [])].length === 0) device.reset();'
      }
    ]
  },
  {
    id: 'next-process-same-incarnation',
    wrong: 'A process that finds records has the incarnation of all that do.',
    clauses: ['PHY-002'],
    changes: [
      {
        file: NODE,
        find: 'this.#incarnation = Math.max(1, this.#incarnations.bits32());',
        replace: 'this.#incarnation = this.#records === undefined ? Math.max(1, this.#incarnations.bits32()) : 4711;'
      }
    ]
  },
  {
    id: 'qubit-of-former-process-kept',
    wrong: 'A process that finds records leaves a qubit to the one before.',
    clauses: ['LNK-098', 'LNK-062'],
    changes: [
      {
        file: NODE,
        find: 'this.#incarnation = Math.max(1, this.#incarnations.bits32());',
        replace:
          "this.#incarnation = Math.max(1, this.#incarnations.bits32()); if (left !== undefined && left.links.size > 0) this.#memory.allocate('former');"
      }
    ]
  },
  {
    id: 'last-epoch-forgotten',
    wrong: 'The last epoch is not known to a later process.',
    clauses: ['PHY-029', 'RES-005', 'RES-001'],
    changes: [{ file: NODE, find: 'lastEpoch: journal?.epoch ?? 0', replace: 'lastEpoch: 0' }]
  },
  {
    id: 'create-ids-again',
    wrong: 'A later process gives create ids from the first on again.',
    clauses: ['RES-005', 'LNK-005'],
    changes: [{ file: LAYER, find: 'this.#createId = journal?.createId ?? 0;', replace: 'this.#createId = 0;' }]
  },
  {
    id: 'open-requests-forgotten',
    wrong: 'Requests that were open have no end when their process is killed.',
    clauses: ['RES-006'],
    changes: [{ file: LAYER, find: 'listener.failed(failure);', replace: '' }]
  },
  {
    id: 'open-requests-end-again',
    wrong: 'Each later process ends the requests that were open.',
    clauses: ['RES-010', 'RES-006'],
    changes: [{ file: LAYER, find: 'records?.ended(failure.createId);', replace: '' }]
  },
  {
    id: 'open-requests-expire',
    wrong: 'Requests that were open end with EXPIRE.',
    clauses: ['RES-006'],
    changes: [
      {
        file: RECOVERY,
        find: 'code: ErrorCode.OTHER, delivered',
        replace: 'code: ErrorCode.EXPIRE, delivered'
      }
    ]
  },
  {
    id: 'complete-requests-fail',
    wrong: 'A request that had its last pair ends once more, by ERR, when the process is killed.',
    clauses: ['RES-010'],
    changes: [{ file: LAYER, find: 'this.#core.records?.ended(key);', replace: ';' }]
  },
  {
    id: 'dead-pairs-not-told',
    wrong: 'Programs do not hear which pairs have died with a process.',
    clauses: ['RES-007'],
    changes: [{ file: LAYER, find: 'for (const pair of lost)\n            expired(pair);', replace: '' }]
  },
  {
    id: 'dead-pairs-delivered-again',
    wrong: 'Pairs that have died with a process are delivered by the next one.',
    clauses: ['RES-010', 'LNK-043'],
    changes: [
      {
        file: LAYER,
        find: 'for (const pair of lost)\n            expired(pair);',
        replace:
          "for (const pair of lost) listener.delivered({ ...pair, link, pair: 0, kind: 'keep', purpose: 0, qubit: 0, bellIndex: 0, corrected: pair.originator, goodness: 1, basis: -1, outcome: null, final: false });"
      }
    ]
  },
  {
    id: 'doubtful-pairs-not-told',
    wrong: 'Programs do not hear of pairs that were used, and that the peer may not have when the process is killed.',
    clauses: ['RES-007'],
    changes: [{ file: LAYER, find: 'for (const pair of voided)\n            expired(pair);', replace: '' }]
  },
  {
    id: 'certain-pairs-void',
    wrong: 'A pair that was used is void with its process, though both ends were sure of it.',
    clauses: ['RES-010'],
    changes: [{ file: RECOVERY, find: 'else if (isOpen)', replace: 'else if (true)' }]
  },
  {
    id: 'last-epoch-not-expired',
    wrong: 'The peer is not told from where on the epoch of a process that was killed is void.',
    clauses: ['LNK-094'],
    changes: [{ file: RECOVERY, find: '[...state.former, { epoch: live, low }]', replace: 'state.former' }]
  },
  {
    id: 'void-from-the-next',
    wrong: 'The first pair of which the ends were not sure is taken for certain when a process is killed.',
    clauses: ['LNK-094', 'RES-007'],
    changes: [
      {
        file: LEDGER,
        find: 'low: this.#epoch === live ? this.#openFrom()',
        replace: 'low: this.#epoch === live ? serialAdd(this.#openFrom(), 1)'
      }
    ]
  },
  {
    id: 'dead-pairs-not-expired',
    wrong: 'The peer is not told of settled pairs whose qubits have died with a process.',
    clauses: ['LNK-096'],
    changes: [{ file: RECOVERY, find: 'lost.push({ epoch, sequence });', replace: ';' }]
  },
  {
    id: 'epochs-of-two-processes-ago',
    wrong:
      'What the peer has not acknowledged of a former epoch is known to the next process, and not to the one after that.',
    clauses: ['LNK-095', 'LNK-094'],
    changes: [{ file: RECOVERY, find: 'live === 0 ? state.former', replace: 'live === 0 ? []' }]
  },
  {
    id: 'used-pairs-of-former-process',
    wrong:
      'Of pairs that were used a later process knows nothing, so that the peer can say in vain that they are void.',
    clauses: ['LNK-095', 'RES-007'],
    changes: [{ file: RECOVERY, find: 'used.push(pair);', replace: ';' }]
  },
  {
    id: 'answers-before-commit',
    wrong: 'Programs are answered before that is written down.',
    clauses: ['RES-009'],
    changes: [
      {
        file: NODE,
        find: 'if (this.#records === undefined)\n            effect();',
        replace: 'if (true)\n            effect();'
      }
    ]
  },
  ...PROMISES.map(([type, find, replace, clauses]) => ({
    id: `${type.toLowerCase().replace('_', '-')}-before-commit`,
    wrong: `${type} leaves before what it promises is written down.`,
    clauses,
    changes: [{ file: RECORDS, find, replace }]
  })),
  {
    id: 'lost-circuit-pairs-not-told',
    role: 'end',
    wrong: 'The other end of a circuit does not hear which pairs have died with a process.',
    clauses: ['NET-110', 'RES-008'],
    changes: [{ file: SETTLEMENTS, find: 'book.lost = [...lost];', replace: 'book.lost = [];' }]
  },
  {
    id: 'lost-circuit-pairs-told-once',
    role: 'end',
    wrong: 'What the other end of a circuit has not answered of lost pairs is not known to the process after the next.',
    clauses: ['NET-110', 'RES-008'],
    changes: [{ file: SETTLEMENTS, find: 'lost: [...telling, ...lost, ...gone]', replace: 'lost: [...lost, ...gone]' }]
  },
  {
    id: 'no-last-question-of-former-process',
    role: 'end',
    wrong: 'The last question of a circuit of an earlier process is not asked.',
    clauses: ['NET-114'],
    changes: [
      {
        file: SETTLEMENTS,
        find: "this.#changed(book);\n            this.#core.tables.settlement.tell(book.id, { type: 'OVER' });",
        replace: 'this.#changed(book);\n            this.#core.tables.settlement.tell(book.id, FULL);'
      }
    ]
  }
]
