/**
 * Who answers for one requirement.
 *
 * @typedef {object} Row
 * @property {string} id
 * @property {string} level
 * @property {string} role
 * @property {string} text
 * @property {string} place file and line where it stands
 * @property {readonly string[]} tests files of tests that cite it
 * @property {readonly string[]} cases of the conformance suite that judge it
 * @property {readonly Wrong[]} wrongNodes that break it
 *
 * @typedef {object} Wrong
 * @property {string} id
 * @property {string} caught by how many seeds of those played
 * @property {readonly string[]} by cases that find it
 *
 * @typedef {object} Matrix of which nodes that are wrong are found (conformance/kill-matrix.json)
 * @property {readonly { id: string, clauses: readonly string[], caught: string, citedBy: Readonly<Record<string, string>> }[]} nodes
 */

/**
 * @param {import('./lint.mjs').Linted} specification
 * @param {readonly { readonly name: string, readonly requirements: readonly string[] }[]} cases
 * @param {Matrix} matrix
 * @returns {Row[]}
 */
export function traceability({ requirements, citations }, cases, { nodes }) {
  return requirements.map(({ id, level, role, text, file, line }) => ({
    id,
    level,
    role,
    text,
    place: `${file}:${line}`,
    tests: [...new Set(citations.filter((one) => one.test && one.id === id).map((one) => one.file))],
    cases: cases.filter((one) => one.requirements.includes(id)).map(({ name }) => name),
    wrongNodes: nodes
      .filter(({ clauses }) => clauses.includes(id))
      .map(({ id: wrong, caught, citedBy }) => ({ id: wrong, caught, by: Object.keys(citedBy) }))
  }))
}

/** How many there are of each kind. @param {readonly Row[]} rows */
export function countsOf(rows) {
  const isKilled = (/** @type {Row} */ { wrongNodes }) => wrongNodes.some(({ by }) => by.length > 0)
  return {
    requirements: rows.length,
    tested: rows.filter(({ tests }) => tests.length > 0).length,
    judged: rows.filter(({ cases }) => cases.length > 0).length,
    withWrongNodeFound: rows.filter(isKilled).length
  }
}

/** @param {readonly Row[]} rows */
export function traceabilityPage(rows) {
  const { requirements, tested, judged, withWrongNodeFound } = countsOf(rows)
  const list = (/** @type {readonly string[]} */ some) => some.map((one) => `<li>${escaped(one)}</li>`).join('')
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Traceability</title>',
    '<style>:root{color-scheme:light dark}body{font:15px/1.4 system-ui,sans-serif;margin:1rem}table{border-collapse:collapse}',
    'th,td{text-align:left;vertical-align:top;border-top:1px solid #8886;padding:.3rem .6rem .3rem 0;overflow-wrap:anywhere}ul{margin:0;padding-left:1rem}</style></head><body>',
    `<h1>Traceability</h1><p>${requirements} requirements: ${tested} cited by tests, ${judged} judged by cases of the conformance suite, ${withWrongNodeFound} broken by a wrong node that a case finds.</p>`,
    '<table><tr><th>requirement</th><th>text</th><th>tests</th><th>cases</th><th>wrong nodes, and seeds that find them</th></tr>',
    ...rows.map(
      ({ id, level, text, place, tests, cases, wrongNodes }) =>
        `<tr id="${id}"><th>${id}</th><td>${escaped(text)}<br><small>${level}, ${escaped(place)}</small></td><td><ul>${list(tests)}</ul></td><td><ul>${list(cases)}</ul></td><td><ul>${list(wrongNodes.map((one) => `${one.id} ${one.caught}`))}</ul></td></tr>`
    ),
    '</table></body></html>\n'
  ].join('\n')
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
