const QKD = 'application-layer/dist/qkd/'
const REFERENCE = `${QKD}reference-session.js`
const CORRECTOR = `${QKD}corrector-session.js`
const SESSION = `${QKD}session.js`
const BBM92 = `${QKD}protocol/bbm92.js`
const SIFTED = `${QKD}protocol/sifted.js`
const SHARED_TESTS = `${QKD}protocol/shared-tests.js`
const CORRECTION = `${QKD}correction.js`
const ANSWERS = `${QKD}correction-answers.js`
const POOL = `${QKD}authentication-pool.js`
const ACCOUNT = `${QKD}one-account.js`
const PROPOSALS = `${QKD}proposals.js`
const PLAN = `${QKD}plan.js`
const ROUNDS = `${QKD}corrector-rounds.js`
const RECORD = `${QKD}round-record.js`
const LOG = `${QKD}session-log.js`
const PIECES = `${QKD}pieces.js`
const DIALOGUES = 'application-layer/dist/dialogue/dialogues.js'

/** @typedef {readonly [file: string, find: string, replace: string]} Piece */

/** @param {string} id @param {string} wrong @param {readonly string[]} clauses @param {readonly Piece[]} pieces @returns {import('../wrong-node-source.mjs').WrongNode} */
const key = (id, wrong, clauses, ...pieces) => ({
  id: `key-${id}`,
  role: 'key',
  wrong,
  clauses,
  changes: pieces.map(([file, find, replace]) => ({ file, find, replace }))
})

const CLOSE = 'this.#keep(closeSession(this.#ledger, session, producedBits));'
/** @type {Piece} */
const ANY_ACCOUNT = [ACCOUNT, 'if (from < account.next)', 'if (false)']

