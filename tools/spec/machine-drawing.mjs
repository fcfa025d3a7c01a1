/** @typedef {import('../../conformance/src/machines/machine.js').Machine} Machine */

/**
 * Draws an abstract machine as the reference's are drawn: arrows between states, and notes of what keeps one and yet has a
 * reaction. What is ignored is not drawn.
 *
 * @param {Machine} machine
 * @returns {string} a Mermaid stateDiagram-v2
 */
export function drawTable({ initial, states, events, transitions }) {
  const label = (/** @type {string} */ event) => {
    const frame = events[event]?.frame
    return frame === undefined ? event : `${frame} ${event}`
  }
  const arrows = transitions.flatMap(({ from, event, to }) =>
    from.flatMap((state) =>
      to === undefined || to === state ? [] : [`  ${id(state)} --> ${id(to)} : ${label(event)}`]
    )
  )
  const notes = Object.keys(states).flatMap((state) => {
    const kept = transitions.filter(
      ({ from, to = state, does }) => from.includes(state) && to === state && !('ignored' in does)
    )
    if (kept.length === 0) return []
    const lines = ['stays on', ...kept.map(({ event }) => label(event))].map((line) => `    ${line}`)
    return [`  note right of ${id(state)}`, ...lines, '  end note']
  })
  return [
    'stateDiagram-v2',
    ...Object.keys(states).map((state) => `  state "${state}" as ${id(state)}`),
    `  [*] --> ${id(initial)}`,
    ...arrows,
    ...notes,
    ''
  ].join('\n')
}

/** Mermaid's own words and signs kept out of the names. @param {string} state */
function id(state) {
  return `s_${state.replaceAll('-', '_')}`
}
