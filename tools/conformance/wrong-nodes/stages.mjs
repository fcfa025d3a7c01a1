const NETWORK = 'network-layer/dist/'
const EXPIRIES = `${NETWORK}distillation/expiries.js`

/** @param {'end' | 'repeater'} role @param {string} id @param {string} wrong @param {readonly string[]} clauses @param {string} file @param {string} find @param {string} replace @returns {import('../wrong-node-source.mjs').WrongNode} */
const staging = (role, id, wrong, clauses, file, find, replace) => ({
  id: `stage-${id}`,
  role,
  wrong,
  clauses,
  changes: [{ file, find, replace }]
})

/** Stages between the ends of a circuit, and how long pairs wait in one (section 6.11). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const stages = [
  staging(
    'end',
    'early-pairs',
    'Early pairs are promised of a circuit with a stage from end to end.',
    ['NET-219'],
    `${NETWORK}network-layer.js`,
    'if (asked.early && circuit.stage !== undefined)',
    'if (false)'
  ),
  staging(
    'end',
    'tracks-for-requests',
    'TRACK of a pair that is to be distilled names the request that is next.',
    ['NET-204'],
    `${NETWORK}pairs/end-pairs.js`,
    'request: namedRequest(end),',
    'request: namedRequest(end) || (requestFor(circuit)?.id ?? 0),'
  ),
  staging(
    'end',
    'steps-for-nobody',
    'DISTIL of a last step from end to end names no request.',
    ['NET-217'],
    `${NETWORK}distillation/leading.js`,
    'request: step.requestId',
    'request: 0'
  ),
  staging(
    'end',
    'given-to-the-first',
    'What is kept of a last step is given to the request that is next, whichever the step was for.',
    ['NET-217'],
    `${NETWORK}pairs/end-pairs.js`,
    'distilled({ held, bellIndex, state }, id) {',
    'distilled({ held, bellIndex, state }, named) {\n        const id = requestFor(held.side.circuit)?.id ?? named;'
  ),
  staging(
    'end',
    'steps-of-others-end',
    'With a request all steps of its circuit end, those for other requests too, where nobody needs another pair.',
    ['NET-217'],
    EXPIRIES,
    'if (staged.step?.request !== undefined)\n                continue;',
    ''
  ),
  staging(
    'end',
    'steps-outlive-requests',
    'A step goes on though the request that it was for has ended.',
    ['NET-218', 'NET-213'],
    EXPIRIES,
    'if (step.request === request)',
    'if (false)'
  ),
  staging(
    'end',
    'pairs-outlive-requests',
    'Pairs wait in a stage though nobody needs any more.',
    ['NET-218', 'NET-213'],
    EXPIRIES,
    'if (needed)\n            return;',
    'return;'
  ),
  staging(
    'repeater',
    'waits-anew',
    'A pair that was kept in a step waits as long as if the other one had not been older.',
    ['NET-216'],
    `${NETWORK}pairs/inner-pairs.js`,
    'if (kept === undefined || half.deadline >= kept.deadline)',
    'if (kept !== undefined || half !== undefined)'
  ),
  staging(
    'repeater',
    'waits-for-others-for-ever',
    'A pair that waits for others to be distilled with has no end.',
    ['NET-216'],
    `${NETWORK}distillation/passage.js`,
    'this.#work.watch(held);',
    ''
  )
]
