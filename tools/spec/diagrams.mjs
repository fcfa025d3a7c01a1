/**
 * Simplifies a drawing of a machine for readers of the specification: what it does is said in words there, so that the
 * unnamed actions are left out, an unnamed condition becomes [if], and transitions that then look alike are drawn once.
 *
 * @param {string} mermaid a stateDiagram-v2
 */
export function simplify(mermaid) {
  /** @type {string[]} */
  const lines = []
  /** @type {string[] | undefined} */
  let note
  const drawn = new Set()
  for (const line of mermaid.trimEnd().split('\n')) {
    if (line.trimStart().startsWith('note ')) note = [line]
    else if (note !== undefined) {
      if (line.trim() !== 'end note') note.push(line)
      else {
        lines.push(...simplifyNote(note))
        note = undefined
      }
    } else {
      const plain = withoutActions(line)
      if (plain.includes('-->') && drawn.has(plain)) continue
      drawn.add(plain)
      lines.push(plain)
    }
  }
  return `${lines.join('\n')}\n`
}

/**
 * Notes list what keeps the state. Events that change nothing are left out, and so is the answer to unlisted events,
 * which is the same everywhere and said once in the text.
 *
 * @param {readonly string[]} note
 */
function simplifyNote(note) {
  const [head = '', ...body] = note
  const kept = body
    .filter((line) => line.includes(' / '))
    .map((line) => withoutActions(line).trim())
    .filter((line) => !/^(entry|exit|any other)\b/.test(line))
  if (kept.length === 0) return []
  const indent = /^ */.exec(head)?.[0] ?? ''
  return [head, `${indent}  stays on`, ...[...new Set(kept)].map((event) => `${indent}  ${event}`), `${indent}end note`]
}

/** @param {string} line */
function withoutActions(line) {
  return line.replace(/ \/ (?:assign|emit|raise)(?:, (?:assign|emit|raise))*$/, '').replace(/ \[guard\]/, ' [if]')
}

/**
 * The text with every diagram between its markers drawn anew.
 *
 * @param {string} text
 * @param {ReadonlyMap<string, string>} drawings by name
 */
export function withDiagrams(text, drawings) {
  return text.replace(/<!-- diagram ([a-z-]+) -->\n[^]*?<!-- \/diagram -->/g, (_all, /** @type {string} */ name) => {
    const drawing = drawings.get(name)
    if (drawing === undefined)
      throw new Error(`no machine is named '${name}'; there are ${[...drawings.keys()].join(', ')}`)
    return `<!-- diagram ${name} -->\n\`\`\`mermaid\n${drawing}\`\`\`\n<!-- /diagram -->`
  })
}

/** @param {string} text */
export function diagramsIn(text) {
  return [...text.matchAll(/<!-- diagram ([a-z-]+) -->/g)].map(([, name]) => /** @type {string} */ (name))
}
