const STATION = 'physical-layer/dist/station/station.js'
const SWITCH = 'physical-layer/dist/station/switching/station-switch.js'
const LINK = 'physical-layer/dist/station/switching/switched-link.js'
const MACHINE = 'physical-layer/dist/station/switching/machine.js'
const POLICY = 'physical-layer/dist/station/switching/policy.js'
const CONNECT = "this.#around.device.execute({ type: 'connect', links: this.#chosen });"
const REPLY = "this.output({ type: 'reply', side, sequence, queueId, ...failed }, 'heralding', link.link);"
const OBSERVED = 'this.#granted(this.#switch, link, side, frame, earliest)'

/** @param {string} id @param {string} wrong @param {readonly string[]} clauses @param {string} file @param {string} find @param {string} replace */
const station = (id, wrong, clauses, file, find, replace) =>
  /** @type {import('../wrong-node-source.mjs').WrongNode} */ ({
    id: `switch-${id}`,
    role: 'station',
    wrong,
    clauses,
    changes: [{ file, find, replace }]
  })

/** Stations with a switch (section 2.9). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const switchedStations = [
  station(
    'turns-late',
    'Turns begin a little late.',
    ['PHY-110'],
    MACHINE,
    'turn * context.length - ahead - now',
    'turn * context.length + 5000 - ahead - now'
  ),
  station(
    'told-late',
    'Turns are told shortly before they begin.',
    ['PHY-111'],
    MACHINE,
    'lead: input.lead',
    'lead: input.lead / 4'
  ),
  station(
    'tells-one-node',
    'One node of a link hears of its turn.',
    ['PHY-111'],
    SWITCH,
    '            this.tell(number, 0);\n            this.tell(number, 1);',
    '            this.tell(number, 0);'
  ),
  station(
    'one-link-too-many',
    'One link more than there are interferometers is served.',
    ['PHY-112'],
    POLICY,
    'chosen.length < interferometers',
    'chosen.length <= interferometers'
  ),
  station(
    'node-in-two-links',
    'Two links of one node are served at a time.',
    ['PHY-112'],
    POLICY,
    'isFree(candidate, chosen)',
    '!chosen.includes(candidate)'
  ),
  station(
    'connects-all-that-want',
    'Links of the turn before stay connected.',
    ['PHY-112', 'PHY-113'],
    SWITCH,
    CONNECT,
    "this.zz = this.zy ?? []; this.zy = this.#chosen; this.#around.device.execute({ type: 'connect', links: [...new Set([...this.zz, ...this.#chosen])] });"
  ),
  station(
    'connects-twice',
    'Links are connected twice.',
    ['PHY-113'],
    SWITCH,
    CONNECT,
    `${CONNECT}\n            ${CONNECT}`
  ),
  station(
    'slots-while-switching',
    'Slots are granted while the switch is being set.',
    ['PHY-114'],
    LINK,
    'this.#from = begins + switching;',
    'this.#from = begins;'
  ),
  station(
    'slots-of-the-next-turn',
    'The last slots lie in the next turn.',
    ['PHY-114'],
    LINK,
    'this.#until = ends;',
    'this.#until = ends + 100_000;'
  ),
  station(
    'stretch-forgotten',
    'Of turns that follow on each other the last one alone is granted.',
    ['PHY-114'],
    LINK,
    'if (this.#until !== begins || this.lastServed < 0)',
    ''
  ),
  station(
    'request-unanswered',
    'A request while slots are granted is not answered.',
    ['PHY-115'],
    SWITCH,
    'if (link.isServed(now))\n            this.tell(frame.link, side);',
    ''
  ),
  station(
    'opens-in-silence',
    'When an epoch begins one node alone hears of the switch.',
    ['PHY-116'],
    SWITCH,
    '        this.tell(number, 0);\n        this.tell(number, 1);\n    }',
    '        this.tell(number, 0);\n    }'
  ),
  station(
    'wishes-outlive-epoch',
    'What was wanted in the last epoch is served.',
    ['PHY-119'],
    SWITCH,
    'link.forget();',
    ''
  ),
  station(
    'sync-without-grant',
    'SYNC does not remind it.',
    ['PHY-131'],
    STATION,
    'this.#switch?.remind(link.link, side);',
    ';'
  ),
  station(
    'other-not-reminded',
    'A request does not remind it of the other node.',
    ['PHY-131'],
    SWITCH,
    'this.remind(frame.link, side === 0 ? 1 : 0);',
    ''
  ),
  station(
    'observes-all',
    'Slots are observed that are not granted.',
    ['PHY-117', 'PHY-118'],
    STATION,
    OBSERVED,
    'frame'
  ),
  station(
    'batch-as-offered',
    'Of a batch that lies in part in granted slots all is observed.',
    ['PHY-117'],
    LINK,
    'until - from === frame.slots ? frame',
    'true ? frame'
  ),
  station(
    'refuses-without-grant',
    'A batch outside the granted slots is refused without them.',
    ['PHY-118'],
    STATION,
    'board.tell(link.link, side);',
    ''
  ),
  station('refuses-in-silence', 'A batch outside the granted slots has no REPLY.', ['PHY-118'], STATION, REPLY, ''),
  station(
    'refuses-both',
    'A batch outside the granted slots is refused to both nodes.',
    ['PHY-118'],
    STATION,
    REPLY,
    `${REPLY}\n        ${REPLY.replace('side, sequence', 'side: 1 - side, sequence')}`
  ),
  station(
    'refuses-about-last-slot',
    'A batch outside the granted slots is refused about its last slot.',
    ['PHY-118'],
    STATION,
    'error: HeraldError.TIME_MISMATCH, slot: frame.firstSlot',
    'error: HeraldError.TIME_MISMATCH, slot: lastSlot'
  ),
  station(
    'batch-before-stays',
    'A batch outside the granted slots leaves the one before as it was.',
    ['PHY-118'],
    STATION,
    `const batch = this.#switch === undefined ? frame : ${OBSERVED};`,
    `const batch = this.#switch === undefined ? frame : ${OBSERVED};\n                if (batch.slots === 0 && frame.slots > 0) return;`
  ),
  station(
    'earlier-request-taken',
    'A request that is overtaken counts.',
    ['PHY-123'],
    LINK,
    'if (serial <= wish.serial)',
    'if (serial < 0)'
  ),
  station(
    'equal-request-taken',
    'A request of the same serial counts.',
    ['PHY-123'],
    LINK,
    'if (serial <= wish.serial)',
    'if (serial < wish.serial)'
  ),
  station(
    'larger-wish',
    'What one node wants alone is served.',
    ['PHY-125'],
    LINK,
    'return Math.min(this.#live',
    'return Math.max(this.#live'
  ),
  station(
    'requests-of-any-time',
    'A request of another epoch counts.',
    ['PHY-129'],
    STATION,
    'if (this.#isPresent(link.link, side, frame))\n                    return this.#switch.request(side, frame);',
    'return this.#switch.request(side, frame);'
  ),
  station(
    'wishes-for-ever',
    'What a node wanted once is wanted until it says otherwise.',
    ['PHY-124'],
    LINK,
    'return now - heard <= this.#lifetime ? demand : 0;',
    'return demand;'
  ),
  station(
    'stale-request-unanswered',
    'A request of another epoch is not answered.',
    ['PHY-129'],
    STATION,
    "this.#registration.tell(link.link, { type: 'STRANGER', side });\n                return this.#ignored('stale-slot-request');",
    "return this.#ignored('stale-slot-request');"
  )
]
