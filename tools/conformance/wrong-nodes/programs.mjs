const GATES = 'application-layer/dist/gate/remote-gates.js'
const CHARACTERISATION = 'application-layer/dist/characterisation/characterisation.js'
const ANSWERER = 'application-layer/dist/characterisation/characterisation-answerer.js'
const MEASURED = 'application-layer/dist/characterisation/measured-pairs.js'
const BOUNCES = 'application-layer/dist/characterisation/bounces.js'
const MIRROR = 'application-layer/dist/characterisation/mirror.js'
const SOCKET = 'node/dist/socket/entanglement-socket.js'
const UNDERTAKINGS = 'application-layer/dist/characterisation/undertakings.js'

/** Gates and characterisations (sections 7.6 and 7.7). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const programs = [
  {
    id: 'gate-measures-in-x',
    wrong: 'The half at the control is measured in X.',
    clauses: ['APP-081'],
    changes: [{ file: GATES, find: 'Basis.Z, null', replace: 'Basis.X, null' }]
  },
  {
    id: 'gate-asks-with-the-contrary',
    wrong: 'The target’s node is told the contrary of what was found.',
    clauses: ['APP-081'],
    changes: [
      { file: GATES, find: 'body[PAIR_NAME_BYTES] = outcome;', replace: 'body[PAIR_NAME_BYTES] = 1 - outcome;' }
    ]
  },
  {
    id: 'gate-without-last-correction',
    wrong: 'The control is never turned.',
    clauses: ['APP-081'],
    changes: [{ file: GATES, find: 'if (body[0] !== 1)', replace: 'if (true)' }]
  },
  {
    id: 'gate-corrected-by-x',
    wrong: 'The control is turned by X.',
    clauses: ['APP-081'],
    changes: [{ file: GATES, find: 'correct(control, Z,', replace: 'correct(control, X,' }]
  },
  {
    id: 'gate-done-when-asked',
    wrong: 'A gate ends when the target’s node has been asked.',
    clauses: ['APP-082'],
    changes: [{ file: GATES, find: 'dialogue.ask(body);', replace: "dialogue.ask(body);\n        end('done');" }]
  },
  {
    id: 'gate-refused-is-unknown',
    wrong: 'A gate that the target’s node refuses ends as unknown.',
    clauses: ['APP-082'],
    changes: [{ file: GATES, find: "reason === ErrorCode.TIMEOUT ? 'unknown' : 'void'", replace: "'unknown'" }]
  },
  {
    id: 'gate-unanswered-is-void',
    wrong: 'A gate that nobody answers ends as void.',
    clauses: ['APP-082'],
    changes: [{ file: GATES, find: "reason === ErrorCode.TIMEOUT ? 'unknown' : 'void'", replace: "'void'" }]
  },
  {
    id: 'gate-crashes-as-void',
    wrong: 'A crash ends a gate as void.',
    clauses: ['APP-082'],
    changes: [{ file: GATES, find: "end(asked ? 'unknown' : 'void');", replace: "end('void');" }]
  },
  {
    id: 'gate-ends-twice',
    wrong: 'A gate ends again with each answer.',
    clauses: ['APP-082'],
    changes: [
      {
        file: GATES,
        find: 'if (this.#open.delete(end))\n                ended(how);',
        replace: "this.#open.delete(end); ended(how); if (how === 'done') ended(how);"
      }
    ]
  },
  {
    id: 'target-forgets-bit',
    wrong: 'The target’s node does not turn its half.',
    clauses: ['APP-081'],
    changes: [{ file: GATES, find: '(bit ^ (frame & 1)) * X', replace: '0' }]
  },
  {
    id: 'target-forgets-frame-when-asked',
    wrong: 'The target’s node leaves bit 0 of the Bell index out.',
    clauses: ['APP-081'],
    changes: [{ file: GATES, find: '(bit ^ (frame & 1)) * X', replace: 'bit * X' }]
  },
  {
    id: 'target-forgets-frame-in-answer',
    wrong: 'The target’s node leaves bit 1 of the Bell index out of its answer.',
    clauses: ['APP-081'],
    changes: [{ file: GATES, find: 'Uint8Array.of(found ^ (frame >> 1))', replace: 'Uint8Array.of(found)' }]
  },
  {
    id: 'target-controls',
    wrong: 'At the target the half is the target of the CNOT.',
    clauses: ['APP-081'],
    changes: [{ file: GATES, find: 'cnot(qubit, target, (turned)', replace: 'cnot(target, qubit, (turned)' }]
  },
  {
    id: 'target-measures-in-z',
    wrong: 'At the target the half is measured in Z.',
    clauses: ['APP-081'],
    changes: [
      {
        file: GATES,
        find: 'Basis.X, null, (outcome) => {\n                    if (outcome !== null)\n                        finish',
        replace:
          'Basis.Z, null, (outcome) => {\n                    if (outcome !== null)\n                        finish'
      }
    ]
  },
  {
    id: 'counts-pairs-without-outcome',
    wrong: 'A pair of which the peer has no outcome counts as one that it found 0 of.',
    clauses: ['APP-090'],
    changes: [
      { file: CHARACTERISATION, find: 'if (found > 1 || outcome === undefined)', replace: 'if (outcome === undefined)' }
    ]
  },
  {
    id: 'measures-void-pairs',
    wrong: 'Pairs count that were void before they were measured.',
    clauses: ['APP-090'],
    changes: [
      { file: MEASURED, find: 'this.#source.release(pair.pair)', replace: '(this.#source.release(pair.pair), true)' }
    ]
  },
  {
    id: 'settings-of-one-end',
    wrong: 'Both ends measure in the basis of the end that asks.',
    clauses: ['APP-092'],
    changes: [{ file: MEASURED, find: ': setting % 3]', replace: ': Math.floor(setting / 3)]' }]
  },
  {
    id: 'asking-end-measures-as-the-other',
    wrong: 'The end that asks measures in the other one’s basis.',
    clauses: ['APP-092'],
    changes: [{ file: MEASURED, find: 'Math.floor(setting / 3) : setting % 3', replace: 'setting % 3 : setting % 3' }]
  },
  {
    id: 'settings-without-pairs-are-other',
    wrong: 'Where a setting has no pair it ends with OTHER.',
    clauses: ['APP-091'],
    changes: [
      {
        file: CHARACTERISATION,
        find: 'return this.#undertaking.fail(ErrorCode.NORES);',
        replace: 'return this.#undertaking.fail(ErrorCode.OTHER);'
      }
    ]
  },
  {
    id: 'characterisation-without-deadline',
    wrong: 'A characterisation goes on after its deadline.',
    clauses: ['APP-148'],
    changes: [
      {
        file: CHARACTERISATION,
        find: '            timeLimit,\n            leave',
        replace: '            timeLimit: 0,\n            leave'
      }
    ]
  },
  {
    id: 'characterisation-crashes-silently',
    wrong: 'Of a characterisation nothing is heard after a crash.',
    clauses: ['APP-148'],
    changes: [
      {
        file: UNDERTAKINGS,
        find: 'return () => this.#parts.failed(ErrorCode.OTHER);',
        replace: 'return () => undefined;'
      }
    ]
  },
  {
    id: 'characterisation-ends-silently',
    wrong: 'The peer does not hear that a characterisation is over.',
    clauses: ['APP-149'],
    changes: [{ file: CHARACTERISATION, find: 'this.#dialogue.ask(NO_NAMES);', replace: 'this.#dialogue.close();' }]
  },
  {
    id: 'measures-when-it-is-over',
    wrong: 'The end that answers goes on measuring when it is over.',
    clauses: ['APP-149'],
    changes: [{ file: ANSWERER, find: 'if (found.length === 0)\n            this.stop();', replace: '' }]
  },
  {
    id: 'tells-zero-for-none',
    wrong: 'Of a pair that it has no outcome of the end that answers says 0.',
    clauses: ['APP-090'],
    changes: [{ file: ANSWERER, find: '?.outcome ?? NO_OUTCOME', replace: '?.outcome ?? 0' }]
  },
  {
    id: 'pair-of-another-name',
    wrong: 'A pair is given to the application under the number of the next one.',
    clauses: ['APP-020'],
    changes: [
      {
        file: 'link-layer/dist/pair/pair-ledger.js',
        find: 'this.#core.listener.delivered(deliveryOf(this.#core, entry, item, final));',
        replace:
          'const delivery = deliveryOf(this.#core, entry, item, final);\n        this.#core.listener.delivered({ ...delivery, sequence: (delivery.sequence + 1) >>> 0 });'
      }
    ]
  },
  {
    id: 'pair-given-twice',
    wrong: 'Every pair is given to the application twice.',
    clauses: ['APP-020'],
    changes: [
      {
        file: 'link-layer/dist/pair/pair-ledger.js',
        find: 'this.#core.listener.delivered(deliveryOf(this.#core, entry, item, final));',
        replace:
          'for (const last of [false, final]) this.#core.listener.delivered(deliveryOf(this.#core, entry, item, last));'
      }
    ]
  },
  {
    id: 'bounce-keeps-qubits',
    wrong: 'A qubit that no pair comes for is kept by the node that reflects.',
    clauses: ['APP-150'],
    changes: [{ file: MIRROR, find: 'this.#giveQubitBack();\n        if (this.#pair', replace: 'if (this.#pair' }]
  },
  {
    id: 'bounce-keeps-pairs',
    wrong: 'A pair that no qubit comes for is kept by the node that reflects.',
    clauses: ['APP-150'],
    changes: [
      {
        file: MIRROR,
        find: 'if (this.#pair !== undefined)\n            this.#back.release(this.#pair.pair);\n        this.#pair = undefined;',
        replace: ''
      }
    ]
  },
  {
    id: 'bounce-asks-for-ever',
    wrong: 'The node that benchmarks asks again for pairs that were refused, and does not end.',
    clauses: ['APP-150', 'APP-148'],
    changes: [{ file: BOUNCES, find: 'if (HOPELESS.has(code) || ', replace: 'if (' }]
  },
  {
    id: 'socket-purpose-of-the-other',
    wrong: 'The purpose of a socket’s requests has the ids the other way about.',
    clauses: ['APP-062'],
    changes: [
      {
        file: 'node/dist/socket/socket-id.js',
        find: 'SOCKET_IDS * creator + receiver',
        replace: 'SOCKET_IDS * receiver + creator'
      }
    ]
  },
  {
    id: 'socket-gives-back',
    wrong: 'A kept pair is given back as soon as the program has it.',
    clauses: ['APP-060'],
    changes: [
      {
        file: 'node/dist/socket/socket-request.js',
        find: 'yield value;',
        replace: 'yield value;\n            if (value.qubit >= 0) value.release();'
      }
    ]
  },
  {
    id: 'socket-leaves-pairs-out',
    wrong: 'Of pairs that the other end has created each second one is nobody’s.',
    clauses: ['APP-060', 'APP-062'],
    changes: [
      {
        file: 'node/dist/socket/incoming-pairs.js',
        find: 'const reader = this.#readers.shift();',
        replace:
          'if ((this.times = (this.times ?? 0) + 1) % 2 === 0) continue;\n                const reader = this.#readers.shift();'
      }
    ]
  },
  {
    id: 'socket-measures-as-the-other',
    wrong: 'The creator measures as the other end is to, and the other way about.',
    clauses: ['APP-061'],
    changes: [
      {
        file: SOCKET,
        find: "this.#create('measure', basis, remoteBasis, options)",
        replace: "this.#create('measure', remoteBasis, basis, options)"
      }
    ]
  },
  {
    id: 'socket-prepares-nothing',
    wrong: 'Where a state is to be prepared at the other end, that measures too.',
    clauses: ['APP-061'],
    changes: [
      {
        file: SOCKET,
        find: "this.#create('prepare', basis, Z, options)",
        replace: "this.#create('measure', basis, Z, options)"
      }
    ]
  }
]
