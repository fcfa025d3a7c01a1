/** Calls for pairs, and what falls short (sections 3.1, 3.5, 3.10 to 3.12). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const shortfalls = [
  {
    id: 'paced-not-waited-for',
    wrong: 'Pairs of a paced item are made before they are called for.',
    clauses: ['LNK-130'],
    changes: [
      {
        file: 'link-layer/dist/queue/item.js',
        find: 'calls: add.paced ? [] : [',
        replace: 'calls: ['
      }
    ]
  },
  {
    id: 'call-beyond-request',
    wrong: 'A call for more pairs than a paced item asks for is followed.',
    clauses: ['LNK-133'],
    changes: [
      {
        file: 'link-layer/dist/queue/paced-calls.js',
        find: '|| more.number > item.number)',
        replace: ')'
      }
    ]
  },
  {
    id: 'earlier-call-taken',
    wrong: 'A call for fewer pairs takes the place of one for more.',
    clauses: ['LNK-130', 'LNK-133'],
    changes: [
      {
        file: 'link-layer/dist/queue/paced-calls.js',
        find: 'else if (more.number <= calledFor(item))',
        replace: 'else if (false)'
      },
      {
        file: 'link-layer/dist/queue/paced-calls.js',
        find: 'item.calls = [...item.calls.filter((call) => call.number > item.counted), { number, scheduleSlot }];',
        replace: 'item.calls = [{ number: number + item.counted, scheduleSlot }];'
      }
    ]
  },
  {
    id: 'any-item-called-for',
    wrong: 'A call changes an item that is not paced.',
    clauses: ['LNK-133'],
    changes: [
      {
        file: 'link-layer/dist/queue/paced-calls.js',
        find: 'item.originator || !item.paced ||',
        replace: 'item.originator ||'
      },
      {
        file: 'link-layer/dist/queue/paced-calls.js',
        find: 'else if (more.number <= calledFor(item))',
        replace: 'else if (false)'
      },
      {
        file: 'link-layer/dist/queue/paced-calls.js',
        find: 'item.calls = [...item.calls.filter((call) => call.number > item.counted), { number, scheduleSlot }];',
        replace: 'item.calls = [{ number, scheduleSlot }];'
      }
    ]
  },
  {
    id: 'paced-at-once-taken',
    wrong: 'A paced item that is not consecutive is taken.',
    clauses: ['LNK-135'],
    changes: [
      {
        file: 'link-layer/dist/queue/distributed-queue.js',
        find: 'if (frame.paced && !frame.consecutive)',
        replace: 'if (false)'
      }
    ]
  },
  {
    id: 'call-not-asked-for',
    wrong: 'A node that is waited for does not ask for the call that it has not heard.',
    clauses: ['LNK-137'],
    changes: [
      {
        file: 'link-layer/dist/queue/paced-calls.js',
        find: 'return item !== undefined && item.paced && !item.originator && item.counted >= calledFor(item);',
        replace: 'return false;'
      }
    ]
  },
  {
    id: 'rest-of-run-forgotten',
    wrong: 'When one of several used pairs expires, those after it are forgotten.',
    clauses: ['LNK-069'],
    changes: [
      {
        file: 'link-layer/dist/pair/used-pairs.js',
        find: 'if (after > 0) {',
        replace: 'if (false) {'
      }
    ]
  },
  {
    id: 'later-epoch-forgotten-with-former',
    wrong: 'When a former epoch is settled, used pairs of the next are forgotten with those of it.',
    clauses: ['LNK-069'],
    changes: [
      {
        file: 'link-layer/dist/pair/used-pairs.js',
        find: '?.epoch === epoch)\n                this.#replace(index, 1);',
        replace: '?.epoch === epoch)\n                this.#replace(index, 2);'
      }
    ]
  },
  {
    id: 'certain-of-every-epoch',
    wrong: 'That pairs of this epoch are certain is taken for the same numbers of former ones, too.',
    clauses: ['LNK-095', 'LNK-069'],
    changes: [
      {
        file: 'link-layer/dist/pair/used-pairs.js',
        find: 'if (run.epoch === epoch)\n                this.#trim',
        replace: 'if (true)\n                this.#trim'
      }
    ]
  },
  {
    id: 'unanswered-expire-outlives-epoch',
    wrong: 'What was being expired when an epoch ended is not settled in the next one, either.',
    clauses: ['LNK-084'],
    changes: [{ file: 'link-layer/dist/pair/pair-ledger.js', find: 'this.#expiring.clear();', replace: '' }]
  },
  {
    id: 'create-ids-of-both-ends-mixed',
    wrong: "A pair of a request of the peer's that has expired is missing from the node's own one of the same name.",
    clauses: ['LNK-011'],
    changes: [
      {
        file: 'link-layer/dist/pair/pair-service.js',
        find: "if (item.originator && tables.creation.has(item.createId))\n                tables.creation.tell(item.createId, { type: 'UNDELIVERED' });",
        replace:
          "if (tables.creation.has(item.createId))\n                tables.creation.tell(item.createId, { type: 'UNDELIVERED' });"
      }
    ]
  },
  {
    id: 'certain-by-the-higher',
    wrong: 'Pairs are forgotten of which the peer alone is sure.',
    clauses: ['LNK-086', 'LNK-069'],
    changes: [
      {
        file: 'link-layer/dist/pair/pair-ledger.js',
        find: 'this.#certainBefore = serialLess(this.#peerSettled, this.#peerConfirmed) ? this.#peerSettled : this.#peerConfirmed;',
        replace: 'this.#certainBefore = this.#peerSettled;'
      }
    ]
  },
  {
    id: 'confirms-the-latest',
    wrong: 'The latest number of the peer is confirmed, not the highest.',
    clauses: ['LNK-085'],
    changes: [
      {
        file: 'link-layer/dist/pair/pair-ledger.js',
        find: 'if (serialLess(this.#peerSettled, settled))',
        replace: ''
      }
    ]
  },
  {
    id: 'short-request-without-end',
    wrong: 'A request whose pair expires when its item has ended never ends.',
    clauses: ['LNK-101'],
    changes: [
      {
        file: 'link-layer/dist/pair/pair-service.js',
        find: "tables.creation.tell(item.createId, { type: 'ENDED', reason: ErrorCode.EXPIRE });",
        replace: ';'
      }
    ]
  },
  {
    id: 'short-item-served',
    wrong: 'An item that falls short when its request has ended is served again.',
    clauses: ['LNK-102'],
    changes: [
      {
        file: 'link-layer/dist/pair/pair-service.js',
        find: 'this.#queue.ends.ask(item.queueId, ErrorCode.EXPIRE);',
        replace: ';'
      }
    ]
  },
  {
    id: 'next-not-begun',
    wrong: 'When the item under way is over, nothing else is attempted.',
    clauses: ['LNK-116'],
    changes: [
      {
        file: 'link-layer/dist/pair/pair-service.js',
        find: '        }\n        this.#generation.reconsider();',
        replace: '        }'
      }
    ]
  },
  {
    id: 'unknown-item-left',
    wrong: 'An item that the peer alone has is not ended.',
    clauses: ['LNK-117'],
    changes: [
      {
        file: 'link-layer/dist/generation.js',
        find: 'this.#queue.ends.send(ended.peerQueueId, ErrorCode.OTHER);',
        replace: ';'
      }
    ]
  },
  {
    id: 'unanswered-item-ended',
    wrong: 'An item whose ADD is unanswered is ended when the peer serves it.',
    clauses: ['LNK-117'],
    changes: [
      {
        file: 'link-layer/dist/generation.js',
        find: 'if (this.#queue.isPending(ended.peerQueueId))',
        replace: 'if (false)'
      }
    ]
  },
  {
    id: 'brightest-always',
    wrong: 'Every request is made with the brightest light.',
    clauses: ['LNK-009'],
    changes: [
      {
        file: 'link-layer/dist/estimation/fidelity-estimation.js',
        find: 'if (point.fidelity < wanted)',
        replace: 'if (false)'
      }
    ]
  },
  {
    id: 'own-brightness',
    wrong: 'A node that is not the master makes pairs as bright as it has asked for itself.',
    clauses: ['LNK-035'],
    changes: [
      {
        file: 'link-layer/dist/queue/item.js',
        find: 'brightness: answer.brightness,',
        replace: 'brightness: add.brightness,'
      }
    ]
  },
  {
    id: 'better-than-it-can',
    wrong: 'Requests of the peer are taken whose fidelity the hardware does not give.',
    clauses: ['LNK-034'],
    changes: [
      {
        file: 'link-layer/dist/queue/distributed-queue.js',
        find: "return fidelityToWire(core.estimation.maximum, 'up') < frame.minimumFidelity",
        replace: 'return false'
      }
    ]
  },
  {
    id: 'completes-what-is-to-fail',
    wrong: 'An item that has all its pairs at the master ends as complete, for whatever reason its end is asked.',
    clauses: ['LNK-054'],
    changes: [
      {
        file: 'link-layer/dist/request/machine.js',
        find: "{ target: 'ending', actions: asked }\n                ],\n                DEADLINE: { actions: overdue }",
        replace: "{ target: 'ending', actions: [] }\n                ],\n                DEADLINE: { actions: overdue }"
      }
    ]
  },
  {
    id: 'served-past-its-deadline',
    wrong: 'An item that falls short after its deadline is served again.',
    clauses: ['LNK-053'],
    changes: [
      { file: 'link-layer/dist/request/machine.js', find: 'DEADLINE: { actions: overdue }', replace: 'DEADLINE: {}' }
    ]
  },
  {
    id: 'runs-over-gaps',
    wrong: 'Used pairs between which a number is missing are remembered under numbers that follow each other.',
    clauses: ['LNK-069', 'LNK-091'],
    changes: [
      {
        file: 'link-layer/dist/pair/used-pairs.js',
        find: 'if (sequence === serialAdd(last.low, last.length) && pair',
        replace: 'if (pair'
      }
    ]
  },
  {
    id: 'station-time-without-drift',
    wrong: "A node leaves the drift out where it reckons the station's time.",
    clauses: ['PHY-031', 'LNK-040'],
    changes: [
      {
        file: 'physical-layer/dist/slots.js',
        find: 'Math.round((since * grid.drift * PER_TRILLION) / (1 + grid.drift * PER_TRILLION))',
        replace: '0'
      }
    ]
  },
  {
    id: 'mismatches-for-ever',
    wrong: 'However often both ends offer different items, none is ended.',
    clauses: ['LNK-118'],
    changes: [
      {
        file: 'link-layer/dist/generation.js',
        find: "tables.request.tell(ended.queueId, { type: 'END_REQUESTED', reason: ErrorCode.OTHER });",
        replace: ''
      }
    ]
  },
  {
    id: 'tells-of-former-test-rounds',
    wrong: 'Outcomes of test rounds that an epoch has left untold are told in the next one.',
    clauses: ['LNK-177'],
    changes: [{ file: 'link-layer/dist/pair/pair-ledger.js', find: 'this.tests.forgetUnmatched();', replace: '' }]
  },
  {
    id: 'expires-no-pair',
    wrong: 'An EXPIRE of the peer that begins at the expected number is answered by one of no pair.',
    clauses: ['LNK-178'],
    changes: [
      {
        file: 'link-layer/dist/sequence/machine.js',
        find: 'guard: ({ context, event }) => serialCompare(event.sequence, context.expected) > 0,\n                        actions: [missed, skip]',
        replace:
          'guard: ({ context, event }) => serialCompare(event.sequence, context.expected) >= 0,\n                        actions: [missed, skip]'
      }
    ]
  },
  {
    id: 'settles-nothing-after-an-expiry',
    wrong: 'After an EXPIRE nothing more is said to be settled, also when it is answered.',
    clauses: ['LNK-179'],
    changes: [{ file: 'link-layer/dist/pair/pair-ledger.js', find: 'this.#expiring.delete(low);', replace: '' }]
  },
  {
    id: 'last-slot-overwritten-by-none',
    wrong: 'A success of the last slot of a batch counts as overwritten when its REPLY comes a slot later.',
    clauses: ['PHY-035', 'LNK-040'],
    changes: [
      {
        file: 'physical-layer/dist/attempt/guards.js',
        find: 'Math.min(emittedSlot, context.batchEnd - 1) <= frame.slot',
        replace: 'emittedSlot <= frame.slot'
      }
    ]
  },
  {
    id: 'former-epochs-for-ever',
    wrong: 'Where the peer has spoken first of a former epoch, it is told of it again in every later one.',
    clauses: ['LNK-021'],
    changes: [
      {
        file: 'link-layer/dist/pair/former-epochs.js',
        find: 'former.acknowledged = true;\n        this.#forget(former);',
        replace: 'former.acknowledged = true;'
      }
    ]
  },
  {
    id: 'drifts-no-more-in-the-next-epoch',
    wrong: 'That its hardware drifts a node forgets with the epoch.',
    clauses: ['PHY-053'],
    changes: [
      {
        file: 'physical-layer/dist/life/machine.js',
        find: "target: '#life.drifting',\n        actions: note",
        replace: "target: '#life.drifting'"
      }
    ]
  }
]
