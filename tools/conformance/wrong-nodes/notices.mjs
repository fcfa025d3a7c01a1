const NODE = 'node/dist/node.js'
const MEMORY = 'link-layer/dist/memory/qubit-memory.js'
const NOTICED = 'if (!this.#closed && !this.#crashed)\n            this.restart();'

/** Hardware that restarts or is lost (section 5.8). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const notices = [
  {
    id: 'notice-unheard',
    wrong: 'The node goes on as it was when its hardware has restarted or is lost.',
    clauses: ['DEV-082'],
    changes: [{ file: NODE, find: NOTICED, replace: '' }]
  },
  {
    id: 'notice-of-restart-unheard',
    wrong: 'Hardware that was not lost before it restarted changes nothing.',
    clauses: ['DEV-082'],
    changes: [
      {
        file: NODE,
        find: NOTICED,
        replace:
          'if (!this.#closed && !this.#crashed && (this.zz || notice === "lost")) { this.zz = notice === "lost"; this.restart(); }'
      }
    ]
  },
  {
    id: 'lost-hardware-fit',
    wrong: 'Links are fit while their hardware is lost.',
    clauses: ['DEV-083'],
    changes: [{ file: NODE, find: 'this.#deviceLost = notice', replace: 'const unheard = notice' }]
  },
  {
    id: 'hardware-lost-for-ever',
    wrong: 'Links stay dark when hardware that was lost is back.',
    clauses: ['MGT-007'],
    changes: [{ file: NODE, find: 'this.#deviceLost = notice', replace: 'this.#deviceLost ||= notice' }]
  },
  {
    id: 'restart-leaves-qubits-taken',
    wrong: 'What pairs held before the hardware restarted stays taken.',
    clauses: ['LNK-098', 'LNK-097'],
    changes: [{ file: NODE, find: 'this.#memory.clear();', replace: '' }]
  },
  {
    id: 'restart-leaves-first-qubit-taken',
    wrong: 'The first qubit stays taken when the hardware restarts.',
    clauses: ['LNK-098', 'LNK-097'],
    changes: [
      {
        file: MEMORY,
        find: 'for (let qubit = 0; qubit < this.#qubits.length; qubit++)\n            this.free',
        replace: 'for (let qubit = 1; qubit < this.#qubits.length; qubit++)\n            this.free'
      }
    ]
  },
  {
    id: 'restart-forgets-requests',
    wrong: 'Requests of before the hardware restarted have no end, and pairs of then are not told to be void.',
    clauses: ['RES-006', 'RES-007', 'LNK-094'],
    changes: [{ file: NODE, find: 'this.#start({ links: new Map(journals)', replace: 'this.#start({ links: new Map()' }]
  }
]
