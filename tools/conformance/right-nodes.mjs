const SUBJECT = 'harness/dist/node-subject.js'
const MEMORY = 'link-layer/dist/memory/qubit-memory.js'
const PHYSICAL_TIMERS = 'timers: { ...defaultTimers(frameDelay, peerDelay), synchronisation: syncInterval, holdover }'
const LINK_LAYER = 'linkLayer: defaultLinkLayerConfiguration(schedulerOf(scheduler), 2 * peerDelay)'
const NETWORK_LAYER = 'configuration: { testShare }'

/** @param {string} fields */
const withTimers = (fields) => ({
  file: SUBJECT,
  find: PHYSICAL_TIMERS,
  replace: PHYSICAL_TIMERS.replace('holdover }', `holdover, ${fields} }`)
})

/** @param {string} fields */
const withNetworkLayer = (fields) => ({
  file: SUBJECT,
  find: NETWORK_LAYER,
  replace: `configuration: { testShare, ${fields} }`
})

/** @param {string} fields */
const withLinkLayer = (fields) => ({
  file: SUBJECT,
  find: LINK_LAYER,
  replace: `linkLayer: { ...defaultLinkLayerConfiguration(schedulerOf(scheduler), 2 * peerDelay), ${fields} }`
})

/**
 * A node that is right and yet not like the reference: the reference with something changed that the specification leaves
 * to a node.
 *
 * @typedef {object} RightNode
 * @property {string} id its name, unique, none of a wrong node's
 * @property {import('@bellwire/conformance').Role} [role] as what it is judged; absent: a node of links
 * @property {string} differs one sentence: in what
 * @property {import('@bellwire/harness').NodeSubjectOptions['runner']} [runner] how its machines are run; default: as the reference does
 * @property {readonly import('./wrong-node-source.mjs').Change[]} changes what is changed of what was built
 */

/**
 * Nodes that the conformance suite must not find wrong, beside the one in Python that shares nothing with them.
 *
 * @type {readonly RightNode[]}
 */
