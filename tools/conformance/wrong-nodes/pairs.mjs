const ENTRY = 'link-layer/dist/pair/entry.js'
const LEDGER = 'link-layer/dist/pair/pair-ledger.js'
const DELIVERY = 'link-layer/dist/pair/delivery.js'
const MACHINE = 'link-layer/dist/pair/machine.js'
const SERVICE = 'link-layer/dist/pair/pair-service.js'
const MEMORY = 'link-layer/dist/memory/qubit-memory.js'
const GENERATION = 'link-layer/dist/generation.js'

/** Qubits, Bell states, measurements and delivery (sections 3.6 to 3.8). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const pairs = [
  {
    id: 'qubit-given-twice',
    wrong: 'A qubit stays among the free ones when it is taken.',
    clauses: ['PHY-044'],
    changes: [{ file: MEMORY, find: 'this.#next = this.#qubits[qubit];\n', replace: '' }]
  },
  {
    id: 'used-forgotten-with-former',
    wrong: 'When a former epoch is settled, the used pairs of every other epoch are forgotten.',
    clauses: ['LNK-069'],
    changes: [
      {
        file: 'link-layer/dist/pair/used-pairs.js',
        find: 'if (this.#runs[index]?.epoch === epoch)',
        replace: 'if (this.#runs[index]?.epoch !== epoch)'
      }
    ]
  },
  {
    id: 'freed-while-held',
    wrong: 'A pair is delivered, and its qubit is freed at once.',
    clauses: ['PHY-044'],
    changes: [
      {
        file: LEDGER,
        find: 'entry.delivered = true;',
        replace: 'entry.delivered = true;\n        if (entry.outcome === null) this.#core.freeQubit(entry.qubit);'
      }
    ]
  },
  {
    id: 'leak-on-release',
    wrong: 'The qubit of a pair that is given back is never free again.',
    clauses: ['LNK-098'],
    changes: [
      { file: LEDGER, find: 'this.#core.freeQubit(entry.qubit);\n        return true;', replace: 'return true;' }
    ]
  },
  {
    id: 'leak-on-expiry',
    wrong: 'The qubit of a pair that is expired is never free again.',
    clauses: ['LNK-098'],
    changes: [
      { file: LEDGER, find: 'if (entry.outcome === null)\n            this.#core.freeQubit(entry.qubit);', replace: '' }
    ]
  },
  {
    id: 'leak-on-useless-herald',
    wrong: 'The qubit of a herald that becomes no pair is never free again.',
    clauses: ['LNK-098'],
    changes: [{ file: GENERATION, find: 'if (taken)\n            this.#qubit = -1;', replace: 'this.#qubit = -1;' }]
  },
  {
    id: 'undeliverable-rest-kept',
    wrong: 'Pairs that wait to be delivered together stay when one of them expires after the end of their item.',
    clauses: ['LNK-098', 'LNK-101'],
    recorded: 'Expire what is left of a request that can no longer be delivered as a whole',
    changes: [
      {
        file: SERVICE,
        find: 'if (!item.consecutive)\n                for (const rest of this.#pairs.undelivered(item))\n                    this.#pairs.expireOne(rest);',
        replace: ''
      }
    ]
  },
  {
    id: 'item-nobody-wants-goes-on',
    wrong: 'The end of an item that falls short after the last answer is not asked for.',
    clauses: ['LNK-102'],
    changes: [
      { file: SERVICE, find: 'this.#queue.ends.ask(item.queueId, ErrorCode.EXPIRE);', replace: 'void ErrorCode;' }
    ]
  },
  {
    id: 'pair-kept-for-nobody',
    wrong: 'A pair that comes when its request has had its last answer is neither delivered nor expired.',
    clauses: ['LNK-160'],
    recorded: 'Have a pair that comes after the last answer expired',
    changes: [
      {
        file: SERVICE,
        find: "tables.creation.tell(item.createId, { type: 'READY', pair: entry.pair });\n        else\n            this.#pairs.expireOne(entry);",
        replace: "tables.creation.tell(item.createId, { type: 'READY', pair: entry.pair });"
      }
    ]
  },
  {
    id: 'leak-on-measurement',
    wrong: 'A qubit that was measured is never free again.',
    clauses: ['LNK-098'],
    changes: [
      {
        file: 'link-layer/dist/link-layer.js',
        find: 'this.#core.freeQubit(event.qubit);\n                if (this.#pairs.measured',
        replace: 'if (this.#pairs.measured'
      }
    ]
  },
  {
    id: 'leak-on-idle',
    wrong: 'The qubit of attempts that end without a pair is never free again.',
    clauses: ['LNK-098'],
    changes: [
      {
        file: GENERATION,
        find: 'this.#qubit = -1;\n        this.#core.freeQubit(qubit);',
        replace: 'this.#qubit = -1;'
      }
    ]
  },
  {
    id: 'working-qubit-freed',
    wrong: 'The qubit of an expired pair is free while the hardware still corrects it.',
    clauses: ['LNK-068'],
    changes: [
      {
        file: MACHINE,
        find: "on: { CORRECTED: [...onward], EXPIRE: { target: 'discarding', actions: expired } }",
        replace: "on: { CORRECTED: [...onward], EXPIRE: { target: 'over', actions: [expired, free] } }"
      }
    ]
  },
  {
    id: 'psi-exchanged',
    wrong: 'OK names the Bell states Ψ+ and Ψ− for each other.',
    clauses: ['LNK-008'],
    changes: [
      { file: DELIVERY, find: 'bellIndex: entry.bellIndex,', replace: 'bellIndex: [0, 3, 2, 1][entry.bellIndex],' }
    ]
  },
  {
    id: 'wrong-pauli',
    wrong: 'The operators X and Z are applied for each other.',
    clauses: ['LNK-063'],
    changes: [
      {
        file: 'link-layer/dist/pair/processing.js',
        find: 'pauli: bellIndex',
        replace: 'pauli: [0, 2, 1, 3][bellIndex]'
      }
    ]
  },
  {
    id: 'not-corrected',
    wrong: 'The originator does not turn its half.',
    clauses: ['LNK-063'],
    changes: [{ file: ENTRY, find: 'item.kind !== RequestKind.MEASURE && herald.bellIndex !== 0;', replace: 'false;' }]
  },
  {
    id: 'responder-corrects',
    wrong: 'The responder turns its half as well.',
    clauses: ['LNK-064'],
    changes: [
      {
        file: ENTRY,
        find: 'item?.correct === true && item.kind',
        replace: 'item !== undefined && (item.correct || !item.originator) && item.kind'
      }
    ]
  },
  {
    id: 'raw-corrected',
    wrong: 'A pair is turned though it was asked for raw.',
    clauses: ['LNK-063'],
    changes: [
      { file: ENTRY, find: 'item?.correct === true && item.kind', replace: 'item?.originator === true && item.kind' }
    ]
  },
  {
    id: 'delivered-uncorrected',
    wrong: 'A pair is delivered before the hardware has turned it.',
    clauses: ['LNK-060'],
    changes: [
      {
        file: MACHINE,
        find: "entry: command('correct'),\n            on: {",
        replace: "entry: [command('correct'), actions.raise({ type: 'CORRECTED' })],\n            on: {"
      }
    ]
  },
  {
    id: 'outcome-not-flipped',
    wrong: 'The originator reports its outcome as it came.',
    clauses: ['LNK-065'],
    changes: [{ file: DELIVERY, find: 'return flipsOutcome(bellIndex, basis) ?', replace: 'return false ?' }]
  },
  {
    id: 'outcome-flipped-wrongly',
    wrong: 'Outcomes in X are flipped where those in Z would have to be.',
    clauses: ['LNK-065'],
    changes: [{ file: 'link-layer/dist/measurement.js', find: 'return phase === 1;', replace: 'return parity === 1;' }]
  },
  {
    id: 'raw-outcome-flipped',
    wrong: 'An outcome is flipped though the request was raw.',
    clauses: ['LNK-065'],
    changes: [
      {
        file: DELIVERY,
        find: 'if (outcome === null || !item.correct ||',
        replace: 'if (outcome === null || !item.originator ||'
      }
    ]
  },
  {
    id: 'responder-flips',
    wrong: 'The responder flips its outcome.',
    clauses: ['LNK-064'],
    changes: [
      {
        file: DELIVERY,
        find: 'if (outcome === null || !item.correct ||',
        replace: 'if (outcome === null || (item.originator && !item.correct) ||'
      }
    ]
  },
  {
    id: 'measured-as-the-other',
    wrong: 'Each end measures as the request says of the other.',
    clauses: ['LNK-075'],
    changes: [
      {
        file: 'link-layer/dist/queue/item.js',
        find: 'originator ? add.originator : add.responder',
        replace: 'originator ? add.responder : add.originator'
      }
    ]
  },
  {
    id: 'basis-not-drawn',
    wrong: 'The first basis of a set is taken for every pair.',
    clauses: ['LNK-076'],
    changes: [{ file: ENTRY, find: 'measure && arrivalBases === null ? core.random() : 0', replace: '0' }]
  },
  {
    id: 'prepare-kept',
    wrong: 'The originator of a request of kind prepare keeps its half.',
    clauses: ['LNK-077'],
    changes: [{ file: ENTRY, find: '(kind === RequestKind.REMOTE_STATE_PREPARATION && originator)', replace: 'false' }]
  },
  {
    id: 'goodness-boasted',
    wrong: 'Every pair is said to be perfect.',
    clauses: ['LNK-009'],
    changes: [{ file: DELIVERY, find: 'core.estimation.fidelityAt(fidelityFromWire(item.brightness))', replace: '1' }]
  },
  {
    id: 'lost-qubit-delivered',
    wrong: 'A herald whose qubit is lost is delivered.',
    clauses: ['LNK-067'],
    changes: [{ file: LEDGER, find: 'if (!herald.intact || !usable) {', replace: 'if (!usable) {' }]
  },
  {
    id: 'useless-herald-kept',
    wrong: 'A herald for an item that is not there is not expired.',
    clauses: ['LNK-066', 'LNK-090'],
    changes: [
      {
        file: LEDGER,
        find: 'this.expire(sequence, this.#expected);\n            return undefined;',
        replace: 'return undefined;'
      }
    ]
  },
  {
    id: 'expired-not-told',
    wrong: 'The application does not hear that a pair of its own is void.',
    clauses: ['LNK-069', 'APP-021'],
    changes: [
      {
        file: SERVICE,
        find: 'listener.expired({ createId: item.createId,',
        replace: 'if (false) listener.expired({ createId: item.createId,'
      }
    ]
  },
  {
    id: 'expired-told-twice',
    wrong: 'The application hears twice that a pair is void.',
    clauses: ['LNK-069', 'LNK-024'],
    changes: [
      {
        file: SERVICE,
        find: 'item.delivered -= 1;',
        replace:
          'item.delivered -= 1;\n            listener.expired({ createId: item.createId, originator: item.originator, link, epoch, sequence, pair });'
      }
    ]
  },
  {
    id: 'delivered-one-by-one',
    wrong: 'The pairs of a request that is not consecutive are delivered as they come.',
    clauses: ['LNK-062'],
    changes: [
      { file: SERVICE, find: 'if (item.consecutive)\n            return', replace: 'if (true)\n            return' }
    ]
  },
  {
    id: 'atomic-delivered-together',
    wrong: 'The pairs of a consecutive request that is atomic are delivered together.',
    clauses: ['LNK-061'],
    changes: [{ file: SERVICE, find: 'if (item.consecutive)', replace: 'if (item.consecutive && !item.atomic)' }]
  },
  {
    id: 'delivered-together',
    wrong: 'The pairs of a consecutive request are delivered together.',
    clauses: ['LNK-061'],
    changes: [
      { file: SERVICE, find: 'if (item.consecutive)\n            return', replace: 'if (false)\n            return' }
    ]
  },
  {
    id: 'test-rounds-delivered',
    wrong: 'A test round is delivered as a pair.',
    clauses: ['LNK-070', 'LNK-072'],
    changes: [
      {
        file: 'link-layer/dist/estimation/test-rounds.js',
        find: 'return fraction > 0 && (mix',
        replace: 'return false && (mix'
      }
    ]
  },
  {
    id: 'test-basis-fixed',
    wrong: 'Every test round is measured in Z.',
    clauses: ['LNK-071'],
    changes: [
      {
        file: 'link-layer/dist/estimation/test-rounds.js',
        find: 'return (mix(seed, sequence) >>> 16) % 3;',
        replace: 'return 0;'
      }
    ]
  },
  {
    id: 'one-test-result-kept',
    wrong: 'The outcome of a test round is told when there are others, too.',
    clauses: ['LNK-073'],
    changes: [
      {
        file: 'link-layer/dist/peer-frames.js',
        find: 'if (this.#pairs.tests.unsent === 0)',
        replace: 'if (this.#pairs.tests.unsent <= 1)'
      }
    ]
  },
  {
    id: 'test-results-kept',
    wrong: 'The outcomes of test rounds are not sent.',
    clauses: ['LNK-073'],
    changes: [
      { file: 'link-layer/dist/peer-frames.js', find: 'if (this.#pairs.tests.unsent === 0)', replace: 'if (true)' }
    ]
  }
]
