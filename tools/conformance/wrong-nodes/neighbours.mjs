const ADJACENCY = 'network-layer/dist/adjacency/adjacency.js'
const NEIGHBOURS = 'network-layer/dist/adjacency/neighbours.js'
const RECEIVED = 'network-layer/dist/adjacency/receive-window.js'
const AGAIN = 'network-layer/dist/adjacency/retransmission-machine.js'

/**
 * @param {string} id @param {string} wrong @param {string | readonly string[]} clauses
 * @param {string} file @param {string} find @param {string} replace
 * @returns {import('../wrong-node-source.mjs').WrongNode}
 */
function wrongly(id, wrong, clauses, file, find, replace) {
  return {
    id: `neighbour-${id}`,
    role: 'repeater',
    wrong,
    clauses: [clauses].flat(),
    changes: [{ file, find, replace }]
  }
}

/** Frames of sessions with neighbours (section 6.2). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const neighbours = [
  wrongly(
    'serials-from-one',
    'The first frame of a session has the serial 1.',
    'NET-008',
    ADJACENCY,
    'this.#outgoing.reset(firstSerial);',
    'this.#outgoing.reset(firstSerial + 1);'
  ),
  wrongly(
    'serials-exchanged',
    'Of two frames the earlier one has the later serial.',
    'NET-008',
    ADJACENCY,
    'header.serial = outgoing.next;',
    'header.serial = outgoing.next ^ 1;'
  ),
  wrongly(
    'wide-window',
    'Twice as many frames are under way.',
    'NET-009',
    ADJACENCY,
    'while (outgoing.waiting > 0 && outgoing.inFlight < WINDOW) {',
    'while (outgoing.waiting > 0 && outgoing.inFlight < 2 * WINDOW) {'
  ),
  wrongly(
    'early-frames-heard',
    'A frame that comes too early is acted upon at once.',
    'NET-010',
    ADJACENCY,
    "case 'early':\n                return;",
    "case 'early':\n                return this.#core.listener.received(this.peer, frame);"
  ),
  wrongly(
    'gaps-passed-over',
    'What comes after a frame that was lost is taken for the next one.',
    ['NET-010', 'NET-011'],
    RECEIVED,
    'if (ahead === 0) {\n            this.#expected = (this.#expected + 1) >>> 0;',
    'if (ahead < WINDOW) {\n            this.#expected = (frame.serial + 1) >>> 0;'
  ),
  wrongly(
    'early-frames-lost',
    'A frame that came too early counts as received in its turn, and is not acted upon.',
    'NET-010',
    ADJACENCY,
    'next = this.#incoming.takeKept();',
    'next = this.#incoming.takeKept() && undefined;'
  ),
  {
    id: 'neighbour-early-frames-exchanged',
    role: 'repeater',
    wrong: 'Of frames that come far too early some are taken for others.',
    clauses: ['NET-010'],
    changes: [
      {
        file: RECEIVED,
        find: 'const slot = frame.serial & (WINDOW - 1);',
        replace: 'const slot = frame.serial & (WINDOW / 8 - 1);'
      },
      {
        file: RECEIVED,
        find: 'const slot = this.#expected & (WINDOW - 1);',
        replace: 'const slot = this.#expected & (WINDOW / 8 - 1);'
      }
    ]
  },
  wrongly(
    'frames-heard-again',
    'A frame is acted upon whenever it comes.',
    'NET-010',
    ADJACENCY,
    "this.#core.ignored('repeated');",
    'this.#core.listener.received(this.peer, frame);'
  ),
  wrongly(
    'copies-as-they-were',
    'A frame that is sent again acknowledges what it did at first.',
    'NET-011',
    ADJACENCY,
    'send(this.peer, { ...this.#outgoing.takeAgain(index, now), expected });',
    'send(this.peer, { ...this.#outgoing.takeAgain(index, now) });'
  ),
  wrongly(
    'last-frame-unheard',
    'NEIGHBOUR acknowledges one frame less than have come.',
    'NET-011',
    ADJACENCY,
    'const expected = present ? this.#incoming.expected : configuration.firstSerial;',
    'const expected = present ? Math.max(0, this.#incoming.expected - 1) : configuration.firstSerial;'
  ),
  wrongly(
    'late-acknowledgement',
    'An acknowledgement waits three times as long as it may.',
    'NET-012',
    ADJACENCY,
    'delay: Math.max(half, acknowledgeDelay)',
    'delay: 3 * Math.max(half, acknowledgeDelay)'
  ),
  wrongly(
    'many-unacknowledged',
    'That many frames have come is not acknowledged at once.',
    'NET-012',
    ADJACENCY,
    'if (this.#owed >= ACKNOWLEDGE_AFTER)',
    'if (this.#owed >= 2 * ACKNOWLEDGE_AFTER)'
  ),
  wrongly(
    'acknowledges-by-the-way',
    'Nothing is acknowledged unless another frame goes.',
    'NET-012',
    ADJACENCY,
    'if (this.#owed > 0)\n            this.#say',
    'if (this.#owed < 0)\n            this.#say'
  ),
  wrongly(
    'never-again',
    'A frame is sent once.',
    'NET-013',
    ADJACENCY,
    "tables.retransmission.tell(this.peer, { type: 'OVERDUE', progress });",
    "tables.retransmission.tell(this.peer, { type: 'EARLY', delay: this.#timeout });"
  ),
  wrongly(
    'oldest-again',
    'Of what is under way the oldest frame alone is sent again.',
    'NET-013',
    ADJACENCY,
    'index < this.#outgoing.inFlight; index++',
    'index < Math.min(1, this.#outgoing.inFlight); index++'
  ),
  wrongly(
    'again-too-soon',
    'A frame is sent again after two round trips.',
    'NET-013',
    ADJACENCY,
    'this.#timeout = 3 * roundTrip + acknowledgeDelay;',
    'this.#timeout = 2 * roundTrip;'
  ),
  wrongly(
    'ever-more-seldom',
    'Each copy of a frame waits twice as long as the one before it.',
    'NET-013',
    AGAIN,
    "delay: ({ context }) => context.timeout\n                            }),\n                            actions.emit({ type: 'retransmit' })",
    "delay: ({ context }) => 2 * context.delay\n                            }),\n                            actions.emit({ type: 'retransmit' })"
  ),
  wrongly(
    'anybody-heard',
    'A frame of somebody who is no neighbour is taken for one of a neighbour.',
    'NET-017',
    NEIGHBOURS,
    "this.#ignored('neighbour-unknown');",
    'this.#adjacencies.forEach((one) => one.frame(frame));'
  ),
  wrongly(
    'misnamed-heard',
    'A NEIGHBOUR of another node than its sender is acted upon.',
    'NET-017',
    ADJACENCY,
    "if (frame.type === 'NEIGHBOUR' && frame.node !== this.peer)",
    "if (frame.type === 'NEIGHBOUR' && frame.node === undefined)"
  ),
  {
    id: 'neighbour-unsent-acknowledged',
    role: 'repeater',
    wrong: 'A frame that acknowledges what was never sent is acted upon.',
    clauses: ['NET-017'],
    changes: [
      { file: ADJACENCY, find: 'if (acknowledged > outgoing.inFlight)', replace: 'if (acknowledged === undefined)' },
      {
        file: ADJACENCY,
        find: 'if (acknowledged > 0) {',
        replace: 'if (acknowledged > 0 && acknowledged <= outgoing.inFlight) {'
      }
    ]
  },
  wrongly(
    'repeated-unacknowledged',
    'A frame that comes again is not acknowledged again.',
    'NET-018',
    ADJACENCY,
    "this.#core.ignored('repeated');\n                this.#owed += 1;",
    "this.#core.ignored('repeated');"
  )
]
