const ROOM = 'network-layer/dist'
const ENDS = `${ROOM}/pairs/end-pairs.js`
const REQUESTS = `${ROOM}/request/requests.js`
const CHOICE = `${ROOM}/pairs/request-choice.js`
const HANDOVER = `${ROOM}/pairs/handover.js`
const END = `${ROOM}/pairs/end-machine.js`
const FORETOLD = `${ROOM}/pairs/foretellings.js`
const TESTS = `${ROOM}/estimation/circuit-tests.js`
const SETTLEMENTS = `${ROOM}/settlement/settlements.js`

/** Ends of circuits: tracking, and handing over (section 6.8). @type {readonly import('../../wrong-node-source.mjs').WrongNode[]} */
export const pairs = [
  {
    id: 'end-track-of-phi-plus',
    role: 'end',
    wrong: 'TRACK says that every pair of the link is in Φ+.',
    clauses: ['NET-080'],
    changes: [
      {
        file: ENDS,
        find: 'bellIndex,\n            fidelity: fidelityOnWire',
        replace: 'bellIndex: 0,\n            fidelity: fidelityOnWire'
      }
    ]
  },
  {
    id: 'end-track-without-request',
    role: 'end',
    wrong: 'A head-end does not say for which request a pair is.',
    clauses: ['NET-083'],
    changes: [{ file: CHOICE, find: 'request instanceof HeadRequest || request?.kind', replace: 'request?.kind' }]
  },
  {
    id: 'end-kept-pairs-claimed',
    role: 'end',
    wrong: 'A tail-end says for which request a kept pair is.',
    clauses: ['NET-083'],
    changes: [
      {
        file: CHOICE,
        find: "request?.kind === 'measure' || request?.early === true;",
        replace: 'request !== undefined;'
      }
    ]
  },
  {
    id: 'end-newest-request',
    role: 'end',
    wrong: 'Pairs are given to the newest request.',
    clauses: ['NET-081'],
    changes: [
      {
        file: CHOICE,
        find: 'if ((first !== undefined && !request.test) || !needs(request))',
        replace: 'if (!needs(request))'
      }
    ]
  },
  {
    id: 'end-tests-wait',
    role: 'end',
    wrong: 'Test requests wait for those of programs.',
    clauses: ['NET-081'],
    changes: [
      {
        file: CHOICE,
        find: 'if ((first !== undefined && !request.test) || !needs(request))',
        replace: 'if (first !== undefined || !needs(request))'
      }
    ]
  },
  {
    id: 'end-any-request',
    role: 'end',
    wrong: 'A pair is handed over whatever request the other end has given it to.',
    clauses: ['NET-084'],
    changes: [
      {
        file: CHOICE,
        find: 'return named === request.id || (named === 0 && free && !request.early) ? request : undefined;',
        replace: 'return request;'
      }
    ]
  },
  {
    id: 'end-own-request',
    role: 'end',
    wrong: 'A tail-end hands kept pairs over for the oldest request, whatever the head-end says.',
    clauses: ['NET-084'],
    changes: [{ file: CHOICE, find: 'const other = circuit.tail.get(named);', replace: 'const other = request;' }]
  },
  {
    id: 'end-any-measured-request',
    role: 'end',
    wrong: 'A tail-end hands a measured pair over whatever request the head-end has given it to.',
    clauses: ['NET-084'],
    changes: [
      {
        file: CHOICE,
        find: "if (request.kind === 'measure' || request.early)\n        return undefined;",
        replace: "if (request.kind === 'measure' || request.early)\n        return request;"
      }
    ]
  },
  {
    id: 'end-difference-unsaid',
    role: 'end',
    wrong: 'That the ends have given a pair to different requests is not said.',
    clauses: ['NET-084'],
    changes: [{ file: ENDS, find: 'core.pairExpire(held.side, held.epoch, held.sequence);', replace: '' }]
  },
  {
    id: 'end-nobody-unsaid',
    role: 'end',
    wrong: 'That nobody needs a pair is not said.',
    clauses: ['NET-082'],
    changes: [
      {
        file: ENDS,
        find: 'if (said?.void !== true)\n                core.pairExpire(side, held.epoch, held.sequence);',
        replace: ''
      }
    ]
  },
  {
    id: 'end-nobody-keeps',
    role: 'end',
    wrong: 'A pair that nobody needs keeps its qubit.',
    clauses: ['NET-082'],
    changes: [
      {
        file: ENDS,
        find: 'side.forget(held);\n            core.freeQubit(side, held.qubit);\n            this.#supply.freed(side);\n            return;',
        replace: 'side.forget(held);\n            return;'
      }
    ]
  },
  {
    id: 'end-early-track-lost',
    role: 'end',
    wrong: 'A TRACK that comes before its pair is forgotten.',
    clauses: ['NET-075'],
    changes: [{ file: ENDS, find: 'return this.#foretellings.track(side, frame);', replace: 'return;' }]
  },
  {
    id: 'end-early-expiry-lost',
    role: 'end',
    wrong: 'A PAIR_EXPIRE that comes before its pair is forgotten.',
    clauses: ['NET-077'],
    changes: [{ file: ENDS, find: 'return this.#foretellings.void(side, epoch, sequence);', replace: 'return;' }]
  },
  {
    id: 'end-missing-pair-unsaid',
    role: 'end',
    wrong: 'That a pair has not come is not said.',
    clauses: ['NET-076'],
    changes: [{ file: FORETOLD, find: 'this.#core.pairExpire(side, epoch, sequence);', replace: ';' }]
  },
  {
    id: 'end-test-handed-over',
    role: 'end',
    wrong: 'Pairs of test requests are handed over.',
    clauses: ['NET-142'],
    changes: [{ file: HANDOVER, find: 'if (!request.test)', replace: 'if (request !== undefined)' }]
  },
  {
    id: 'end-test-untold',
    role: 'end',
    wrong: 'What a test found is not told.',
    clauses: ['NET-143'],
    changes: [
      { file: SETTLEMENTS, find: 'tests: book.asked.flatMap((end) => testOf(end) ?? [])', replace: 'tests: []' }
    ]
  },
  {
    id: 'end-tells-outcomes',
    role: 'end',
    wrong: 'What programs measured is told with the outcomes of tests.',
    clauses: ['NET-143'],
    changes: [
      { file: TESTS, find: 'if (request?.test !== true || outcome === null ||', replace: 'if (outcome === null ||' }
    ]
  },
  {
    id: 'end-early-handed-over-late',
    role: 'end',
    wrong: 'An early pair is handed over when its TRACK has come.',
    clauses: ['NET-091'],
    changes: [
      { file: ENDS, find: 'this.#handover.open(end, request.early);', replace: 'this.#handover.open(end, false);' }
    ]
  },
  {
    id: 'end-all-early',
    role: 'end',
    wrong: 'Every pair is handed over as it comes.',
    clauses: ['NET-085'],
    changes: [
      { file: ENDS, find: 'this.#handover.open(end, request.early);', replace: 'this.#handover.open(end, true);' }
    ]
  },
  {
    id: 'end-outcomes-before-track',
    role: 'end',
    wrong: 'Outcomes are handed over when they are there.',
    clauses: ['NET-085'],
    changes: [
      { file: END, find: "{ target: 'held', actions: free }", replace: "{ target: 'used', actions: [free, deliver] }" }
    ]
  },
  {
    id: 'end-before-it-is-turned',
    role: 'end',
    wrong: 'A pair is handed over before it is turned.',
    clauses: ['NET-085', 'NET-088'],
    changes: [
      { file: END, find: "entry: say('correct'),", replace: "entry: [deliver, say('correct')]," },
      { file: END, find: "CORRECTED: { target: 'kept', actions: deliver },", replace: "CORRECTED: { target: 'kept' }," }
    ]
  },
  {
    id: 'end-handed-over-twice',
    role: 'end',
    wrong: 'Every pair is handed over twice.',
    clauses: ['HAR-062'],
    changes: [
      {
        file: HANDOVER,
        find: 'this.#core.options.listener.delivered(pairOf(end));\n        this.#listener.delivered(end);',
        replace:
          '{ this.#core.options.listener.delivered(pairOf(end)); this.#core.options.listener.delivered(pairOf(end)); }\n        this.#listener.delivered(end);'
      }
    ]
  },
  {
    id: 'end-state-of-the-link',
    role: 'end',
    wrong: 'The Bell state of a pair is taken to be that of the link’s pair.',
    clauses: ['NET-088', 'NET-089', 'HAR-063'],
    changes: [{ file: ENDS, find: 'end.bellIndex = frame.bellIndex;', replace: 'end.bellIndex = held.bellIndex;' }]
  },
  {
    id: 'end-composed-again',
    role: 'end',
    wrong: 'The Bell state of TRACK is composed with that of the link’s pair once more.',
    clauses: ['NET-088', 'NET-089', 'HAR-063'],
    changes: [
      {
        file: ENDS,
        find: 'end.bellIndex = frame.bellIndex;',
        replace: 'end.bellIndex = frame.bellIndex ^ held.bellIndex;'
      }
    ]
  },
  {
    id: 'end-pauli-exchanged',
    role: 'end',
    wrong: 'X is applied for Z, and Z for X.',
    clauses: ['NET-088'],
    changes: [
      { file: HANDOVER, find: 'pauli: bellIndex,', replace: 'pauli: ((bellIndex & 1) << 1) | (bellIndex >> 1),' }
    ]
  },
  {
    id: 'end-nobody-turns',
    role: 'end',
    wrong: 'The head-end leaves pairs as they are.',
    clauses: ['NET-088'],
    changes: [{ file: ENDS, find: 'end.corrected && end.bellIndex !== 0;', replace: 'end.bellIndex > 4;' }]
  },
  {
    id: 'end-tail-end-turns',
    role: 'end',
    wrong: 'The tail-end turns its half.',
    clauses: ['NET-090'],
    changes: [
      {
        file: ENDS,
        find: "const correct = request instanceof HeadRequest && request.kind === 'keep'",
        replace: "const correct = request.kind === 'keep'"
      }
    ]
  },
  {
    id: 'end-turns-raw-pairs',
    role: 'end',
    wrong: 'Raw pairs are turned.',
    clauses: ['NET-088', 'NET-089'],
    changes: [
      { file: ENDS, find: 'end.corrected = !raw && !request.early;', replace: 'end.corrected = !request.early;' }
    ]
  },
  {
    id: 'end-flips-nothing',
    role: 'end',
    wrong: 'Outcomes of the head-end are told as they came.',
    clauses: ['NET-089'],
    changes: [{ file: HANDOVER, find: 'end.outcome.reveal() === 0 ? 1 : 0', replace: 'end.outcome.reveal()' }]
  },
  {
    id: 'end-tail-end-flips',
    role: 'end',
    wrong: 'The tail-end flips its outcomes.',
    clauses: ['NET-090'],
    changes: [
      {
        file: HANDOVER,
        find: 'end.corrected && request instanceof HeadRequest && flipsOutcome',
        replace: 'end.corrected && flipsOutcome'
      }
    ]
  },
  {
    id: 'end-measures-as-the-other',
    role: 'end',
    wrong: 'The tail-end measures as is asked of the head-end.',
    clauses: ['NET-086'],
    changes: [
      { file: REQUESTS, find: 'early, raw, responder, test));', replace: 'early, raw, frame.originator, test));' }
    ]
  },
  {
    id: 'end-always-z',
    role: 'end',
    wrong: 'Halves are measured in Z, whatever is asked.',
    clauses: ['NET-086'],
    changes: [
      {
        file: HANDOVER,
        find: 'end.basis = basisOf(measurement, this.#core.options.random());',
        replace: 'end.basis = Basis.Z;'
      }
    ]
  },
  {
    id: 'end-tail-end-measures-prepared',
    role: 'end',
    wrong: 'The tail-end measures its half of a prepared pair.',
    clauses: ['NET-087'],
    changes: [
      {
        file: CHOICE,
        find: "(request.kind === 'prepare' && request instanceof HeadRequest)",
        replace: "request.kind === 'prepare'"
      }
    ]
  },
  {
    id: 'end-head-end-keeps-prepared',
    role: 'end',
    wrong: 'The head-end keeps its half of a prepared pair.',
    clauses: ['NET-087'],
    changes: [
      {
        file: CHOICE,
        find: "(request.kind === 'prepare' && request instanceof HeadRequest)",
        replace: "(request.kind === 'prepare' && request === undefined)"
      }
    ]
  },
  {
    id: 'end-wrong-name',
    role: 'end',
    wrong: 'The name of a pair at the other end is that which it has here.',
    clauses: ['HAR-063', 'NET-100'],
    changes: [
      {
        file: ENDS,
        find: 'end.request = request;\n        end.tracked = true;\n        end.remoteEpoch = frame.originEpoch;\n        end.remoteSequence = frame.originSequence;',
        replace:
          'end.request = request;\n        end.tracked = true;\n        end.remoteEpoch = frame.epoch;\n        end.remoteSequence = frame.sequence;'
      }
    ]
  }
]
