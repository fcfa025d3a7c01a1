const SESSION = 'physical-layer/dist/session/machine.js'
const SESSION_ACTIONS = 'physical-layer/dist/session/actions.js'
const SESSION_GUARDS = 'physical-layer/dist/session/guards.js'
const ATTEMPT = 'physical-layer/dist/attempt/machine.js'
const PEER_FRAMES = 'link-layer/dist/peer-frames.js'
const REQUEST = 'link-layer/dist/request/machine.js'
const CREATION = 'link-layer/dist/creation/machine.js'
const SIGNALLING = 'network-layer/dist/circuit/signalling.js'
const CIRCUIT = 'network-layer/dist/circuit/machine.js'
const CIRCUIT_REQUESTS = 'network-layer/dist/request/requests.js'
const HERALDING = 'physical-layer/dist/station/heralding/machine.js'
const REPLIES = 'physical-layer/dist/station/heralding/replies.js'

/** What is wrong in one state of a machine alone (spec/machines). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const machines = [
  {
    id: 'pause-cut-short',
    wrong: 'A HELLO ends the pause before the epoch that takes the place of one that was given up.',
    clauses: ['PHY-177'],
    changes: [
      {
        file: SESSION,
        find: "{ guard: ends, target: 'opening', reenter: true, actions: [closeEpoch, meet] },\n                    { guard: question, actions: answer },",
        replace:
          "{ guard: ends, target: 'opening', reenter: true, actions: [closeEpoch, meet] },\n                    { guard: question, target: '.asking', reenter: true, actions: answer },"
      }
    ]
  },
  {
    id: 'given-up-opened-at-once',
    wrong: 'An epoch that was given up before it was open is followed by another at once.',
    clauses: ['PHY-177'],
    changes: [
      {
        file: SESSION,
        find: "{ guard: givesUp, target: '.pausing', reenter: true, actions: meet },",
        replace: "{ guard: givesUp, target: '.asking', reenter: true, actions: meet },"
      }
    ]
  },
  {
    id: 'opening-answered-with-question',
    wrong: 'An OPEN that is for another process is answered with a HELLO that asks.',
    clauses: ['PHY-017'],
    changes: [
      {
        file: SESSION_ACTIONS,
        find: 'toStation: false,\n    answer: true,',
        replace: 'toStation: false,\n    answer: false,'
      }
    ]
  },
  {
    id: 'any-acknowledgement-counts',
    wrong: 'An OPEN_ACK of another epoch counts for the present one.',
    clauses: ['PHY-014', 'PHY-009'],
    changes: [
      {
        file: SESSION_GUARDS,
        find: 'export const acknowledgesThis = ({ context, event }) => event.frame.epoch === context.epoch &&',
        replace: 'export const acknowledgesThis = ({ context, event }) => event.frame.epoch >= context.epoch &&'
      }
    ]
  },
  {
    id: 'former-station-believed',
    wrong: 'A HELLO of a former incarnation of the station is taken for news.',
    clauses: ['PHY-013'],
    changes: [
      {
        file: SESSION_GUARDS,
        find: '(event.fromStation ? context.formerStation : context.formerPeer)',
        replace: '(event.fromStation ? -1 : context.formerPeer)'
      }
    ]
  },
  {
    id: 'present-epoch-begun-again',
    wrong: 'An OPEN of the present epoch that comes again begins it anew.',
    clauses: ['PHY-016', 'LNK-019'],
    changes: [
      {
        file: SESSION,
        find: 'event.frame.epoch > x.context.epoch,\n                        target',
        replace: 'event.frame.epoch >= x.context.epoch,\n                        target'
      }
    ]
  },
  {
    id: 'failure-of-earlier-batch-with-news',
    wrong: 'A failure of an earlier batch ends the present one where it tells of successes unheard of.',
    clauses: ['PHY-043'],
    recorded: 'Go on with a batch where the failure of another one tells of successes unheard of',
    changes: [{ file: ATTEMPT, find: '!context.holds && isNews(', replace: 'false && isNews(' }]
  },
  {
    id: 'strange-expiry-taken',
    wrong: 'EXPIRE of the present epoch is taken from any process of the peer.',
    clauses: ['LNK-092'],
    changes: [
      {
        file: PEER_FRAMES,
        find: "if (frame.type === 'EXPIRE' && physical.isFormer(frame))",
        replace: "if (frame.type === 'EXPIRE')"
      }
    ]
  },
  {
    id: 'station-silence-of-before-taken',
    role: 'station',
    wrong: 'That nothing was seen to an earlier slot is taken for the end of the slots that are observed.',
    clauses: ['PHY-009', 'PHY-077'],
    changes: [
      {
        file: HERALDING,
        find: "{ guard: ({ context, event }) => event.lastSlot + 1 < context.windowEnd, actions: ignored('earlier-window') },",
        replace: ''
      }
    ]
  },
  {
    id: 'master-ended-by-the-other',
    wrong: 'A master takes an END for the end of an item.',
    clauses: ['LNK-161'],
    changes: [
      {
        file: PEER_FRAMES,
        find: "case 'END':\n                if (physical.master)",
        replace: "case 'END':\n                if (false)"
      }
    ]
  },
  {
    id: 'other-ends-when-asked',
    wrong: 'A node that is not the master ends an item by a CANCEL, and says END itself.',
    clauses: ['LNK-161'],
    changes: [
      {
        file: PEER_FRAMES,
        find: "case 'CANCEL':\n                if (!physical.master)",
        replace: "case 'CANCEL':\n                if (false)"
      }
    ]
  },
  {
    id: 'ended-by-any-acknowledgement',
    wrong: 'An END_ACK ends an item whose END was never sent.',
    clauses: ['PHY-009'],
    changes: [{ file: REQUEST, find: 'context.offered, target', replace: 'context.master, target' }]
  },
  {
    id: 'complete-item-kept',
    wrong: 'A master does not end an item for a reason that the peer asks while its END as complete is on its way.',
    clauses: ['LNK-054'],
    changes: [
      {
        file: REQUEST,
        find: 'actions: ended },\n                END_REQUESTED: [\n                    { guard: ({ event }) => event.reason === ErrorCode.UNSPECIFIED,',
        replace: 'actions: ended },\n                END_REQUESTED: [\n                    { guard: () => true,'
      }
    ]
  },
  {
    id: 'cancelled-twice',
    wrong: 'A request that is cancelled a second time ends before the master has ended it.',
    clauses: ['LNK-015'],
    changes: [
      {
        file: CREATION,
        find: 'DEADLINE: {},\n                CANCEL: {},',
        replace: "DEADLINE: {},\n                CANCEL: { target: 'done', actions: failAsClosed },"
      }
    ]
  },
  {
    id: 'question-taken-for-answer',
    wrong: 'A KEEPALIVE that asks counts as the answer to the own one.',
    clauses: ['LNK-082'],
    changes: [
      {
        file: PEER_FRAMES,
        find: 'this.sendKeepAlive(true);',
        replace: "tables.liveness.tell(ONLY, { type: 'HEARD' });\n        this.sendKeepAlive(true);"
      }
    ]
  },
  {
    id: 'expiry-settled-by-expiry',
    wrong: 'An EXPIRE of the peer for a range is taken for the answer to the own one.',
    clauses: ['LNK-020'],
    changes: [
      {
        file: PEER_FRAMES,
        find: 'this.#pairs.expiredByPeer(frame.epoch, frame.low, frame.high);',
        replace:
          'this.#pairs.expiredByPeer(frame.epoch, frame.low, frame.high);\n        this.#pairs.expireAcknowledged(frame.epoch, frame.low);'
      }
    ]
  },
  {
    id: 'confirmed-before-reserved',
    role: 'repeater',
    wrong: 'An inner node takes RESV_CONF for the word that a circuit is open before it has had RESV.',
    clauses: ['PHY-009'],
    changes: [
      {
        file: CIRCUIT,
        find: 'REFRESHED: {},',
        replace: "REFRESHED: {},\n                CONFIRMED: { target: 'open', actions: opened },"
      }
    ]
  },
  {
    id: 'reserved-for-ever',
    role: 'repeater',
    wrong: 'A circuit that was reserved and never confirmed is kept for ever.',
    clauses: ['NET-044'],
    changes: [
      {
        file: CIRCUIT,
        find: "reserved: {\n            after: { lifetime: { target: 'over', actions: timedOut } },",
        replace: 'reserved: {'
      }
    ]
  },
  {
    id: 'reserved-from-either-side',
    role: 'repeater',
    wrong: 'An inner node takes RESV from upstream, too.',
    clauses: ['NET-048'],
    changes: [
      {
        file: SIGNALLING,
        find: "if (side?.port.peer !== peer)\n            return core.options.ignored('not-on-circuit');\n        if (side.label",
        replace: 'if (side.label'
      }
    ]
  },
  {
    id: 'confirmed-from-either-side',
    role: 'repeater',
    wrong: 'An inner node takes RESV_CONF from downstream, too.',
    clauses: ['NET-048'],
    changes: [
      {
        file: SIGNALLING,
        find: "if (circuit?.upstream?.port.peer !== peer)\n            return core.options.ignored('not-on-circuit');\n        core.tables",
        replace:
          "if (circuit === undefined)\n            return core.options.ignored('not-on-circuit');\n        core.tables"
      }
    ]
  },
  {
    id: 'asked-before-open',
    role: 'repeater',
    wrong: 'An inner node passes FORWARD on for a circuit that is not open yet.',
    clauses: ['NET-048'],
    changes: [
      {
        file: CIRCUIT_REQUESTS,
        find: 'circuit?.upstream?.port.peer === peer && circuit.open)',
        replace: 'circuit?.upstream?.port.peer === peer)'
      }
    ]
  },
  {
    id: 'station-fails-what-was-replaced',
    role: 'station',
    wrong: 'Both nodes are told of a failure when the shared slots are over, also where another batch is to follow.',
    clauses: ['PHY-077', 'PHY-082'],
    changes: [
      {
        file: HERALDING,
        find: 'guard: ({ context }) => present(context.nextEndA) || present(context.nextEndB),',
        replace: 'guard: () => false,'
      }
    ]
  },
  {
    id: 'station-late-batch-of-first-slot',
    role: 'station',
    wrong: 'A batch that is over is answered about its first slot.',
    clauses: ['PHY-072'],
    changes: [
      {
        file: REPLIES,
        find: 'slot: event.frame.firstSlot + event.frame.slots - 1,',
        replace: 'slot: event.frame.firstSlot,'
      }
    ]
  },
  {
    id: 'station-forgets-who-waits',
    role: 'station',
    wrong: 'When one node withdraws while slots are observed, the batch of the other is dropped as well.',
    clauses: ['PHY-071', 'PHY-073', 'PHY-082'],
    changes: [
      {
        file: HERALDING,
        find: 'actions: [tick, closeGates, clearA, advanceB]',
        replace: 'actions: [tick, closeGates, clearA, clearB]'
      }
    ]
  }
]