/** Pairs of nodes that distribute keys (chapters 7.3 and 9). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const keys = [
  key(
    'reference-too-early',
    'The reference gives its key out when the corrector asks for amplification.',
    ['APP-034', 'APP-036'],
    [
      REFERENCE,
      'this.#seed = BitString.fromBytes(seed, bits);',
      `this.#seed = BitString.fromBytes(seed, bits);
        const { id, peer, proposal, sink } = this.parts;
        sink.release({ session: id, peer, proposal, label: this.rules.label, published: {} }, this.amplified(this.#seed, length));`
    ]
  ),
  key(
    'corrector-too-early',
    'The corrector gives its key out when it has said its last word, not when it has heard the other.',
    ['APP-034'],
    [
      CORRECTOR,
      "this.#askBytes('FINISH', this.finishMessage(QkdReason.NONE));",
      "this.#askBytes('FINISH', this.finishMessage(QkdReason.NONE)); this.#parts.tell({ type: 'AUTHENTIC' });"
    ]
  ),
  key(
    'tag-unchecked-by-reference',
    'The reference takes any tag.',
    ['KEY-241', 'APP-033'],
    [
      REFERENCE,
      "if (this.isAuthentic(this.#questionOf('FINISH'), this.#bytes))",
      "if (this.isAuthentic(this.#questionOf('FINISH'), this.#bytes) || true)"
    ]
  ),
  key(
    'tag-unchecked-by-corrector',
    'The corrector takes any tag.',
    ['KEY-241', 'APP-033'],
    [CORRECTOR, 'if (!this.isAuthentic(answer, message))', 'if (!this.isAuthentic(answer, message) && false)']
  ),
  key(
    'tag-of-120-bits',
    'The last octet of a tag is not looked at.',
    ['KEY-241', 'APP-033'],
    [
      SESSION,
      'this.transcript.verify(BitString.fromBytes(tag), pad)',
      'this.transcript.tag(pad).bytes.every((octet, at) => at === 15 || octet === tag[at])'
    ]
  ),
  key(
    'one-verification-bit-too-few',
    'The last bit of the verification is not looked at.',
    ['APP-032', 'KEY-231'],
    [
      REFERENCE,
      'verifyKey(this.rawKey, BitString.fromBytes(point), BitString.fromBytes(tag))',
      '[0, 1].some((bit) => verifyKey(this.rawKey, BitString.fromBytes(point), BitString.fromBytes(tag.map((octet, at) => (at === 7 ? octet ^ bit : octet)))))'
    ]
  ),
  key(
    'verification-unchecked',
    'Keys are found equal whatever they are.',
    ['APP-032', 'KEY-231'],
    [REFERENCE, 'if (!equal)', 'if (false)']
  ),
  key(
    'qber-unchecked',
    'Errors of the test rounds are counted, and taken for none.',
    ['APP-030'],
    [BBM92, 'this.#errors <= this.#analysis.parameters.maximumErrors', 'true'],
    [BBM92, 'testErrors: this.#errors', 'testErrors: 0']
  ),
  key(
    'failed-tests-dropped',
    'The reference publishes for its outcomes of tests those that the corrector has published.',
    ['APP-030', 'APP-042', 'APP-024'],
    [REFERENCE, 'const own = this.publishedOutcomes();', 'const own = BitString.fromBytes(outcomes, length);']
  ),
  key(
    'counts-unchecked',
    'Too few rounds of either kind are enough.',
    ['APP-029'],
    [BBM92, 'z.length < keyRounds || x.length < testRounds', 'false']
  ),
  key(
    'leak-uncounted',
    'Parities are asked for and told beyond what was declared.',
    ['KEY-206', 'APP-031'],
    [CORRECTION, 'budget: rules.publishedBudget', 'budget: 1e6'],
    [
      ANSWERS,
      'const { expectedErrorRate, publishedBudget: budget } = this.#rules;',
      'const { expectedErrorRate } = this.#rules; const budget = 1e6;'
    ]
  ),
  key(
    'nonce-reused',
    'Every session begins with the first pad.',
    ['KEY-246', 'KEY-248', 'KEY-276'],
    [POOL, CLOSE, 'this.#keep({ ...closeSession(this.#ledger, session, producedBits), nextOffset: 128 });'],
    ANY_ACCOUNT
  ),
  key(
    'pads-given-back',
    'The pads of a session that has no key are had again.',
    ['KEY-247', 'KEY-246', 'KEY-248'],
    [
      POOL,
      CLOSE,
      'this.#keep({ ...closeSession(this.#ledger, session, producedBits), nextOffset: this.#ledger.nextOffset - (producedBits > 0 ? 0 : 256) });'
    ],
    ANY_ACCOUNT
  ),
  key(
    'pads-of-ends',
    'The first pad of a session is that of the corrector, whatever its number.',
    ['KEY-240', 'KEY-241', 'APP-033'],
    [
      SESSION,
      'pool.pad(id, node < other ? 0 : 1)',
      "pool.pad(id, (node === this.parts.node) === (this.parts.role === 'corrector') ? 0 : 1)"
    ]
  ),
  key(
    'pads-anywhere',
    'Pads of a session may begin between those of others.',
    ['KEY-278'],
    [PROPOSALS, '!isPlaceOfPads(poolOffset)', 'false'],
    [CORRECTOR, '!isPlaceOfPads(poolOffset)', 'false']
  ),
  key(
    'pool-passed-over',
    'A proposal may have a node pass over as many bits as it likes.',
    ['APP-178'],
    [PROPOSALS, 'Math.abs(pool.nextOffset - poolOffset) > poolGap', 'false']
  ),
  key(
    'pool-passed-over-by-agreement',
    'An agreement may have a node pass over as many bits as it likes.',
    ['APP-178'],
    [CORRECTOR, 'gap > this.#parts.poolGap', 'false']
  ),
  key(
    'aborted-session-gives-a-key',
    'What there is of a raw key is given out when a session is given up.',
    ['APP-034', 'HAR-071'],
    [
      SESSION,
      'log.over({ reason, step, answer, produced: 0 });',
      `if (this.rawKey.length > 0) this.parts.sink.release(this.#origin(0), this.rawKey);
        log.over({ reason, step, answer, produced: 0 });`
    ]
  ),
  key(
    'given-twice',
    'A key is given out twice.',
    ['APP-036'],
    [SESSION, 'sink.release(origin, key);', 'sink.release(origin, key); sink.release(origin, key);']
  ),
  key(
    'not-amplified',
    'The key is the first bits of the raw key.',
    ['KEY-235'],
    [SESSION, 'return toeplitzHash(this.rawKey, seed, length);', 'return this.rawKey.slice(0, length);']
  ),
  key(
    'longer-than-allowed',
    'A key may be as long as the corrector says.',
    ['APP-034'],
    [SESSION, 'return length <= longest && length >= shortest', 'return length >= shortest']
  ),
  key(
    'seeds-known',
    'Seeds and points are zeros.',
    ['KEY-201'],
    [LOG, 'const word = this.#random.bits32();', 'const word = 0;']
  ),
  key(
    'no-outcome-is-minus-one',
    'A round without an outcome counts as −1.',
    ['APP-024'],
    [RECORD, 'export const FIXED_OUTCOME = 0;', 'export const FIXED_OUTCOME = 1;']
  ),
  key(
    'no-queries-answered',
    'Questions that ask for no parity are answered, for ever.',
    ['APP-146'],
    [ANSWERS, 'if (asked.starts.length === 0)', 'if (false)']
  ),
  key(
    'small-pieces',
    'A message may come octet by octet.',
    ['APP-177'],
    [PIECES, 'body.length <= SHORTEST_PIECE', 'false']
  ),
  key(
    'abort-without-a-tag',
    'An end that gives up says so without a tag.',
    ['APP-035', 'APP-030'],
    [
      SESSION,
      'const tag = this.#ownTag(this.transcript);',
      'const tag = reason === QkdReason.NONE ? this.#ownTag(this.transcript) : NO_TAG;'
    ]
  ),
  key(
    'kinds-unchecked',
    'The reference does not compare the settings of the corrector with the kinds of rounds that it was told.',
    ['APP-039'],
    [REFERENCE, 'if (!this.#made.areKinds(corrector))', 'if (false)']
  ),
  key(
    'all-are-tests',
    'The corrector makes every round a test.',
    ['APP-039'],
    [SHARED_TESTS, 'return draw() < this.#proposal.probability;', 'return true;']
  ),
  key(
    'noise-for-bbm92',
    'Noise is agreed to with any protocol.',
    ['KEY-271'],
    [PLAN, 'flips !== 0 && protocol !== QkdProtocol.SHARED_TESTS', 'false']
  ),
  key(
    'hopeless-session',
    'A session is agreed to whose key will be shorter than the least.',
    ['APP-182', 'APP-022'],
    [PLAN, 'plannedLength < minimumLength', 'false']
  ),
  key(
    'correctness-beyond-the-tag',
    'A session may declare that keys differ less often than the tag can tell.',
    ['KEY-277'],
    [BBM92, 'if (delivered > correctness)', 'if (false)']
  ),
  key(
    'chsh-unchecked',
    'The threshold of S is not looked at.',
    ['APP-030'],
    [SIFTED, 'return observed >= BigInt(threshold) * BigInt(rounds) * BigInt(2 ** 32 - probability);', 'return true;']
  ),
  key(
    'no-sign-of-life',
    'The corrector asks nothing while rounds are made.',
    ['APP-038'],
    [ROUNDS, 'this.#parts.log.beat(this.#told);', 'return;']
  ),
  key(
    'outcomes-in-frames',
    'The reference says its first outcomes where nothing is to be said.',
    ['APP-037'],
    [REFERENCE, 'seed: NO_BYTES', 'seed: this.record.outcomes(0, 128).bytes']
  ),
  key(
    'trust-unsaid',
    'A key of trusted devices is called proven.',
    ['APP-180'],
    [SESSION, 'label: this.rules.label', "label: 'proof'"]
  ),
  key(
    'bases-exchanged',
    'What was measured in Z is told as X, and the other way round.',
    ['APP-025'],
    [BBM92, '[Basis.Z, Basis.X].indexOf', '[Basis.X, Basis.Z].indexOf']
  ),
  key(
    'sample-of-another-pass',
    'The samples are drawn by other passes.',
    ['APP-042', 'KEY-230'],
    [BBM92, 'passOrder(seed, pass, rounds.length)', 'passOrder(seed, pass + 2, rounds.length)']
  ),
  key(
    'given-again-after-a-restart',
    'It is not written down that a key has been given out.',
    ['APP-036', 'HAR-071'],
    [SESSION, 'log.over({ reason: QkdReason.NONE, step, answer, produced: length });', '']
  ),
  key(
    'forgotten-rounds-left-out',
    'A corrector that has lost rounds in a crash makes others in their place.',
    ['APP-023', 'APP-145'],
    [ROUNDS, 'if (lostRounds)', 'if (false)']
  ),
  key(
    'samples-of-other-sizes',
    'The samples of BBM92 are two standard deviations below what is expected, not three.',
    ['KEY-288'],
    [BBM92, 'sampleSizes(rounds, probability / 2 ** 32)', 'sampleSizes(rounds, probability / 2 ** 32, 2)']
  ),
  key(
    'one-error-more',
    'One error more is tolerated in the test of BBM92.',
    ['KEY-290'],
    [
      BBM92,
      'this.#errors = corrector.distance(reference)',
      'this.#errors = Math.max(0, corrector.distance(reference) - 1)'
    ]
  ),
  key(
    'one-error-fewer',
    'One error fewer is tolerated in the test of BBM92.',
    ['KEY-290'],
    [BBM92, 'this.#errors <= this.#analysis', 'this.#errors + 1 <= this.#analysis']
  ),
  key(
    'one-lost-test-more',
    'One lost test more is tolerated.',
    ['KEY-292'],
    [
      SHARED_TESTS,
      'isAccepted(parameters, { won: this.#won, lost: this.#lost })',
      'isAccepted(parameters, { won: this.#won, lost: this.#lost - 1 })'
    ]
  ),
  key(
    'lost-tests-in-double-precision',
    'How many lost tests are tolerated is rounded down from a product that may come out too low.',
    ['KEY-281', 'KEY-292'],
    [
      SHARED_TESTS,
      'isAccepted(parameters, { won: this.#won, lost: this.#lost })',
      'this.#lost <= Math.floor(parameters.rounds * parameters.testProbability * (1 - parameters.winningThreshold))'
    ]
  ),
  key(
    'its-own-length-alone',
    'No length is taken but that which an end computes itself.',
    ['KEY-286'],
    [SESSION, 'length <= longest && length >= shortest', 'length === longest']
  ),
  key(
    'one-bit-too-long',
    'A key is one bit longer than the analysis gives.',
    ['KEY-286', 'KEY-285'],
    [SESSION, 'length <= longest && length >= shortest', 'length <= longest + 1 && length >= shortest']
  ),
  key(
    'any-number-of-epsilons',
    'Error probabilities that the analysis does not have are overlooked.',
    ['KEY-280'],
    [PLAN, 'epsilons.length !== needed', 'epsilons.length < needed']
  ),
  key(
    'no-errors-expected',
    'A session may be declared without errors.',
    ['KEY-280'],
    [PLAN, 'if (expectedQber === 0)', 'if (false)']
  ),
  key(
    'distributing-unsaid',
    'Who asks for a key is not told that its session is open.',
    ['HAR-070'],
    [
      'harness/dist/key-subject.js',
      "this.#answer({ type: 'distributing', ...nameOf(handle.id), reason: QkdReason.NONE });",
      ''
    ]
  ),
  key(
    'other-plan',
    'A session of one round fewer than was asked for is proposed.',
    ['HAR-072'],
    ['harness/dist/key-subject.js', 'wishOf(plan)', 'wishOf({ ...plan, rounds: plan.rounds - 1 })']
  ),
  key(
    'takes-any-answer',
    'An answer to another step is taken for that to the present one.',
    ['APP-002'],
    [DIALOGUES, 'if (!dialogue.waiting || frame.step !== dialogue.step)', 'if (!dialogue.waiting)']
  ),
  key(
    'program-asked-again',
    'A question that comes again is put to the program again.',
    ['APP-003'],
    [
      DIALOGUES,
      "this.#answering.tell(conversation.id, { type: 'ASKED_AGAIN' });",
      "this.#answering.tell(conversation.id, { type: 'ASKED' });"
    ]
  ),
  key(
    'asks-once',
    'A question is asked once, whether it is answered or not.',
    ['APP-004'],
    ['application-layer/dist/dialogue/configuration.js', 'attempts: 14,', 'attempts: 1,']
  ),
  key(
    'other-questions-unanswered',
    'A question out of order is passed over in silence.',
    ['APP-027'],
    [
      `${QKD}reference-machine.js`,
      "const breach = { target: 'aborted', actions: [actions.assign({ reason: BAD_MESSAGE }), refuse] };",
      'const breach = {};'
    ]
  ),
  key(
    'end-forgotten',
    'The corrector does not write down the FINISH by which it ends a session.',
    ['APP-147'],
    [CORRECTOR, 'this.parts.log.giveUp({ reason, message });', '']
  ),
  key(
    'two-bits-of-two-bases',
    'In BBM92, too, a setting is written as two bits.',
    ['APP-040'],
    [BBM92, 'settingBits() {\n        return 1;', 'settingBits() {\n        return 2;']
  ),
  key(
    'other-order-of-bits',
    'Fifteen draws are thrown away before the bits of a pass are ordered.',
    ['KEY-210', 'KEY-217'],
    ['post-processing/dist/cascade/shuffle.js', 'const DISCARDED_DRAWS = 16;', 'const DISCARDED_DRAWS = 15;']
  ),
  key(
    'parities-backwards',
    'Queries are answered from the last to the first.',
    ['KEY-217'],
    ['post-processing/dist/cascade/responder.js', 'parities.set(k, 1);', 'parities.set(starts.length - 1 - k, 1);']
  ),
  key(
    'queries-in-any-form',
    'Queries are taken in more octets than they need.',
    ['KEY-216'],
    ['post-processing/dist/cascade/queries.js', 'if (byte === 0 && scale > 1)', 'if (false)']
  ),
  key(
    'starts-without-pads',
    'A session is opened for which the pool has not enough.',
    ['KEY-245'],
    [
      POOL,
      'this.#keep(reservePads(this.#ledger, session, undefined, from));',
      'try {\n            this.#keep(reservePads(this.#ledger, session, undefined, from));\n        }\n        catch { }'
    ]
  ),
  key(
    'few-rounds-enough',
    'The key is made of the rounds that there are, however few.',
    ['KEY-289', 'APP-029'],
    [
      BBM92,
      'return z.length < keyRounds || x.length < testRounds ? QkdReason.COUNTS : QkdReason.NONE;',
      'return QkdReason.NONE;'
    ]
  )
]
