const PROTOCOL = 'application-layer/dist/qkd/protocol/'
const SIFTED = `${PROTOCOL}sifted.js`
const BBM92 = `${PROTOCOL}bbm92.js`
const REFERENCE = 'application-layer/dist/qkd/reference-session.js'
const SESSION = 'application-layer/dist/qkd/session.js'
const AZUMA = 'security-analysis/dist/complementarity/azuma.js'
const UNCERTAINTY = 'security-analysis/dist/entropic-uncertainty/plan.js'

/** @param {string} id @param {string} wrong @param {readonly string[]} clauses @param {readonly (readonly [file: string, find: string, replace: string])[]} pieces @returns {import('../wrong-node-source.mjs').WrongNode} */
const judging = (id, wrong, clauses, ...pieces) => ({
  id: `key-${id}`,
  role: 'key',
  wrong,
  clauses,
  changes: pieces.map(([file, find, replace]) => ({ file, find, replace }))
})

/** What comes of a session, and how long its key may be (sections 9.10 to 9.13). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const keyLengths = [
  judging(
    'counts-twice-as-far',
    'Counts may be twice as far off as was proposed.',
    ['KEY-287'],
    [SIFTED, '<= deviations * deviation;', '<= 2 * deviations * deviation;']
  ),
  judging(
    'counts-of-tests-alone',
    'The number of key rounds is not compared.',
    ['KEY-287'],
    [SIFTED, 'isExpected(keys, rounds, this.#keyProbability, deviations) &&', '']
  ),
  judging(
    'counts-of-key-rounds-alone',
    'The numbers of test rounds are not compared.',
    ['KEY-287'],
    [SIFTED, 'counts.every((count) => isExpected(count, rounds, p, deviations));', 'true;']
  ),
  judging(
    'score-of-equal-outcomes',
    'Outcomes with both settings 1 count as those of the others.',
    ['KEY-294'],
    [
      SIFTED,
      '(cell === 3 ? -1 : 1) * (equal - unequal), 0);\n        return',
      '(cell === 3 ? 1 : 1) * (equal - unequal), 0);\n        return'
    ]
  ),
  judging(
    'no-threshold',
    'A session with sifted rounds goes on whatever its tests show.',
    ['KEY-294'],
    [SIFTED, 'reachesThreshold(sum, this.#proposal) ? QkdReason.NONE : QkdReason.TEST', 'QkdReason.NONE']
  ),
  judging(
    'length-without-sample',
    'The length of a sifted key leaves the finite sample out.',
    ['KEY-295', 'KEY-284'],
    [AZUMA, 'clamped(data.chsh - penalty)', 'clamped(data.chsh)']
  ),
  judging(
    'length-with-half-the-sample',
    'The length of a sifted key is for a sample of four times the rounds.',
    ['KEY-295', 'KEY-284'],
    [AZUMA, 'clamped(data.chsh - penalty)', 'clamped(data.chsh - penalty / 2)']
  ),
  judging(
    'length-without-verification',
    'Bits that the verification publishes do not shorten a sifted key.',
    ['KEY-295'],
    [SIFTED, 'publishedBits: parities + further', 'publishedBits: parities']
  ),
  judging(
    'length-two-bits-too-long',
    'A key by BBM92 is two bits longer.',
    ['KEY-291'],
    [UNCERTAINTY, 'bits: 2 * Math.log2(secrecy)', 'bits: 2 + 2 * Math.log2(secrecy)']
  ),
  judging(
    'parities-for-one-bit',
    'In BBM92 a parity costs one bit.',
    ['KEY-282', 'KEY-206'],
    [BBM92, 'Math.floor(leakBudget / this.#bitsPerParity)', 'leakBudget']
  ),
  judging(
    'sifted-parities-for-two-bits',
    'With sifted rounds a parity costs two bits.',
    ['KEY-282'],
    [SIFTED, 'this.publishedBudget = leakBudget;', 'this.publishedBudget = Math.floor(leakBudget / 2);']
  ),
  judging(
    'publishes-uncounted-tags',
    'The tag of the verification is not counted as published.',
    ['KEY-205'],
    [SESSION, "this.leak.add('tag', VERIFICATION_BITS);", '']
  ),
  judging(
    'publishes-uncounted-flags',
    'Whether the keys are equal is not counted as published.',
    ['KEY-205'],
    [SESSION, "this.leak.add('success-flag', 1);", '']
  ),
  judging(
    'progress-for-ever',
    'The reference answers PROGRESS for ever, though no pair comes.',
    ['APP-179'],
    [REFERENCE, 'return this.#idleBeats > this.#parts.idleBeats;', 'return false;']
  ),
  judging(
    'progress-twice-as-often',
    'The reference answers PROGRESS without a pair twice as often as it may.',
    ['APP-179'],
    [
      REFERENCE,
      'return this.#idleBeats > this.#parts.idleBeats;',
      'return this.#idleBeats > 2 * this.#parts.idleBeats;'
    ]
  )
]
