const TESTS = 'network-layer/dist/estimation/circuit-tests.js'
const HANDOVER = 'network-layer/dist/pairs/handover.js'

/** Test rounds of circuits, at the end that makes them (section 6.9). @type {readonly import('../../wrong-node-source.mjs').WrongNode[]} */
export const testRounds = [
  {
    id: 'end-tests-of-turned-pairs',
    role: 'end',
    wrong: 'Pairs of test requests are turned into Φ+.',
    clauses: ['NET-140'],
    changes: [{ file: TESTS, find: 'raw: true,', replace: 'raw: false,' }]
  },
  {
    id: 'end-tests-in-two-bases',
    role: 'end',
    wrong: 'The other end measures all test rounds in Z.',
    clauses: ['NET-140'],
    changes: [{ file: TESTS, find: 'responder: { basis }', replace: "responder: { basis: 'Z' }" }]
  },
  {
    id: 'end-tests-side-by-side',
    role: 'end',
    wrong: 'A test request begins while another one is under way.',
    clauses: ['NET-141'],
    changes: [
      {
        file: TESTS,
        find: 'tested.batches += 1;',
        replace:
          "tested.batches += 1; this.#work.request(circuit, { ...PAIRS_DEFAULTS, kind: 'measure', number: testBatch, raw: true, originator: { basis }, responder: { basis } });"
      }
    ]
  },
  {
    id: 'end-tests-given-to-programs',
    role: 'end',
    wrong: 'A program is given the pairs of test requests.',
    clauses: ['NET-142'],
    changes: [{ file: HANDOVER, find: 'if (!request.test)', replace: 'if (request !== null)' }]
  },
  {
    id: 'end-stays-on-a-bad-circuit',
    role: 'end',
    wrong: 'A circuit whose test rounds show too low a fidelity stands.',
    clauses: ['NET-144'],
    changes: [{ file: TESTS, find: "this.#core.end(circuit, ErrorCode.UNSUPP, 'here');", replace: ';' }]
  },
  {
    id: 'end-leaves-a-good-circuit',
    role: 'end',
    wrong: 'A circuit is closed whatever its test rounds show.',
    clauses: ['NET-144'],
    changes: [{ file: TESTS, find: 'measured !== undefined && isBelow(', replace: 'true || isBelow(' }]
  },
  {
    id: 'end-takes-a-bad-circuit-for-refused',
    role: 'end',
    wrong: 'A circuit whose test rounds show too low a fidelity is closed as one that is no longer wanted.',
    clauses: ['NET-144'],
    changes: [
      {
        file: TESTS,
        find: "this.#core.end(circuit, ErrorCode.UNSUPP, 'here');",
        replace: "this.#core.end(circuit, ErrorCode.UNSPECIFIED, 'here');"
      }
    ]
  }
]
