const CREATION = 'link-layer/dist/creation/machine.js'
const REQUEST = 'link-layer/dist/request/machine.js'
const RELIABLE = 'link-layer/dist/reliable/machine.js'
const MESSAGES = 'link-layer/dist/reliable/reliable-messages.js'
const LINK = 'link-layer/dist/link-layer.js'
const QUEUE = 'link-layer/dist/queue/distributed-queue.js'
const ENDS = 'link-layer/dist/queue/request-ends.js'
const SERVICE = 'link-layer/dist/pair/pair-service.js'
const FRAMES = 'link-layer/dist/peer-frames.js'
const SCHEDULER = 'link-layer/dist/queue/scheduler.js'

/** Requests, their answers, and the queue that both ends share (sections 3.1 to 3.3, 3.5 and 3.11). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const requests = [
  {
    id: 'full-queue-unsupported',
    wrong: 'A request for which there is no room in the queue is refused with UNSUPP.',
    clauses: ['LNK-004'],
    changes: [
      {
        file: LINK,
        find: "return refused(ErrorCode.NORES, 'the queue is full');",
        replace: "return refused(ErrorCode.UNSUPP, 'the queue is full');"
      }
    ]
  },
  {
    id: 'unmeetable-taken',
    wrong: 'A request for more than the best fidelity of the link is taken.',
    clauses: ['LNK-002'],
    changes: [
      {
        file: 'link-layer/dist/estimation/fidelity-estimation.js',
        find: 'return undefined;\n    }',
        replace: 'return this.#points[0];\n    }'
      }
    ]
  },
  {
    id: 'too-many-at-once-taken',
    wrong: 'A request that keeps more pairs at once than there are qubits is taken.',
    clauses: ['LNK-002'],
    changes: [{ file: LINK, find: '!request.consecutive && request.number > capabilities.qubits', replace: 'false' }]
  },
  {
    id: 'too-late-taken',
    wrong: 'A request whose time limit leaves no slot is taken.',
    clauses: ['LNK-002'],
    changes: [
      {
        file: LINK,
        find: 'if (limited && deadlineSlot < physical.slots.earliestNow() + request.number) {',
        replace: 'if (false) {'
      }
    ]
  },
  {
    id: 'taken-without-epoch',
    wrong: 'A request is taken where there is no epoch.',
    clauses: ['LNK-003'],
    changes: [
      {
        file: LINK,
        find: 'if (physical.epoch === 0)\n            return refused',
        replace: 'if (false)\n            return refused'
      }
    ]
  },
  {
    id: 'queue-without-limit',
    wrong: 'The queue takes any number of requests.',
    clauses: ['LNK-004', 'LNK-037'],
    changes: [
      {
        file: QUEUE,
        find: 'return this.#pending.size >= ADD_WINDOW || this.size >= this.#core.configuration.queueLimit;',
        replace: 'return false;'
      }
    ]
  },
  {
    id: 'window-one-too-large',
    wrong: 'There may be 65 ADDs without an answer.',
    clauses: ['LNK-037'],
    changes: [
      { file: QUEUE, find: 'this.#pending.size >= ADD_WINDOW ||', replace: 'this.#pending.size > ADD_WINDOW ||' }
    ]
  },
  {
    id: 'wrong-create-id',
    wrong: 'OK has the identifier of another request.',
    clauses: ['LNK-005'],
    changes: [
      {
        file: 'link-layer/dist/pair/delivery.js',
        find: 'createId: item.createId,',
        replace: 'createId: item.createId + 1,'
      }
    ]
  },
  {
    id: 'any-purpose',
    wrong: 'Requests of the peer are taken for any purpose.',
    clauses: ['LNK-006'],
    changes: [{ file: QUEUE, find: 'if (!this.#accepts(frame.purpose))', replace: 'if (false)' }]
  },
  {
    id: 'wrong-reason',
    wrong: 'A purpose that nobody has opted in to is refused for want of room.',
    clauses: ['LNK-034'],
    changes: [
      {
        file: QUEUE,
        find: 'if (!this.#accepts(frame.purpose))\n            return ErrorCode.REJECTED;',
        replace: 'if (!this.#accepts(frame.purpose))\n            return ErrorCode.NORES;'
      }
    ]
  },
  {
    id: 'add-beyond-means-taken',
    wrong: 'A request of the peer that needs more qubits at once than there are is taken.',
    clauses: ['LNK-034'],
    changes: [{ file: QUEUE, find: '!frame.consecutive && frame.number > core.capabilities.qubits', replace: 'false' }]
  },
  {
    id: 'no-ack',
    wrong: 'The application does not hear that its request is in the queue.',
    clauses: ['LNK-007'],
    changes: [
      {
        file: FRAMES,
        find: 'if (item.originator)\n            this.#core.listener.acknowledged',
        replace: 'if (false)\n            this.#core.listener.acknowledged'
      }
    ]
  },
  {
    id: 'ack-before-answer',
    wrong: 'The application hears ACK as soon as its request is made.',
    clauses: ['LNK-007'],
    changes: [
      {
        file: LINK,
        find: "return { createId, error: ErrorCode.UNSPECIFIED, detail: '' };",
        replace:
          "this.#core.listener.acknowledged(createId);\n        return { createId, error: ErrorCode.UNSPECIFIED, detail: '' };"
      }
    ]
  },
  {
    id: 'final-never',
    wrong: 'No OK is flagged final.',
    clauses: ['LNK-011'],
    changes: [{ file: CREATION, find: 'actions: [count, deliver(true)]', replace: 'actions: [count, deliver(false)]' }]
  },
  {
    id: 'final-always',
    wrong: 'Every OK is flagged final.',
    clauses: ['LNK-011'],
    changes: [
      { file: CREATION, find: '{ actions: [count, deliver(false)] }', replace: '{ actions: [count, deliver(true)] }' }
    ]
  },
  {
    id: 'final-counts-expired',
    wrong: 'Pairs that have expired count for the OK flagged final.',
    clauses: ['LNK-011'],
    changes: [
      {
        file: CREATION,
        find: 'const uncount = actions.assign({ delivered: ({ context }) => context.delivered - 1 });',
        replace: 'const uncount = actions.assign({ delivered: ({ context }) => context.delivered });'
      }
    ]
  },
  {
    id: 'error-after-end',
    wrong: 'A request that has had all its pairs gets an ERR when it is cancelled.',
    clauses: ['LNK-012'],
    changes: [
      {
        file: LINK,
        find: 'if (this.#core.tables.creation.has(createId))\n            this.#core.tables.creation.tell',
        replace:
          'if (!this.#core.tables.creation.has(createId))\n            this.#core.listener.failed({ createId, code: ErrorCode.OTHER, delivered: 0 });\n        else\n            this.#core.tables.creation.tell'
      }
    ]
  },
  {
    id: 'two-errors',
    wrong: 'A request that is refused by the peer ends twice.',
    clauses: ['LNK-010', 'LNK-012'],
    changes: [
      {
        file: CREATION,
        find: "REJECTED: { target: 'done', actions: failAsTold }",
        replace: "REJECTED: { target: 'done', actions: [failAsTold, failAsTold] }"
      }
    ]
  },
  {
    id: 'no-error-on-refusal',
    wrong: 'A request that the peer refuses has no end.',
    clauses: ['LNK-010', 'LNK-016'],
    changes: [
      {
        file: CREATION,
        find: "REJECTED: { target: 'done', actions: failAsTold }",
        replace: "REJECTED: { target: 'done' }"
      }
    ]
  },
  {
    id: 'other-reason-on-refusal',
    wrong: 'A request that the peer refuses ends with OTHER.',
    clauses: ['LNK-016'],
    changes: [
      {
        file: CREATION,
        find: "REJECTED: { target: 'done', actions: failAsTold }",
        replace: "REJECTED: { target: 'done', actions: fail(ErrorCode.OTHER) }"
      }
    ]
  },
  {
    id: 'no-error-on-silence',
    wrong: 'A request whose ADD is never answered has no end.',
    clauses: ['LNK-010', 'LNK-017'],
    changes: [
      {
        file: CREATION,
        find: "UNANSWERED: { target: 'done', actions: [retract(ErrorCode.NOTIME), fail(ErrorCode.NOTIME)] }",
        replace: "UNANSWERED: { target: 'done', actions: retract(ErrorCode.NOTIME) }"
      }
    ]
  },
  {
    id: 'not-taken-back',
    wrong: 'A request whose ADD is never answered is not taken back at the peer.',
    clauses: ['LNK-017', 'LNK-018'],
    changes: [
      {
        file: CREATION,
        find: 'actions: [retract(ErrorCode.NOTIME), fail(ErrorCode.NOTIME)]',
        replace: 'actions: fail(ErrorCode.NOTIME)'
      }
    ]
  },
  {
    id: 'cancelled-add-not-taken-back',
    wrong: 'A request that is cancelled before its ADD is answered is not taken back at the peer.',
    clauses: ['LNK-018'],
    changes: [
      {
        file: CREATION,
        find: 'actions: [keepReason, retract(ErrorCode.OTHER), failAsClosed]',
        replace: 'actions: [keepReason, failAsClosed]'
      }
    ]
  },
  {
    id: 'delivered-after-cancel',
    wrong: 'Pairs are delivered after the request was cancelled.',
    clauses: ['LNK-013'],
    changes: [
      { file: CREATION, find: 'READY: { actions: refuse }', replace: 'READY: { actions: [count, deliver(false)] }' }
    ]
  },
  {
    id: 'error-before-agreement',
    wrong: 'A request that is cancelled ends before the master has ended it.',
    clauses: ['LNK-015'],
    changes: [
      {
        file: CREATION,
        find: "CANCEL: { target: 'closing', actions: [keepReason, askEnd] }",
        replace: "CANCEL: { target: 'done', actions: [keepReason, askEnd, failAsClosed] }"
      }
    ]
  },
  {
    id: 'cancel-not-told',
    wrong: 'The peer does not hear that a request was cancelled.',
    clauses: ['LNK-015'],
    changes: [
      {
        file: CREATION,
        find: "CANCEL: { target: 'closing', actions: [keepReason, askEnd] }",
        replace: "CANCEL: { target: 'done', actions: [keepReason, failAsClosed] }"
      }
    ]
  },
  {
    id: 'time-limit-not-kept',
    wrong: 'Nothing happens when the time limit of a request passes.',
    clauses: ['LNK-014', 'LNK-013'],
    changes: [
      { file: CREATION, find: "DEADLINE: { target: 'closing', actions: [timedOut, askEnd] }", replace: 'DEADLINE: {}' },
      { file: REQUEST, find: "DEADLINE: { target: 'ending', actions: expired }", replace: 'DEADLINE: {}' }
    ]
  },
  {
    id: 'time-limit-other-code',
    wrong: 'A request whose time limit has passed ends with OTHER.',
    clauses: ['LNK-014'],
    changes: [
      {
        file: CREATION,
        find: 'const timedOut = actions.assign({ reason: ErrorCode.TIMEOUT });',
        replace: 'const timedOut = actions.assign({ reason: ErrorCode.OTHER });'
      },
      {
        file: REQUEST,
        find: 'const expired = actions.assign({ reason: ErrorCode.TIMEOUT });',
        replace: 'const expired = actions.assign({ reason: ErrorCode.OTHER });'
      }
    ]
  },
  {
    id: 'no-error-on-lost-epoch',
    wrong: 'A request that is open when the epoch ends has no end.',
    clauses: ['LNK-019', 'LNK-010'],
    changes: [
      {
        file: 'link-layer/dist/link-events.js',
        find: "tables.creation.tell(createId, { type: 'LOST' });",
        replace: 'tables.creation.close(createId);'
      }
    ]
  },
  {
    id: 'add-sent-once',
    wrong: 'An ADD that gets no answer is not sent again.',
    clauses: ['LNK-020'],
    changes: [
      { file: MESSAGES, find: "frame.type === 'ADD' ? configuration.addAttempts", replace: "frame.type === 'ADD' ? 1" }
    ]
  },
  {
    id: 'repeated-too-soon',
    wrong: 'What is not answered is sent again after half a round trip.',
    clauses: ['LNK-020'],
    changes: [
      {
        file: MESSAGES,
        find: 'interval: 3 * configuration.roundTrip',
        replace: 'interval: configuration.roundTrip / 2'
      }
    ]
  },
  {
    id: 'repeated-for-ever',
    wrong: 'What is not answered is sent again for ever.',
    clauses: ['LNK-022', 'LNK-023'],
    changes: [
      {
        file: RELIABLE,
        find: 'guard: ({ context }) => context.attemptsLeft > 0, target',
        replace: 'guard: () => true, target'
      }
    ]
  },
  {
    id: 'repeated-after-answer',
    wrong: 'A message is sent again though it was answered.',
    clauses: ['LNK-021'],
    changes: [{ file: MESSAGES, find: "core.tables.reliable.tell(key, { type: 'ACKNOWLEDGED' });", replace: '' }]
  },
  {
    id: 'epoch-outlives-silence',
    wrong: 'An END, CANCEL or EXPIRE that is never answered does not end the epoch.',
    clauses: ['LNK-023'],
    changes: [{ file: LINK, find: 'physical.resynchronise();', replace: ';' }]
  },
  {
    id: 'serial-from-zero',
    wrong: 'The serials of ADDs count from 0.',
    clauses: ['LNK-030'],
    changes: [
      {
        file: QUEUE,
        find: 'this.#serial = 0;\n        this.#queueId = 0;',
        replace: 'this.#serial = -1;\n        this.#queueId = 0;'
      }
    ]
  },
  {
    id: 'serial-skips',
    wrong: 'The serials of ADDs leave one out each time.',
    clauses: ['LNK-030'],
    changes: [{ file: QUEUE, find: 'this.#serial += 1;', replace: 'this.#serial += 2;' }]
  },
  {
    id: 'queue-id-from-other',
    wrong: 'The node that is not the master numbers the items of its own ADDs.',
    clauses: ['LNK-032'],
    changes: [
      { file: QUEUE, find: 'queueId: master ? this.#nextQueueId() : 0,', replace: 'queueId: this.#nextQueueId(),' }
    ]
  },
  {
    id: 'queue-id-skips',
    wrong: 'The queue ids of the master leave one out each time.',
    clauses: ['LNK-031'],
    changes: [
      {
        file: QUEUE,
        find: 'this.#queueId = (this.#queueId + 1) >>> 0;',
        replace: 'this.#queueId = (this.#queueId + 2) >>> 0;'
      }
    ]
  },
  {
    id: 'repeated-add-doubles',
    wrong: 'A repeated ADD is another item.',
    clauses: ['LNK-033', 'LNK-024'],
    changes: [
      {
        file: QUEUE,
        find: 'if (known !== undefined) {\n            core.send(known);',
        replace: 'if (false) {\n            core.send(known);'
      }
    ]
  },
  {
    id: 'refusals-outlive-epoch',
    wrong: 'Answers to earlier ADDs of an epoch that is over are given again to the ADDs of the next.',
    clauses: ['LNK-033', 'LNK-034'],
    changes: [{ file: 'link-layer/dist/queue/recent.js', find: 'this.#older = undefined;', replace: '' }]
  },
  {
    id: 'repeated-add-unanswered',
    wrong: 'A repeated ADD is not answered.',
    clauses: ['LNK-033', 'LNK-024'],
    changes: [{ file: QUEUE, find: 'core.send(known);', replace: '' }]
  },
  {
    id: 'ack-fields-ignored',
    wrong: 'The originator goes by the schedule slot of its own ADD.',
    clauses: ['LNK-035'],
    changes: [
      {
        file: QUEUE,
        find: 'this.#insert(pending.add, frame, true,',
        replace: 'this.#insert(pending.add, { ...frame, scheduleSlot: pending.add.scheduleSlot }, true,'
      }
    ]
  },
  {
    id: 'schedule-slot-too-near',
    wrong: 'The master schedules items at once.',
    clauses: ['LNK-036'],
    changes: [
      {
        file: 'link-layer/dist/core.js',
        find: 'return slots.earliestNow() + slots.slotsIn(this.configuration.roundTrip) + 1;',
        replace: 'return slots.earliestNow();'
      }
    ]
  },
  {
    id: 'ended-item-returns',
    wrong: 'An ADD of an item that has ended brings it back.',
    clauses: ['LNK-038'],
    changes: [
      { file: QUEUE, find: '(frame.queueId === 0 || this.ends.has(frame.queueId))', replace: '(frame.queueId === 0)' }
    ]
  },
  {
    id: 'ack-ends-cancel',
    wrong: 'ADD_ACK is taken for the answer to the CANCEL of that ADD.',
    clauses: ['LNK-025'],
    changes: [
      {
        file: QUEUE,
        find: "if (frame.type === 'ADD_REJ')\n            acknowledge",
        replace: 'if (true)\n            acknowledge'
      }
    ]
  },
  {
    id: 'retraction-unanswered',
    wrong: 'A CANCEL of an ADD is not answered with ADD_REJ.',
    clauses: ['LNK-039'],
    changes: [
      {
        file: QUEUE,
        find: "this.#answer({ type: 'ADD_REJ', ...core.physical.header, serial: frame.serial, reason: frame.reason });",
        replace: ''
      }
    ]
  },
  {
    id: 'retraction-keeps-item',
    wrong: 'A CANCEL of an ADD that was accepted does not end its item.',
    clauses: ['LNK-039'],
    changes: [
      {
        file: QUEUE,
        find: "if (answer === undefined || answer.type === 'ADD_REJ')\n                return;",
        replace: 'return;'
      }
    ]
  },
  {
    id: 'one-pair-more',
    wrong: 'One pair more is attempted than was asked.',
    clauses: ['LNK-050'],
    changes: [
      { file: SERVICE, find: 'if (item.counted < item.number)', replace: 'if (item.counted <= item.number)' },
      { file: SCHEDULER, find: 'if (number <= counted)', replace: 'if (number + 1 <= counted)' }
    ]
  },
  {
    id: 'expired-still-counts',
    wrong: 'A pair that has expired is not made anew.',
    clauses: ['LNK-051'],
    changes: [
      { file: SERVICE, find: 'item.counted -= 1;', replace: '' },
      {
        file: SERVICE,
        find: 'if (item.filled)\n            this.#unfill(item);',
        replace: 'if (false)\n            this.#unfill(item);'
      }
    ]
  },
  {
    id: 'no-end',
    wrong: 'The master does not say END when an item is complete.',
    clauses: ['LNK-052'],
    changes: [{ file: REQUEST, find: 'entry: [complete, sendEnd]', replace: 'entry: complete' }]
  },
  {
    id: 'end-without-number',
    wrong: 'END names the last number of the item, not the one that is expected.',
    clauses: ['LNK-052'],
    changes: [
      {
        file: LINK,
        find: 'this.#queue.ends.send(event.queueId, event.reason, this.#pairs.expected);',
        replace: 'this.#queue.ends.send(event.queueId, event.reason, (this.#pairs.expected - 1) >>> 0);'
      }
    ]
  },
  {
    id: 'deadline-not-kept',
    wrong: 'The master does not end an item at its deadline slot.',
    clauses: ['LNK-053'],
    changes: [{ file: REQUEST, find: "DEADLINE: { target: 'ending', actions: expired }", replace: 'DEADLINE: {}' }]
  },
  {
    id: 'cancel-of-other-ignored',
    wrong: 'The master does not end an item that the other node cancels.',
    clauses: ['LNK-054'],
    changes: [
      {
        file: QUEUE,
        find: "core.tables.request.tell(queueId, { type: 'END_REQUESTED', reason: frame.reason });",
        replace: ';'
      }
    ]
  },
  {
    id: 'end-reason-lost',
    wrong: 'The master ends an item that is cancelled with OTHER, whatever the reason was.',
    clauses: ['LNK-054'],
    changes: [
      {
        file: REQUEST,
        find: 'const asked = actions.assign({ reason: ({ event }) => event.reason });',
        replace: 'const asked = actions.assign({ reason: ErrorCode.OTHER });'
      }
    ]
  },
  {
    id: 'end-not-asked-for',
    wrong: 'The other node does not ask for an END that does not come.',
    clauses: ['LNK-055'],
    changes: [{ file: REQUEST, find: 'entry: promptEnd,', replace: '' }]
  },
  {
    id: 'end-with-pairs-missing',
    wrong: 'An END of an item that misses pairs is taken as its end.',
    clauses: ['LNK-056'],
    changes: [
      { file: REQUEST, find: "{ guard: isComplete, actions: ignored('complete-but-pairs-missing') },", replace: '' }
    ]
  },
  {
    id: 'unknown-end-unanswered',
    wrong: 'An END of an item that is not known is not answered.',
    clauses: ['LNK-057'],
    changes: [
      {
        file: ENDS,
        find: 'this.remember(frame.queueId, frame.reason);\n            this.acknowledge(frame.queueId);',
        replace: 'this.remember(frame.queueId, frame.reason);'
      }
    ]
  },
  {
    id: 'undelivered-kept',
    wrong: 'Pairs that an application has not had are not expired when their item ends early.',
    clauses: ['LNK-058'],
    changes: [
      { file: SERVICE, find: 'if (over !== undefined && reason !== ErrorCode.UNSPECIFIED) {', replace: 'if (false) {' }
    ]
  },
  {
    id: 'late-cancel-unanswered',
    wrong: 'The master does not answer a CANCEL of an item that has ended.',
    clauses: ['LNK-059'],
    changes: [
      {
        file: QUEUE,
        find: 'else\n            this.ends.send(queueId, frame.reason);\n    }\n    /** A request is over',
        replace: '    }\n    /** A request is over'
      }
    ]
  },
  {
    id: 'closed-item-served',
    wrong: 'The master goes on with an item that the peer has closed as complete when a pair expires.',
    clauses: ['LNK-100'],
    recorded: 'Go on asking whether the peer has closed a request that was re-opened',
    changes: [
      {
        file: REQUEST,
        find: "{ guard: ({ context }) => context.offered, target: 'done', actions: [tooLate, ended] },",
        replace: ''
      }
    ]
  },
  {
    id: 'newest-first',
    wrong: 'The item that came last is served first.',
    clauses: ['LNK-111', 'LNK-113'],
    changes: [
      {
        file: SCHEDULER,
        find: 'return a.scheduleSlot - b.scheduleSlot || (a.queueId - b.queueId) | 0;',
        replace: 'return b.scheduleSlot - a.scheduleSlot || (b.queueId - a.queueId) | 0;'
      }
    ]
  },
  {
    id: 'atomic-interrupted',
    wrong: 'An atomic item that has begun is interrupted.',
    clauses: ['LNK-112'],
    recorded: 'Do not interrupt requests that keep all their pairs to the end',
    changes: [
      { file: SCHEDULER, find: 'return item.counted > 0 && (item.atomic || gathers(item));', replace: 'return false;' }
    ]
  },
  {
    id: 'served-too-early',
    wrong: 'An item is served before its schedule slot.',
    clauses: ['LNK-035'],
    changes: [{ file: SCHEDULER, find: 'const start = Math.max(slot, scheduleSlot);', replace: 'const start = slot;' }]
  },
  {
    id: 'unclaimed-taken',
    wrong: 'A request of a kind that the node does not claim is taken.',
    clauses: ['HAR-050'],
    changes: [{ file: 'harness/dist/node-subject.js', find: "            'LNK.PREPARE',\n", replace: '' }]
  },
  {
    id: 'claimed-refused',
    wrong: 'A request of a kind that the node claims is refused as one that it cannot serve.',
    clauses: ['HAR-051'],
    changes: [
      {
        file: LINK,
        find: 'if (unmet !== undefined)',
        replace: "if (unmet !== undefined || request.kind === 'prepare')"
      }
    ]
  },
  {
    id: 'brings-back-what-has-ended',
    wrong: 'A late ADD_ACK brings an item back that has ended.',
    clauses: ['LNK-026'],
    changes: [
      {
        file: 'link-layer/dist/queue/distributed-queue.js',
        find: 'if (over !== undefined) {',
        replace: 'if (false) {'
      }
    ]
  },
  {
    id: 'ends-late-for-another-reason',
    wrong: 'A request whose item has ended before it was answered ends for want of time.',
    clauses: ['LNK-026'],
    changes: [
      {
        file: 'link-layer/dist/queue/distributed-queue.js',
        find: "{ type: 'ENDED', reason: over }",
        replace: "{ type: 'ENDED', reason: 7 }"
      }
    ]
  }
]
