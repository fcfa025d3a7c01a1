const INNER = 'network-layer/dist/pairs/inner-pairs.js'
const FORETOLD = 'network-layer/dist/pairs/foretellings.js'
const RANK = 'network-layer/dist/circuit/swap-rank.js'

/**
 * @param {string} id @param {string} wrong @param {string} clause @param {string} file @param {string} find
 * @param {string} replace
 * @returns {import('../wrong-node-source.mjs').WrongNode}
 */
function wrongly(id, wrong, clause, file, find, replace) {
  return { id: `reach-${id}`, role: 'repeater', wrong, clauses: [clause], changes: [{ file, find, replace }] }
}

/** Ranks of inner nodes, and how far pairs reach (section 6.7). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const reaches = [
  wrongly(
    'nobody-waited-for',
    'Halves are joined whatever they reach.',
    'NET-060',
    RANK,
    'return this.#allowed[position];',
    'return position >= 0;'
  ),
  wrongly(
    'own-rank-waited-for',
    'A half that reaches a node of the same rank is not joined.',
    'NET-060',
    RANK,
    'index === 0 || rank >= own',
    'index === 0 || rank > own'
  ),
  wrongly(
    'one-half-enough',
    'A half that may be joined is joined with one that may not.',
    'NET-060',
    INNER,
    'const b = downstream.findIndex(mayBeJoined);',
    'const b = downstream.length - 1;'
  ),
  wrongly(
    'untold',
    'That two halves were joined is told nobody.',
    'NET-120',
    INNER,
    'this.#tellReach(downstream, upstream);\n            this.#tellReach(upstream, downstream);',
    ''
  ),
  wrongly(
    'told-upstream-alone',
    'That two halves were joined is told upstream alone.',
    'NET-120',
    INNER,
    'this.#tellReach(upstream, downstream);',
    ''
  ),
  wrongly(
    'far-rank-downstream-untold',
    'A node of a higher rank beyond the next one downstream is not told.',
    'NET-120',
    RANK,
    'index > position && rank > own',
    'index === position + 1 && rank > own'
  ),
  wrongly(
    'far-rank-upstream-untold',
    'A node of a higher rank beyond the next one upstream is not told.',
    'NET-120',
    RANK,
    'index > 0 && index < position && rank > own',
    'index > 0 && index === position - 1 && rank > own'
  ),
  wrongly(
    'own-position-told',
    'A pair is said to reach the node that has joined it.',
    'NET-120',
    INNER,
    'epoch, sequence, position: reach }',
    'epoch, sequence, position: side.circuit.position }'
  ),
  wrongly(
    'foretold-forgotten',
    'What a pair reaches is forgotten where that is said before it comes.',
    'NET-075',
    FORETOLD,
    'track: known?.track, reach: frame.position }',
    'track: known?.track, reach: undefined }'
  ),
  wrongly(
    'not-passed-on',
    'A REACH of a pair that was swapped goes no further.',
    'NET-121',
    INNER,
    'this.#tellReach(half, otherOf(half, junction));',
    ';'
  ),
  wrongly(
    'lost-while-swapping',
    'A REACH that comes while the hardware swaps is lost.',
    'NET-121',
    INNER,
    'half.reach = frame.position;',
    "if (half.junction !== undefined && this.#core.tables.junction.state(half.junction.id) === 'swapping')\n            return;\n        half.reach = frame.position;"
  ),
  wrongly(
    'none-after-any-track',
    'A REACH goes no further when a TRACK has gone in either direction.',
    'NET-121',
    INNER,
    "if (state === 'joined' || state ===",
    "if (state === 'joined' || undefined ==="
  ),
  wrongly(
    'after-its-track',
    'A REACH goes on after the TRACK of its pair.',
    'NET-122',
    INNER,
    "state === (direction === 'upstream' ? 'passedUp' : 'passedDown')",
    "state === 'passedUp' || state === 'passedDown'"
  ),
  wrongly(
    'track-before-it',
    'That two halves were joined is said after the TRACK that waited for it.',
    'NET-122',
    INNER,
    "if (upstream.side.circuit.rank !== undefined && this.#core.tables.junction.state(junction.id) === 'swapping') {",
    "const isVoid = this.#core.tables.junction.state(junction.id) !== 'swapping';\n        this.#core.tables.junction.tell(junction.id, SWAPPED);\n        if (isVoid)\n            return;\n        this.#tellReach(downstream, upstream);\n        this.#tellReach(upstream, downstream);\n        if (junction.outcome >= 0)\n            return;\n        {"
  ),
  wrongly(
    'void-told',
    'That two halves were joined is said although they have become void meanwhile.',
    'NET-122',
    INNER,
    "if (upstream.side.circuit.rank !== undefined && this.#core.tables.junction.state(junction.id) === 'swapping') {",
    'if (upstream.side.circuit.rank !== undefined) {'
  ),
  wrongly(
    'nearer-taken',
    'What is said last of a pair is believed, nearer or not.',
    'NET-123',
    RANK,
    "return direction === 'upstream' ? position < known : position > known && position <= this.#ends;",
    'return position !== known && position <= this.#ends;'
  ),
  wrongly(
    'beyond-the-route',
    'A pair is believed to reach a node beyond the end of the route.',
    'NET-123',
    RANK,
    'position > known && position <= this.#ends',
    'position > known'
  ),
  {
    id: 'repeater-qubits-of-a-swap-free',
    role: 'repeater',
    wrong: 'The qubits of a swap are free when it is ordered.',
    clauses: ['NET-072'],
    changes: [
      {
        file: INNER,
        find: "this.#core.options.device.execute({ type: 'swap', a: upstream.qubit, b: downstream.qubit, tag: TAG_BASE - id });",
        replace:
          "this.#core.options.device.execute({ type: 'swap', a: upstream.qubit, b: downstream.qubit, tag: TAG_BASE - id });\n        this.spent(id);"
      },
      {
        file: INNER,
        find: 'for (const half of [upstream, downstream])\n            this.#core.freeQubit(half.side, half.qubit);\n        this.#supply.freed(upstream.side);',
        replace:
          'if (upstream.isFree)\n            return;\n        upstream.isFree = true;\n        for (const half of [upstream, downstream])\n            this.#core.freeQubit(half.side, half.qubit);\n        this.#supply.freed(upstream.side);'
      }
    ]
  },
  {
    id: 'reach-told-among-equals',
    role: 'repeater',
    wrong: 'What a pair reaches is passed on where all nodes have the same rank.',
    clauses: ['NET-123'],
    changes: [
      {
        file: RANK,
        find: 'index === 0 || rank === hops[1]?.rank)',
        replace: 'index === 0 || rank === undefined)'
      },
      {
        file: RANK,
        find: 'index > 0 && index < position && rank > own',
        replace: 'index > 0 && index < position && rank >= own'
      },
      { file: RANK, find: 'index > position && rank > own', replace: 'index > position && rank >= own' }
    ]
  }
]
