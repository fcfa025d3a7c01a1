/** How circuits that go by a node live, and what is left of them (sections 6.4 and 6.7). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const circuits = [
  {
    id: 'repeater-refresh-not-passed-on',
    role: 'repeater',
    wrong: 'PATH of a circuit that stands is not passed on again.',
    clauses: ['NET-043'],
    changes: [
      {
        file: 'network-layer/dist/circuit/signalling.js',
        find: 'if (known.downstream !== undefined)\n                this.#sendPath(known);',
        replace: ''
      }
    ]
  },
  {
    id: 'repeater-lives-for-ever',
    role: 'repeater',
    wrong: 'A circuit that is not refreshed stands.',
    clauses: ['NET-044', 'NET-046'],
    changes: [
      {
        file: 'network-layer/dist/circuit/machine.js',
        find: "open: {\n            after: { lifetime: { target: 'over', actions: timedOut } },",
        replace: 'open: {'
      }
    ]
  },
  {
    id: 'repeater-keeps-memory',
    role: 'repeater',
    wrong: 'What a circuit had set aside is not free when it is over.',
    clauses: ['NET-036'],
    changes: [
      {
        file: 'network-layer/dist/circuit/signalling.js',
        find: 'this.admission.freeMemory(reservation.qubits);',
        replace: ''
      }
    ]
  },
  {
    id: 'repeater-void-in-swap-unsaid',
    role: 'repeater',
    wrong: 'That a pair is void while it is swapped is not said on the other side.',
    clauses: ['NET-070'],
    changes: [
      {
        file: 'network-layer/dist/pairs/junction-machine.js',
        find: "VOID: { target: 'spoiled', actions: voided }",
        replace: "VOID: { target: 'spoiled' }"
      }
    ]
  },
  {
    id: 'repeater-early-void-lost',
    role: 'repeater',
    wrong: 'That a pair is void which the node does not have yet is not kept.',
    clauses: ['NET-075'],
    changes: [
      {
        file: 'network-layer/dist/pairs/inner-pairs.js',
        find: 'this.#foretellings.void(side, epoch, sequence);',
        replace: ';'
      }
    ]
  },
  {
    id: 'repeater-early-track-lost',
    role: 'repeater',
    wrong: 'A TRACK for a pair which the node does not have yet is not kept.',
    clauses: ['NET-075'],
    changes: [
      {
        file: 'network-layer/dist/pairs/inner-pairs.js',
        find: 'return this.#foretellings.track(side, frame);',
        replace: 'return;'
      }
    ]
  },
  {
    id: 'repeater-track-upstream-lost',
    role: 'repeater',
    wrong: 'A TRACK from downstream that comes before the one from upstream does not go on.',
    clauses: ['NET-066'],
    changes: [
      {
        file: 'network-layer/dist/pairs/junction-machine.js',
        find: "TRACK_UP: { target: 'passedUp', actions: say('passUp') },",
        replace: "TRACK_UP: { target: 'passedUp' },"
      }
    ]
  },
  {
    id: 'repeater-track-while-swapping-lost',
    role: 'repeater',
    wrong: 'A TRACK from downstream that comes while the hardware swaps does not go on.',
    clauses: ['NET-066'],
    changes: [
      {
        file: 'network-layer/dist/pairs/junction-machine.js',
        find: 'TRACK_UP: { actions: actions.assign({ fromDownstream: true }) },',
        replace: 'TRACK_UP: {},'
      }
    ]
  },
  {
    id: 'repeater-waiting-track-lost',
    role: 'repeater',
    wrong: 'A TRACK from downstream for a half that waits does not go on.',
    clauses: ['NET-066'],
    changes: [
      {
        file: 'network-layer/dist/pairs/inner-pairs.js',
        find: 'fromDownstream: b.track !== undefined',
        replace: 'fromDownstream: false'
      }
    ]
  },
  {
    id: 'repeater-room-after-swaps-unsaid',
    role: 'repeater',
    wrong: 'That there is room again after a swap is not said upstream.',
    clauses: ['NET-112'],
    changes: [
      { file: 'network-layer/dist/pairs/inner-pairs.js', find: 'this.#supply.freed(upstream.side);', replace: '' }
    ]
  },
  {
    id: 'repeater-room-after-void-unsaid',
    role: 'repeater',
    wrong: 'That there is room again when a half is void is not said upstream.',
    clauses: ['NET-112'],
    changes: [
      {
        file: 'network-layer/dist/pairs/inner-pairs.js',
        find: 'this.#core.pairExpire(side, half.epoch, half.sequence);\n        this.#core.freeQubit(side, half.qubit);\n        this.#supply.freed(side);',
        replace:
          'this.#core.pairExpire(side, half.epoch, half.sequence);\n        this.#core.freeQubit(side, half.qubit);'
      }
    ]
  },
  {
    id: 'repeater-sets-up-what-is-over',
    role: 'repeater',
    wrong: 'A PATH that crossed the end of its circuit sets it up again.',
    clauses: ['NET-224'],
    changes: [
      {
        file: 'network-layer/dist/circuit/signalling.js',
        find: 'if (this.#over.has(keyOf(frame)))',
        replace: 'if (this.#over === undefined)'
      }
    ]
  },
  {
    id: 'repeater-calls-for-nothing',
    role: 'repeater',
    wrong: 'Which pairs are called for is not said before ends are found to differ.',
    clauses: ['LNK-131'],
    changes: [
      {
        file: 'link-layer/dist/queue/paced-calls.js',
        find: 'called(item, more);\n        this.#core.send(more);',
        replace: 'called(item, more);'
      }
    ]
  },
  {
    id: 'repeater-calls-once',
    role: 'repeater',
    wrong: 'Which pairs are called for is not said again where the peer has attempted nothing.',
    clauses: ['LNK-134'],
    changes: [{ file: 'link-layer/dist/generation.js', find: 'this.#queue.calls.again();', replace: '' }]
  },
  {
    id: 'repeater-keeps-halves',
    role: 'repeater',
    wrong: 'A half of a circuit that is over keeps its qubit.',
    clauses: ['NET-049'],
    changes: [
      {
        file: 'network-layer/dist/pairs/inner-pairs.js',
        find: 'this.#core.tables.half.tell(half.id, VOID);\n                    this.#core.freeQubit(side, half.qubit);',
        replace: 'this.#core.tables.half.tell(half.id, VOID);'
      }
    ]
  },
  {
    id: 'repeater-without-epoch',
    role: 'repeater',
    wrong: 'A circuit that comes over a link without an epoch is not refused.',
    clauses: ['NET-037'],
    changes: [
      {
        file: 'network-layer/dist/circuit/signalling.js',
        find: 'if (up?.up === false)',
        replace: 'if (up?.up === undefined && up !== undefined)'
      },
      { file: 'network-layer/dist/circuit/admission.js', find: 'if (!port.up)', replace: 'if (port.up === undefined)' }
    ]
  },
  {
    id: 'repeater-without-session',
    role: 'repeater',
    wrong: 'A PATH to a neighbour with which there is no session is not refused.',
    clauses: ['NET-223'],
    changes: [
      {
        file: 'network-layer/dist/circuit/signalling.js',
        find: 'down !== undefined && !this.#core.reaches(down.peer)',
        replace: 'down === null'
      }
    ]
  },
  {
    id: 'repeater-patient-with-silence',
    role: 'repeater',
    wrong: 'A session in which nothing comes does not end.',
    clauses: ['NET-015'],
    changes: [
      {
        file: 'network-layer/dist/adjacency/machine.js',
        find: 'context.misses + 1 < context.maximumMisses',
        replace: 'true'
      }
    ]
  }
]
