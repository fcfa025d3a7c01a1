/** What is said again, and what the ends of a link can do (section 2.2). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const means = [
  {
    id: 'former-for-ever',
    wrong: 'Which incarnations were former is never forgotten.',
    clauses: ['PHY-028'],
    changes: [
      {
        file: 'physical-layer/dist/session/actions.js',
        find: '    formerPeer: 0,\n    formerStation: 0\n',
        replace: ''
      }
    ]
  },
  {
    id: 'opens-at-one-pace',
    wrong: 'OPEN is sent again at one interval.',
    clauses: ['PHY-014'],
    changes: [
      {
        file: 'physical-layer/dist/session/machine.js',
        find: "after: { interval: { target: 'asking', reenter: true, actions: backOff } }",
        replace: "after: { interval: { target: 'asking', reenter: true } }"
      }
    ]
  },
  {
    id: 'opens-as-fast-as-refused',
    wrong: 'Another epoch is begun at once in the place of one that was given up.',
    clauses: ['PHY-177'],
    changes: [
      {
        file: 'physical-layer/dist/session/machine.js',
        find: "{ guard: givesUp, target: '.pausing', reenter: true, actions: meet },",
        replace: "{ guard: givesUp, target: 'opening', reenter: true, actions: meet },"
      }
    ]
  },
  {
    id: 'opens-for-former-process',
    wrong: 'An epoch that is being opened goes on when the peer is another process.',
    clauses: ['PHY-018', 'PHY-014'],
    changes: [
      {
        file: 'physical-layer/dist/session/machine.js',
        find: "guard: (x) => ends(x) && question(x),\n                        target: 'opening',",
        replace: "guard: () => false,\n                        target: 'opening',"
      },
      {
        file: 'physical-layer/dist/session/machine.js',
        find: "{ guard: ends, target: 'opening', reenter: true, actions: [closeEpoch, meet] },",
        replace: ''
      }
    ]
  },
  {
    id: 'states-another-basis',
    wrong: 'A node whose photons are measured as they arrive says that they can be in Z, too, where they cannot.',
    clauses: ['PHY-140'],
    changes: [
      {
        file: 'physical-layer/dist/means.js',
        find: 'arrival?.bases.reduce((bits, basis) => bits | (1 << basis), 0)',
        replace: 'arrival?.bases.reduce((bits, basis) => bits | (1 << basis), 1)'
      }
    ]
  },
  {
    id: 'lacks-unsaid',
    wrong: 'A node does not say that its end can keep no pairs.',
    clauses: ['PHY-140'],
    changes: [
      {
        file: 'physical-layer/dist/means.js',
        find: 'kinds: keep && arrival === undefined ? 0 : 1 << RequestKind.MEASURE',
        replace: 'kinds: 0'
      }
    ]
  },
  {
    id: 'keeps-what-it-cannot',
    wrong: 'A request for kept pairs is taken of hardware that keeps none.',
    clauses: ['LNK-002', 'LNK-034'],
    changes: [
      {
        file: 'link-layer/dist/means.js',
        find: "return keep ? undefined : 'the hardware of this link cannot keep pairs';",
        replace: 'return undefined;'
      }
    ]
  },
  {
    id: 'peer-kinds-ignored',
    wrong: 'Requests are taken whose kind the peer cannot do.',
    clauses: ['LNK-153'],
    changes: [
      {
        file: 'link-layer/dist/means.js',
        find: 'if (!states(kinds, kind))',
        replace: 'if (false)'
      }
    ]
  },
  {
    id: 'peer-bases-ignored',
    wrong: 'Requests are taken of which the peer cannot measure its part.',
    clauses: ['LNK-153'],
    changes: [
      {
        file: 'link-layer/dist/means.js',
        find: 'const beyond = basesOf(responder).bases.filter((basis) => !states(bases, basis));',
        replace: 'const beyond = [];'
      }
    ]
  },
  {
    id: 'peer-bases-never-drawn',
    wrong: 'A basis that the peer is never to measure in is asked of it.',
    clauses: ['LNK-153'],
    changes: [
      {
        file: 'link-layer/dist/measurement.js',
        find: '.filter((place) => shares[place] > 0)',
        replace: ''
      }
    ]
  },
  {
    id: 'nothing-for-everything',
    wrong: 'A peer that states nothing is taken for one that can do nothing.',
    clauses: ['PHY-142'],
    changes: [
      {
        file: 'physical-layer/dist/means.js',
        find: 'return bits === 0 || (bits & (1 << bit)) !== 0;',
        replace: 'return (bits & (1 << bit)) !== 0;'
      }
    ]
  },
  {
    id: 'means-of-former-process',
    wrong: 'A node goes by what the first process of the peer has stated.',
    clauses: ['PHY-143'],
    changes: [
      {
        file: 'physical-layer/dist/means.js',
        find: 'this.#latest = { incarnation, kinds, bases };',
        replace:
          'this.#latest = { incarnation, kinds: this.#latest?.kinds ?? kinds, bases: this.#latest?.bases ?? bases };'
      }
    ]
  }
]
