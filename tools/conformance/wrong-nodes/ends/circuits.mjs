const ROOM = 'network-layer/dist'
const SIGNALLING = `${ROOM}/circuit/signalling.js`
const ADMISSION = `${ROOM}/circuit/admission.js`
const CIRCUIT = `${ROOM}/circuit/machine.js`
const OPTED_IN = `${ROOM}/circuit/opted-in.js`
const LAYER = `${ROOM}/network-layer.js`
const SUBJECT = 'harness/dist/tested-circuits.js'
const ENDS = `${ROOM}/pairs/end-pairs.js`

/** Ends of circuits: how these are set up, and end (section 6.4). @type {readonly import('../../wrong-node-source.mjs').WrongNode[]} */
export const circuits = [
  {
    id: 'end-own-position-wrong',
    role: 'end',
    wrong: 'PATH of an own circuit states the index of the next node.',
    clauses: ['NET-031'],
    changes: [
      {
        file: SIGNALLING,
        find: 'const facts = { responder, purpose, minimumFidelity, lifetime, position, hops, stages };',
        replace:
          'const facts = { responder, purpose, minimumFidelity, lifetime, position: position + 1, hops, stages };'
      }
    ]
  },
  {
    id: 'end-another-purpose',
    role: 'end',
    wrong: 'PATH states another purpose than was asked for.',
    clauses: ['HAR-064'],
    changes: [{ file: SIGNALLING, find: 'purpose: plan.purpose,', replace: 'purpose: plan.purpose + 1,' }]
  },
  {
    id: 'end-one-number',
    role: 'end',
    wrong: 'Every circuit of the node has the same number.',
    clauses: ['NET-030'],
    changes: [
      {
        file: SIGNALLING,
        find: 'do\n            this.#lastNumber = (this.#lastNumber % 0xffff_ffff) + 1;\n        while (this.#core.find(this.#core.node, this.#lastNumber) !== undefined);',
        replace: ''
      }
    ]
  },
  {
    id: 'end-opening-unsaid',
    role: 'end',
    wrong: 'Who opens a circuit is not told its number.',
    clauses: ['HAR-060'],
    changes: [
      {
        file: SUBJECT,
        find: ": { type: 'opening', ...circuit, code: 0 });",
        replace: ": { type: 'ended', ...circuit, reason: 0, node: 0 });"
      }
    ]
  },
  {
    id: 'end-unconfirmed',
    role: 'end',
    wrong: 'RESV is not answered with RESV_CONF.',
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
    id: 'end-waits-for-ever',
    role: 'end',
    wrong: 'A PATH that is not answered is waited for without end.',
    clauses: ['NET-045'],
    changes: [
      { file: CIRCUIT, find: 'setUpTime: ({ context }) => context.setUpTime', replace: 'setUpTime: () => Infinity' }
    ]
  },
  {
    id: 'end-gives-up-quietly',
    role: 'end',
    wrong: 'A circuit that is given up, or closed, at the initiator is not torn down.',
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
    id: 'end-closes-quietly',
    role: 'end',
    wrong: 'The responder closes a circuit, and nobody hears of it.',
    clauses: ['NET-046'],
    changes: [
      { file: SIGNALLING, find: "core.send(peer, { type: 'TEAR', ...HEADER, ...name, reason });", replace: ';' }
    ]
  },
  {
    id: 'end-closes-as-failure',
    role: 'end',
    wrong: 'The responder closes a circuit with CIRCUIT_ERR.',
    clauses: ['NET-046'],
    changes: [{ file: SIGNALLING, find: 'if (reason === ErrorCode.UNSPECIFIED)', replace: 'if (reason === undefined)' }]
  },
  {
    id: 'end-times-out-quietly',
    role: 'end',
    wrong: 'A responder that gives a circuit up does not say so upstream.',
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
    id: 'end-echoes-the-end',
    role: 'end',
    wrong: 'Who has said that a circuit is over is told so.',
    clauses: ['NET-046'],
    changes: [
      { file: SIGNALLING, find: "origin !== 'downstream') {", replace: 'origin !== undefined) {' },
      {
        file: SIGNALLING,
        find: "if (upstream !== undefined && origin !== 'upstream') {",
        replace: 'if (upstream !== undefined) {'
      }
    ]
  },
  {
    id: 'end-refusal-kept-back',
    role: 'end',
    wrong: 'The application does not hear that its circuit was refused.',
    clauses: ['HAR-061'],
    changes: [
      {
        file: SUBJECT,
        find: "circuitEnded: ({ initiator, circuit, reason, node }) => this.#answer({ type: 'ended', initiator, circuit, reason, node }),",
        replace: ''
      }
    ]
  },
  {
    id: 'end-no-memory-back',
    role: 'end',
    wrong: 'What was set aside for a circuit stays so when it is over.',
    clauses: ['NET-036'],
    changes: [{ file: SIGNALLING, find: 'this.admission.freeMemory(reservation.qubits);', replace: '' }]
  },
  {
    id: 'end-not-refreshed',
    role: 'end',
    wrong: 'PATH of a circuit is sent once.',
    clauses: ['NET-043'],
    changes: [
      {
        file: CIRCUIT,
        find: 'refreshInterval: ({ context }) => context.refreshInterval',
        replace: 'refreshInterval: () => Infinity'
      }
    ]
  },
  {
    id: 'end-unknown-resv-ignored',
    role: 'end',
    wrong: 'A RESV of no circuit is not answered.',
    clauses: ['NET-115'],
    changes: [
      {
        file: SIGNALLING,
        find: "return core.send(peer, { type: 'TEAR', ...HEADER, initiator, circuit: number, reason: ErrorCode.OTHER });",
        replace: 'return;'
      }
    ]
  },
  {
    id: 'end-purpose-unchecked',
    role: 'end',
    wrong: 'Circuits of any purpose are accepted.',
    clauses: ['NET-033'],
    changes: [
      {
        file: SIGNALLING,
        find: '!this.#accepts(frame.purpose, frame.initiator)',
        replace: 'this.#accepts === undefined'
      }
    ]
  },
  {
    id: 'end-initiator-unchecked',
    role: 'end',
    wrong: 'Circuits of an accepted purpose are accepted from everybody.',
    clauses: ['NET-154'],
    changes: [
      {
        file: OPTED_IN,
        find: 'return nodes !== undefined && (nodes.has(undefined) || nodes.has(from));',
        replace: 'return nodes !== undefined;'
      }
    ]
  },
  {
    id: 'end-refused-otherwise',
    role: 'end',
    wrong: 'A purpose that nobody accepts is refused with NORES.',
    clauses: ['NET-033'],
    changes: [
      { file: SIGNALLING, find: 'return refuse(ErrorCode.REJECTED);', replace: 'return refuse(ErrorCode.NORES);' }
    ]
  },
  {
    id: 'end-refuses-quietly',
    role: 'end',
    wrong: 'A PATH that is refused is not answered.',
    clauses: ['NET-038', 'NET-032', 'NET-033', 'NET-036'],
    changes: [
      {
        file: SIGNALLING,
        find: "core.send(peer, { type: 'CIRCUIT_ERR', ...HEADER, initiator, circuit, node: core.node, reason: code });",
        replace: ''
      }
    ]
  },
  {
    id: 'end-refuses-for-another',
    role: 'end',
    wrong: 'A PATH that is refused is said to be refused by its initiator.',
    clauses: ['NET-038'],
    changes: [
      { file: SIGNALLING, find: 'node: core.node, reason: code });', replace: 'node: initiator, reason: code });' }
    ]
  },
  {
    id: 'end-any-receiver',
    role: 'end',
    wrong: 'A PATH is taken that is for another node.',
    clauses: ['NET-032'],
    changes: [
      {
        file: SIGNALLING,
        find: 'return (hops[position]?.node ?? responder) === this.#core.node && routeFault(frame) === undefined;',
        replace: 'return routeFault(frame) === undefined;'
      }
    ]
  },
  {
    id: 'end-no-limit-of-memory',
    role: 'end',
    wrong: 'Circuits are accepted for which there are no qubits.',
    clauses: ['NET-036'],
    changes: [
      { file: ADMISSION, find: 'if (left < 0)', replace: 'if (left < -1000)' },
      {
        file: ADMISSION,
        find: 'Math.floor(left / needs.length)',
        replace: 'Math.max(0, Math.floor(left / needs.length))'
      }
    ]
  },
  {
    id: 'end-distils',
    role: 'end',
    wrong: 'Hardware that cannot distil is promised for it.',
    clauses: ['NET-201'],
    changes: [
      { file: SIGNALLING, find: 'return this.#core.options.capabilities.distillation;', replace: 'return true;' }
    ]
  },
  {
    id: 'end-one-label',
    role: 'end',
    wrong: 'Every circuit that comes has the same label.',
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
    id: 'end-too-much-room',
    role: 'end',
    wrong: 'RESV promises more room than there is.',
    clauses: ['NET-042'],
    changes: [
      {
        file: SIGNALLING,
        find: '...circuit.name, label, window: side.window',
        replace: '...circuit.name, label, window: 99'
      }
    ]
  },
  {
    id: 'end-open-before-confirmed',
    role: 'end',
    wrong: 'A circuit is open at the responder before RESV_CONF has come.',
    clauses: ['HAR-061'],
    changes: [
      {
        file: CIRCUIT,
        find: "{ target: 'reserved', actions: actions.emit({ type: 'reserved' }) }",
        replace: "{ target: 'open', actions: [actions.emit({ type: 'reserved' }), opened] }"
      }
    ]
  },
  {
    id: 'end-outlives-its-path',
    role: 'end',
    wrong: 'A circuit of which no PATH comes stands for ever.',
    clauses: ['NET-044'],
    changes: [
      { file: CIRCUIT, find: 'lifetime: ({ context }) => context.lifetime', replace: 'lifetime: () => Infinity' }
    ]
  },
  {
    id: 'end-lifetime-from-the-first',
    role: 'end',
    wrong: 'PATHs that follow do not keep a circuit up.',
    clauses: ['NET-044'],
    changes: [{ file: CIRCUIT, find: "REFRESHED: { target: 'open', reenter: true },", replace: 'REFRESHED: {},' }]
  },
  {
    id: 'end-session-survived',
    role: 'end',
    wrong: 'A circuit goes on when the session of its neighbour has ended.',
    clauses: ['NET-047'],
    changes: [{ file: SIGNALLING, find: 'this.#core.end(circuit, ErrorCode.OTHER, origin);', replace: ';' }]
  },
  {
    id: 'end-error-from-anywhere',
    role: 'end',
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
    id: 'end-closes-any',
    role: 'end',
    wrong: 'A wish to close a circuit that there is not closes another.',
    clauses: ['HAR-065'],
    changes: [
      {
        file: LAYER,
        find: "const found = this.#parts.core.find(initiator, circuit);\n        if (found !== undefined)\n            this.#parts.core.end(found, ErrorCode.UNSPECIFIED, 'here');",
        replace:
          "const found = [...this.#parts.core.circuits.values()][0];\n        if (found !== undefined)\n            this.#parts.core.end(found, ErrorCode.UNSPECIFIED, 'here');"
      }
    ]
  },
  {
    id: 'end-keeps-pairs-of-circuits',
    role: 'end',
    wrong: 'Pairs that wait for their TRACK when a circuit ends keep their qubits.',
    clauses: ['NET-049', 'LNK-098'],
    changes: [
      {
        file: ENDS,
        find: 'if (held.end !== undefined && !held.end.delivered)\n                    this.voidPair(held.end);',
        replace: ';'
      }
    ]
  },
  {
    id: 'end-blind-to-proof',
    role: 'end',
    wrong: 'A session is not ended when the neighbour proves that it has begun anew.',
    clauses: ['NET-006'],
    changes: [
      {
        file: `${ROOM}/adjacency/adjacency.js`,
        find: 'if (peerSession !== 0 && peerSession === this.#nextSession) {',
        replace: 'if (peerSession !== 0 && peerSession === -1) {'
      }
    ]
  },
  {
    id: 'end-says-it-later',
    role: 'end',
    wrong: 'What could not be said to a neighbour that was not up is said in its next session.',
    clauses: ['NET-016'],
    changes: [
      {
        file: SIGNALLING,
        find: 'this.#core.end(circuit, ErrorCode.OTHER, origin);',
        replace: "this.#core.end(circuit, ErrorCode.OTHER, 'here');"
      },
      {
        file: `${ROOM}/adjacency/adjacency.js`,
        find: "if (this.#state !== 'up')\n            return false;\n        const outgoing",
        replace:
          "if (this.#state !== 'up') {\n            (this.unsaid ??= []).push(frame);\n            return false;\n        }\n        const outgoing"
      },
      {
        file: `${ROOM}/adjacency/adjacency.js`,
        find: 'this.#core.listener.up(this.peer);',
        replace:
          'this.#core.listener.up(this.peer);\n        for (const one of (this.unsaid ?? []).splice(0))\n            this.send(one);'
      }
    ]
  }
]
