const ROOM = 'application-layer/dist/teleportation'
const RECEIVER = `${ROOM}/receiver.js`
const RECEIVING = `${ROOM}/receiving-machine.js`
const SENDER = `${ROOM}/sender.js`
const SENDING = `${ROOM}/sending-machine.js`
const TELEPORTS = `${ROOM}/teleports.js`
const REPETITION = 'application-layer/dist/repetition.js'
const ARRIVED = "CORRECTED: { target: 'over', actions: [confirm, actions.emit({ type: 'deliver' })] }"
const HOLD = "after: { hold: { target: 'over', actions: [actions.emit({ type: 'release' }), voided] } }"

/** @param {string} id @param {string} wrong @param {readonly string[]} clauses @param {string} file @param {string} find @param {string} replace */
const node = (id, wrong, clauses, file, find, replace) =>
  /** @type {import('../wrong-node-source.mjs').WrongNode} */ ({
    id: `teleport-${id}`,
    wrong,
    clauses,
    changes: [{ file, find, replace }]
  })

/** Teleportations (section 7.6). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const teleports = [
  node(
    'unconfirmed',
    'The sender does not hear that its qubit has come.',
    ['APP-073'],
    RECEIVING,
    ARRIVED,
    ARRIVED.replace('confirm, ', '')
  ),
  node(
    'confirmed-twice',
    'The sender hears twice that its qubit has come.',
    ['APP-073'],
    RECEIVING,
    ARRIVED,
    ARRIVED.replace('confirm,', 'confirm, confirm,')
  ),
  node(
    'not-turned',
    'The operator that is due is not applied.',
    ['APP-073'],
    RECEIVER,
    'if (this.#track || pauli === 0)',
    'if (pauli >= 0)'
  ),
  node(
    'turned-otherwise',
    'Another operator than is due is applied.',
    ['APP-073'],
    RECEIVER,
    'options.qubits.correct(pair.qubit, pauli,',
    'options.qubits.correct(pair.qubit, 3 - pauli,'
  ),
  node(
    'confirmed-before',
    'The sender hears that its qubit has come before there is a pair.',
    ['APP-073'],
    RECEIVER,
    'this.#early += 1;',
    'this.#early += 1; this.#answer(receiving.name, 0);'
  ),
  node(
    'delivered-again',
    'A CORRECTION that comes again delivers again.',
    ['APP-075'],
    RECEIVER,
    'this.#answer(frame, settled.error);',
    '{ this.#answer(frame, settled.error); if (settled.error === 0) this.#listener.received({ pair: frame, qubit: 0, pauli: 0 }); }'
  ),
  node(
    'again-unanswered',
    'A CORRECTION that comes again is not answered.',
    ['APP-077'],
    RECEIVER,
    'this.#answer(frame, settled.error);',
    ';'
  ),
  node(
    'again-refused',
    'A CORRECTION that comes again is refused.',
    ['APP-077'],
    RECEIVER,
    'this.#answer(frame, settled.error);',
    'this.#answer(frame, 5);'
  ),
  node(
    'early-refused',
    'A CORRECTION before its pair is refused.',
    ['APP-074'],
    RECEIVER,
    'this.#beginEarly(frame);',
    'this.#answer(frame, 5);'
  ),
  node(
    'early-forgotten',
    'A CORRECTION before its pair is forgotten.',
    ['APP-074'],
    RECEIVER,
    'this.#beginEarly(frame);',
    ';'
  ),
  node(
    'waits-for-ever',
    'A CORRECTION whose pair does not come is never answered.',
    ['APP-074'],
    RECEIVING,
    "after: { patience: { target: 'over', actions: refuse } },",
    ''
  ),
  node(
    'late-pair-used',
    'A pair that comes when its CORRECTION was refused is delivered.',
    ['APP-075', 'APP-074'],
    RECEIVER,
    'if (this.#settled.find(pair, this.#core.options.clock.now()) !== undefined) {',
    'if (this.#settled.find(pair, this.#core.options.clock.now()) !== undefined) {\n            this.#listener.received({ pair, qubit: pair.qubit, pauli: 0 });'
  ),
  node(
    'expired-confirmed',
    'A CORRECTION for a pair that has expired is confirmed.',
    ['APP-076'],
    RECEIVER,
    'this.#settle(receiving, ErrorCode.EXPIRE);',
    'this.#settle(receiving, 0);'
  ),
  node(
    'expired-unknown',
    'A pair that has expired is not known any more.',
    ['APP-076'],
    RECEIVER,
    'this.#settle(receiving, ErrorCode.EXPIRE);',
    'this.#core.over(receiving.id); this.#byName.remove(receiving);'
  ),
  node(
    'stranger-ignored',
    'A CORRECTION of a purpose of nobody is not answered.',
    ['APP-078'],
    TELEPORTS,
    'this.options.transmit(from, acknowledgement(frame.purpose, frame, this.certain(ErrorCode.REJECTED)));',
    ''
  ),
  node(
    'stranger-expired',
    'A CORRECTION of a purpose of nobody is answered as one of a pair that is void.',
    ['APP-078'],
    TELEPORTS,
    'this.certain(ErrorCode.REJECTED)',
    'this.certain(ErrorCode.EXPIRE)'
  ),
  node(
    'pair-held-for-ever',
    'A pair whose CORRECTION does not come is held for ever.',
    ['APP-083'],
    RECEIVING,
    HOLD,
    'after: {}'
  ),
  node(
    'pair-void-and-held',
    'A pair whose CORRECTION does not come is void, and its qubit held.',
    ['APP-083', 'LNK-098'],
    RECEIVING,
    HOLD,
    "after: { hold: { target: 'over', actions: [voided] } }"
  ),
  node(
    'sure-when-young',
    'A receiver that has just been started is sure of what it does not know.',
    ['APP-084'],
    TELEPORTS,
    'clock.now() - this.#begun < configuration.lifetime ? ErrorCode.TIMEOUT : reason',
    'reason'
  ),
  node(
    'never-sure',
    'A receiver never says that a pair is void which it does not know.',
    ['APP-074', 'APP-078'],
    TELEPORTS,
    'clock.now() - this.#begun < configuration.lifetime ? ErrorCode.TIMEOUT : reason',
    'ErrorCode.TIMEOUT'
  ),
  node(
    'outcome-otherwise',
    'The receiver is told another outcome than was measured.',
    ['APP-070'],
    SENDER,
    'sending.pauli = name.corrected ? outcome',
    'sending.pauli = name.corrected ? 3 - outcome'
  ),
  node(
    'index-counted',
    'The Bell index of a pair that was turned is counted in.',
    ['APP-070'],
    SENDER,
    'sending.pauli = name.corrected ? outcome :',
    'sending.pauli ='
  ),
  node(
    'said-once',
    'CORRECTION is sent once.',
    ['APP-071'],
    SENDING,
    'attemptsLeft: input.attempts - 1',
    'attemptsLeft: 0'
  ),
  node(
    'waits-three-times',
    'CORRECTION is sent again after three times the wait before.',
    ['APP-071'],
    REPETITION,
    '2 * context.wait',
    '3 * context.wait'
  ),
  node(
    'gives-up-in-silence',
    'Nobody hears of what was sent in vain.',
    ['APP-072'],
    SENDING,
    "                    { target: 'over', actions: unanswered }\n",
    "                    { target: 'over' }\n"
  ),
  node(
    'void-in-vain',
    'What nobody has acknowledged counts as void.',
    ['APP-072'],
    SENDING,
    "                    { target: 'over', actions: unanswered }\n",
    "                    { target: 'over', actions: actions.emit({ type: 'refused' }) }\n"
  ),
  node(
    'refused-unknown',
    'What was refused counts as unknown.',
    ['APP-072'],
    SENDING,
    "REFUSED: { target: 'over', actions: actions.emit({ type: 'refused' }) }",
    "REFUSED: { target: 'over', actions: unanswered }"
  ),
  node(
    'unknown-void',
    'What may have been delivered counts as void.',
    ['APP-072'],
    SENDING,
    "UNKNOWN: { target: 'over', actions: unanswered }",
    "UNKNOWN: { target: 'over', actions: actions.emit({ type: 'refused' }) }"
  ),
  node(
    'expired-and-sent',
    'What was measured of a pair that has expired is told.',
    ['APP-072'],
    SENDING,
    "EXPIRED: { target: 'over', actions: actions.emit({ type: 'lost' }) }",
    'EXPIRED: {}'
  ),
  {
    id: 'room-for-any-number-of-corrections',
    wrong: 'Any number of CORRECTIONs wait for their pairs.',
    clauses: ['APP-079'],
    changes: [
      {
        file: 'application-layer/dist/teleportation/receiver.js',
        find: 'this.#early >= MOST_EARLY',
        replace: 'this.#early >= Infinity'
      }
    ]
  },
  {
    id: 'too-many-corrections-expire',
    wrong: 'CORRECTIONs beyond the bound are answered with EXPIRE.',
    clauses: ['APP-079'],
    changes: [
      {
        file: 'application-layer/dist/teleportation/receiver.js',
        find: 'this.#answer(frame, this.#core.certain(ErrorCode.NORES));',
        replace: 'this.#answer(frame, this.#core.certain(ErrorCode.EXPIRE));'
      }
    ]
  },
  {
    id: 'too-many-corrections-unanswered',
    wrong: 'CORRECTIONs beyond the bound are not answered.',
    clauses: ['APP-079'],
    changes: [
      {
        file: 'application-layer/dist/teleportation/receiver.js',
        find: 'this.#answer(frame, this.#core.certain(ErrorCode.NORES));',
        replace: ';'
      }
    ]
  },
  {
    id: 'crash-makes-sent-void',
    wrong: 'A crash ends what was sent as void.',
    clauses: ['APP-080'],
    changes: [
      {
        file: 'application-layer/dist/teleportation/sender.js',
        find: "ended(measured ? 'unknown' : 'void')",
        replace: "ended('void')"
      }
    ]
  },
  {
    id: 'crash-makes-all-unknown',
    wrong: 'A crash ends as unknown what was not sent, too.',
    clauses: ['APP-080'],
    changes: [
      {
        file: 'application-layer/dist/teleportation/sender.js',
        find: "ended(measured ? 'unknown' : 'void')",
        replace: "ended('unknown')"
      }
    ]
  },
  {
    id: 'crash-ends-nothing-sent',
    wrong: 'A crash ends nothing at the sender.',
    clauses: ['APP-080'],
    changes: [
      {
        file: 'application-layer/dist/teleportation/sender.js',
        find: 'const lost = [...this.#byName.all()]',
        replace: 'const lost = []'
      }
    ]
  },
  {
    id: 'crash-ends-nothing-that-comes',
    wrong: 'A crash ends nothing at the receiver.',
    clauses: ['APP-080'],
    changes: [
      {
        file: 'application-layer/dist/teleportation/receiver.js',
        find: '.filter(({ pair }) => pair !== undefined)',
        replace: '.filter(() => false)'
      }
    ]
  }
]
