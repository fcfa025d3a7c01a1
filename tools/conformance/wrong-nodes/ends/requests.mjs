const ROOM = 'network-layer/dist'
const CIRCUIT_PARTS = `${ROOM}/circuit/circuit.js`
const ENDS = `${ROOM}/pairs/end-pairs.js`
const REQUESTS = `${ROOM}/request/requests.js`
const REQUEST = `${ROOM}/request/machine.js`
const BUCKET = `${ROOM}/request/token-bucket.js`
const SUPPLY = `${ROOM}/pairs/supply.js`
const LINKS = `${ROOM}/links.js`

/** Ends of circuits: requests, rates and room (sections 6.5 and 6.6). @type {readonly import('../../wrong-node-source.mjs').WrongNode[]} */
export const requests = [
  {
    id: 'end-forwards-one',
    role: 'end',
    wrong: 'FORWARD says that one pair is wanted.',
    clauses: ['NET-050'],
    changes: [
      {
        file: REQUESTS,
        find: 'number: asked.number,\n            early: asked.early,',
        replace: 'number: 1,\n            early: asked.early,'
      }
    ]
  },
  {
    id: 'end-forwards-own-basis',
    role: 'end',
    wrong: 'FORWARD says that the tail-end measures as the head-end does.',
    clauses: ['NET-050'],
    changes: [
      {
        file: REQUESTS,
        find: 'responder: measurementToWire(asked.responder),',
        replace: 'responder: measurementToWire(asked.originator),'
      }
    ]
  },
  {
    id: 'end-asks-for-anything',
    role: 'end',
    wrong: 'The link is asked for pairs of any fidelity.',
    clauses: ['NET-063'],
    changes: [
      { file: SUPPLY, find: 'minimumFidelity: fidelityFromWire(minimumFidelity),', replace: 'minimumFidelity: 0,' }
    ]
  },
  {
    id: 'end-asks-unpaced',
    role: 'end',
    wrong: 'The link is asked for all the pairs that it can make.',
    clauses: ['NET-063'],
    changes: [{ file: SUPPLY, find: 'paced: true', replace: 'paced: false' }]
  },
  {
    id: 'end-supply-goes-on',
    role: 'end',
    wrong: 'The link goes on making pairs when no request is left.',
    clauses: ['NET-051'],
    changes: [
      {
        file: REQUESTS,
        find: 'static needed(circuit) {',
        replace: "static needed(circuit) {\n        if (circuit.role === 'initiator')\n            return circuit.open;"
      }
    ]
  },
  {
    id: 'end-too-much-for-the-neighbour',
    role: 'end',
    wrong: 'More pairs are called for than the neighbour has room for.',
    clauses: ['NET-057'],
    changes: [
      {
        file: CIRCUIT_PARTS,
        find: 'return Math.min(this.free, this.credit.left) - this.outstanding;',
        replace: 'return this.free - this.outstanding;'
      }
    ]
  },
  {
    id: 'end-credit-unsaid',
    role: 'end',
    wrong: 'The neighbour does not hear that there is room again.',
    clauses: ['NET-112'],
    changes: [
      {
        file: SUPPLY,
        find: 'const news = circuit.open ? side.granted.news(side.free) : undefined;',
        replace: 'const news = undefined;'
      }
    ]
  },
  {
    id: 'end-credit-of-nothing',
    role: 'end',
    wrong: 'CREDIT names no pair.',
    clauses: ['NET-059'],
    changes: [
      {
        file: SUPPLY,
        find: 'window: news.window,\n            epoch: news.epoch,',
        replace: 'window: news.window,\n            epoch: 0,'
      }
    ]
  },
  {
    id: 'end-label-unknown-kept',
    role: 'end',
    wrong: 'Pairs of circuits that are not open yet keep their qubits.',
    clauses: ['NET-064'],
    changes: [{ file: LINKS, find: 'this.#parts.portOf(pair.link)?.release(pair);', replace: '' }]
  },
  {
    id: 'end-completes-early',
    role: 'end',
    wrong: 'A request is complete when one pair is missing.',
    clauses: ['NET-052'],
    changes: [
      {
        file: REQUEST,
        find: 'context.delivered + 1 === context.number',
        replace: 'context.delivered + 2 >= context.number'
      }
    ]
  },
  {
    id: 'end-completion-unsaid',
    role: 'end',
    wrong: 'The end of a request is not passed on.',
    clauses: ['NET-055'],
    changes: [
      {
        file: REQUESTS,
        find: "this.#forward(circuit, { type: 'COMPLETE', ...HEADER, ...circuit.name, request: id, reason });",
        replace: ''
      }
    ]
  },
  {
    id: 'end-failure-as-completion',
    role: 'end',
    wrong: 'COMPLETE says of every request that it is complete.',
    clauses: ['NET-055'],
    changes: [
      {
        file: REQUESTS,
        find: '...circuit.name, request: id, reason });',
        replace: '...circuit.name, request: id, reason: 0 });'
      }
    ]
  },
  {
    id: 'end-no-time-limit',
    role: 'end',
    wrong: 'The time limit of a request is not kept.',
    clauses: ['NET-054'],
    changes: [
      {
        file: REQUEST,
        find: 'timeLeft: ({ context }) => context.timeLimit - context.delay',
        replace: 'timeLeft: () => Infinity'
      }
    ]
  },
  {
    id: 'end-limit-from-the-beginning',
    role: 'end',
    wrong: 'The time limit of a request that waits runs from when it begins.',
    clauses: ['NET-161'],
    changes: [
      {
        file: REQUEST,
        find: 'timeLeft: ({ context }) => context.timeLimit - context.delay',
        replace: 'timeLeft: ({ context }) => context.timeLimit'
      }
    ]
  },
  {
    id: 'end-complete-when-closed',
    role: 'end',
    wrong: 'A request whose circuit is closed in good order is said to be complete.',
    clauses: ['NET-056', 'NET-052'],
    changes: [
      {
        file: REQUESTS,
        find: 'this.fail(id, reason === ErrorCode.UNSPECIFIED ? ErrorCode.OTHER : reason);',
        replace: 'this.fail(id, reason);'
      }
    ]
  },
  {
    id: 'end-request-outlives-circuit',
    role: 'end',
    wrong: 'A request does not end with its circuit.',
    clauses: ['NET-056'],
    changes: [
      {
        file: REQUESTS,
        find: 'this.fail(id, reason === ErrorCode.UNSPECIFIED ? ErrorCode.OTHER : reason);',
        replace: ';'
      }
    ]
  },
  {
    id: 'end-expired-pair-counts',
    role: 'end',
    wrong: 'A pair that has expired counts for its request.',
    clauses: ['NET-053'],
    changes: [
      {
        file: REQUEST,
        find: 'EXPIRED: { actions: actions.assign({ delivered: ({ context }) => context.delivered - 1 }) },',
        replace: 'EXPIRED: {},'
      }
    ]
  },
  {
    id: 'end-keeps-pairs-of-requests',
    role: 'end',
    wrong: 'The pairs of a request that has failed are kept.',
    clauses: ['NET-097'],
    changes: [{ file: REQUESTS, find: 'this.#work.drop(circuit, request);', replace: '' }]
  },
  {
    id: 'end-drops-quietly',
    role: 'end',
    wrong: 'That the pairs of a request which has failed are void is not said.',
    clauses: ['NET-097'],
    changes: [{ file: ENDS, find: 'this.#core.pairExpire(side, held.epoch, held.sequence);', replace: '' }]
  },
  {
    id: 'end-gives-up-all',
    role: 'end',
    wrong: 'To give one request up is to give up all.',
    clauses: ['HAR-065', 'NET-052'],
    changes: [
      {
        file: REQUESTS,
        find: 'this.fail(id, ErrorCode.OTHER);',
        replace: 'for (const each of [...this.#byId.keys()]) this.fail(each, ErrorCode.OTHER);'
      }
    ]
  },
  {
    id: 'end-no-rate',
    role: 'end',
    wrong: 'Requests of a circuit with a rate begin at once.',
    clauses: ['NET-160'],
    changes: [
      { file: BUCKET, find: 'return missing <= 0 ? 0 : Math.ceil((missing / this.#rate) * 1e9);', replace: 'return 0;' }
    ]
  },
  {
    id: 'end-half-the-rate',
    role: 'end',
    wrong: 'Requests of a circuit with a rate wait for twice as long as they have to.',
    clauses: ['NET-161'],
    changes: [
      {
        file: BUCKET,
        find: 'return missing <= 0 ? 0 : Math.ceil((missing / this.#rate) * 1e9);',
        replace: 'return missing <= 0 ? 0 : Math.ceil((missing / this.#rate) * 2e9);'
      }
    ]
  },
  {
    id: 'end-beyond-the-burst',
    role: 'end',
    wrong: 'A request for more pairs than the burst is taken.',
    clauses: ['NET-162'],
    changes: [{ file: REQUESTS, find: 'if (number > bucket.depth)', replace: 'if (number < 0)' }]
  },
  {
    id: 'end-too-late',
    role: 'end',
    wrong: 'A request whose time passes before it would begin is refused with OTHER.',
    clauses: ['NET-162'],
    changes: [
      {
        file: REQUESTS,
        find: '>= timeLimit ? ErrorCode.NOTIME : undefined',
        replace: '>= timeLimit ? ErrorCode.OTHER : undefined'
      }
    ]
  }
]
