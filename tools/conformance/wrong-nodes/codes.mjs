const LDPC = 'post-processing/dist/ldpc/'
const CODE = `${LDPC}code.js`
const DEGREES = `${LDPC}degrees.js`
const GENERATOR = `${LDPC}public-generator.js`
const PARAMETERS = `${LDPC}parameters.js`
const RECONCILIATION = `${LDPC}reconciliation.js`
const CORRECTION = 'application-layer/dist/qkd/correction.js'

/** @param {string} id @param {string} wrong @param {readonly string[]} clauses @param {readonly (readonly [file: string, find: string, replace: string])[]} pieces @returns {import('../wrong-node-source.mjs').WrongNode} */
const coded = (id, wrong, clauses, ...pieces) => ({
  id: `key-code-${id}`,
  role: 'key',
  wrong,
  clauses,
  changes: pieces.map(([file, find, replace]) => ({ file, find, replace }))
})

/** Two nodes that correct their keys by codes (section 9.4). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const codes = [
  coded(
    'without-order',
    'The bits of the key are taken as they come.',
    ['KEY-221'],
    [RECONCILIATION, 'const other = generator.below(k + 1);', 'const other = (generator.below(k + 1), k);']
  ),
  coded(
    'other-order',
    'The order of the key is drawn from the first place on.',
    ['KEY-221'],
    [RECONCILIATION, 'const other = generator.below(k + 1);', 'const other = generator.below(Math.max(1, k));']
  ),
  coded(
    'other-seed',
    'The code is drawn from the first octet of the seed, too late.',
    ['KEY-221', 'KEY-222'],
    [CORRECTION, '((a << 24) | (b << 16) | (c << 8) | d) >>> 0', '((d << 24) | (c << 16) | (b << 8) | a) >>> 0']
  ),
  coded(
    'passes-over-nothing',
    'The first words of the generator are used.',
    ['KEY-221', 'KEY-222'],
    [GENERATOR, 'k < 64; k++', 'k < 0; k++']
  ),
  coded(
    'heavier-columns',
    'A third of the columns of a code is heavy, and one more.',
    ['KEY-222'],
    [DEGREES, 'Math.floor((free * 35) / 100)', 'Math.ceil((free * 35) / 100) + 1']
  ),
  coded(
    'heavier-columns-of-short-syndromes',
    'Where syndromes are short, heavy columns have 11 ones.',
    ['KEY-222'],
    [DEGREES, 'Math.min(14, most)', 'Math.min(11, most)']
  ),
  coded(
    'cycles-of-six',
    'Cycles of six are not looked for.',
    ['KEY-222'],
    [CODE, 'const DRAWS_WITHOUT_SIX_CYCLE = 16;', 'const DRAWS_WITHOUT_SIX_CYCLE = 0;']
  ),
  coded(
    'closer-columns',
    'Columns of three may be as near as they like.',
    ['KEY-222'],
    [CODE, 'const STEPS_APART = 12;', 'const STEPS_APART = 0;']
  ),
  coded(
    'one-bit-less',
    'A block has one bit of syndrome less.',
    ['KEY-220', 'KEY-223'],
    [
      PARAMETERS,
      'const rows = Math.floor(syndromeLength / count);',
      'const rows = Math.floor(syndromeLength / count) - 1;'
    ]
  ),
  coded(
    'half-a-syndrome',
    'A block has half of the bits of syndrome that it may have.',
    ['KEY-220'],
    [
      PARAMETERS,
      'const rows = Math.floor(syndromeLength / count);',
      'const rows = Math.max(4, Math.floor(syndromeLength / count / 2));'
    ]
  ),
  coded(
    'of-two-bits',
    'A syndrome of 2 bits is enough.',
    ['KEY-283'],
    [PARAMETERS, 'const FEWEST_ROWS = 4;', 'const FEWEST_ROWS = 2;']
  ),
  coded(
    'as-long-as-the-key',
    'A syndrome may be as long as the key.',
    ['KEY-283'],
    [PARAMETERS, 'count * FEWEST_ROWS, length - 1);', 'count * FEWEST_ROWS, length);']
  )
]
