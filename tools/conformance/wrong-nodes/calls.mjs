const FRAMES = 'link-layer/dist/peer-frames.js'
const CALLS = 'link-layer/dist/queue/paced-calls.js'
const SIGNALLING = 'network-layer/dist/circuit/signalling.js'

/** What an inner node of circuits asks of its links, and is asked for (sections 3.12 and 6.6). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const calls = [
  {
    id: 'calls-not-said-again',
    role: 'repeater',
    wrong: 'A peer that asks how things are is not told again what is called for.',
    clauses: ['LNK-136'],
    changes: [{ file: FRAMES, find: 'this.#queue.calls.again();', replace: '' }]
  },
  {
    id: 'calls-said-otherwise',
    role: 'repeater',
    wrong: 'What is called for is said again as if it had just been called for.',
    clauses: ['LNK-136', 'LNK-134'],
    changes: [
      {
        file: CALLS,
        find: "this.#core.send({ type: 'MORE', ...header, queueId, number, scheduleSlot, virtualFinish });",
        replace:
          "this.#core.send({ type: 'MORE', ...header, queueId, number, scheduleSlot: scheduleSlot + 1, virtualFinish });"
      }
    ]
  },
  {
    id: 'calls-of-either-end',
    role: 'repeater',
    wrong: 'What the other end calls for counts for requests of this end, too.',
    clauses: ['LNK-133'],
    changes: [{ file: CALLS, find: 'item.originator || !item.paced ||', replace: '!item.paced ||' }]
  },
  {
    id: 'label-of-a-former-circuit',
    role: 'repeater',
    wrong: 'A label that a circuit had before is refused to those that come later.',
    clauses: ['NET-040'],
    changes: [{ file: SIGNALLING, find: 'labels.drop(side);', replace: '' }]
  },
  {
    id: 'label-outlives-its-circuit',
    role: 'repeater',
    wrong: 'Pairs are made under the label of a circuit that is over.',
    clauses: ['LNK-006'],
    changes: [{ file: SIGNALLING, find: 'side.port.refuse(side.label);', replace: ';' }]
  },
  {
    id: 'calls-not-again-after-silence',
    role: 'repeater',
    wrong: 'What was called for is not said again when attempts end without an answer.',
    clauses: ['LNK-134'],
    changes: [
      {
        file: 'link-layer/dist/generation.js',
        find: "if (ended.cause === 'mismatch' || ended.cause === 'silent')",
        replace: "if (ended.cause === 'mismatch')"
      }
    ]
  }
]
