const SEQUENCE = 'link-layer/dist/sequence/machine.js'
const FRAMES = 'link-layer/dist/peer-frames.js'
const LEDGER = 'link-layer/dist/pair/pair-ledger.js'

/** Which success is a pair, and what a gap means (section 3.4). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const sequence = [
  {
    id: 'stale-accepted',
    wrong: 'A success with a former sequence number becomes a pair.',
    clauses: ['LNK-043', 'PHY-037'],
    changes: [
      {
        file: 'physical-layer/dist/attempt/guards.js',
        find: 'return serialCompare(frame.sequence, context.expected) >= 0;',
        replace: 'return true;'
      },
      {
        file: SEQUENCE,
        find: "{ actions: [outdated, actions.emit({ type: 'ignored', reason: 'old-sequence' })] }",
        replace: '{ actions: [accept, advance] }'
      }
    ]
  },
  {
    id: 'expired-before-heard-taken',
    wrong: 'A success that the peer expired before it was heard of becomes a pair.',
    clauses: ['LNK-043', 'LNK-045'],
    changes: [{ file: FRAMES, find: "tables.sequence.tell(ONLY, { type: 'EXPIRED', high: frame.high });", replace: '' }]
  },
  {
    id: 'gap-ignored',
    wrong: 'Successes that were missed are not expired when a later one comes.',
    clauses: ['LNK-041'],
    changes: [
      { file: SEQUENCE, find: 'actions: [missedBefore, accept, advance]', replace: 'actions: [accept, advance]' }
    ]
  },
  {
    id: 'gap-too-short',
    wrong: 'The range that is expired after a gap lacks its last number.',
    clauses: ['LNK-041'],
    changes: [
      { file: SEQUENCE, find: 'high: event.herald.sequence\n', replace: 'high: (event.herald.sequence - 1) >>> 0\n' }
    ]
  },
  {
    id: 'gap-too-long',
    wrong: 'The range that is expired after a gap has the number of the success that showed it.',
    clauses: ['LNK-041', 'LNK-042'],
    changes: [
      { file: SEQUENCE, find: 'high: event.herald.sequence\n', replace: 'high: (event.herald.sequence + 1) >>> 0\n' }
    ]
  },
  {
    id: 'ahead-not-taken',
    wrong: 'A success that comes after a gap is expired with the gap.',
    clauses: ['LNK-042'],
    changes: [
      {
        file: SEQUENCE,
        find: 'actions: [missedBefore, accept, advance]',
        replace:
          "actions: [actions.emit(({ context, event }) => ({ type: 'missed', low: context.expected, high: (event.herald.sequence + 1) >>> 0 })), advance]"
      }
    ]
  },
  {
    id: 'gap-of-failure-ignored',
    wrong: 'A failure whose number is ahead does not show that successes were missed.',
    clauses: ['PHY-036', 'LNK-041'],
    changes: [{ file: SEQUENCE, find: 'actions: [missed, skip]', replace: 'actions: []' }]
  },
  {
    id: 'no-wrap',
    wrong: 'Sequence numbers are compared as integers, so that those after the wrap are old.',
    clauses: ['LNK-040', 'LNK-041', 'LNK-043', 'WIR-001'],
    changes: [
      { file: 'wire/dist/serial.js', find: 'const distance = (b - a) | 0;', replace: 'const distance = b - a;' }
    ]
  },
  {
    id: 'expire-not-treated-as-gap',
    wrong: 'What comes before an EXPIRE that is ahead is not expired.',
    clauses: ['LNK-046'],
    changes: [
      { file: FRAMES, find: "tables.sequence.tell(ONLY, { type: 'AHEAD', sequence: frame.low });", replace: '' }
    ]
  },
  {
    id: 'expire-not-followed',
    wrong: 'The number after an EXPIRE that is ahead is not expected.',
    clauses: ['LNK-045'],
    changes: [
      {
        file: SEQUENCE,
        find: 'serialCompare(event.high, context.expected) > 0, actions: follow',
        replace: 'serialCompare(event.high, context.expected) > 0, actions: []'
      },
      { file: LEDGER, find: 'if (serialLess(this.#expected, high)) {', replace: 'if (false) {' }
    ]
  },
  {
    id: 'hint-ignored',
    wrong: 'That the peer has counted further, as its KEEPALIVE says, leads to nothing.',
    clauses: ['LNK-044'],
    changes: [
      {
        file: FRAMES,
        find: "{ type: 'HINT', sequence: frame.expected });\n        this.#pairs.confirm",
        replace: "{ type: 'HINT', sequence: this.#pairs.expected });\n        this.#pairs.confirm"
      }
    ]
  },
  {
    id: 'hint-at-once',
    wrong: 'What the peer has counted further is expired at once, though the REPLY may be on its way.',
    clauses: ['LNK-044'],
    recorded: "Take the peer's count as a hint until the station's word must be there",
    changes: [{ file: LEDGER, find: 'grace: this.#core.physical.replyDelay', replace: 'grace: 0' }]
  },
  {
    id: 'hint-of-end-ignored',
    wrong: 'That the master has counted further, as its END says, leads to nothing.',
    clauses: ['LNK-044'],
    changes: [
      { file: FRAMES, find: "tables.sequence.tell(ONLY, { type: 'HINT', sequence: frame.endSequence });", replace: '' }
    ]
  },
  {
    id: 'counts-by-two',
    wrong: 'After a success the number after the next is expected.',
    clauses: ['LNK-040', 'LNK-041', 'PHY-033'],
    changes: [
      {
        file: SEQUENCE,
        find: '(event.herald.sequence + 1) >>> 0 });\nconst skip',
        replace: '(event.herald.sequence + 2) >>> 0 });\nconst skip'
      }
    ]
  },
  {
    id: 'expire-first-only',
    wrong: 'Of an EXPIRE only the first number is void.',
    clauses: ['LNK-091'],
    changes: [
      {
        file: FRAMES,
        find: 'this.#pairs.expiredByPeer(frame.epoch, frame.low, frame.high);',
        replace: 'this.#pairs.expiredByPeer(frame.epoch, frame.low, (frame.low + 1) >>> 0);'
      }
    ]
  },
  {
    id: 'expire-without-effect',
    wrong: 'An EXPIRE is acknowledged, and nothing is void.',
    clauses: ['LNK-091', 'LNK-069'],
    changes: [{ file: FRAMES, find: 'this.#pairs.expiredByPeer(frame.epoch, frame.low, frame.high);', replace: '' }]
  },
  {
    id: 'expire-one-too-many',
    wrong: 'The number after an EXPIRE is void as well.',
    clauses: ['LNK-091'],
    changes: [
      {
        file: FRAMES,
        find: 'this.#pairs.expiredByPeer(frame.epoch, frame.low, frame.high);',
        replace: 'this.#pairs.expiredByPeer(frame.epoch, frame.low, (frame.high + 1) >>> 0);'
      }
    ]
  },
  {
    id: 'expire-of-any-epoch',
    wrong: 'An EXPIRE of a former epoch voids pairs of the present one.',
    clauses: ['LNK-091'],
    changes: [{ file: LEDGER, find: 'if (entry.epoch !== epoch || !inWindow', replace: 'if (!inWindow' }]
  },
  {
    id: 'expire-acknowledged-once',
    wrong: 'A copy of an EXPIRE is not answered.',
    clauses: ['LNK-092', 'LNK-024'],
    changes: [
      {
        file: FRAMES,
        find: "this.#core.send({\n            type: 'EXPIRE_ACK',",
        replace:
          "this.answered ??= new Set();\n        const known = this.answered.has(`${frame.epoch} ${frame.low} ${frame.high}`);\n        this.answered.add(`${frame.epoch} ${frame.low} ${frame.high}`);\n        if (!known) this.#core.send({\n            type: 'EXPIRE_ACK',"
      }
    ]
  },
  {
    id: 'expire-ack-without-range',
    wrong: 'EXPIRE_ACK names the first number of an EXPIRE alone.',
    clauses: ['LNK-092'],
    changes: [
      {
        file: FRAMES,
        find: 'low: frame.low,\n            high: frame.high,\n            expected',
        replace: 'low: frame.low,\n            high: (frame.low + 1) >>> 0,\n            expected'
      }
    ]
  },
  {
    id: 'expire-not-repeated',
    wrong: 'An EXPIRE that gets no answer is not sent again.',
    clauses: ['LNK-020', 'LNK-023'],
    changes: [
      {
        file: 'link-layer/dist/reliable/reliable-messages.js',
        find: "frame.type === 'ADD' ?",
        replace: "frame.type === 'EXPIRE' ? 1 : frame.type === 'ADD' ?"
      },
      {
        file: 'link-layer/dist/link-layer.js',
        find: 'else if (!this.#queue.ends.mayGoUnanswered(event.frame))',
        replace: "else if (event.frame.type !== 'EXPIRE' && !this.#queue.ends.mayGoUnanswered(event.frame))"
      }
    ]
  },
  {
    id: 'former-expire-unanswered',
    wrong: 'An EXPIRE of a former epoch is not answered.',
    clauses: ['LNK-092'],
    changes: [
      {
        file: FRAMES,
        find: "if (frame.type === 'EXPIRE' && physical.isFormer(frame))",
        replace: "if (frame.type === 'EXPIRE' && false)"
      }
    ]
  }
]
