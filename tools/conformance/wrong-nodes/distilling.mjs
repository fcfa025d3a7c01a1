const FOLDER = 'network-layer/dist/distillation/'
const FRAMES = `${FOLDER}bell-frames.js`
const LEADING = `${FOLDER}leading.js`
const FOLLOWING = `${FOLDER}following.js`
const HARDWARE = `${FOLDER}step-hardware.js`
const OUTCOMES = `${FOLDER}step-outcomes.js`
const PASSAGE = `${FOLDER}passage.js`
const SCHEDULE = `${FOLDER}schedule.js`
const PARTY = `${FOLDER}party.js`
const PAIRS = `${FOLDER}staged-pairs.js`

/** @param {string} id @param {string} wrong @param {readonly string[]} clauses @param {string} file @param {string} find @param {string} replace @returns {import('../wrong-node-source.mjs').WrongNode} */
const distilling = (id, wrong, clauses, file, find, replace) => ({
  id: `distils-${id}`,
  role: 'repeater',
  wrong,
  clauses,
  changes: [{ file, find, replace }]
})

/** Parties of a stage of a link (section 6.11). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const distillers = [
  distilling(
    'one-step-early',
    'A pair is used as soon as it is kept, before the other party has answered.',
    ['NET-203'],
    HARDWARE,
    "this.#core.tables.step.tell(step.id, { type: 'DONE', agrees: step.agrees });",
    "if (step.party.leads) step.theirs = step.outcomes ^ step.difference;\n        this.#core.tables.step.tell(step.id, { type: 'DONE', agrees: step.agrees });\n        if (step.party.leads) this.#core.tables.step.tell(step.id, { type: 'ANSWERED', agrees: true });"
  ),
  distilling(
    'latest-first',
    'A step takes the latest pairs.',
    ['NET-205'],
    SCHEDULE,
    'for (let place = 0; place < levels.length && places.length < number; place++) {',
    'for (let place = levels.length - 1; place >= 0 && places.length < number; place--) {'
  ),
  distilling(
    'on-one-side',
    'Both parties do their halves on side 0.',
    ['NET-206'],
    HARDWARE,
    'side: leads ? 0 : 1,',
    'side: 0,'
  ),
  distilling(
    'on-other-sides',
    'The party that leads does its half on side 1.',
    ['NET-206'],
    HARDWARE,
    'side: leads ? 0 : 1,',
    'side: leads ? 1 : 0,'
  ),
  distilling(
    'tells-nothing-found',
    'What was measured is told as 0.',
    ['NET-206'],
    LEADING,
    'outcomes: step.outcomes,',
    'outcomes: 0,'
  ),
  distilling(
    'other-index',
    'The Bell index of a kept pair leaves the sacrificed one out.',
    ['NET-207'],
    FRAMES,
    'const left = control ^ (first & 2);',
    'const left = control;'
  ),
  distilling(
    'without-difference',
    'Equal outcomes are taken for success, whatever the Bell indices.',
    ['NET-207'],
    PARTY,
    'return (this.outcomes ^ this.theirs) === this.difference;',
    'return this.outcomes === this.theirs;'
  ),
  distilling(
    'dejmps-unturned',
    'Pairs of a step of DEJMPS are not turned in what is computed.',
    ['NET-207'],
    FRAMES,
    'protocol === DistillationProtocol.DEJMPS ? turnedIndex(twirled) : twirled',
    'twirled'
  ),
  distilling(
    'without-exchange',
    'In double selection bits of the index are not exchanged.',
    ['NET-207'],
    FRAMES,
    'bellIndex: exchanged,',
    'bellIndex: left,'
  ),
  distilling(
    'whatever-was-found',
    'Each step is taken to have succeeded.',
    ['NET-208', 'NET-207'],
    PARTY,
    'return (this.outcomes ^ this.theirs) === this.difference;',
    'return true;'
  ),
  distilling(
    'says-that-it-failed',
    'Of a step that failed the other party is told.',
    ['NET-208'],
    OUTCOMES,
    'this.#pairs.forget(kept);\n        this.#tell(step, false);',
    'this.#pairs.expire(step.party, step.names.kept);\n        this.#pairs.forget(kept);\n        this.#tell(step, false);'
  ),
  distilling(
    'forgets-names',
    'The names of sacrificed pairs are forgotten.',
    ['NET-209'],
    PAIRS,
    'kept.held.side.absorb(kept.held, sacrificed.held);',
    ''
  ),
  distilling(
    'without-twirl',
    'Steps of BBPSSW are done without turns.',
    ['NET-211'],
    LEADING,
    'const twirled = party.stage.protocol === DistillationProtocol.BBPSSW;',
    'const twirled = false;'
  ),
  distilling(
    'one-twirl',
    'Both qubits are turned alike, by the same rotation each time.',
    ['NET-211'],
    LEADING,
    'Math.floor((this.#core.options.random() / 2 ** 32) * TWIRLS * TWIRLS)',
    '5 * TWIRLS + 5'
  ),
  distilling(
    'twirls-in-frames-alone',
    'The hardware is told of no turns.',
    ['NET-211'],
    HARDWARE,
    'step.twirl !== 0 &&',
    'false &&'
  ),
  distilling(
    'says-nothing-of-others',
    'Where the other party has named one pair of a step, no other is named.',
    ['NET-221'],
    OUTCOMES,
    'return announced ? others.slice(0, 1) : others;',
    'return [];'
  ),
  distilling(
    'names-the-same',
    'Where the other party has named one pair of a step, it is named again.',
    ['NET-221'],
    OUTCOMES,
    'const others = allNames.filter((name) => !isSame(name, named));',
    'const others = [named];'
  ),
  distilling(
    'uses-what-is-void',
    'A step goes on of which one pair is void.',
    ['NET-212', 'NET-221'],
    `${FOLDER}steps.js`,
    'this.#core.tables.step.tell(step.id, VOID);',
    ''
  ),
  distilling(
    'one-pair-twice',
    'A pair may be kept and sacrificed.',
    ['NET-222'],
    FOLLOWING,
    '!names.some((name, index) => names.slice(index + 1).some((other) => isSame(name, other)));',
    'true;'
  ),
  distilling(
    'any-number',
    'Any number of pairs may be sacrificed.',
    ['NET-222'],
    FOLLOWING,
    'sacrificed.length === (stage.protocol === DistillationProtocol.DOUBLE_SELECTION ? 2 : 1) &&',
    ''
  ),
  distilling(
    'passes-unasked',
    'Pairs of a stage are used without a step.',
    ['NET-203', 'NET-205'],
    PASSAGE,
    '#come(staged) {\n        const { party } = staged;',
    '#come(staged) {\n        const { party } = staged;\n        if (!party.endToEnd) return this.#handOn(staged, 0);'
  ),
  distilling(
    'with-little-room',
    'Room is made for the pairs of one step, however many there are.',
    ['NET-202'],
    SCHEDULE,
    '? each : 1 + rule.rounds * (each - 1);',
    '? each : each;'
  ),
  distilling(
    'expired-silently',
    'Of a pair that the link takes back in a stage the other party does not hear.',
    ['NET-213'],
    `${FOLDER}expiries.js`,
    'if (step === undefined)\n            this.#pairs.drop(staged, named === undefined);',
    'if (step === undefined)\n            this.#pairs.drop(staged, false);'
  ),
  distilling(
    'frees-qubits-at-work',
    'Qubits of a step that is void are free at once.',
    ['NET-210'],
    OUTCOMES,
    'this.#release(step);\n    }\n    /** Nothing is left',
    'this.#release(step);\n        for (const staged of step.pairs) this.#pairs.free(staged.held.side, staged.held.qubit);\n    }\n    /** Nothing is left'
  ),
  distilling(
    'waits-for-no-pair',
    'A step one of whose pairs has not come is void at once.',
    ['NET-214'],
    FOLLOWING,
    'if (!ready && party.endToEnd) {',
    'if (!ready) {'
  ),
  distilling(
    'waits-for-ever',
    'A step one of whose pairs does not come is waited for for ever.',
    ['NET-214', 'NET-213'],
    `${FOLDER}step-machine.js`,
    "after: { patience: { target: 'over', actions: [say('unmet'), over] } },",
    ''
  )
]
