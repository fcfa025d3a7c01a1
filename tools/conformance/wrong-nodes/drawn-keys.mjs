const QKD = 'application-layer/dist/qkd/'
const NOISE = `${QKD}noisy-preprocessing.js`
const SHARED_TESTS = `${QKD}protocol/shared-tests.js`
const LOG = `${QKD}session-log.js`
const ENTROPY = 'security-analysis/dist/entropy-accumulation/round-entropy.js'
const PLAN = 'security-analysis/dist/entropy-accumulation/plan.js'
const BITS = 'post-processing/dist/bit-string.js'

/** @param {string} id @param {string} wrong @param {readonly string[]} clauses @param {readonly (readonly [file: string, find: string, replace: string])[]} pieces @returns {import('../wrong-node-source.mjs').WrongNode} */
const drawing = (id, wrong, clauses, ...pieces) => ({
  id: `key-${id}`,
  role: 'key',
  wrong,
  clauses,
  changes: pieces.map(([file, find, replace]) => ({ file, find, replace }))
})

/** What is drawn for a session of key distribution, noise among it, when it is said, and how. @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const drawnKeys = [
  drawing(
    'noise-left-out',
    'The reference flips nothing, whatever was proposed.',
    ['KEY-265'],
    [NOISE, 'if (flips === 0)', 'if (flips >= 0)']
  ),
  drawing(
    'noise-in-tests',
    'Bits of tests are flipped as the others.',
    ['KEY-266'],
    [NOISE, 'if (tests.has(key[k]))', 'if (tests.has(key[k]) && false)'],
    [NOISE, 'key.filter((round) => !tests.has(round)).length', 'key.length']
  ),
  drawing(
    'noise-drawn-again',
    'A reference that was killed draws its flips anew.',
    ['KEY-268'],
    [
      LOG,
      'return this.#known(() => (ones === undefined ? this.#uniform(length) : this.#biased(length, ones)));',
      'return ones === undefined ? this.#known(() => this.#uniform(length)) : this.#biased(length, ones);'
    ]
  ),
  drawing(
    'noise-unexpected',
    'The corrector expects the errors of the pairs, and not those of the noise.',
    ['KEY-269'],
    [SHARED_TESTS, 'flippedErrorRate(expectedQber, flips)', 'expectedQber']
  ),
  drawing(
    'noise-without-gain',
    'The length is that of a key without noise.',
    ['KEY-270'],
    [SHARED_TESTS, '            flips,\n', '            flips: 0,\n']
  ),
  drawing(
    'noise-of-tests-counted',
    'The entropy of a test counts as if its bit were flipped too.',
    ['KEY-270'],
    [
      ENTROPY,
      'return (1 - testProbability) * entropyOfWinning(winning, flips) + testProbability * tested;',
      'return entropyOfWinning(winning, flips);'
    ]
  ),
  drawing(
    'accumulated-length-of-few-published-bits',
    'With shared tests 65 bits count for what is published beside the budget, not 264.',
    ['KEY-293', 'KEY-284'],
    [PLAN, 'verificationBits = 264', 'verificationBits = 65']
  ),
  drawing(
    'two-tags-of-a-session',
    'A node that was killed once it had given a session up goes on with it, and makes another tag.',
    ['KEY-275', 'KEY-246'],
    [LOG, "this.#append({ kind: 'ending', reason: ending.reason, message: toHexadecimal(ending.message) });", ''],
    [
      `${QKD}authentication-pool.js`,
      'this.#keep(bindTag(this.#ledger, session, toHexadecimal(tag)));',
      'void bindTag, session, tag;'
    ]
  ),
  drawing(
    'one-stream-for-all-sessions',
    'What is drawn for a session is what was drawn for the one before.',
    ['APP-175'],
    [
      `${QKD}sessions.js`,
      'this.#options.random.stream(`${what}/${this.#streams}`)',
      'this.#options.random.stream(what)'
    ]
  ),
  drawing(
    'settings-before-the-list',
    'The reference tells its settings when it is asked for them, though it has heard no list of rounds.',
    ['APP-026', 'APP-027'],
    [
      `${QKD}reference-machine.js`,
      "ROUNDS: { target: 'sifting', actions: say('compile') }",
      "ROUNDS: { target: 'sifting', actions: say('compile') }, INPUTS: { target: 'testing', actions: say('announce') }"
    ]
  ),
  drawing(
    'settings-after-any-answer',
    'The corrector tells its settings whatever its list of rounds is answered by.',
    ['APP-026', 'APP-027'],
    [
      `${QKD}corrector-session.js`,
      "if (answer.type !== 'PROCEED')\n                    break;\n                this.missing",
      'this.missing'
    ]
  ),
  drawing(
    'bits-from-the-other-side',
    'The first of eight bits is the least significant one of its octet.',
    ['KEY-200'],
    [BITS, '(7 - (index & 7))', '(index & 7)'],
    [BITS, 'const mask = 0x80 >>> (index & 7);', 'const mask = 1 << (index & 7);'],
    [BITS, '^ (0x80 >>> (index & 7))', '^ (1 << (index & 7))'],
    [BITS, '(bits.bytes.at(-1) >> past) << past', 'bits.bytes.at(-1) & (0xff >> past)']
  ),
  drawing(
    'pieces-answered-by-an-octet',
    'A body of which more follows is answered by an octet, not by nothing.',
    ['APP-028'],
    [`${QKD}answers.js`, 'this.#reply(EMPTY_BODY)', 'this.#reply(Uint8Array.of(1))']
  ),
  drawing(
    'pieces-that-do-not-say-so',
    'Each body of a long message begins as the last.',
    ['APP-028'],
    [`${QKD}pieces.js`, 'end < this.#message.length ? MORE : LAST', 'LAST']
  )
]
