const CASCADE = 'post-processing/dist/cascade/'
const CORRECTOR = `${CASCADE}corrector.js`
const BLOCKS = `${CASCADE}pass-blocks.js`
const VARIANT = `${CASCADE}variant.js`
const QUERIES = `${CASCADE}queries.js`
const CORRECTION = 'application-layer/dist/qkd/correction.js'

/** @param {string} id @param {string} wrong @param {readonly string[]} clauses @param {readonly (readonly [file: string, find: string, replace: string])[]} pieces @returns {import('../wrong-node-source.mjs').WrongNode} */
const cascaded = (id, wrong, clauses, ...pieces) => ({
  id: `key-cascade-${id}`,
  role: 'key',
  wrong,
  clauses,
  changes: pieces.map(([file, find, replace]) => ({ file, find, replace }))
})

/** Two nodes that correct their keys by Cascade (section 9.3). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const cascades = [
  cascaded(
    'smaller-blocks',
    'The first blocks of option 3 are those of the original.',
    ['KEY-211'],
    [
      VARIANT,
      'sizes(Math.ceil(1 / expectedErrorRate), 2, 16, 2)',
      'sizes(Math.ceil(0.73 / expectedErrorRate), 2, 16, 2)'
    ]
  ),
  cascaded(
    'second-blocks',
    'The blocks of the second pass are three times those of the first.',
    ['KEY-211'],
    [VARIANT, 'Math.min(length, first * growth ** k)', 'Math.min(length, first * (k === 1 ? 3 : 1))']
  ),
  cascaded(
    'rounds-down',
    'The number of places of a block is rounded down.',
    ['KEY-211', 'KEY-296'],
    [VARIANT, 'sizes(Math.ceil(1 / expectedErrorRate), 2, 16, 2)', 'sizes(Math.floor(1 / expectedErrorRate), 2, 16, 2)']
  ),
  cascaded(
    'other-error-rate',
    'Blocks are cut for twice the error rate that was declared.',
    ['KEY-296', 'KEY-211'],
    [CORRECTION, 'expectedErrorRate: rules.expectedErrorRate,', 'expectedErrorRate: 2 * rules.expectedErrorRate,']
  ),
  cascaded(
    'asks-what-follows',
    'The parity of the last block is asked for in every pass.',
    ['KEY-212'],
    [CORRECTOR, 'pass === 1 ? blocks.blockCount : blocks.blockCount - 1', 'blocks.blockCount'],
    [
      CORRECTOR,
      'blocks.learn(parities.length, this.#total ^ sum);',
      'if (parities.length < blocks.blockCount) blocks.learn(parities.length, this.#total ^ sum);'
    ]
  ),
  cascaded(
    'one-pass-less',
    'The last pass is left out.',
    ['KEY-212'],
    [
      CORRECTOR,
      'const blockSize = this.#plan.blockSizes[pass - 1];',
      'const blockSize = pass === this.#plan.blockSizes.length ? undefined : this.#plan.blockSizes[pass - 1];'
    ]
  ),
  cascaded(
    'hurries-on',
    'The second pass begins before the first is searched.',
    ['KEY-212'],
    [
      CORRECTOR,
      'const asked = this.#searchQueries() ?? this.#beginPass();',
      'const asked = this.#passes.length === 1 ? this.#beginPass() : (this.#searchQueries() ?? this.#beginPass());'
    ]
  ),
  cascaded(
    'longest-first',
    'The pass that has the longest odd leaf is searched first.',
    ['KEY-213'],
    [CORRECTOR, 'if (size < shortest) {', 'if (leaves.length > 0 && (chosen === undefined || size > shortest)) {']
  ),
  cascaded(
    'one-leaf-a-message',
    'Each message asks of one leaf alone.',
    ['KEY-213'],
    [
      CORRECTOR,
      'const { blocks, pass, leaves } = chosen;',
      'const { blocks, pass } = chosen;\n        const leaves = chosen.leaves.slice(0, 1);'
    ]
  ),
  cascaded(
    'shorter-halves',
    'The first half of a leaf is the shorter one.',
    ['KEY-213'],
    [BLOCKS, '+ 1) >>> 1;', ') >>> 1 || 1;']
  ),
  cascaded(
    'flips-in-one-pass',
    'A place that is odd is turned after the message, in its own pass alone.',
    ['KEY-213', 'KEY-214', 'KEY-212'],
    [CORRECTOR, 'for (const other of this.#passes) {', 'for (const other of [blocks]) {']
  ),
  cascaded(
    'verifies-the-raw-key',
    'What is verified is the key before it was corrected.',
    ['KEY-214'],
    [
      CORRECTOR,
      'return this.#key.clone();\n    }\n    /** What to ask next',
      'return (this.zz ?? this.#key).clone();\n    }\n    /** What to ask next'
    ],
    [CORRECTOR, 'this.#key = key.clone();', 'this.#key = key.clone();\n        this.zz = key.clone();']
  ),
  cascaded(
    'counts-passes-from-0',
    'Passes are numbered from 0 on in messages, by both nodes.',
    ['KEY-215', 'KEY-212'],
    [QUERIES, 'put(pass);', 'put(pass - 1);'],
    [QUERIES, "take('pass', 1, passes)", "1 + take('pass', 0, passes - 1)"]
  ),
  cascaded(
    'seed-in-each',
    'The seed of the orders is in each QUERIES.',
    ['APP-041'],
    [
      CORRECTION,
      'return { seed, queries: encodeQueries(queries) };',
      'this.zz ??= seed; return { seed: this.zz, queries: encodeQueries(queries) };'
    ]
  )
]
