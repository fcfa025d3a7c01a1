const ROOM = 'network-layer/dist'
const END = `${ROOM}/pairs/end-machine.js`
const SETTLEMENTS = `${ROOM}/settlement/settlements.js`
const SETTLEMENT = `${ROOM}/settlement/machine.js`

/** Ends of circuits: which pairs both ends have (section 6.9). @type {readonly import('../../wrong-node-source.mjs').WrongNode[]} */
export const settlement = [
  {
    id: 'end-never-asks',
    role: 'end',
    wrong: 'The other end is not asked about pairs.',
    clauses: ['NET-100'],
    changes: [
      { file: SETTLEMENTS, find: 'this.#core.tables.settlement.tell(book.id, full ? FULL : DELIVERED);', replace: '' }
    ]
  },
  {
    id: 'end-asks-by-own-names',
    role: 'end',
    wrong: 'The other end is asked about pairs by their names here.',
    clauses: ['NET-100'],
    changes: [
      { file: SETTLEMENTS, find: 'pairs: book.asked.map(remoteName)', replace: 'pairs: book.asked.map(heldName)' }
    ]
  },
  {
    id: 'end-asks-once',
    role: 'end',
    wrong: 'What is not answered is not asked again.',
    clauses: ['NET-101'],
    changes: [
      {
        file: SETTLEMENT,
        find: "after: { repeat: { target: 'asking', reenter: true, actions: ask(true) } },",
        replace: ''
      }
    ]
  },
  {
    id: 'end-asks-another',
    role: 'end',
    wrong: 'What is not answered is followed by another question.',
    clauses: ['NET-101', 'NET-102'],
    changes: [{ file: SETTLEMENTS, find: 'if (!again) {', replace: '{' }]
  },
  {
    id: 'end-refusal-ignored',
    role: 'end',
    wrong: 'Pairs that the other end refuses are kept.',
    clauses: ['NET-105'],
    changes: [
      {
        file: SETTLEMENTS,
        find: 'if (!frame.known || isNamed(frame.refused, remoteName(end)))',
        replace: 'if (!frame.known)'
      }
    ]
  },
  {
    id: 'end-open-as-settled',
    role: 'end',
    wrong: 'Pairs that are open at the other end are taken for its own.',
    clauses: ['NET-105'],
    changes: [
      {
        file: SETTLEMENTS,
        find: 'else if (isNamed(frame.open, remoteName(end)))\n                book.unasked.push(end);',
        replace: ''
      }
    ]
  },
  {
    id: 'end-stranger-believed',
    role: 'end',
    wrong: 'Pairs of a circuit that the other end does not know are kept.',
    clauses: ['NET-106'],
    changes: [
      {
        file: SETTLEMENTS,
        find: 'if (!frame.known || isNamed(frame.refused, remoteName(end)))',
        replace: 'if (isNamed(frame.refused, remoteName(end)))'
      }
    ]
  },
  {
    id: 'end-claims-all',
    role: 'end',
    wrong: 'A pair that the end never had is not refused.',
    clauses: ['NET-103'],
    changes: [{ file: SETTLEMENTS, find: 'refused.push(name);', replace: ';' }]
  },
  {
    id: 'end-claims-open',
    role: 'end',
    wrong: 'A pair that waits for its TRACK is said to be there.',
    clauses: ['NET-103'],
    changes: [{ file: SETTLEMENTS, find: 'open.push(name);', replace: ';' }]
  },
  {
    id: 'end-answers-other-number',
    role: 'end',
    wrong: 'An answer does not name its question.',
    clauses: ['NET-103'],
    changes: [
      { file: SETTLEMENTS, find: '...this.#routed(book), number, refused', replace: '...this.#routed(book), refused' }
    ]
  },
  {
    id: 'end-knows-everybody',
    role: 'end',
    wrong: 'Anybody is answered as the other end of a circuit.',
    clauses: ['NET-104'],
    changes: [
      {
        file: SETTLEMENTS,
        find: 'if (book === undefined || book.peer !== source) {',
        replace: 'if (book === undefined) {'
      }
    ]
  },
  {
    id: 'end-unknown-unanswered',
    role: 'end',
    wrong: 'Who asks about a circuit that is not known is not answered.',
    clauses: ['NET-104'],
    changes: [
      {
        file: SETTLEMENTS,
        find: "this.#send(source, {\n                type: 'SETTLED',",
        replace: "void (0, {\n                type: 'SETTLED',"
      }
    ]
  },
  {
    id: 'end-lost-ignored',
    role: 'end',
    wrong: 'Pairs that the other end has lost are kept.',
    clauses: ['NET-107'],
    changes: [
      { file: SETTLEMENTS, find: 'if (end !== undefined)\n                this.#void(book, end);', replace: ';' }
    ]
  },
  {
    id: 'end-any-answer',
    role: 'end',
    wrong: 'An answer to another question counts.',
    clauses: ['NET-111'],
    changes: [{ file: SETTLEMENTS, find: ' || frame.number !== book.number)', replace: ')' }]
  },
  {
    id: 'end-answer-of-anybody',
    role: 'end',
    wrong: 'An answer counts whoever it is of.',
    clauses: ['NET-111'],
    changes: [{ file: SETTLEMENTS, find: 'frame.source !== book.peer || ', replace: '' }]
  },
  {
    id: 'end-last-with-pairs',
    role: 'end',
    wrong: 'The last question of a circuit is about pairs.',
    clauses: ['NET-109'],
    changes: [
      {
        file: SETTLEMENTS,
        find: 'const empty = book.asked.length + book.telling.length + book.unasked.length + book.lost.length === 0;',
        replace: 'const empty = true;'
      }
    ]
  },
  {
    id: 'end-no-last-question',
    role: 'end',
    wrong: 'Nothing is asked when a circuit is over.',
    clauses: ['NET-109'],
    changes: [
      {
        file: SETTLEMENTS,
        find: "this.#core.tables.settlement.tell(book.id, { type: 'OVER' });\n    }\n    /** What a later",
        replace: ';\n    }\n    /** What a later'
      }
    ]
  },
  {
    id: 'end-forgets-what-it-asked',
    role: 'end',
    wrong: 'A pair is forgotten when the other end has said that it has it.',
    clauses: ['NET-108'],
    changes: [
      {
        file: END,
        find: "{ guard: isConfirmed, target: 'over', actions: forget },",
        replace: "{ guard: ({ context }) => context.pair > 0, target: 'over', actions: forget },"
      }
    ]
  }
]
