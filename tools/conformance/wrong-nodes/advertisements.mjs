const FRAME = 'network-layer/dist/routing/advertisement-frame.js'
const ADVERTISEMENT = 'network-layer/dist/routing/advertisement.js'
const DATABASE = 'network-layer/dist/routing/link-state-database.js'
const FACTS = 'network-layer/dist/routing/node-facts.js'
const JUDGEMENT = 'network-layer/dist/routing/judgement.js'
const PARTS = 'network-layer/dist/parts.js'
const ROUTING = 'network-layer/dist/routing/routing.js'

/**
 * @param {string} id @param {string} wrong @param {string} clause @param {string} file @param {string} find
 * @param {string} replace
 * @returns {import('../wrong-node-source.mjs').WrongNode}
 */
function wrongly(id, wrong, clause, file, find, replace) {
  return { id: `advertiser-${id}`, role: 'repeater', wrong, clauses: [clause], changes: [{ file, find, replace }] }
}

/** What nodes say and believe of links (section 6.3). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const advertisements = [
  wrongly(
    'one-neighbour-told',
    'One neighbour alone hears what has changed.',
    'NET-020',
    ROUTING,
    'neighbours.send(peer, { ...frame });',
    "neighbours.send(peer, { ...frame });\n            if (to === 'all')\n                break;"
  ),
  wrongly(
    'changes-unsaid',
    'That a link has changed is not said.',
    'NET-020',
    ROUTING,
    'this.#update((now) => this.#sayOwn(now));',
    ';'
  ),
  wrongly(
    'said-once',
    'What does not change is not said again.',
    'NET-020',
    DATABASE,
    'let due = this.#ownSaidAt + this.#options.times.refresh;',
    'let due = Infinity;'
  ),
  wrongly(
    'fit-for-ever',
    'A link that is not fit is advertised as fit.',
    'NET-020',
    PARTS,
    'up && this.neighbours.isUp(peer)\n            ? [{ neighbour: peer, link, fit, operatingPoints',
    'this.neighbours.isUp(peer)\n            ? [{ neighbour: peer, link, fit: true, operatingPoints'
  ),
  wrongly(
    'incarnations-first',
    'The greater incarnation is the newer one, whatever the sequence.',
    'NET-022',
    ADVERTISEMENT,
    'const order = serialCompare(a.sequence, b.sequence);',
    'const order = Math.sign(a.incarnation - b.incarnation) || serialCompare(a.sequence, b.sequence);'
  ),
  wrongly(
    'sequences-as-integers',
    'Sequences are compared as integers.',
    'NET-022',
    ADVERTISEMENT,
    'const order = serialCompare(a.sequence, b.sequence);',
    'const order = Math.sign(a.sequence - b.sequence);'
  ),
  wrongly(
    'incarnations-ignored',
    'Of one sequence none is newer.',
    'NET-022',
    ADVERTISEMENT,
    'return a.incarnation === b.incarnation ? 0 : a.incarnation > b.incarnation ? 1 : -1;',
    'return 0;'
  ),
  wrongly(
    'lower-incarnation-newer',
    'Of one sequence the lower incarnation is newer.',
    'NET-022',
    ADVERTISEMENT,
    'a.incarnation > b.incarnation ? 1 : -1',
    'a.incarnation > b.incarnation ? -1 : 1'
  ),
  wrongly(
    'latest-believed',
    'What has come last is believed.',
    'NET-022',
    JUDGEMENT,
    "return order === 0 ? { kind: 'ignore', reason: 'duplicate' } : { kind: 'answer' };\n}\n//",
    "return order === 0 ? { kind: 'ignore', reason: 'duplicate' } : { kind: 'accept' };\n}\n//"
  ),
  wrongly(
    'older-unanswered',
    'Who believes something older is not told.',
    'NET-023',
    DATABASE,
    'send: held ? sending(held, times, now, { only: from }) : []',
    'send: []'
  ),
  wrongly(
    'older-answered-to-all',
    'That one neighbour believes something older has all told what is newer.',
    'NET-023',
    DATABASE,
    'sending(held, times, now, { only: from })',
    "sending(held, times, now, 'all')"
  ),
  wrongly(
    'believed-too-long',
    'What an origin has said is believed ten times as long.',
    'NET-025',
    DATABASE,
    'this.#store(stored);',
    'this.#store({ ...stored, until: now + 10 * lifetime });'
  ),
  {
    id: 'advertiser-dead-believed',
    role: 'repeater',
    wrong: 'An ADVERTISEMENT without lifetime is believed for as long as any.',
    clauses: ['NET-026'],
    changes: [
      { file: JUDGEMENT, find: 'if (received.lifetime <= 0)', replace: 'if (received.lifetime < 0)' },
      {
        file: DATABASE,
        find: 'const lifetime = Math.min(received.lifetime, times.lifetime);',
        replace: 'const lifetime = Math.min(received.lifetime || times.lifetime, times.lifetime);'
      }
    ]
  },
  wrongly(
    'link-to-itself-believed',
    'A link of an origin to itself is believed.',
    'NET-026',
    ADVERTISEMENT,
    'if (neighbour === origin)',
    'if (neighbour === undefined)'
  ),
  wrongly(
    'link-twice-believed',
    'An ADVERTISEMENT that names a link twice is believed.',
    'NET-026',
    ADVERTISEMENT,
    'if (seen.has(key))',
    'if (key === undefined)'
  ),
  wrongly(
    'promises-unsaid',
    'What is promised of a link is not said.',
    'NET-150',
    FRAME,
    "promised: fidelityToWire(promised, 'up')",
    'promised: 0'
  ),
  wrongly(
    'promises-unchanged',
    'That more of a link is promised is said when something else changes.',
    'NET-150',
    ADVERTISEMENT,
    'Math.abs((before.promised ?? 0) - (after.promised ?? 0)) > tolerance',
    'Math.abs((before.promised ?? 0) - (after.promised ?? 0)) > 1'
  ),
  wrongly(
    'promises-seldom',
    'That more of a link is promised is said when it is more than its half.',
    'NET-150',
    ADVERTISEMENT,
    'Math.abs((before.promised ?? 0) - (after.promised ?? 0)) > tolerance',
    'Math.abs((before.promised ?? 0) - (after.promised ?? 0)) > 0.5'
  ),
  wrongly(
    'rest-as-promise',
    'What is left of a link is said to be promised.',
    'NET-150',
    PARTS,
    'promised: 1 - this.signalling.admission.left(link)',
    'promised: this.signalling.admission.left(link)'
  ),
  wrongly(
    'cannot-swap-unsaid',
    'A node whose hardware cannot swap says that it can.',
    'NET-151',
    FACTS,
    'swapping: swapping ? 1 : 2',
    'swapping: 1'
  ),
  wrongly(
    'silent-of-itself',
    'A node says nothing of itself.',
    'NET-151',
    FACTS,
    'if (facts === undefined)\n        return SILENT;',
    'return SILENT;'
  ),
  wrongly(
    'memory-boasted',
    'A node says that its memory forgets nothing.',
    'NET-151',
    FACTS,
    'coherenceTime: coherenceTime > LIMITS.integer ? 0 :',
    'coherenceTime: coherenceTime > 0 ? 0 :'
  ),
  wrongly(
    'swaps-boasted',
    'A node says that its swaps leave a little more than they do.',
    'NET-151',
    FACTS,
    "fidelityToWire(swapWerner, 'down')",
    "fidelityToWire(swapWerner, 'up')"
  ),
  wrongly(
    'swaps-take-no-time',
    'A node says that its swaps take no time.',
    'NET-151',
    FACTS,
    'swapDuration: Math.min(Math.ceil(swapDuration), LIMITS.integer)',
    'swapDuration: Math.min(Math.floor(swapDuration / 1e9), LIMITS.integer)'
  )
]
