const ROOM = 'network-layer/dist'
const SIGNALLING = `${ROOM}/circuit/signalling.js`
const ADMISSION = `${ROOM}/circuit/admission.js`
const CIRCUIT = `${ROOM}/circuit/machine.js`
const INNER = `${ROOM}/pairs/inner-pairs.js`
const JUNCTION = `${ROOM}/pairs/junction-machine.js`

/** Inner nodes of circuits (sections 6.4 and 6.7). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const repeaters = [
  {
    id: 'repeater-own-position-missing',
    role: 'repeater',
    wrong: 'PATH goes on with the index of the node before.',
    clauses: ['NET-031'],
    changes: [
      {
        file: SIGNALLING,
        find: 'const facts = { responder, purpose, minimumFidelity, lifetime, position, hops, stages };',
        replace:
          'const facts = { responder, purpose, minimumFidelity, lifetime, position: position - 1, hops, stages };'
      }
    ]
  },
  {
    id: 'repeater-wrong-way-rejected',
    role: 'repeater',
    wrong: 'A PATH with a wrong way is refused with REJECTED.',
    clauses: ['NET-032'],
    changes: [
      { file: SIGNALLING, find: 'return refuse(ErrorCode.CREATE);', replace: 'return refuse(ErrorCode.REJECTED);' }
    ]
  },
  {
    id: 'repeater-cannot-swap',
    role: 'repeater',
    wrong: 'A PATH is accepted by hardware that cannot swap.',
    clauses: ['NET-034'],
    changes: [
      {
        file: SIGNALLING,
        find: '!core.options.capabilities.swapping',
        replace: 'core.options.capabilities.swapping === undefined'
      }
    ]
  },
  {
    id: 'repeater-too-much-for-now',
    role: 'repeater',
    wrong: 'A rate beyond what the link can ever give is refused as one that is promised to others.',
    clauses: ['NET-035'],
    changes: [
      {
        file: ADMISSION,
        find: 'if (share > 1)\n            return new Refused(ErrorCode.UNSUPP);',
        replace: 'if (share > 1)\n            return new Refused(ErrorCode.NORES);'
      }
    ]
  },
  {
    id: 'repeater-one-label',
    role: 'repeater',
    wrong: 'Every circuit over a link has the same label.',
    clauses: ['NET-039'],
    changes: [
      {
        file: SIGNALLING,
        find: 'side.label = label;\n        side.port.accept(label);',
        replace: 'side.label = 0x8000;\n        side.port.accept(label);'
      },
      {
        file: SIGNALLING,
        find: '...circuit.name, label, window: side.window',
        replace: '...circuit.name, label: 0x8000, window: side.window'
      }
    ]
  },
  {
    id: 'repeater-promises-before-it-may',
    role: 'repeater',
    wrong: 'RESV goes upstream with PATH.',
    clauses: ['NET-040'],
    changes: [
      {
        file: SIGNALLING,
        find: 'this.#sendPath(circuit);\n        else\n            core.tables',
        replace: 'this.#sendPath(circuit);\n        core.tables'
      }
    ]
  },
  {
    id: 'repeater-unconfirmed',
    role: 'repeater',
    wrong: 'RESV_CONF does not go on.',
    clauses: ['NET-041'],
    changes: [
      {
        file: SIGNALLING,
        find: "this.#core.send(downstream.port.peer, { type: 'RESV_CONF', ...HEADER, ...circuit.name });",
        replace: 'return;'
      }
    ]
  },
  {
    id: 'repeater-waits-for-ever',
    role: 'repeater',
    wrong: 'A PATH that is not answered is waited for without end.',
    clauses: ['NET-045'],
    changes: [
      { file: CIRCUIT, find: 'setUpTime: ({ context }) => context.setUpTime', replace: 'setUpTime: () => Infinity' }
    ]
  },
  {
    id: 'repeater-no-teardown-downstream',
    role: 'repeater',
    wrong: 'The end of a circuit does not go on downstream.',
    clauses: ['NET-046'],
    changes: [
      {
        file: SIGNALLING,
        find: "core.send(downstream.port.peer, { type: 'TEAR', ...HEADER, ...name, reason });",
        replace: ''
      }
    ]
  },
  {
    id: 'repeater-no-teardown-upstream',
    role: 'repeater',
    wrong: 'That a circuit has failed does not go on upstream.',
    clauses: ['NET-046'],
    changes: [
      {
        file: SIGNALLING,
        find: "core.send(peer, { type: 'CIRCUIT_ERR', ...HEADER, ...name, node, reason });",
        replace: 'peer;'
      }
    ]
  },
  {
    id: 'repeater-takes-the-blame',
    role: 'repeater',
    wrong: 'A failure from downstream goes on as one of the node itself.',
    clauses: ['NET-046'],
    recorded:
      'End what is reserved downstream for a circuit that is not known, and name the node that gave a circuit up',
    changes: [{ file: SIGNALLING, find: '...name, node, reason });', replace: '...name, node: core.node, reason });' }]
  },
  {
    id: 'repeater-error-from-anywhere',
    role: 'repeater',
    wrong: 'CIRCUIT_ERR from upstream ends a circuit.',
    clauses: ['NET-048'],
    changes: [
      {
        file: SIGNALLING,
        find: "if (frame.type === 'CIRCUIT_ERR' && origin === 'upstream')",
        replace: "if (frame.type === 'CIRCUIT_ERR' && origin === undefined)"
      }
    ]
  },
  {
    id: 'repeater-unknown-resv-ignored',
    role: 'repeater',
    wrong: 'A RESV of no circuit is not answered.',
    clauses: ['NET-115'],
    recorded:
      'End what is reserved downstream for a circuit that is not known, and name the node that gave a circuit up',
    changes: [
      {
        file: SIGNALLING,
        find: "return core.send(peer, { type: 'TEAR', ...HEADER, initiator, circuit: number, reason: ErrorCode.OTHER });",
        replace: 'return;'
      }
    ]
  },
  {
    id: 'repeater-newest-first',
    role: 'repeater',
    wrong: 'The newest half of the upstream side is swapped first.',
    clauses: ['NET-060'],
    changes: [{ file: INNER, find: 'upstream.waiting.shift()', replace: 'upstream.waiting.pop()' }]
  },
  {
    id: 'repeater-mixes-circuits',
    role: 'repeater',
    wrong: 'A half is swapped with one of another circuit.',
    clauses: ['NET-060'],
    changes: [
      {
        file: INNER,
        find: '#join({ upstream, downstream, rank }) {',
        replace:
          '#join({ upstream, downstream, rank }) {\n        for (const other of this.#core.circuits.values()) {\n            if (other.downstream?.waiting.length > 0) downstream = other.downstream;\n            if (other.upstream?.waiting.length > 0) upstream = other.upstream;\n        }'
      }
    ]
  },
  {
    id: 'repeater-no-cutoff',
    role: 'repeater',
    wrong: 'A half waits for a swap for ever.',
    clauses: ['NET-061'],
    changes: [{ file: INNER, find: 'return cutoff === 0 ? Infinity : cutoff;', replace: 'return Infinity;' }]
  },
  {
    id: 'repeater-void-unsaid',
    role: 'repeater',
    wrong: 'The neighbour of a half that is void is not told.',
    clauses: ['NET-062'],
    changes: [{ file: INNER, find: "if (origin === 'here')", replace: 'if (origin === undefined)' }]
  },
  {
    id: 'repeater-void-echoed',
    role: 'repeater',
    wrong: 'The neighbour that has said that a half is void is told so.',
    clauses: ['NET-062'],
    changes: [{ file: INNER, find: "if (origin === 'here')", replace: 'if (origin !== undefined)' }]
  },
  {
    id: 'repeater-track-before-outcome',
    role: 'repeater',
    wrong: 'TRACK goes on when the swap begins.',
    clauses: ['NET-065', 'NET-067'],
    changes: [
      {
        file: JUNCTION,
        find: "entry: say('swap'),",
        replace:
          "entry: actions.emit(({ context }) => ({ type: context.fromUpstream ? 'passDown' : 'swap', junction: context.junction })),\n            exit: [],"
      },
      {
        file: INNER,
        find: 'this.#core.tables.junction.open(junction.id, {',
        replace:
          'if (a.track !== undefined) this.swap(junction.id);\n        this.#core.tables.junction.open(junction.id, {'
      }
    ]
  },
  {
    id: 'repeater-other-pair',
    role: 'repeater',
    wrong: 'TRACK goes on for the pair on which it came.',
    clauses: ['NET-066'],
    changes: [
      {
        file: INNER,
        find: 'epoch: to.epoch,\n            sequence: to.sequence,',
        replace: 'epoch: from.epoch,\n            sequence: from.sequence,'
      }
    ]
  },
  {
    id: 'repeater-own-origin',
    role: 'repeater',
    wrong: 'TRACK goes on with the pair of the next link as its origin.',
    clauses: ['NET-066'],
    changes: [{ file: INNER, find: 'originSequence: frame.originSequence', replace: 'originSequence: to.sequence' }]
  },
  {
    id: 'repeater-request-lost',
    role: 'repeater',
    wrong: 'TRACK goes on without its request.',
    clauses: ['NET-066'],
    changes: [{ file: INNER, find: 'request: frame.request', replace: 'request: 0' }]
  },
  {
    id: 'repeater-forgets-outcome',
    role: 'repeater',
    wrong: 'The Bell state of TRACK leaves out what the swap found.',
    clauses: ['NET-067'],
    changes: [
      {
        file: INNER,
        find: 'frame.bellIndex ^ junction.outcome ^ to.bellIndex',
        replace: 'frame.bellIndex ^ to.bellIndex'
      }
    ]
  },
  {
    id: 'repeater-forgets-next-pair',
    role: 'repeater',
    wrong: 'The Bell state of TRACK leaves out that of the next pair.',
    clauses: ['NET-067'],
    changes: [
      {
        file: INNER,
        find: 'frame.bellIndex ^ junction.outcome ^ to.bellIndex',
        replace: 'frame.bellIndex ^ junction.outcome'
      }
    ]
  },
  {
    id: 'repeater-track-twice',
    role: 'repeater',
    wrong: 'A second TRACK for a pair goes on, too.',
    clauses: ['NET-068'],
    changes: [
      {
        file: INNER,
        find: 'if (half.track !== undefined || (fromUpstream ? junction?.fromUpstream : junction?.fromDownstream) !== undefined) {',
        replace: 'if (half === undefined) {'
      },
      {
        file: JUNCTION,
        find: "TRACK_UP: { target: 'over', actions: [say('passUp'), settled] },",
        replace:
          "TRACK_DOWN: { actions: say('passDown') },\n                TRACK_UP: { target: 'over', actions: [say('passUp'), settled] },"
      }
    ]
  },
  {
    id: 'repeater-void-forgotten',
    role: 'repeater',
    wrong: 'That one pair of a swap is void is not said on the other side.',
    clauses: ['NET-070'],
    changes: [{ file: INNER, find: 'if (side.direction !== origin)', replace: 'if (origin === undefined)' }]
  },
  {
    id: 'repeater-void-told-back',
    role: 'repeater',
    wrong: 'That one pair of a swap is void is said on both sides.',
    clauses: ['NET-070'],
    changes: [{ file: INNER, find: 'if (side.direction !== origin)', replace: 'if (origin !== undefined)' }]
  },
  {
    id: 'repeater-promises-memory',
    role: 'repeater',
    wrong: 'RESV says that there is room for more pairs than the node has qubits.',
    clauses: ['NET-042'],
    changes: [{ file: SIGNALLING, find: 'label, window: side.window }', replace: 'label, window: side.window + 9 }' }]
  },
  {
    id: 'repeater-refuses-for-another',
    role: 'repeater',
    wrong: 'CIRCUIT_ERR of a refused PATH names the node that it goes to.',
    clauses: ['NET-038'],
    changes: [
      {
        file: SIGNALLING,
        find: 'circuit, node: core.node, reason: code }',
        replace: 'circuit, node: peer, reason: code }'
      }
    ]
  },
  {
    id: 'repeater-keeps-forward',
    role: 'repeater',
    wrong: 'FORWARD is not passed on.',
    clauses: ['NET-050'],
    changes: [
      {
        file: `${ROOM}/request/requests.js`,
        find: 'this.#forward(circuit, frame);\n        this.#supply.pump(circuit);',
        replace: 'this.#supply.pump(circuit);'
      }
    ]
  },
  {
    id: 'repeater-asks-for-nobody',
    role: 'repeater',
    wrong: 'The link is asked for pairs as soon as the circuit stands.',
    clauses: ['NET-051'],
    changes: [
      {
        file: `${ROOM}/pairs/supply.js`,
        find: '|| !this.#needed(circuit))',
        replace: '|| this.#needed === undefined)'
      }
    ]
  },
  {
    id: 'repeater-asks-for-turned-pairs',
    role: 'repeater',
    wrong: 'The link is asked for pairs that are turned into Φ+.',
    clauses: ['NET-063'],
    changes: [
      {
        file: `${ROOM}/pairs/supply.js`,
        find: 'raw: true,\n            paced',
        replace: 'raw: false,\n            paced'
      }
    ]
  },
  {
    id: 'repeater-forgets-swaps',
    role: 'repeater',
    wrong: 'The oldest swap record is forgotten when there are three.',
    clauses: ['NET-071'],
    changes: [
      {
        file: `${ROOM}/pairs/inner-pairs.js`,
        find: '    spent(id) {',
        replace:
          '    spent(id) {\n        if (this.#junctions.size > 2)\n            this.settled(this.#junctions.keys().next().value);'
      }
    ]
  }
]
