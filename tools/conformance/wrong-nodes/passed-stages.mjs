const FRAMES = 'network-layer/dist/frames.js'
const SIGNALLING = 'network-layer/dist/circuit/signalling.js'
const STAGES = 'network-layer/dist/distillation/stages.js'

/**
 * @param {string} id @param {string} wrong @param {string} clause @param {string} file @param {string} find
 * @param {string} replace
 * @returns {import('../wrong-node-source.mjs').WrongNode}
 */
function wrongly(id, wrong, clause, file, find, replace) {
  return { id: `stages-${id}`, role: 'repeater', wrong, clauses: [clause], changes: [{ file, find, replace }] }
}

/** Inner nodes of circuits whose pairs others distil (section 6.11). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const passedStages = [
  wrongly(
    'two-between-the-same',
    'A PATH with two stages between the same nodes is accepted.',
    'NET-200',
    STAGES,
    'last <= first || seen.has(`${first}/${last}`)',
    'last <= first'
  ),
  wrongly(
    'two-unsupported',
    'A PATH with two stages between the same nodes is refused with UNSUPP.',
    'NET-200',
    STAGES,
    'return ErrorCode.CREATE;',
    'return ErrorCode.UNSUPP;'
  ),
  wrongly(
    'between-any',
    'A PATH with a stage between any two nodes is accepted.',
    'NET-200',
    STAGES,
    'if (last !== first + 1 && !isEndToEnd(stage, hops))',
    'if (last < first)'
  ),
  wrongly(
    'without-hardware',
    'A stage is accepted by a party whose hardware cannot distil.',
    'NET-201',
    STAGES,
    'if (!distils && (first === position || last === position))',
    'if (distils === undefined)'
  ),
  wrongly(
    'led-without-hardware',
    'A stage is accepted by a node that leads it, whose hardware cannot distil.',
    'NET-201',
    STAGES,
    '(first === position || last === position)',
    'last === position'
  ),
  wrongly(
    'lost-from-path',
    'PATH goes on without its stages.',
    'NET-031',
    SIGNALLING,
    'const facts = { responder, purpose, minimumFidelity, lifetime, position, hops, stages };',
    'const facts = { responder, purpose, minimumFidelity, lifetime, position, hops, stages: [] };'
  ),
  wrongly(
    'steps-kept-back',
    'What is said of a stage goes no further.',
    'NET-215',
    FRAMES,
    'return core.send(on.port.peer, { ...frame, ...HEADER });',
    'return;'
  ),
  wrongly(
    'void-kept-back',
    'That a pair of a stage is void goes no further.',
    'NET-215',
    FRAMES,
    'return core.send(on.port.peer, { ...frame, ...HEADER });',
    "return frame.type === 'STAGE_EXPIRE' ? undefined : core.send(on.port.peer, { ...frame, ...HEADER });"
  ),
  wrongly(
    'steps-out-of-order',
    'That a pair of a stage is void goes on with what comes next.',
    'NET-215',
    FRAMES,
    'return core.send(on.port.peer, { ...frame, ...HEADER });',
    "if (frame.type === 'STAGE_EXPIRE')\n            return void (circuit.late = frame);\n        core.send(on.port.peer, { ...frame, ...HEADER });\n        const { late } = circuit;\n        circuit.late = undefined;\n        return late && core.send(on.port.peer, { ...late, ...HEADER });"
  ),
  wrongly(
    'steps-both-ways',
    'DISTIL goes upstream, too, and DISTILLED downstream.',
    'NET-048',
    FRAMES,
    "frame.type === 'DISTIL' ? !down : frame.type === 'DISTILLED' && down;",
    'circuit === undefined;'
  )
]
