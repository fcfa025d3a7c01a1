const HERALDING = 'physical-layer/dist/station/heralding'
const MACHINE = `${HERALDING}/machine.js`
const BATCHES = `${HERALDING}/batches.js`
const REPLIES = `${HERALDING}/replies.js`
const REGISTRATION = 'physical-layer/dist/station/registration/machine.js'
const STATION = 'physical-layer/dist/station/station.js'

/** Heralding stations (section 2.7). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const stations = [
  {
    id: 'station-says-present-epoch-over',
    role: 'station',
    wrong: 'A GEN of a former process, or an early HELLO, is told that the present epoch is over.',
    clauses: ['PHY-093', 'PHY-094'],
    changes: [
      {
        file: REGISTRATION,
        find: "epoch: over === 'present' ? context.epoch : Math.max(0, context.epoch - 1)",
        replace: 'epoch: context.epoch'
      }
    ]
  },
  {
    id: 'station-greets-at-one-pace',
    role: 'station',
    wrong: 'HELLO comes again after the same time each time.',
    clauses: ['PHY-090'],
    changes: [
      {
        file: REGISTRATION,
        find: 'Math.min(2 * context.interval, context.maximumInterval)',
        replace: 'context.interval'
      }
    ]
  },
  {
    id: 'station-same-incarnation',
    role: 'station',
    wrong: 'When its hardware has restarted, the station has the incarnation that it had.',
    clauses: ['PHY-002', 'DEV-084'],
    changes: [
      {
        file: STATION,
        find: 'this.#incarnation = this.#options.incarnation();',
        replace: 'this.#incarnation ||= this.#options.incarnation();'
      }
    ]
  },
  {
    id: 'station-without-hardware',
    role: 'station',
    wrong: 'The station goes on while its hardware is lost.',
    clauses: ['DEV-084'],
    changes: [
      {
        file: STATION,
        find: "        this.#end();\n        if (notice === 'lost')\n            return;",
        replace: "        if (notice === 'lost')\n            return;\n        this.#end();"
      }
    ]
  },
  {
    id: 'station-batches-outlive-hardware',
    role: 'station',
    wrong: 'What a node waits for goes on while the hardware is lost: reminders, and the end of its batch.',
    clauses: ['DEV-084'],
    changes: [
      {
        file: STATION,
        find: 'if (this.#heralding.has(link))\n                this.#heralding.close(link);\n            if (this.#registration.has(link))',
        replace: 'if (!this.#heralding.has(link))'
      },
      {
        file: STATION,
        find: 'this.#recent = undefined;\n        for (const link of this.#options.links)',
        replace:
          'this.#recent = undefined;\n        for (const link of this.#heralding.keys())\n            this.#heralding.close(link);\n        for (const link of this.#registration.keys())\n            this.#registration.close(link);\n        for (const link of this.#options.links)'
      }
    ]
  },
  {
    id: 'station-hides-its-place',
    role: 'station',
    wrong: 'HELLO does not say where heralds come about.',
    clauses: ['PHY-141'],
    changes: [{ file: STATION, find: 'heraldingPlace: served.heraldingPlace', replace: 'heraldingPlace: 0' }]
  },
  {
    id: 'station-old-incarnation',
    role: 'station',
    wrong: 'A GEN of a former process of a node counts.',
    clauses: ['PHY-004', 'PHY-093'],
    changes: [
      {
        file: STATION,
        find: 'frame.incarnation === (side === 0 ? context.incarnationA : context.incarnationB)',
        replace: 'frame.incarnation > 0'
      }
    ]
  },
  {
    id: 'station-old-epoch',
    role: 'station',
    wrong: 'A GEN of a former epoch counts.',
    clauses: ['PHY-004', 'PHY-093'],
    changes: [
      {
        file: STATION,
        find: 'return (frame.epoch === context.epoch &&',
        replace: 'return (frame.epoch <= context.epoch &&'
      }
    ]
  },
  {
    id: 'station-hears-strangers',
    role: 'station',
    wrong: 'A node that is no end of a link is taken for the second one.',
    clauses: ['PHY-096'],
    changes: [{ file: STATION, find: 'link.nodes[1] === from ? 1 : undefined', replace: '1' }]
  },
  {
    id: 'station-hello-of-another',
    role: 'station',
    wrong: 'A HELLO that names another than who sent it is answered.',
    clauses: ['PHY-069'],
    changes: [
      {
        file: STATION,
        find: 'if (!isOwnHello(frame, from, Role.NODE))',
        replace: 'if (!isOwnHello(frame, frame.node, frame.role))'
      }
    ]
  },
  {
    id: 'station-any-version',
    role: 'station',
    wrong: 'An epoch is opened with a node that speaks no version of the station.',
    clauses: ['PHY-099'],
    recorded: 'Have the station refuse nodes with which it shares no version',
    changes: [
      { file: REGISTRATION, find: 'newer(x) && (incarnationOf(0', replace: 'newer(x) && false && (incarnationOf(0' }
    ]
  },
  {
    id: 'station-open-again-resets',
    role: 'station',
    wrong: 'An OPEN that comes again drops the batches, and its numbers begin anew.',
    clauses: ['PHY-092'],
    changes: [
      {
        file: REGISTRATION,
        find: '{ guard: same, actions: openAck }',
        replace: '{ guard: same, actions: [openAck, ...restart] }'
      }
    ]
  },
  {
    id: 'station-numbers-from-zero',
    role: 'station',
    wrong: 'The numbers of an epoch begin with 0.',
    clauses: ['PHY-080'],
    changes: [
      {
        file: REGISTRATION,
        find: 'sequence: event.frame.firstSequence,\n            reminder',
        replace: 'sequence: 0,\n            reminder'
      }
    ]
  },
  {
    id: 'station-gates-stay-open',
    role: 'station',
    wrong: 'With a new epoch the gates stay open.',
    clauses: ['PHY-097'],
    changes: [{ file: STATION, find: "this.#options.device.execute({ type: 'close', link });", replace: '' }]
  },
  {
    id: 'station-slots-off',
    role: 'station',
    wrong: 'Slots are looked for a nanosecond after what OPEN says.',
    clauses: ['PHY-098'],
    changes: [
      { file: STATION, find: 'served.grid = { origin: slotOrigin,', replace: 'served.grid = { origin: slotOrigin + 1,' }
    ]
  },
  {
    id: 'station-wrong-time',
    role: 'station',
    wrong: 'SYNC_REPLY states a time of arrival that is a microsecond early.',
    clauses: ['PHY-026'],
    changes: [{ file: STATION, find: 'receiveTime: now,', replace: 'receiveTime: now - 1000,' }]
  },
  {
    id: 'station-tells-time-to-present-only',
    role: 'station',
    wrong: 'A SYNC of another epoch is not answered.',
    clauses: ['PHY-026'],
    changes: [
      {
        file: STATION,
        find: 'this.#synchronise(from, frame);',
        replace: 'if (this.#isPresent(link.link, side, frame))\n                    this.#synchronise(from, frame);'
      }
    ]
  },
  {
    id: 'station-late-batch-taken',
    role: 'station',
    wrong: 'A batch that is over is taken for one that is not.',
    clauses: ['PHY-072', 'PHY-073'],
    changes: [
      {
        file: BATCHES,
        find: 'event.frame.firstSlot + event.frame.slots <= event.earliestSlot',
        replace: 'event.frame.slots < 0'
      }
    ]
  },
  {
    id: 'station-observes-from-the-earlier',
    role: 'station',
    wrong: 'Slots are observed from the first one that either node offers.',
    clauses: ['PHY-073'],
    changes: [
      {
        file: BATCHES,
        find: 'windowFirst: ({ context }) => laterFirst(context)',
        replace: 'windowFirst: ({ context }) => Math.min(context.firstA, context.firstB)'
      }
    ]
  },
  {
    id: 'station-announces-mismatched',
    role: 'station',
    wrong: 'Batches for different items are observed, and what is seen announced to both as a success.',
    clauses: ['PHY-074', 'PHY-073'],
    changes: [
      {
        file: MACHINE,
        find: 'guard: ({ context }) => context.queueA !== context.queueB,',
        replace: 'guard: () => false,'
      }
    ]
  },
  {
    id: 'station-refuses-both',
    role: 'station',
    wrong: 'Of batches without a common slot both nodes are told.',
    clauses: ['PHY-075'],
    recorded: 'Refuse only the earlier of two batches without a common slot',
    changes: [
      {
        file: MACHINE,
        find: 'actions: [reply(0, missed), clearA,',
        replace: 'actions: [reply(0, missed), reply(1, missed), clearA,'
      },
      {
        file: MACHINE,
        find: 'actions: [reply(1, missed), clearB,',
        replace: 'actions: [reply(1, missed), reply(0, missed), clearB,'
      }
    ]
  },
  {
    id: 'station-alone-unsaid',
    role: 'station',
    wrong: 'A batch that stays alone is dropped without a word.',
    clauses: ['PHY-076'],
    recorded: 'Drop a batch that stays alone in time, and name no batch that is over',
    changes: [
      { file: MACHINE, find: 'actions: [unmatched(0), clearA]', replace: 'actions: [clearA]' },
      { file: MACHINE, find: 'actions: [unmatched(1), clearB]', replace: 'actions: [clearB]' }
    ]
  },
  {
    id: 'station-failure-to-one',
    role: 'station',
    wrong: 'That nothing was seen is told to one node only.',
    clauses: ['PHY-077'],
    changes: [
      { file: MACHINE, find: 'reply(0, windowFailed), reply(1, windowFailed),', replace: 'reply(0, windowFailed),' }
    ]
  },
  {
    id: 'station-reminds-at-one-pace',
    role: 'station',
    wrong: 'Reminders come again after the same time each time.',
    clauses: ['PHY-078'],
    changes: [{ file: BATCHES, find: '2 * context.interval', replace: 'context.interval' }]
  },
  {
    id: 'station-reminds-who-waits',
    role: 'station',
    wrong: 'The node that waits is reminded, and not the other.',
    clauses: ['PHY-078'],
    changes: [
      { file: MACHINE, find: '[remind(1), backOff]', replace: '[remind(0), backOff]' },
      {
        file: MACHINE,
        find: 'reenter: true, actions: [remind(0), backOff]',
        replace: 'reenter: true, actions: [remind(1), backOff]'
      }
    ]
  },
  {
    id: 'station-success-and-failure',
    role: 'station',
    wrong: 'A herald is told to the one node as a success, and to the other as a failure.',
    clauses: ['PHY-079'],
    changes: [
      {
        file: MACHINE,
        find: 'reply(0, success), reply(1, success),',
        replace: 'reply(0, success), reply(1, windowFailed),'
      }
    ]
  },
  {
    id: 'station-two-bell-states',
    role: 'station',
    wrong: 'The second node is told another Bell state than the first.',
    clauses: ['PHY-079'],
    changes: [
      {
        file: MACHINE,
        find: 'reply(0, success), reply(1, success),',
        replace: 'reply(0, success), reply(1, (x) => ({ ...success(x), bellIndex: success(x).bellIndex ^ 2 })),'
      }
    ]
  },
  {
    id: 'station-wrong-slot',
    role: 'station',
    wrong: 'A herald is announced of the slot after its own.',
    clauses: ['PHY-079'],
    changes: [
      {
        file: REPLIES,
        find: 'outcome: Outcome.SUCCESS, bellIndex, slot, offset',
        replace: 'outcome: Outcome.SUCCESS, bellIndex, slot: slot + 1, offset'
      }
    ]
  },
  {
    id: 'station-wrong-link',
    role: 'station',
    wrong: 'Nodes are told of a herald as one of another link.',
    clauses: ['PHY-079'],
    changes: [
      {
        file: STATION,
        find: "type: 'REPLY',\n                    link: key,",
        replace: "type: 'REPLY',\n                    link: [...this.#links.keys()].find((one) => one !== key) ?? key,"
      }
    ]
  },
  {
    id: 'station-sees-on',
    role: 'station',
    wrong: 'Two batches go on after a success, and every further light is announced.',
    clauses: ['PHY-083', 'PHY-079'],
    changes: [
      {
        file: MACHINE,
        find: "target: 'idle',\n                        actions: [tick, reply(0, success), reply(1, success), countUp, clearA, clearB]",
        replace: 'actions: [tick, reply(0, success), reply(1, success), countUp]'
      }
    ]
  },
  {
    id: 'station-stale-batch',
    role: 'station',
    wrong: 'After a herald the batch of the second node is still there.',
    clauses: ['PHY-079'],
    changes: [
      {
        file: MACHINE,
        find: "target: 'idle',\n                        actions: [tick, reply(0, success), reply(1, success), countUp, clearA, clearB]",
        replace:
          "target: 'half',\n                        actions: [tick, reply(0, success), reply(1, success), countUp, clearA]"
      }
    ]
  },
  {
    id: 'station-repeats-number',
    role: 'station',
    wrong: 'Every success has the same number.',
    clauses: ['PHY-080'],
    changes: [{ file: BATCHES, find: '(context.sequence + 1) >>> 0', replace: 'context.sequence' }]
  },
  {
    id: 'station-skips-number',
    role: 'station',
    wrong: 'Numbers of successes go up by two.',
    clauses: ['PHY-080'],
    changes: [{ file: BATCHES, find: '(context.sequence + 1) >>> 0', replace: '(context.sequence + 2) >>> 0' }]
  },
  {
    id: 'station-wraps-early',
    role: 'station',
    wrong: 'After 2^32 - 2 comes 0.',
    clauses: ['PHY-080'],
    changes: [
      { file: BATCHES, find: '(context.sequence + 1) >>> 0', replace: '(context.sequence + 1) % (2 ** 32 - 1)' }
    ]
  },
  {
    id: 'station-counts-failures',
    role: 'station',
    wrong: 'A window without a herald counts as a success.',
    clauses: ['PHY-080'],
    changes: [
      { file: MACHINE, find: 'reply(1, windowFailed), clearA', replace: 'reply(1, windowFailed), countUp, clearA' }
    ]
  },
  {
    id: 'station-announces-unobserved',
    role: 'station',
    wrong: 'What is seen outside the slots that both offer is announced.',
    clauses: ['PHY-081'],
    changes: [
      {
        file: MACHINE,
        find: 'guard: ({ context, event }) => event.slot >= context.windowFirst && event.slot < context.windowEnd,',
        replace: 'guard: () => true,'
      }
    ]
  },
  {
    id: 'station-announces-to-one',
    role: 'station',
    wrong: 'What is seen while one node alone attempts is announced to that one.',
    clauses: ['PHY-145', 'PHY-081'],
    changes: [
      {
        file: MACHINE,
        find: "{ guard: ({ context }) => present(context.endA), target: 'idle', actions: [stopped(0), clearA] },",
        replace:
          "{ guard: ({ context }) => present(context.endA), target: 'idle', actions: [tick, reply(0, success), countUp, clearA] },"
      }
    ]
  },
  {
    id: 'station-hushes-up',
    role: 'station',
    wrong: 'A detection that is not announced is not told as a failure either.',
    clauses: ['PHY-180'],
    recorded: 'Let hardware that holds go on after a herald that nobody could announce',
    changes: [
      { file: MACHINE, find: 'actions: [stopped(0), clearA]', replace: 'actions: [clearA]' },
      { file: MACHINE, find: 'actions: [stopped(1), clearB]', replace: 'actions: [clearB]' }
    ]
  },
  {
    id: 'station-forgets-to-withdraw',
    role: 'station',
    wrong: 'A batch that is withdrawn while it is alone stays.',
    clauses: ['PHY-071'],
    changes: [
      {
        file: MACHINE,
        find: "target: 'deciding', actions: [tick, clearA] }",
        replace: "target: 'deciding', actions: [tick] }"
      },
      {
        file: MACHINE,
        find: "target: 'deciding', actions: [tick, clearB] }",
        replace: "target: 'deciding', actions: [tick] }"
      }
    ]
  },
  {
    id: 'station-observes-what-was-withdrawn',
    role: 'station',
    wrong: 'When a batch is withdrawn, its slots are observed on.',
    clauses: ['PHY-082'],
    changes: [
      {
        file: MACHINE,
        find: 'actions: [tick, closeGates, clearA, advanceB]',
        replace: 'actions: [tick, clearA, advanceB]'
      },
      {
        file: MACHINE,
        find: 'actions: [tick, closeGates, clearB, advanceA]',
        replace: 'actions: [tick, clearB, advanceA]'
      }
    ]
  },
  {
    id: 'station-forgets-the-next',
    role: 'station',
    wrong: 'A batch that replaces the observed one from a later slot on is forgotten.',
    clauses: ['PHY-070', 'PHY-082'],
    changes: [{ file: MACHINE, find: 'actions: [storeNext, observe] }', replace: 'actions: [observe] }' }]
  },
  {
    id: 'station-keeps-the-second-of-three',
    role: 'station',
    wrong: 'Where another batch is to follow already, a further one of the same node is forgotten.',
    clauses: ['PHY-183'],
    changes: [
      {
        file: BATCHES,
        find: 'nextQueueA: ({ context, event }) => (event.side === 0 ?',
        replace: 'nextQueueA: ({ context, event }) => (event.side === 0 && context.nextEndA === 0 ?'
      },
      {
        file: BATCHES,
        find: 'nextFirstA: ({ context, event }) => (event.side === 0 ?',
        replace: 'nextFirstA: ({ context, event }) => (event.side === 0 && context.nextEndA === 0 ?'
      },
      {
        file: BATCHES,
        find: 'nextEndA: ({ context, event }) => (event.side === 0 ?',
        replace: 'nextEndA: ({ context, event }) => (event.side === 0 && context.nextEndA === 0 ?'
      }
    ]
  },
  {
    id: 'station-goes-back-to-the-first',
    role: 'station',
    wrong: 'When a node withdraws, the other is held to the batch that it was to replace.',
    clauses: ['PHY-183'],
    changes: [
      {
        file: MACHINE,
        find: 'actions: [tick, closeGates, clearA, advanceB]',
        replace: 'actions: [tick, closeGates, clearA]'
      },
      {
        file: MACHINE,
        find: 'actions: [tick, closeGates, clearB, advanceA]',
        replace: 'actions: [tick, closeGates, clearB]'
      }
    ]
  },
  {
    id: 'station-next-at-once-misread',
    role: 'station',
    wrong: 'Of two batches that are matched anew, slots of the second node are looked for from its former one on.',
    clauses: ['PHY-082', 'PHY-183'],
    changes: [
      {
        file: BATCHES,
        find: 'firstB: ({ context }) => (context.nextEndB > 0 ? context.nextFirstB : context.firstB)',
        replace: 'firstB: ({ context }) => context.firstB'
      }
    ]
  },
  {
    id: 'station-ended-by-late-copies',
    role: 'station',
    wrong: 'A batch that is over drops those that are observed.',
    clauses: ['PHY-184'],
    changes: [
      {
        file: MACHINE,
        find: '{ guard: isLate, actions: late },\n                    // Were',
        replace:
          "{ guard: isLate, target: 'idle', actions: [late, closeGates, clearA, clearB] },\n                    // Were"
      }
    ]
  },
  {
    id: 'station-takes-more-for-a-copy',
    role: 'station',
    wrong: 'A GEN of further slots before those of the observed batch is taken for a copy of its GEN.',
    clauses: ['PHY-082'],
    recorded: 'Judge batches of stations as they come, and say which of them count',
    changes: [
      {
        file: BATCHES,
        find: 'return Math.max(frame.firstSlot, earliestSlot) === Math.max(first, earliestSlot);',
        replace: 'return frame.firstSlot <= first;'
      }
    ]
  },
  {
    id: 'station-first-epoch-over',
    role: 'station',
    wrong: 'In epoch 1 a GEN of another epoch is told that epoch 1 is over.',
    clauses: ['PHY-093'],
    changes: [{ file: REGISTRATION, find: 'Math.max(0, context.epoch - 1)', replace: 'Math.max(1, context.epoch - 1)' }]
  },
  {
    id: 'station-repeated-batch-anew',
    role: 'station',
    wrong: 'A copy of a GEN opens the gates anew.',
    clauses: ['PHY-179'],
    changes: [{ file: MACHINE, find: "{ guard: isRepeated, actions: ignored('repeated-gen') },", replace: '' }]
  },
  {
    id: 'station-opens-in-silence',
    role: 'station',
    wrong: 'The first OPEN is taken, and not answered.',
    clauses: ['PHY-091'],
    changes: [
      {
        file: REGISTRATION,
        find: "target: 'open', actions: [adopt, openAck, ...restart] }",
        replace: "target: 'open', actions: [adopt, ...restart] }"
      }
    ]
  },
  {
    id: 'station-silent-to-wrong-open',
    role: 'station',
    wrong: 'Before there is an epoch, an OPEN for another process of the station is not answered.',
    clauses: ['PHY-095'],
    changes: [
      {
        file: REGISTRATION,
        find: "actions: [adopt, openAck, ...restart] },\n                    { actions: answer('present') }",
        replace: "actions: [adopt, openAck, ...restart] },\n                    { actions: ignored('open') }"
      }
    ]
  },
  {
    id: 'station-greets-whatever-comes',
    role: 'station',
    wrong: 'Frames that are none of a station are answered with HELLO.',
    clauses: ['PHY-009'],
    changes: [
      {
        file: STATION,
        find: "default:\n                this.#ignored('not-for-stations');",
        replace: "default:\n                this.#registration.tell(link.link, { type: 'STRANGER', side });"
      }
    ]
  },
  {
    id: 'station-ended-by-late-slots',
    role: 'station',
    wrong: 'A batch of slots that no clock will ever read ends the station.',
    clauses: ['HAR-044'],
    recorded: 'Let no slot that a node names end a station',
    changes: [
      { file: STATION, find: 'if (arrival > Number.MAX_SAFE_INTEGER)', replace: 'if (arrival < 0)' },
      {
        file: MACHINE,
        find: 'left > Number.MAX_SAFE_INTEGER ? Infinity : Math.max(0, left)',
        replace: 'Math.max(0, left)'
      }
    ]
  }
]
