const ADJACENCY = 'network-layer/dist/adjacency/adjacency.js'
const DATABASE = 'network-layer/dist/routing/link-state-database.js'
const JUDGEMENT = 'network-layer/dist/routing/judgement.js'
const LAYER = 'link-layer/dist/link-layer.js'
const NODE = 'node/dist/node.js'
const PARTS = 'network-layer/dist/parts.js'
const RECORDS = 'node/dist/recovery/node-records.js'
const RECOVERY = 'link-layer/dist/records/recovery.js'
const ROUTING = 'network-layer/dist/routing/routing.js'

/** Inner nodes whose process is killed, and what the next one does (sections 6.2, 6.3, 3.10 and 11.5). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const killedRepeaters = [
  {
    id: 'repeater-sessions-again',
    role: 'repeater',
    wrong: 'Every process has the same sessions with its neighbours.',
    clauses: ['NET-001'],
    changes: [
      {
        file: ADJACENCY,
        find: 'const session = this.#core.random() >>> 0;',
        replace: 'const session = this.#session === 4711 ? 4712 : 4711;'
      }
    ]
  },
  {
    id: 'repeater-hears-former-session',
    role: 'repeater',
    wrong: 'What a neighbour has said to an earlier process is taken as the beginning of a session.',
    clauses: ['NET-003'],
    changes: [
      {
        file: ADJACENCY,
        find: 'if (peerSession === this.#session) {',
        replace: "if (peerSession === this.#session || (this.#state === 'seeking' && peerSession !== 0)) {"
      }
    ]
  },
  {
    id: 'repeater-says-again',
    role: 'repeater',
    wrong: 'A process says to each neighbour once more what an earlier one has said last of a circuit.',
    clauses: ['NET-016'],
    changes: [
      {
        file: PARTS,
        find: 'const RATE_TOLERANCE = 0.1;',
        replace: 'const RATE_TOLERANCE = 0.1;\nconst KEPT = new Map();'
      },
      {
        file: PARTS,
        find: 'const { node, clock, runner, random, ignored, listener } = options;',
        replace:
          'const { node, clock, runner, random, ignored, listener } = options; if (clock.now() === 0) KEPT.clear();'
      },
      {
        file: PARTS,
        find: 'send: options.transmit,',
        replace:
          "send: (peer, frame) => { if ('initiator' in frame) KEPT.set(peer, { ...frame }); options.transmit(peer, frame); },"
      },
      {
        file: PARTS,
        find: 'up: (peer) => this.routing.neighbourUp(peer),',
        replace:
          'up: (peer) => { this.routing.neighbourUp(peer); if (KEPT.has(peer)) this.neighbours.send(peer, { ...KEPT.get(peer) }); },'
      }
    ]
  },
  {
    id: 'repeater-not-reset',
    role: 'repeater',
    wrong: 'Qubits are initialised by the first process alone.',
    clauses: ['LNK-097'],
    changes: [
      {
        file: NODE,
        find: '\n        device.reset();',
        replace: '\n        if ([...(options.journal?.store.read() ?? [])].length === 0) device.reset();'
      }
    ]
  },
  {
    id: 'repeater-same-incarnation',
    role: 'repeater',
    wrong: 'A process that finds records has the incarnation of all that do.',
    clauses: ['PHY-002'],
    changes: [
      {
        file: NODE,
        find: 'this.#incarnation = Math.max(1, this.#incarnations.bits32());',
        replace: 'this.#incarnation = this.#records === undefined ? Math.max(1, this.#incarnations.bits32()) : 4711;'
      }
    ]
  },
  {
    id: 'repeater-qubit-of-former-process',
    role: 'repeater',
    wrong: 'A process that finds records leaves a qubit to the one before.',
    clauses: ['LNK-098'],
    changes: [
      {
        file: NODE,
        find: 'this.#incarnation = Math.max(1, this.#incarnations.bits32());',
        replace:
          "this.#incarnation = Math.max(1, this.#incarnations.bits32()); if (left !== undefined && left.links.size > 0) this.#memory.allocate('former');"
      }
    ]
  },
  {
    id: 'repeater-last-epoch-forgotten',
    role: 'repeater',
    wrong: 'The last epoch of a link is not known to a later process.',
    clauses: ['PHY-029', 'RES-005'],
    changes: [{ file: NODE, find: 'lastEpoch: journal?.epoch ?? 0', replace: 'lastEpoch: 0' }]
  },
  {
    id: 'repeater-last-epoch-not-expired',
    role: 'repeater',
    wrong: 'The peers are not told from where on the epochs of a process that was killed are void.',
    clauses: ['LNK-094'],
    changes: [{ file: RECOVERY, find: '[...state.former, { epoch: live, low }]', replace: 'state.former' }]
  },
  {
    id: 'repeater-epochs-of-two-processes-ago',
    role: 'repeater',
    wrong:
      'What a peer has not acknowledged of a former epoch is known to the next process, and not to the one after that.',
    clauses: ['LNK-095', 'LNK-094'],
    changes: [{ file: RECOVERY, find: 'live === 0 ? state.former', replace: 'live === 0 ? []' }]
  },
  {
    id: 'repeater-create-ids-again',
    role: 'repeater',
    wrong: 'A later process gives create ids from the first on again.',
    clauses: ['RES-005', 'RES-001'],
    changes: [{ file: LAYER, find: 'this.#createId = journal?.createId ?? 0;', replace: 'this.#createId = 0;' }]
  },
  {
    id: 'repeater-add-before-commit',
    role: 'repeater',
    wrong: 'ADD leaves before the request is written down.',
    clauses: ['RES-001', 'RES-005'],
    changes: [{ file: RECORDS, find: "'ADD',", replace: '' }]
  },
  {
    id: 'repeater-behind-itself',
    role: 'repeater',
    wrong: 'What an earlier process has advertised is left to stand.',
    clauses: ['NET-024'],
    changes: [
      {
        file: ROUTING,
        find: 'advertisement.origin === self && compareAdvertisements',
        replace: 'advertisement.origin === -1 && compareAdvertisements'
      },
      {
        file: JUDGEMENT,
        find: "if (order > 0)\n            return { kind: 'supersede'",
        replace: "if (order > 1)\n            return { kind: 'supersede'"
      }
    ]
  },
  {
    id: 'repeater-greets-nobody',
    role: 'repeater',
    wrong: 'A new session does not begin with what is known of the network.',
    clauses: ['NET-027'],
    changes: [
      {
        file: ROUTING,
        find: 'for (const greeting of this.#database.greet(peer, now))',
        replace: 'for (const greeting of [])'
      }
    ]
  },
  {
    id: 'repeater-advertisement-kept',
    role: 'repeater',
    wrong: 'What a neighbour advertises does not go on.',
    clauses: ['NET-021'],
    changes: [
      {
        file: DATABASE,
        find: 'return { judgement, send: sending(stored, times, now, { except: from }) };',
        replace: 'return { judgement, send: [] };'
      }
    ]
  },
  {
    id: 'repeater-routes-nothing',
    role: 'repeater',
    wrong: 'Questions about pairs to other nodes are dropped.',
    clauses: ['NET-028'],
    changes: [{ file: PARTS, find: 'if (frame.hopLimit === 0)', replace: 'if (frame.hopLimit < 255)' }]
  },
  {
    id: 'repeater-hops-uncounted',
    role: 'repeater',
    wrong: 'The hop limit of a routed frame stays as it is.',
    clauses: ['NET-029'],
    changes: [{ file: PARTS, find: 'hopLimit: frame.hopLimit - 1', replace: 'hopLimit: frame.hopLimit' }]
  }
]