export const RIGHT_NODES = [
  { id: 'machines-interpreted', differs: 'Its machines are interpreted.', runner: 'interpreted', changes: [] },
  { id: 'machines-as-actors', differs: 'Its machines are actors of xstate.', runner: 'actor', changes: [] },
  {
    id: 'patient-greeter',
    differs: 'HELLO, OPEN, MAINTENANCE and SYNC are repeated after other intervals, and REPLYs are waited for longer.',
    changes: [
      withTimers(
        'greeting: 9 * peerDelay, greetingMaximum: 300_000_000, repeat: 7 * peerDelay, replyMargin: 7 * peerDelay'
      )
    ]
  },
  {
    id: 'other-attempts',
    differs: 'ADD, END, CANCEL and EXPIRE are sent more often before they are given up.',
    changes: [withLinkLayer('addAttempts: 6, reliableAttempts: 24')]
  },
  {
    id: 'lively',
    differs: 'It asks for signs of life every second, and takes the peer for lost after other times.',
    changes: [withLinkLayer('keepAliveInterval: 1_000_000_000, keepAliveTimeout: 10 * peerDelay, keepAliveMisses: 9')]
  },
  {
    id: 'short-queue',
    differs: 'Its queue has room for 80 items.',
    changes: [withLinkLayer('queueLimit: 80')]
  },
  {
    id: 'last-qubit-first',
    differs: 'It takes the free qubit with the highest number first.',
    changes: [
      { file: MEMORY, find: '(qubit + 1 < qubits ? qubit + 1 : -1)', replace: 'qubit - 1' },
      { file: MEMORY, find: 'qubits > 0 ? 0 : -1', replace: 'qubits - 1' }
    ]
  },
  {
    id: 'other-create-ids',
    differs: 'It counts its create ids in steps of seven.',
    changes: [{ file: 'link-layer/dist/link-layer.js', find: 'this.#createId += 1;', replace: 'this.#createId += 7;' }]
  },
  {
    id: 'later-slots',
    differs: 'It proposes schedule slots that come later than they must.',
    changes: [
      {
        file: 'link-layer/dist/core.js',
        find: 'slots.slotsIn(this.configuration.roundTrip) + 1;',
        replace: 'slots.slotsIn(this.configuration.roundTrip) + 14;'
      }
    ]
  },
  {
    id: 'orders-anew',
    differs: 'A batch whose last slot would stay what it is is ordered anew when another item comes.',
    changes: [
      {
        file: 'link-layer/dist/generation.js',
        find: 'plan.item === current && plan.endSlot >= this.#endSlot',
        replace: 'plan.item === current && plan.endSlot > this.#endSlot'
      }
    ]
  },
  {
    id: 'short-batches',
    differs: 'Its batches have fewer slots than they may have.',
    changes: [
      // Where frames take many slots, batches must not be as short (PHY-170).
      { file: 'harness/dist/node-subject.js', find: "'PHY.CLOCK',", replace: '' },
      { file: SUBJECT, find: 'attemptSlots: 1,', replace: 'attemptSlots: 1,\n            batchSlots: 13,' }
    ]
  },
  {
    id: 'other-order-of-edges',
    differs:
      'What it does on one thing that happens reaches its edges in another order: its application first, then its hardware, the station and the peer.',
    changes: [
      {
        file: 'harness/dist/tested-process.js',
        find: 'return { outputs, wake: this.#running.clock.nextDue };',
        replace:
          "const stations = this.stations;\n        const rank = (one) => one.type === 'reset' ? 0 : one.type === 'answer' ? 1 : one.type === 'device' ? 2 : stations.has(one.to) ? 3 : 4;\n        return { outputs: outputs.toSorted((a, b) => rank(a) - rank(b)), wake: this.#running.clock.nextDue };"
      },
      {
        file: SUBJECT,
        find: 'const { put } = this.#processes;',
        replace:
          'const { put } = this.#processes;\n        this.#processes.stations = new Set(setting.links.map(({ station }) => station));'
      },
      // The order in which it writes things down is that of before.
      { file: SUBJECT, find: "            'NOD.CUT'\n", replace: '' }
    ]
  },
  {
    id: 'halts-before-each-train',
    differs: 'It stops its hardware before each train, whether one is under way or not.',
    changes: [
      {
        file: 'physical-layer/dist/outputs.js',
        find: 'device.execute(event.arrivalBases === null',
        replace: 'this.#halt();\n        device.execute(event.arrivalBases === null'
      }
    ]
  },
  {
    id: 'twelve-early-exchanges',
    differs: 'It compares its clock twelve times in succession when an epoch begins.',
    changes: [
      {
        file: 'physical-layer/dist/physical-layer.js',
        find: 'const EARLY_EXCHANGES = 8;',
        replace: 'const EARLY_EXCHANGES = 12;'
      }
    ]
  },
  {
    id: 'long-calibration',
    differs: 'It asks for longer maintenance windows.',
    changes: [{ file: SUBJECT, find: 'calibrationTime: 0,', replace: 'calibrationTime: 700_000,' }]
  },
  {
    id: 'keeps-releases-to-itself',
    differs: 'It does not tell its peer what its applications give back, as it should.',
    changes: [
      {
        file: 'link-layer/dist/pair/release-notices.js',
        find: "this.#core.send({ type: 'RELEASED', ...physical.header, low: this.#low, high: this.#high });",
        replace: ''
      }
    ]
  },
  {
    id: 'modest-estimates',
    differs: 'It promises less of its pairs than its hardware says, and refuses what it does not promise.',
    changes: [
      {
        file: 'harness/dist/tested-device.js',
        find: 'this.capabilities = capabilitiesOf(statement);',
        replace:
          'const links = statement.links.map((link) => ({ ...link, points: link.points.map((point) => ({ ...point, fidelity: point.fidelity - 0.07 })) }));\n        this.capabilities = capabilitiesOf({ ...statement, links });'
      }
    ]
  },
  {
    id: 'repeater-of-one-pair',
    role: 'repeater',
    differs: 'It sets one qubit aside for each circuit on each side.',
    changes: [withNetworkLayer('window: 1')]
  },
  {
    id: 'repeater-in-a-hurry',
    role: 'repeater',
    differs: 'It waits for less long for whatever it waits for, and for its neighbours.',
    changes: [
      {
        file: SUBJECT,
        find: NETWORK_LAYER,
        replace:
          'configuration: { testShare, setUpTime: 1_500_000_000, patience: 3_000_000_000, holdOff: 20_000_000 }, adjacency: { helloInterval: 300_000_000, deadInterval: 1_500_000_000, acknowledgeDelay: 1_000_000, attempts: 9 }'
      }
    ]
  },
  {
    id: 'repeater-frame-by-frame',
    role: 'repeater',
    differs:
      'It sends a neighbour one frame at a time, acknowledges each at once, and keeps none that comes before its turn.',
    changes: [
      {
        file: 'network-layer/dist/adjacency/adjacency.js',
        find: 'while (outgoing.waiting > 0 && outgoing.inFlight < WINDOW) {',
        replace: 'while (outgoing.waiting > 0 && outgoing.inFlight < 1) {'
      },
      {
        file: 'network-layer/dist/adjacency/adjacency.js',
        find: 'if (this.#owed >= ACKNOWLEDGE_AFTER)',
        replace: 'if (this.#owed >= 1)'
      },
      {
        file: 'network-layer/dist/adjacency/receive-window.js',
        find: 'if (ahead < WINDOW) {',
        replace: 'if (ahead < 0) {'
      }
    ]
  },
  {
    id: 'repeater-of-short-news',
    role: 'repeater',
    differs: 'What it advertises is valid for less long, and it says nothing new within a second.',
    changes: [
      {
        file: SUBJECT,
        find: NETWORK_LAYER,
        replace:
          'configuration: { testShare }, times: { lifetime: 100_000_000_000, refresh: 40_000_000_000, hopAge: 3_000_000 }, minimumInterval: 1_000_000_000'
      }
    ]
  },
  {
    id: 'repeater-of-high-labels',
    role: 'repeater',
    differs: 'It gives labels from the highest down.',
    changes: [
      {
        file: 'network-layer/dist/circuit/labels.js',
        find: 'const label = FIRST + this.#next;',
        replace: 'const label = 0xffff - this.#next;'
      }
    ]
  },
  {
    id: 'end-of-one-pair',
    role: 'end',
    differs: 'It sets one qubit aside for each circuit.',
    changes: [withNetworkLayer('window: 1')]
  },
  {
    id: 'end-in-a-hurry',
    role: 'end',
    differs: 'It asks about every pair at once, and waits for less long for whatever it waits for.',
    changes: [
      withNetworkLayer(
        'settleNumber: 1, settleRepeat: 300_000_000, setUpTime: 1_500_000_000, refreshInterval: 7_000_000_000, circuitLifetime: 20_000_000_000, patience: 3_000_000_000, holdOff: 20_000_000'
      )
    ]
  },
  {
    id: 'end-with-a-longer-burst',
    role: 'end',
    differs: 'More may be asked at once of its circuits with a rate.',
    changes: [withNetworkLayer('burst: 2_500_000_000')]
  },
  {
    id: 'end-of-high-labels',
    role: 'end',
    differs: 'It gives labels from the highest down.',
    changes: [
      {
        file: 'network-layer/dist/circuit/labels.js',
        find: 'const label = FIRST + this.#next;',
        replace: 'const label = 0xffff - this.#next;'
      }
    ]
  },
  {
    id: 'end-of-large-numbers',
    role: 'end',
    differs: 'Its names of requests and pairs are far apart.',
    changes: [{ file: 'network-layer/dist/core.js', find: 'this.#lastName += 1;', replace: 'this.#lastName += 1009;' }]
  },
  {
    id: 'end-that-tells-its-application-first',
    role: 'end',
    differs: 'What it does on one thing that happens reaches its application first.',
    changes: [
      {
        file: 'harness/dist/tested-process.js',
        find: 'return { outputs, wake: this.#running.clock.nextDue };',
        replace:
          "const rank = (one) => one.type === 'reset' ? 0 : one.type === 'answer' ? 1 : 2;\n        return { outputs: outputs.toSorted((a, b) => rank(a) - rank(b)), wake: this.#running.clock.nextDue };"
      }
    ]
  },
  {
    id: 'station-of-chance',
    role: 'station',
    differs: 'Its switch serves links by chance, whether they want pairs or not.',
    changes: [
      { file: 'harness/dist/station-subject.js', find: 'policy: demandWeighted', replace: 'policy: chance' },
      {
        file: 'harness/dist/station-subject.js',
        find: 'import { defaultTimers, demandWeighted, Station }',
        replace: 'import { defaultTimers, random as chance, Station }'
      },
      { file: 'harness/dist/station-subject.js', find: "'STA.SWITCH', 'STA.WISHES'", replace: "'STA.SWITCH'" }
    ]
  },
  {
    id: 'kme-with-other-timers',
    role: 'kme',
    differs: 'It repeats itself after other times, asks less often, and lets collections wait for longer.',
    changes: [
      {
        file: 'key-store/dist/entity/timers.js',
        find: `reserveInterval: 200 * MILLISECOND,
    reserveAttempts: 10,
    noteInterval: 500 * MILLISECOND,
    blockInterval: 1000 * MILLISECOND,
    patience: 3000 * MILLISECOND,`,
        replace: `reserveInterval: 450 * MILLISECOND,
    reserveAttempts: 3,
    noteInterval: 900 * MILLISECOND,
    blockInterval: 2500 * MILLISECOND,
    patience: 7000 * MILLISECOND,`
      }
    ]
  },
  {
    id: 'kme-newest-first',
    role: 'kme',
    differs: 'It reserves the newest units first, and backwards.',
    changes: [
      {
        file: 'key-store/dist/store/unit-table.js',
        find: "return this.#pool('', wanted);",
        replace: "return this.#pool('').slice(-wanted).reverse();"
      }
    ]
  },
  {
    id: 'kme-lets-nobody-wait',
    role: 'kme',
    differs: 'A collection does not wait for KEY_TAKEN, as it should.',
    changes: [
      {
        file: 'key-store/dist/entity/key-manager.js',
        find: 'if (this.#collections.size >= OPEN_COLLECTIONS)',
        replace: 'if (this.#collections.size >= 0)'
      }
    ]
  },
  {
    id: 'kme-with-other-limits',
    role: 'kme',
    differs: 'It gives fewer keys at once, of fewer sizes, for fewer slaves.',
    changes: [
      {
        file: 'key-store/dist/delivery/key-delivery.js',
        find: `maximumKeysPerRequest: 128,
    minimumKeySize: 8,
    maximumKeySize: 4096,
    maximumAdditionalSlaves: 15`,
        replace: `maximumKeysPerRequest: 5,
    minimumKeySize: 16,
    maximumKeySize: 512,
    maximumAdditionalSlaves: 1`
      }
    ]
  }
]
