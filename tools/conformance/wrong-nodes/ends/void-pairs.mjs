const ROOM = 'network-layer/dist'
const ENDS = `${ROOM}/pairs/end-pairs.js`
const FRAMES = `${ROOM}/frames.js`
const HANDOVER = `${ROOM}/pairs/handover.js`
const END = `${ROOM}/pairs/end-machine.js`

/** Ends of circuits: pairs that are void (section 6.8). @type {readonly import('../../wrong-node-source.mjs').WrongNode[]} */
export const voidPairs = [
  {
    id: 'end-void-ignored',
    role: 'end',
    wrong: 'A PAIR_EXPIRE for a pair that has come changes nothing.',
    clauses: ['NET-092'],
    changes: [
      {
        file: ENDS,
        find: 'if (held.end !== undefined && !held.end.delivered)\n            this.#core',
        replace: 'if (held.end === undefined)\n            this.#core'
      }
    ]
  },
  {
    id: 'end-void-after-track',
    role: 'end',
    wrong: 'A PAIR_EXPIRE makes a pair void that was handed over.',
    clauses: ['NET-093'],
    changes: [
      {
        file: ENDS,
        find: 'if (held.end !== undefined && !held.end.delivered)\n            this.#core',
        replace: 'if (held.end !== undefined)\n            this.#core'
      }
    ]
  },
  {
    id: 'end-void-unsaid',
    role: 'end',
    wrong: 'The application does not hear that a pair is void.',
    clauses: ['NET-095'],
    changes: [
      {
        file: HANDOVER,
        find: 'this.#core.options.listener.expired({ ...circuit.name, request: request?.id ?? 0, pair: id });',
        replace: ';'
      }
    ]
  },
  {
    id: 'end-void-told-to-all',
    role: 'end',
    wrong: 'The application hears of void pairs that it never had.',
    clauses: ['NET-095'],
    changes: [
      {
        file: HANDOVER,
        find: 'end.request.unassign();\n        this.#listener.lost(end);',
        replace:
          'end.request.unassign();\n        this.#core.options.listener.expired({ ...end.circuit.name, request: 0, pair: id });\n        this.#listener.lost(end);'
      }
    ]
  },
  {
    id: 'end-void-keeps-qubit',
    role: 'end',
    wrong: 'A kept pair that is void keeps its qubit.',
    clauses: ['NET-092', 'LNK-098'],
    changes: [{ file: END, find: 'actions: [lost, free, forget]', replace: 'actions: [lost, forget]' }]
  },
  {
    id: 'end-void-measured-keeps-qubit',
    role: 'end',
    wrong: 'A pair that is void while it is measured keeps its qubit.',
    clauses: ['LNK-098'],
    changes: [
      {
        file: END,
        find: "MEASURED: { target: 'over', actions: [free, forget] },",
        replace: "MEASURED: { target: 'over', actions: forget },"
      }
    ]
  },
  {
    id: 'end-void-turned-keeps-qubit',
    role: 'end',
    wrong: 'A pair that is void while it is turned keeps its qubit.',
    clauses: ['LNK-098'],
    changes: [
      {
        file: END,
        find: "CORRECTED: { target: 'over', actions: [free, forget] },",
        replace: "CORRECTED: { target: 'over', actions: forget },"
      }
    ]
  },
  {
    id: 'end-frees-while-measuring',
    role: 'end',
    wrong: 'A qubit is given back while it is measured.',
    clauses: ['NET-096'],
    changes: [
      {
        file: END,
        find: "TRACKED: { actions: actions.assign({ tracked: true }) },\n                VOID: { target: 'discarding', actions: lost }",
        replace:
          "TRACKED: { actions: actions.assign({ tracked: true }) },\n                VOID: { target: 'over', actions: [lost, free, forget] }"
      }
    ]
  },
  {
    id: 'end-frees-while-turning',
    role: 'end',
    wrong: 'A qubit is given back while it is turned.',
    clauses: ['NET-096'],
    changes: [
      {
        file: END,
        find: "CORRECTED: { target: 'kept', actions: deliver },\n                VOID: { target: 'discarding', actions: lost }",
        replace:
          "CORRECTED: { target: 'kept', actions: deliver },\n                VOID: { target: 'over', actions: [lost, free, forget] }"
      }
    ]
  },
  {
    id: 'end-measured-keeps-qubit',
    role: 'end',
    wrong: 'A qubit is not given back when it is measured.',
    clauses: ['LNK-098'],
    changes: [{ file: END, find: "{ target: 'held', actions: free }", replace: "{ target: 'held' }" }]
  },
  {
    id: 'end-link-expiry-ignored',
    role: 'end',
    wrong: 'What a link says of a pair means nothing.',
    clauses: ['NET-094'],
    changes: [{ file: ENDS, find: 'if (end === undefined || end.tracked)', replace: 'if (this !== undefined)' }]
  },
  {
    id: 'end-link-expiry-unsaid',
    role: 'end',
    wrong: 'That a link has expired a pair is not said.',
    clauses: ['NET-094'],
    changes: [{ file: ENDS, find: 'this.#core.pairExpire(side, epoch, sequence);', replace: '' }]
  },
  {
    id: 'end-link-expiry-of-tracked',
    role: 'end',
    wrong: 'A pair is void that its link expires when it was tracked.',
    clauses: ['NET-094'],
    changes: [{ file: ENDS, find: 'if (end === undefined || end.tracked)', replace: 'if (end === undefined)' }]
  },
  {
    id: 'end-reach-voids',
    role: 'end',
    wrong: 'A pair of which it is said what it reaches is void.',
    clauses: ['NET-123'],
    changes: [
      {
        file: FRAMES,
        find: "core.options.ignored('REACH');",
        replace: 'pairs.expiredByNeighbour(side, frame.epoch, frame.sequence);'
      }
    ]
  }
]
