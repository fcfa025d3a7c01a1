const ACTIONS = 'physical-layer/dist/session/actions.js'
const GUARDS = 'physical-layer/dist/session/guards.js'
const MACHINE = 'physical-layer/dist/session/machine.js'
const RECEIVED = 'physical-layer/dist/received.js'
const END = 'physical-layer/dist/link-end.js'
const OUTPUTS = 'physical-layer/dist/outputs.js'
const LIVENESS = 'link-layer/dist/liveness/machine.js'
const PEER = 'link-layer/dist/peer-frames.js'
const LEDGER = 'link-layer/dist/pair/pair-ledger.js'
const FORMER = 'link-layer/dist/pair/former-epochs.js'

/** Who is there, which epoch, who counts, and what becomes of former epochs (sections 2.1 to 2.3, 3.9 and 3.10). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const session = [
  {
    id: 'greets-once',
    wrong: 'HELLO is said once.',
    clauses: ['PHY-010'],
    changes: [
      {
        file: MACHINE,
        find: "after: { interval: { target: 'greeting', reenter: true, actions: backOff } },",
        replace: ''
      }
    ]
  },
  {
    id: 'greets-peer-alone',
    wrong: 'The station is not greeted.',
    clauses: ['PHY-010'],
    changes: [{ file: MACHINE, find: 'entry: [hello(false), hello(true)]', replace: 'entry: hello(false)' }]
  },
  {
    id: 'greets-without-pause',
    wrong: 'The interval between greetings does not grow.',
    clauses: ['PHY-010'],
    changes: [
      { file: ACTIONS, find: 'Math.min(2 * context.interval, context.maximumInterval)', replace: 'context.interval' }
    ]
  },
  {
    id: 'hello-unanswered',
    wrong: 'A HELLO that asks is not answered.',
    clauses: ['PHY-011'],
    changes: [
      {
        file: MACHINE,
        find: "{ guard: question, actions: answer },\n                    { actions: ignored('known') }\n                ],\n                OPEN: [\n                    { guard: refused, actions: ignored('version-refused') },\n                    {\n                        guard: (x) => forThis(x) && x.event.frame.epoch > x.context.epoch",
        replace:
          "{ actions: ignored('known') }\n                ],\n                OPEN: [\n                    { guard: refused, actions: ignored('version-refused') },\n                    {\n                        guard: (x) => forThis(x) && x.event.frame.epoch > x.context.epoch"
      }
    ]
  },
  {
    id: 'hello-answers-answers',
    wrong: 'A HELLO that is an answer is answered.',
    clauses: ['PHY-011'],
    changes: [
      {
        file: GUARDS,
        find: 'export const question = ({ event }) => !event.frame.answer;',
        replace: 'export const question = () => true;'
      }
    ]
  },
  {
    id: 'hello-without-epoch',
    wrong: 'HELLO never says which epoch is over.',
    clauses: ['PHY-012'],
    changes: [
      {
        file: 'physical-layer/dist/frames.js',
        find: 'epoch,\n            node:',
        replace: 'epoch: 0,\n            node:'
      }
    ]
  },
  {
    id: 'former-hello-believed',
    wrong: 'A late HELLO of the former incarnation of a party ends the epoch.',
    clauses: ['PHY-013'],
    changes: [
      {
        file: GUARDS,
        find: 'event.frame.incarnation === (event.fromStation ? context.formerStation : context.formerPeer);',
        replace: 'false;'
      }
    ]
  },
  {
    id: 'hello-of-another-believed',
    wrong: 'A HELLO that names another node or role is believed.',
    clauses: ['PHY-069'],
    recorded: 'Take a HELLO only as the word of whom it names',
    changes: [
      {
        file: RECEIVED,
        find: 'if (!isOwnHello(frame, from, fromStation ? Role.STATION : Role.NODE)) {',
        replace: 'if (false) {'
      }
    ]
  },
  {
    id: 'incarnation-ignored',
    wrong: 'Frames of another incarnation of the peer are believed.',
    clauses: ['PHY-004'],
    changes: [
      {
        file: END,
        find: 'this.epoch !== 0 && frame.epoch === this.epoch && frame.incarnation === this.peerIncarnation',
        replace: 'this.epoch !== 0 && frame.epoch === this.epoch'
      }
    ]
  },
  {
    id: 'epoch-ignored',
    wrong: 'Frames of another epoch are believed.',
    clauses: ['PHY-004'],
    changes: [
      {
        file: END,
        find: 'this.epoch !== 0 && frame.epoch === this.epoch && frame.incarnation === this.peerIncarnation',
        replace: 'this.epoch !== 0 && frame.incarnation === this.peerIncarnation'
      }
    ]
  },
  {
    id: 'reply-epoch-ignored',
    wrong: 'A REPLY of another epoch is believed.',
    clauses: ['PHY-004'],
    changes: [
      {
        file: RECEIVED,
        find: "if (frame.epoch !== end.epoch || frame.incarnation !== end.stationIncarnation || end.epoch === 0) {\n        end.ignored('stale-reply');",
        replace:
          "if (frame.incarnation !== end.stationIncarnation || end.epoch === 0) {\n        end.ignored('stale-reply');"
      }
    ]
  },
  {
    id: 'reply-incarnation-ignored',
    wrong: 'A REPLY of another incarnation of the station is believed.',
    clauses: ['PHY-004'],
    changes: [
      {
        file: RECEIVED,
        find: "if (frame.epoch !== end.epoch || frame.incarnation !== end.stationIncarnation || end.epoch === 0) {\n        end.ignored('stale-reply');",
        replace: "if (frame.epoch !== end.epoch || end.epoch === 0) {\n        end.ignored('stale-reply');"
      }
    ]
  },
  {
    id: 'incarnation-fixed',
    wrong: 'A node has the same incarnation at every start.',
    clauses: ['PHY-002'],
    changes: [
      { file: END, find: 'this.incarnation = options.incarnation;', replace: 'this.incarnation = 4711;' },
      {
        file: END,
        find: 'new NodeFrames(configuration, options.incarnation,',
        replace: 'new NodeFrames(configuration, 4711,'
      }
    ]
  },
  {
    id: 'higher-number-master',
    wrong: 'The node with the higher number acts as the master.',
    clauses: ['PHY-001', 'PHY-014'],
    changes: [
      { file: END, find: 'configuration.node < configuration.peer', replace: 'configuration.node > configuration.peer' }
    ]
  },
  {
    id: 'open-to-peer-alone',
    wrong: 'OPEN does not go to the station.',
    clauses: ['PHY-014'],
    changes: [{ file: MACHINE, find: 'entry: [open(false), open(true)]', replace: 'entry: open(false)' }]
  },
  {
    id: 'open-sent-once',
    wrong: 'An OPEN that is not acknowledged is not sent again.',
    clauses: ['PHY-014'],
    changes: [
      { file: MACHINE, find: "after: { interval: { target: 'asking', reenter: true, actions: backOff } }", replace: '' }
    ]
  },
  {
    id: 'epoch-reused',
    wrong: 'The master begins an epoch that another party knows to be over.',
    clauses: ['PHY-014'],
    recorded: 'Never begin an epoch of the same number again',
    changes: [
      {
        file: ACTIONS,
        find: 'voidEpoch: Math.max(context.voidEpoch, frame.epoch),',
        replace: 'voidEpoch: context.voidEpoch,'
      }
    ]
  },
  {
    id: 'open-after-one-ack',
    wrong: 'An epoch is open when one of the other parties has acknowledged it.',
    clauses: ['PHY-014'],
    changes: [
      {
        file: MACHINE,
        find: 'acknowledgesThis(x) && (x.event.fromStation ? x.context.peerAcknowledged : x.context.stationAcknowledged)',
        replace: 'acknowledgesThis(x)'
      }
    ]
  },
  {
    id: 'opens-without-version',
    wrong: "An epoch is begun with a party that speaks no version of the node's.",
    clauses: ['PHY-008'],
    recorded: "Adopt no epoch with a party that speaks no version of the node's",
    changes: [
      {
        file: GUARDS,
        find: 'export const incompatible = ({ event }) => event.version === undefined;',
        replace: 'export const incompatible = () => false;'
      }
    ]
  },
  {
    id: 'adopts-for-another',
    wrong: 'An OPEN for another incarnation of the node is adopted.',
    clauses: ['PHY-015', 'PHY-017'],
    changes: [
      {
        file: GUARDS,
        find: '!context.master && event.frame.peerIncarnation === context.incarnation',
        replace: '!context.master'
      }
    ]
  },
  {
    id: 'adopts-void-epoch',
    wrong: 'An OPEN of an epoch that is over is adopted.',
    clauses: ['PHY-015', 'PHY-017'],
    changes: [{ file: MACHINE, find: 'forThis(x) && x.event.frame.epoch > x.context.voidEpoch', replace: 'forThis(x)' }]
  },
  {
    id: 'repeated-open-unanswered',
    wrong: 'A repeated OPEN is not answered.',
    clauses: ['PHY-016'],
    changes: [
      {
        file: MACHINE,
        find: '{ guard: (x) => forThis(x) && x.event.frame.epoch === x.context.epoch, actions: openAck },',
        replace: ''
      }
    ]
  },
  {
    id: 'first-sequence-ignored',
    wrong: 'The other node begins with number 0, whatever OPEN states.',
    clauses: ['PHY-015'],
    changes: [
      { file: ACTIONS, find: 'firstSequence: ({ event }) => event.frame.firstSequence,', replace: 'firstSequence: 0,' }
    ]
  },
  {
    id: 'new-incarnation-ignored',
    wrong: 'The epoch goes on though the peer has started anew.',
    clauses: ['PHY-018'],
    changes: [
      {
        file: GUARDS,
        find: 'export const ends = ({ context, event }) => event.frame.incarnation !== (event.fromStation ? context.station : context.peer) || event',
        replace: 'export const ends = ({ context, event }) => event'
      }
    ]
  },
  {
    id: 'void-epoch-ignored',
    wrong: 'The epoch goes on though the peer says that it is over.',
    clauses: ['PHY-018'],
    changes: [
      {
        file: GUARDS,
        find: '(event.fromStation ? context.station : context.peer) || event.frame.epoch >= context.epoch;',
        replace: '(event.fromStation ? context.station : context.peer);'
      }
    ]
  },
  {
    id: 'attempts-outlive-epoch',
    wrong: 'Hardware is not stopped when the epoch ends.',
    clauses: ['PHY-019'],
    changes: [
      { file: OUTPUTS, find: 'this.#end.forgetGrants();\n        this.#halt();', replace: 'this.#end.forgetGrants();' }
    ]
  },
  {
    id: 'no-sync',
    wrong: "The clock is never compared with the station's.",
    clauses: ['PHY-020'],
    changes: [
      { file: OUTPUTS, find: 'end.send(true, end.frames.sync(end.epoch, end.slots.localNow(), event));', replace: '' }
    ]
  },
  {
    id: 'synced-once',
    wrong: "The clock is compared with the station's at the begin of an epoch alone.",
    clauses: ['PHY-020'],
    changes: [
      {
        file: 'physical-layer/dist/synchronisation/machine.js',
        find: "after: { interval: { target: 'asking' } },",
        replace: ''
      }
    ]
  },
  {
    id: 'any-exchange',
    wrong: 'A SYNC_REPLY of an earlier exchange is used.',
    clauses: ['PHY-021'],
    changes: [
      {
        file: 'physical-layer/dist/synchronisation/machine.js',
        find: 'event.frame.exchange !== context.exchange',
        replace: 'false'
      }
    ]
  },
  {
    id: 'slow-exchange-used',
    wrong: 'An exchange that was held up on its way is used.',
    clauses: ['PHY-067'],
    recorded: 'Do not set clocks by exchanges that something held up',
    changes: [
      {
        file: 'physical-layer/dist/synchronisation/machine.js',
        find: 'roundTrip(event) > context.fastest + context.tolerance',
        replace: 'false'
      }
    ]
  },
  {
    id: 'sync-states-nothing',
    wrong: 'SYNC states an offset of 0, whatever the node uses.',
    clauses: ['PHY-022'],
    changes: [
      {
        file: 'physical-layer/dist/frames.js',
        find: 'originTime,\n            offset,',
        replace: 'originTime,\n            offset: 0,'
      }
    ]
  },
  {
    id: 'sync-asked-once',
    wrong: 'A SYNC that is not answered is not followed by another.',
    clauses: ['PHY-023'],
    changes: [
      {
        file: 'physical-layer/dist/synchronisation/machine.js',
        find: "states: { asking: { entry: ask, after: { retry: { target: 'asking', reenter: true } } } }",
        replace: 'states: { asking: {} }'
      }
    ]
  },
  {
    id: 'same-exchange-again',
    wrong: 'A SYNC that follows one without an answer has the same exchange.',
    clauses: ['PHY-023'],
    changes: [
      {
        file: 'physical-layer/dist/synchronisation/machine.js',
        find: 'states: { asking: { entry: ask,',
        replace: 'states: { asking: { entry: ask[1],'
      }
    ]
  },
  {
    id: 'holdover-without-end',
    wrong: 'An epoch goes on though the station never answers SYNC.',
    clauses: ['PHY-024'],
    changes: [
      {
        file: 'physical-layer/dist/synchronisation/machine.js',
        find: "after: { holdover: { target: '#synchronisation.off', actions: actions.emit({ type: 'stationLost' }) } },",
        replace: ''
      }
    ]
  },
  {
    id: 'clock-not-followed',
    wrong: "Photons are timed by the node's own clock, whatever the station's is.",
    clauses: ['PHY-027'],
    changes: [{ file: OUTPUTS, find: 'if (end.slots.discipline(event))', replace: 'if (false)' }]
  },
  {
    id: 'alive-unanswered',
    wrong: 'A KEEPALIVE is not answered.',
    clauses: ['LNK-081'],
    changes: [{ file: PEER, find: 'this.sendKeepAlive(true);', replace: '' }]
  },
  {
    id: 'alive-answers-answers',
    wrong: 'A KEEPALIVE that is an answer is answered.',
    clauses: ['LNK-081'],
    changes: [
      {
        file: PEER,
        find: "if (frame.answer)\n            return tables.liveness.tell(ONLY, { type: 'HEARD' });",
        replace: "if (frame.answer)\n            tables.liveness.tell(ONLY, { type: 'HEARD' });"
      }
    ]
  },
  {
    id: 'alive-never-asked',
    wrong: 'The node never asks for a sign of life.',
    clauses: ['LNK-080'],
    changes: [{ file: LIVENESS, find: "after: { interval: 'asking' },", replace: '' }]
  },
  {
    id: 'alive-asked-once',
    wrong: 'A KEEPALIVE that is not answered is not repeated, and the epoch ends at once.',
    clauses: ['LNK-082', 'LNK-083'],
    changes: [
      {
        file: LIVENESS,
        find: 'guard: ({ context }) => context.misses + 1 < context.maximumMisses,',
        replace: 'guard: () => false,'
      }
    ]
  },
  {
    id: 'misses-not-forgotten',
    wrong: 'After an answer the node still counts one question that was not answered.',
    clauses: ['LNK-083'],
    changes: [
      {
        file: LIVENESS,
        find: 'const reset = actions.assign({ misses: 0 });',
        replace: 'const reset = actions.assign({ misses: 1 });'
      }
    ]
  },
  {
    id: 'misses-added-up',
    wrong: 'Questions that were not answered count together, answers between them or not.',
    clauses: ['LNK-083'],
    changes: [
      {
        file: LIVENESS,
        find: "on: { HEARD: { target: 'quiet', actions: reset }, ASK: {} }",
        replace: "on: { HEARD: { target: 'quiet' }, ASK: {} }"
      }
    ]
  },
  {
    id: 'silence-endured',
    wrong: 'An epoch goes on though the peer never answers KEEPALIVE.',
    clauses: ['LNK-083'],
    changes: [
      {
        file: LIVENESS,
        find: 'guard: ({ context }) => context.misses + 1 < context.maximumMisses,',
        replace: 'guard: () => true,'
      }
    ]
  },
  {
    id: 'settled-too-far',
    wrong: 'KEEPALIVE says of pairs that are still expired, or not delivered, that they are settled.',
    clauses: ['LNK-084'],
    changes: [
      {
        file: LEDGER,
        find: 'let settled = this.#expected;',
        replace: 'let settled = this.#expected;\n        return settled;'
      }
    ]
  },
  {
    id: 'nothing-confirmed',
    wrong: 'KEEPALIVE never confirms what the peer has settled.',
    clauses: ['LNK-085'],
    changes: [{ file: PEER, find: 'confirmed: this.#pairs.confirmed', replace: 'confirmed: 0' }]
  },
  {
    id: 'confirms-own',
    wrong: 'KEEPALIVE confirms what the node itself has settled.',
    clauses: ['LNK-085'],
    changes: [{ file: PEER, find: 'confirmed: this.#pairs.confirmed', replace: 'confirmed: this.#pairs.settled()' }]
  },
  {
    id: 'forgotten-too-early',
    wrong:
      'A delivered pair is forgotten when the peer has settled it, though the peer may not know that this end has.',
    clauses: ['LNK-086'],
    changes: [
      {
        file: LEDGER,
        find: 'this.#certainBefore = serialLess(this.#peerSettled, this.#peerConfirmed) ? this.#peerSettled : this.#peerConfirmed;',
        replace: 'this.#certainBefore = this.#peerSettled;'
      }
    ]
  },
  {
    id: 'forgotten-on-release',
    wrong: 'A pair that was given back is forgotten at once.',
    clauses: ['LNK-086', 'LNK-069'],
    changes: [
      {
        file: LEDGER,
        find: 'if (!certain)\n            this.#used.add',
        replace: 'if (false)\n            this.#used.add'
      }
    ]
  },
  {
    id: 'release-not-told',
    wrong: 'The peer does not hear which pairs were given back.',
    clauses: ['LNK-087'],
    changes: [{ file: LEDGER, find: 'this.notices.released(entry.sequence);', replace: '' }]
  },
  {
    id: 'much-at-stake',
    wrong: 'No KEEPALIVE is sent early, however many pairs are uncertain.',
    clauses: ['LNK-088'],
    changes: [
      {
        file: 'link-layer/dist/pair/pair-service.js',
        find: 'if (this.#uncertain === SETTLE_WINDOW)',
        replace: 'if (false)'
      }
    ]
  },
  {
    id: 'pairs-outlive-epoch',
    wrong: 'Pairs that are not settled stay when the epoch ends.',
    clauses: ['LNK-093'],
    changes: [{ file: LEDGER, find: 'this.#expireLocally(this.#epoch, low, serialAdd(low, ALL));', replace: '' }]
  },
  {
    id: 'settled-pairs-void',
    wrong: 'All pairs of an epoch are void when it ends.',
    clauses: ['LNK-093', 'LNK-094'],
    changes: [
      {
        file: LEDGER,
        find: 'const low = this.#voidFrom ?? this.#openFrom();',
        replace: 'const low = (this.#openFrom() - 1000) >>> 0;'
      }
    ]
  },
  {
    id: 'former-epoch-not-told',
    wrong: 'The peer is not told which pairs of a former epoch are void.',
    clauses: ['LNK-094'],
    changes: [
      {
        file: FORMER,
        find: 'for (const { epoch, low } of this.#epochs.values())\n            this.#tell(epoch, low, serialAdd(low, ALL));',
        replace: ''
      }
    ]
  },
  {
    id: 'former-range-too-short',
    wrong: 'The EXPIRE of a former epoch names one pair.',
    clauses: ['LNK-094'],
    changes: [
      {
        file: FORMER,
        find: 'this.#tell(epoch, low, serialAdd(low, ALL));',
        replace: 'this.#tell(epoch, low, serialAdd(low, 1));'
      }
    ]
  },
  {
    id: 'former-epoch-forgotten',
    wrong: "Pairs of a former epoch are forgotten when the peer has acknowledged the node's EXPIRE.",
    clauses: ['LNK-095'],
    changes: [
      { file: FORMER, find: 'if (!former.heard || !former.acknowledged)', replace: 'if (!former.acknowledged)' }
    ]
  },
  {
    id: 'hardware-not-reset',
    wrong: 'Qubits are not initialised before the node says HELLO.',
    clauses: ['LNK-097'],
    changes: [{ file: 'node/dist/node.js', find: '\n        device.reset();', replace: '' }]
  },
  {
    id: 'other-incarnation-in-frames',
    wrong: 'Frames within an epoch carry an incarnation that is not the one of HELLO.',
    clauses: ['PHY-003'],
    changes: [
      {
        file: 'physical-layer/dist/frames.js',
        find: 'return { link: this.#configuration.link, incarnation: this.#incarnation, epoch };',
        replace: 'return { link: this.#configuration.link, incarnation: (this.#incarnation ^ 1) >>> 0, epoch };'
      }
    ]
  },
  {
    id: 'version-nobody-announced',
    wrong: 'OPEN states a version above those that both nodes announced.',
    clauses: ['PHY-007', 'WIR-031'],
    changes: [
      {
        file: 'physical-layer/dist/frames.js',
        find: 'version: session.version,',
        replace: 'version: session.version + 1,'
      }
    ]
  },
  {
    id: 'frames-of-anybody',
    wrong: 'A frame of a link is taken from whoever sends it.',
    clauses: ['PHY-005'],
    changes: [
      {
        file: 'node/dist/link-ends.js',
        find: 'if (!maySend(end, from, frame.type))',
        replace: 'if (maySend === undefined)'
      }
    ]
  },
  {
    id: 'one-early-exchange',
    wrong: 'Clocks are compared once when an epoch begins, and then at their interval.',
    clauses: ['PHY-068'],
    changes: [
      {
        file: 'physical-layer/dist/physical-layer.js',
        find: 'const EARLY_EXCHANGES = 8;',
        replace: 'const EARLY_EXCHANGES = 1;'
      }
    ]
  },
  {
    id: 'former-state-taken',
    wrong: 'Attempts stop when the peer says that its end is not ready, whatever the serial of its LINK_STATE is.',
    clauses: ['PHY-057'],
    changes: [
      {
        file: 'physical-layer/dist/life/link-life.js',
        find: 'if (frame.serial <= this.#peerStateSerial)',
        replace:
          'if (frame.state !== 0)\n            this.#host.unfit();\n        if (frame.serial <= this.#peerStateSerial)'
      }
    ]
  }
]
