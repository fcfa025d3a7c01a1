const ADMISSION = 'network-layer/dist/circuit/admission.js'
const SIGNALLING = 'network-layer/dist/circuit/signalling.js'

/** Circuits for which a link or a neighbour is missing (section 6.4). @type {readonly import('../../wrong-node-source.mjs').WrongNode[]} */
export const outages = [
  {
    id: 'end-sets-up-without-epoch',
    role: 'end',
    wrong: 'A circuit is set up over a link without an epoch.',
    clauses: ['NET-037'],
    changes: [{ file: ADMISSION, find: 'if (!port.up)', replace: 'if (port.up === undefined)' }]
  },
  {
    id: 'end-accepts-without-epoch',
    role: 'end',
    wrong: 'A circuit that comes over a link without an epoch is accepted.',
    clauses: ['NET-037'],
    changes: [
      { file: SIGNALLING, find: 'if (up?.up === false)', replace: 'if (up?.up === undefined && up !== undefined)' }
    ]
  },
  {
    id: 'end-sets-up-without-session',
    role: 'end',
    wrong: 'A circuit is set up by a neighbour with which there is no session.',
    clauses: ['NET-223'],
    changes: [
      {
        file: SIGNALLING,
        find: 'down !== undefined && !this.#core.reaches(down.peer)',
        replace: 'down === null'
      }
    ]
  },
  {
    id: 'end-fidelity-for-now',
    role: 'end',
    wrong: 'A fidelity beyond what the next link can give is refused as what others have been promised.',
    clauses: ['NET-035'],
    changes: [
      {
        file: ADMISSION,
        find: 'if (point === undefined)\n            return new Refused(ErrorCode.UNSUPP);',
        replace: 'if (point === undefined)\n            return new Refused(ErrorCode.NORES);'
      }
    ]
  }
]
