/**
 * @typedef {object} Requirement
 * @property {string} id
 * @property {string} level 'MUST', 'MUST-NOT', 'SHOULD' or 'MAY'
 * @property {string} role
 * @property {string} since
 * @property {string} test
 * @property {string} text its paragraph, on one line
 * @property {string} file
 * @property {number} line counted from 1
 *
 * @typedef {object} Problem
 * @property {string} file
 * @property {number} line
 * @property {string} message
 */

const ATTRIBUTES = new Map([
  ['id', /^(PHY|LNK|NET|WIR|DEV|APP|KEY|TRN|SEC|RES|MGT|HAR)-\d{3}$/],
  ['level', /^(MUST|MUST-NOT|SHOULD|MAY)$/],
  ['role', /^(node|station|device|kme|process|subject|any)$/],
  ['since', /^\d+\.\d+$/],
  ['test', /^(direct|negative|statistical|timing|by-construction)$/]
])

/** A requirement that is no longer one says so here, and keeps its place. */
const WITHDRAWN = /^\d+\.\d+$/

const KEYWORDS =
  /\b(?:MUST NOT|MUST|SHALL NOT|SHALL|SHOULD NOT|SHOULD|NOT RECOMMENDED|RECOMMENDED|REQUIRED|OPTIONAL|MAY)\b/g

/** Identifiers of requirements, wherever they stand. */
export const IDENTIFIER = /\b(?:PHY|LNK|NET|WIR|DEV|APP|KEY|TRN|SEC|RES|MGT|HAR)-\d{3}\b/g

/**
 * The requirements of one chapter, and what is wrong with how they are written.
 *
 * @param {string} file
 * @param {string} text
 * @returns {{ requirements: Requirement[], problems: Problem[] }}
 */
export function readChapter(file, text) {
  /** @type {Requirement[]} */
  const requirements = []
  /** @type {Problem[]} */
  const problems = []
  const [whole, lines] = [text.split('\n'), withoutCode(text).split('\n')]
  for (let index = 0; index < lines.length; index++) {
    const line = /** @type {string} */ (lines[index])
    if (!line.includes('<!-- req')) {
      for (const [word] of line.matchAll(KEYWORDS)) {
        problems.push({ file, line: index + 1, message: `${word} stands outside a requirement` })
      }
      continue
    }
    const start = index
    while (/\S/.test(lines[index + 1] ?? '')) index += 1
    const paragraph = lines.slice(start + 1, index + 1)
    const block = readBlock(line, paragraph.join(' ').trim())
    for (const message of block.messages) problems.push({ file, line: start + 1, message })
    // Words in code oblige nobody, but they belong to the text.
    const said = whole
      .slice(start + 1, index + 1)
      .join(' ')
      .trim()
    if (block.requirement !== undefined) requirements.push({ ...block.requirement, text: said, file, line: start + 1 })
  }
  return { requirements, problems }
}

/**
 * @param {string} comment
 * @param {string} text
 * @returns {{ requirement?: Omit<Requirement, 'text' | 'file' | 'line'>, messages: string[] }}
 */
function readBlock(comment, text) {
  const inside = /^<!-- req (.*) -->$/.exec(comment)?.[1]
  if (inside === undefined)
    return { messages: ['a requirement begins with a line <!-- req id=… level=… role=… since=… test=… -->'] }
  const { attributes, messages } = readAttributes(inside)
  const id = attributes.get('id') ?? 'requirement'
  if (attributes.has('withdrawn')) return { messages }
  if (text === '') messages.push(`${id} has no paragraph`)
  if (text.includes('<!--')) messages.push(`${id} runs into another comment: an empty line is missing`)
  const keywords = [...text.matchAll(KEYWORDS)].map(([word]) => word)
  if (keywords.length !== 1)
    messages.push(`${id} has ${keywords.length} of MUST, MUST NOT, SHOULD and MAY: exactly one is needed`)
  else if (keywords[0] !== attributes.get('level')?.replace('-', ' ')) {
    messages.push(`${id} says ${keywords[0]}, its level is ${attributes.get('level')}`)
  }
  /** @param {string} name */
  const of = (name) => attributes.get(name) ?? ''
  return {
    requirement: { id, level: of('level'), role: of('role'), since: of('since'), test: of('test') },
    messages
  }
}

/** @param {string} inside */
function readAttributes(inside) {
  /** @type {Map<string, string>} */
  const attributes = new Map()
  const messages = []
  for (const word of inside.split(' ')) {
    const [name = '', value = ''] = word.split('=')
    const accepted = name === 'withdrawn' ? WITHDRAWN : ATTRIBUTES.get(name)
    if (accepted === undefined) messages.push(`${word}: there is no attribute ${name}`)
    else if (attributes.has(name)) messages.push(`${name} is given twice`)
    else if (!accepted.test(value)) messages.push(`${name} is '${value}'; accepted: ${accepted.source}`)
    attributes.set(name, value)
  }
  for (const name of ATTRIBUTES.keys())
    if (!attributes.has(name)) messages.push(`${attributes.get('id') ?? 'a requirement'} has no ${name}`)
  return { attributes, messages }
}

/**
 * The text with code blanked out, line by line: what stands there speaks of words, it does not use them.
 *
 * @param {string} text
 */
function withoutCode(text) {
  let fenced = false
  return text
    .split('\n')
    .map((line) => {
      if (/^\s*```/.test(line)) {
        fenced = !fenced
        return ''
      }
      return fenced ? '' : line.replace(/`[^`]*`/g, '``')
    })
    .join('\n')
}
