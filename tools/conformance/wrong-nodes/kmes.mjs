const MANAGER = 'key-store/dist/entity/key-manager.js'
const RESERVATION = 'key-store/dist/entity/reservation-machine.js'
const BLOCK = 'key-store/dist/entity/block-machine.js'
const COLLECTION = 'key-store/dist/entity/collection-machine.js'
const WAITING = 'key-store/dist/entity/waiting-collections.js'
const SPEAKER = 'key-store/dist/entity/speaker.js'
const STORE = 'key-store/dist/store/shelved-key-store.js'
const HELD = 'key-store/dist/store/held-reservations.js'
const UNITS = 'key-store/dist/store/unit-table.js'
const BITS = 'key-store/dist/store/unit-bits.js'
const NAMES = 'key-store/dist/identifiers.js'
const DELIVERY = 'key-store/dist/delivery/key-delivery.js'

/** Wrong in one place. @param {string} id @param {string} wrong @param {readonly string[]} clauses @param {string} file @param {string} find @param {string} replace @returns {import('../wrong-node-source.mjs').WrongNode} */
const kme = (id, wrong, clauses, file, find, replace) => ({
  id: `kme-${id}`,
  role: 'kme',
  wrong,
  clauses,
  changes: [{ file, find, replace }]
})

/** Key-management entities (chapter 8). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const kmes = [
  kme(
    'counts-the-rest',
    'What is left at the end of a block is announced as a unit, too.',
    ['KEY-002', 'KEY-011'],
    SPEAKER,
    "state === 'disputed' ? 0 : units",
    "state === 'disputed' ? 0 : units + 1"
  ),
  kme(
    'names-from-one',
    'Units are counted from one where they are named.',
    ['KEY-003', 'KEY-006'],
    NAMES,
    'octetsOf(session), numbers([index])',
    'octetsOf(session), numbers([index + 1])'
  ),
  kme(
    'names-of-version-4',
    'Names of units are UUIDs of version 4.',
    ['KEY-003'],
    NAMES,
    '(octets.readUInt8(6) & 0x0f) | 0x80',
    '(octets.readUInt8(6) & 0x0f) | 0x40'
  ),
  kme(
    'other-direction',
    'The units with even index are those of the KME with the higher number.',
    ['KEY-005', 'KEY-020'],
    UNITS,
    '(index % 2 === 0) === this.#even',
    '(index % 2 === 0) !== this.#even'
  ),
  kme(
    'key-backwards',
    'The units of a key are put together backwards.',
    ['KEY-006'],
    BITS,
    'for (const [place, identifier] of units.entries())',
    'for (const [place, identifier] of [...units].reverse().entries())'
  ),
  kme(
    'last-bits',
    'A key that is shorter than its units has the last bits of them.',
    ['KEY-006'],
    BITS,
    'whole.slice(0, size / 8)',
    'whole.slice(whole.length - size / 8)'
  ),
  kme(
    'named-by-last-unit',
    'A key has the name of the last of its units.',
    ['KEY-006'],
    BITS,
    'keyId: units[0]',
    'keyId: units.at(-1)'
  ),
  kme(
    'block-twice',
    'A block of a session is added once more.',
    ['KEY-004'],
    STORE,
    'if (this.block(session) !== undefined)',
    'if (this.block(session) === null)'
  ),
  kme(
    'announces-once',
    'A block is announced once.',
    ['KEY-011'],
    BLOCK,
    "after: { interval: { target: 'announcing', reenter: true } },",
    ''
  ),
  kme(
    'unconfirmed',
    'Units are reserved before the peer is known to have the block.',
    ['KEY-010'],
    STORE,
    'this.#units.add(record);',
    'this.#units.add(record); this.#units.makeReady(record);'
  ),
  kme(
    'answers-no-announcement',
    'An announcement is not answered.',
    ['KEY-012'],
    MANAGER,
    'if (!frame.answer)',
    'if (frame.answer && false)'
  ),
  kme(
    'undisputed',
    'The number of units that the peer has is not looked at.',
    ['KEY-013'],
    MANAGER,
    'block.units === frame.units && ',
    ''
  ),
  kme(
    'unit-size-unchecked',
    'The size of the units that the peer has is not looked at.',
    ['KEY-013'],
    MANAGER,
    ' && block.unitSize === frame.unitSize',
    ''
  ),
  kme(
    'disputes-new-blocks-alone',
    'A block that was confirmed once is not disputed any more.',
    ['KEY-013'],
    MANAGER,
    'else if (!same)\n            this.store.disputeBlock(session);',
    ''
  ),
  kme(
    'disputes-its-own-half',
    'Of a disputed block the own units alone are burnt.',
    ['KEY-013'],
    STORE,
    "if (unit?.life !== 'pool')\n                    continue;",
    "if (unit?.life !== 'pool' || !unit.own)\n                    continue;"
  ),
  kme(
    'confirmed-by-answers-alone',
    'An announcement of the peer is no confirmation.',
    ['KEY-014'],
    MANAGER,
    'if (this.#blocks.has(session))',
    'if (!frame.answer && same) {} else if (this.#blocks.has(session))'
  ),
  kme(
    'disputed-and-said-to-be-there',
    'A disputed block is announced with all its units.',
    ['KEY-015'],
    SPEAKER,
    "state === 'disputed' ? 0 : units",
    'units'
  ),
  kme(
    'unit-twice',
    'A unit that is reserved stays in the pool.',
    ['KEY-020'],
    STORE,
    'this.#units.takeFromPool(this.block(unit.block), unit);\n                this.#units.move',
    'this.#units.move'
  ),
  kme(
    'slave-by-the-masters-name',
    'In KEY_RESERVE the slaves are named as the master.',
    ['KEY-021'],
    SPEAKER,
    'slaves: slaves.map(saeToWire)',
    'slaves: slaves.map(() => saeToWire(master))'
  ),
  kme(
    'forgets-additional-slaves',
    'Additional slaves are left out of the reservation.',
    ['KEY-021'],
    DELIVERY,
    'const slaves = [slave, ...additional].map(saeName);',
    'const slaves = [slave].map(saeName);'
  ),
  {
    id: 'kme-delivers-unconfirmed',
    role: 'kme',
    wrong: 'Keys are delivered as soon as the peer has been asked.',
    clauses: ['KEY-023'],
    changes: [
      {
        file: RESERVATION,
        find: "idle: {\n            on: { ASK: 'asking',",
        replace: "idle: {\n            on: { ASK: { target: 'taken', actions: [ask, deliver] },"
      }
    ]
  },
  kme(
    'delivers-when-refused',
    'Keys are delivered although the peer refuses.',
    ['KEY-023', 'KEY-028'],
    RESERVATION,
    "REFUSED: { target: 'burnt', actions: burn(false) }",
    "REFUSED: { target: 'taken', actions: deliver }"
  ),
  kme(
    'delivers-unanswered',
    'Keys are delivered when the peer has not answered for long.',
    ['KEY-023', 'KEY-026', 'KEY-028'],
    RESERVATION,
    "{ target: 'burnt', actions: burn(true) }",
    "{ target: 'taken', actions: deliver }"
  ),
  kme(
    'sets-own-units-aside',
    'Units of its own are set aside for the peer.',
    ['KEY-024'],
    HELD,
    "unit === undefined || unit.own || unit.life !== 'pool'",
    "unit === undefined || unit.life !== 'pool'"
  ),
  kme(
    'sets-aside-what-is-gone',
    'Units that are gone are set aside for the peer.',
    ['KEY-024'],
    HELD,
    "unit === undefined || unit.own || unit.life !== 'pool'",
    'unit === undefined || unit.own'
  ),
  kme(
    'sets-aside-burnt-units',
    'Units that are burnt are set aside for the peer.',
    ['KEY-024', 'KEY-029'],
    HELD,
    "unit === undefined || unit.own || unit.life !== 'pool'",
    "unit === undefined || unit.own || (unit.life !== 'pool' && unit.life !== 'burnt')"
  ),
  kme(
    'takes-unit-twice',
    'A unit may be named twice in one KEY_RESERVE.',
    ['KEY-024'],
    HELD,
    'new Set(units).size !== units.length || ',
    ''
  ),
  kme(
    'size-unchecked',
    'The size of a key is not held against its units.',
    ['KEY-024'],
    HELD,
    ' || Math.ceil(size / unitSize) !== unitsPerKey',
    ''
  ),
  {
    id: 'kme-sets-some-aside',
    role: 'kme',
    wrong: 'What stands before the first unit that cannot be had is set aside, though the answer is KEY_REFUSED.',
    clauses: ['KEY-024'],
    changes: [
      {
        file: HELD,
        find: "unit.own || unit.life !== 'pool')\n                return false;",
        replace:
          "unit.own || unit.life !== 'pool')\n                return false;\n            table.move(identifier, 'reserved', name);"
      }
    ]
  },
  kme(
    'answers-once',
    'A KEY_RESERVE that comes again is refused.',
    ['KEY-025', 'KEY-022'],
    HELD,
    'return isSame(known, { origin, number, size, unitsPerKey, master, slaves, units });',
    'return false;'
  ),
  kme(
    'same-name-same-terms',
    'Of a reservation that is held the terms are not looked at.',
    ['KEY-083'],
    HELD,
    'return isSame(known, { origin, number, size, unitsPerKey, master, slaves, units });',
    'return true;'
  ),
  kme(
    'slaves-not-compared',
    'Under the name of a reservation that is held, another one for other slaves is taken for it.',
    ['KEY-083'],
    HELD,
    'same(one.slaves, other.slaves) &&',
    ''
  ),
  kme(
    'asks-once',
    'The peer is asked once.',
    ['KEY-026'],
    RESERVATION,
    'context.attemptsLeft > 0',
    'context.attemptsLeft > 1000'
  ),
  kme(
    'asks-for-ever',
    'A peer that does not answer is asked for ever.',
    ['KEY-026'],
    RESERVATION,
    'context.attemptsLeft > 0',
    'context.attemptsLeft > -100000'
  ),
  kme(
    'any-session',
    'Answers for another session count.',
    ['KEY-027', 'KEY-023'],
    MANAGER,
    'if (frame.peerSession !== this.session)',
    'if (frame.peerSession === -1)'
  ),
  kme(
    'any-reservation',
    'KEY_RESERVED is taken for the answer about whatever reservation is open.',
    ['KEY-023', 'KEY-027'],
    MANAGER,
    'const key = this.#open.keyOf(nameOf(frame));\n                if',
    'const key = this.#open.keyOf(nameOf(frame)) ?? [...this.#reservations.keys()][0];\n                if'
  ),
  {
    id: 'kme-silent-burn',
    role: 'kme',
    wrong: 'The peer is not told what was burnt.',
    clauses: ['KEY-028', 'KEY-031', 'KEY-032'],
    changes: [
      {
        file: SPEAKER,
        find: "            this.#send({ type: 'KEY_BURN',",
        replace: "            (() => {})({ type: 'KEY_BURN',"
      }
    ]
  },
  kme(
    'burn-of-held-alone',
    'Of what the peer burns, units in the pool stay there.',
    ['KEY-029'],
    HELD,
    "if (unit.life === 'pool')\n            return true;",
    "if (unit.life === 'pool')\n            return false;"
  ),
  kme(
    'burns-what-is-taken',
    'What the peer has delivered is burnt at its word.',
    ['KEY-029'],
    HELD,
    'unit.reservation === holder && this.#held(holder)?.ready !== true',
    'unit.reservation === holder'
  ),
  kme(
    'burns-of-any-reservation',
    'The peer can have units burnt that are held for another reservation.',
    ['KEY-029'],
    HELD,
    "unit.life === 'reserved' && unit.reservation === holder && ",
    "unit.life === 'reserved' && "
  ),
  kme(
    'burns-its-own',
    'The peer can have units of this KME burnt.',
    ['KEY-029', 'KEY-020'],
    HELD,
    'if (unit === undefined || unit.own)\n            return false;',
    "if (unit === undefined) return false;\n        if (unit.own && unit.life === 'pool') { this.#parts.units.takeFromPool(this.#parts.shelf.get(`block/${unit.block}`), unit); return true; }\n        if (unit.own) return false;"
  ),
  kme(
    'keeps-what-is-in-doubt',
    'What was in doubt when it was killed is put back, and reserved once more.',
    ['KEY-031', 'KEY-020'],
    STORE,
    "const doubtful = open().filter(({ stage }) => stage === 'asking');",
    "const doubtful = [];\n        for (const one of open()) if (one.stage === 'asking') { this.#shelf.remove(`master/${reservationName(one)}`); for (const id of one.units) { this.#units.move(id, 'pool'); } for (const session of new Set(one.units.map((id) => this.unit(id).block))) this.#units.makeReady(this.block(session)); }"
  ),
  kme(
    'takes-what-is-in-doubt',
    'What was in doubt when it was killed is said to be delivered.',
    ['KEY-031', 'KEY-023'],
    MANAGER,
    "taken: reservation.stage === 'taken'",
    'taken: true'
  ),
  kme(
    'taken-once',
    'KEY_TAKEN is said once.',
    ['KEY-032', 'KEY-027'],
    RESERVATION,
    "after: { noteInterval: { target: 'taken', reenter: true } },",
    ''
  ),
  kme(
    'burnt-once',
    'KEY_BURN is said once.',
    ['KEY-032'],
    RESERVATION,
    "after: { noteInterval: { target: 'burnt', reenter: true } },",
    ''
  ),
  kme(
    'never-noted',
    'KEY_TAKEN is said on and on, noted or not.',
    ['KEY-032'],
    RESERVATION,
    "                RESERVED: {},\n                NOTED: { target: 'closed', actions: closed }\n            }\n        },\n        burnt",
    '                RESERVED: {},\n                NOTED: {}\n            }\n        },\n        burnt'
  ),
  kme(
    'forgets-what-was-taken',
    'A new process does not tell what the former one has delivered.',
    ['KEY-032'],
    MANAGER,
    'for (const reservation of this.store.recover()) {',
    "for (const reservation of this.store.recover().filter(({ stage }) => stage !== 'taken')) {"
  ),
  kme(
    'notes-what-it-knows',
    'KEY_TAKEN of what is not held is not noted.',
    ['KEY-038'],
    MANAGER,
    "this.store.release(nameOf(frame));\n                this.#speaker.answer('KEY_NOTED', frame);",
    "if (this.store.release(nameOf(frame))) this.#speaker.answer('KEY_NOTED', frame);"
  ),
  kme(
    'never-notes-burns',
    'KEY_BURN is not noted.',
    ['KEY-038'],
    MANAGER,
    "frame.units.map(uuidFromWire));\n                this.#speaker.answer('KEY_NOTED', frame);",
    'frame.units.map(uuidFromWire));'
  ),
  kme(
    'same-session',
    'Every process has the same session.',
    ['KEY-039'],
    MANAGER,
    'this.session = random() >>> 0 || 1;',
    'this.session = 77;'
  ),
  kme(
    'not-taken',
    'A key is given out as soon as it is set aside.',
    ['KEY-033'],
    HELD,
    'if (keys.some(({ held }) => !held.ready))',
    'if (keys.some(({ held }) => held.ready === undefined))'
  ),
  kme(
    'impatient',
    'A collection does not wait for KEY_TAKEN.',
    ['KEY-034'],
    MANAGER,
    'if (this.#collections.size >= OPEN_COLLECTIONS)',
    'if (this.#collections.size >= 0)'
  ),
  kme(
    'waits-for-ever',
    'A collection waits for ever.',
    ['KEY-034'],
    COLLECTION,
    'delays: { patience: ({ context }) => context.patience }',
    'delays: { patience: ({ context }) => 1e6 * context.patience }'
  ),
  kme(
    'waits-on',
    'A collection that waits is not tried again when KEY_TAKEN comes.',
    ['KEY-034'],
    MANAGER,
    "this.#speaker.answer('KEY_NOTED', frame);\n                return this.#settled();\n            case 'KEY_BURN'",
    "return this.#speaker.answer('KEY_NOTED', frame);\n            case 'KEY_BURN'"
  ),
  kme(
    'given-to-nobody',
    'A key is given out to an application that is gone.',
    ['KEY-084'],
    WAITING,
    'if (isWanted?.() === false)',
    'if (isWanted === null)'
  ),
  {
    id: 'kme-given-twice',
    role: 'kme',
    wrong: 'A key is given to the same application as often as it asks.',
    clauses: ['KEY-035'],
    changes: [
      {
        file: HELD,
        find: 'const waiting = key.waiting.filter((name) => name !== slave);',
        replace: 'const waiting = key.waiting;'
      }
    ]
  },
  kme(
    'slave-unchecked',
    'A key is given to any application that knows its name.',
    ['KEY-036', 'KEY-053'],
    HELD,
    'if (found.some((one) => one !== undefined && !one.held.slaves.includes(slave)))',
    'for (const one of found) if (one !== undefined && !one.key.waiting.includes(slave)) one.key.waiting.push(slave);\n        if (false)'
  ),
  kme('master-unchecked', 'Another master may be named.', ['KEY-036'], HELD, 'held.master !== master || ', ''),
  kme(
    'gone-with-the-first',
    'With the first slave that collects it a key is gone.',
    ['KEY-037'],
    HELD,
    'if (waiting.length > 0) {',
    'if (waiting.length > 100) {'
  ),
  kme(
    'never-delivered',
    'What all slaves have collected is not delivered, and can be burnt or set aside.',
    ['KEY-037', 'KEY-024', 'KEY-035', 'KEY-004'],
    HELD,
    "table.move(identifier, 'delivered');",
    "table.move(identifier, 'pool');"
  ),
  kme(
    'serves-strangers',
    'Whoever has a certificate is served.',
    ['KEY-053'],
    DELIVERY,
    'return this.#options.saes.get(saeId) === this.#options.kmeId;',
    'return saeId !== undefined;'
  ),
  kme(
    'serves-applications-of-others',
    'Applications of another KME are served.',
    ['KEY-053'],
    DELIVERY,
    'return this.#options.saes.get(saeId) === this.#options.kmeId;',
    'return this.#options.saes.has(saeId);'
  ),
  kme(
    'forbidden-not-unauthorised',
    'One that asks for the key of another is told that there is none.',
    ['KEY-053'],
    DELIVERY,
    "case 'unauthorised':\n                return UNAUTHORISED;",
    "case 'unauthorised':\n                return badRequest(MESSAGES.keysNotFound);"
  ),
  kme(
    'not-enough-is-a-bad-request',
    'A request for more keys than there are is answered 400.',
    ['KEY-054'],
    DELIVERY,
    "if (answer.outcome !== 'delivered')\n            return unavailable",
    "if (answer.outcome === 'exhausted') return badRequest('there are not enough keys');\n        if (answer.outcome !== 'delivered')\n            return unavailable"
  ),
  {
    id: 'kme-some-of-them',
    role: 'kme',
    wrong: 'Where one of the keys that are asked for is not there, the others are gone.',
    clauses: ['KEY-055'],
    changes: [
      {
        file: HELD,
        find: "return { outcome: 'unknown' };",
        replace:
          "for (const one of keys) if (one.held.ready) { shelf.remove(`key/${one.keyId}`); } return { outcome: 'unknown' };"
      }
    ]
  },
  kme(
    'size-of-no-octets',
    'A size that is no multiple of eight is rounded.',
    ['KEY-055', 'KEY-006'],
    DELIVERY,
    'if (size % 8 !== 0)',
    'if (size % 8 > 7)'
  ),
  kme(
    'checks-after-reserving',
    'A request for too many keys is refused when they have been set aside.',
    ['KEY-055'],
    DELIVERY,
    'this.#checkAmount(number, size, manager);',
    'if (number > this.#limits.maximumKeysPerRequest) manager.encrypt({ number: 1, size: manager.store.unitSize, master: saeName(caller), slaves: [saeName(slave)] }, () => {});\n        this.#checkAmount(number, size, manager);'
  ),
  kme(
    'keys-with-a-capital',
    'The keys of a container are in `Keys`.',
    ['KEY-056'],
    DELIVERY,
    'return { keys: coded,',
    'return { Keys: coded, keys: undefined,'
  ),
  kme(
    'mandatory-ignored',
    'A mandatory extension that is not known is passed over.',
    ['KEY-058'],
    DELIVERY,
    'if (unknown.length > 0)',
    'if (unknown.length > 99)'
  ),
  kme(
    'mandatory-in-other-words',
    'A mandatory extension that is not known is refused in words of its own.',
    ['KEY-058'],
    DELIVERY,
    'badRequest(MESSAGES.mandatoryUnsupported, unknown.slice(0, 8))',
    "badRequest('what is this?', unknown.slice(0, 8))"
  ),
  kme(
    'forgets-sessions',
    'With the units of a block it forgets the block, and takes another one of its session.',
    ['KEY-066'],
    STORE,
    'this.#change(() => this.#units.forget(session, units));',
    'this.#change(() => { this.#units.forget(session, units); this.#shelf.remove(`block/${session}`); });'
  ),
  {
    id: 'kme-shares-units',
    role: 'kme',
    wrong: 'Each key after the first begins with the unit with which the one before has ended.',
    clauses: ['KEY-007', 'KEY-006'],
    changes: [
      {
        file: STORE,
        find: 'const units = this.#units.oldest(wanted, label);',
        replace:
          'const units = this.#units.oldest(wanted, label).map((unit, at, all) => (unitsPerKey > 1 && at > 0 && at % unitsPerKey === 0 ? all[at - 1] : unit));'
      }
    ]
  },
  {
    id: 'kme-delivers-unstored',
    role: 'kme',
    wrong: 'A key is given out before it is stored that it is.',
    clauses: ['KEY-030'],
    changes: [
      {
        file: STORE,
        find: "            for (const identifier of units)\n                this.#units.move(identifier, 'delivered');\n            this.#shelf.put(`master/${reservationName(name)}`, { ...reservation, stage: 'taken' });\n",
        replace: ''
      },
      {
        file: STORE,
        find: "const doubtful = open().filter(({ stage }) => stage === 'asking');",
        replace:
          "const doubtful = [];\n        for (const one of open()) if (one.stage === 'asking') { this.#shelf.remove(`master/${reservationName(one)}`); for (const id of one.units) { this.#units.move(id, 'pool'); } for (const session of new Set(one.units.map((id) => this.unit(id).block))) this.#units.makeReady(this.block(session)); }"
      }
    ]
  }
]
