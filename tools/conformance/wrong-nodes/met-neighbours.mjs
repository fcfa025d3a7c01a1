const ADJACENCY = 'network-layer/dist/adjacency/adjacency.js'
const AGAIN = 'network-layer/dist/adjacency/retransmission-machine.js'
const MACHINE = 'network-layer/dist/adjacency/machine.js'

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

/** How sessions with neighbours begin and end (section 6.2). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const metNeighbours = [
  wrongly(
    'frames-for-anybody',
    'An ordered frame does not name the session of its receiver.',
    'NET-002',
    ADJACENCY,
    'header.peerSession = this.#peerSession;',
    'header.peerSession = 0;'
  ),
  wrongly(
    'acknowledges-to-anybody',
    'An acknowledgement does not name the session of its receiver.',
    'NET-002',
    ADJACENCY,
    'if (this.#owed > 0)\n            this.#say(this.#session, this.#peerSession, true);',
    'if (this.#owed > 0)\n            this.#say(this.#session, 0, true);'
  ),
  wrongly(
    'calls-anybody',
    'A NEIGHBOUR that asks for a sign of life does not name the session of its receiver.',
    'NET-002',
    ADJACENCY,
    'this.#say(this.#session, this.#peerSession, false);',
    'this.#say(this.#session, 0, false);'
  ),
  wrongly(
    'sought-once',
    'A neighbour that does not answer is not sought again.',
    'NET-007',
    MACHINE,
    "after: { wait: { target: 'seeking', reenter: true, actions: slowDown } },",
    ''
  ),
  wrongly(
    'sought-later',
    'A neighbour is sought when the first wait is over.',
    'NET-007',
    MACHINE,
    "entry: call,\n            after: { wait: { target: 'seeking', reenter: true, actions: slowDown } },",
    "after: { wait: { target: 'seeking', reenter: true, actions: [call, slowDown] } },"
  ),
  wrongly(
    'sought-with-answers',
    'A neighbour is sought with answers to what it has not said.',
    'NET-007',
    ADJACENCY,
    'this.#say(this.#session, this.#peerSession, false);',
    'this.#say(this.#session, this.#peerSession, this.#peerSession === 0);'
  ),
  wrongly(
    'met-by-its-calls-alone',
    'No frame but NEIGHBOUR begins a session.',
    'NET-004',
    ADJACENCY,
    "if (this.#state === 'seeking')\n                return this.#meet(session, frame);",
    "if (this.#state === 'seeking')\n                return frame.type === 'NEIGHBOUR' ? this.#meet(session, frame) : undefined;"
  ),
  wrongly(
    'calls-unanswered',
    'A NEIGHBOUR of the session that wants an answer has none.',
    'NET-005',
    ADJACENCY,
    'else if (!frame.answer && !first)',
    'else if (!frame.answer && first)'
  ),
  wrongly(
    'strangers-unanswered',
    'A NEIGHBOUR of another session has no answer while there is one.',
    'NET-005',
    ADJACENCY,
    'this.#say(this.#nextSession, frame.session, true);',
    'return;'
  ),
  wrongly(
    'answers-nobody',
    'The answer to a NEIGHBOUR does not name the session of its sender while there is none.',
    'NET-005',
    ADJACENCY,
    'this.#say(this.#session, frame.session, true);',
    'this.#say(this.#session, 0, true);'
  ),
  wrongly(
    'never-given-up',
    'A session goes on in which a frame is never acknowledged.',
    'NET-014',
    AGAIN,
    'guard: ({ context, event }) => (event.progress ? context.attempts - 1 : context.attemptsLeft) > 0,',
    'guard: () => true,'
  ),
  wrongly(
    'given-up-of-the-first-alone',
    'A session goes on in which any frame but the first is never acknowledged.',
    'NET-014',
    ADJACENCY,
    'this.#oldestSeen = outgoing.oldest;\n        const left',
    'const left'
  ),
  wrongly(
    'sought-when-it-is-looked',
    'When a session was given up its neighbour is sought at the next look.',
    'NET-007',
    ADJACENCY,
    "tables.adjacency.tell(this.peer, { type: 'LOST' });",
    ';'
  )
]
