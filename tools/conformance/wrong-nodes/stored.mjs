const MACHINE = 'link-layer/dist/pair/machine.js'
const STORED = "on: { STORED: 'ready', EXPIRE: { target: 'discarding', actions: expired } }"

/** Hardware that stores (section 3.6). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const stored = [
  {
    id: 'stores-where-there-is-no-storage',
    wrong: 'Pairs are stored, whether the hardware can or not.',
    clauses: ['DEV-089'],
    changes: [
      {
        file: 'link-layer/dist/pair/entry.js',
        find: 'this.store = core.capabilities.storage && !this.measure;',
        replace: 'this.store = !this.measure;'
      }
    ]
  },
  {
    id: 'pair-never-stored',
    wrong: 'What is kept is not stored.',
    clauses: ['LNK-060'],
    changes: [{ file: MACHINE, find: "    { guard: mustStore, target: 'storing' },\n", replace: '' }]
  },
  {
    id: 'turned-pair-never-stored',
    wrong: 'A pair that was turned is not stored.',
    clauses: ['LNK-060'],
    changes: [{ file: MACHINE, find: 'on: { CORRECTED: [...onward]', replace: "on: { CORRECTED: 'ready'" }]
  },
  {
    id: 'delivered-before-stored',
    wrong: 'A pair is delivered while the hardware stores it.',
    clauses: ['LNK-060'],
    changes: [
      {
        file: MACHINE,
        find: `entry: command('store'),\n            ${STORED}`,
        replace:
          "entry: [command('store'), actions.raise({ type: 'START' })],\n            on: { START: 'ready', EXPIRE: { target: 'discarding', actions: expired } }"
      }
    ]
  },
  {
    id: 'void-pair-stored-and-free',
    wrong: 'The qubit of a pair that becomes void while it is stored is free at once.',
    clauses: ['LNK-068'],
    changes: [
      {
        file: MACHINE,
        find: STORED,
        replace: "on: { STORED: 'ready', EXPIRE: { target: 'over', actions: [expired, free] } }"
      }
    ]
  },
  {
    id: 'void-pair-stored-and-delivered',
    wrong: 'A pair that becomes void while it is stored is delivered.',
    clauses: ['LNK-091'],
    changes: [{ file: MACHINE, find: STORED, replace: "on: { STORED: 'ready', EXPIRE: {} }" }]
  },
  {
    id: 'void-pair-stored-and-counted',
    wrong: 'A pair that becomes void while it is stored counts for its request.',
    clauses: ['LNK-091', 'LNK-098'],
    changes: [{ file: MACHINE, find: STORED, replace: "on: { STORED: 'ready', EXPIRE: { target: 'discarding' } }" }]
  },
  {
    id: 'void-pair-stored-and-kept',
    wrong: 'The qubit of a pair that becomes void while it is stored is never free again.',
    clauses: ['LNK-098'],
    changes: [
      { file: MACHINE, find: "STORED: { target: 'over', actions: free }", replace: "STORED: { target: 'over' }" }
    ]
  }
]
