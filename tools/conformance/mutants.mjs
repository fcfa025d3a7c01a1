// Mechanical mutants: the reference with one small thing of its link layer, or of the attempts below, changed by rule.
import { readdirSync, readFileSync } from 'node:fs'
import { createRandom } from '@bellwire/runtime'
import { parseSync } from 'oxc-parser'

/**
 * @typedef {object} Mutant
 * @property {string} id
 * @property {string} kind by which rule it was made
 * @property {string} place file and line of what was built
 * @property {string} was
 * @property {readonly import('./wrong-node-source.mjs').Splice[]} changes
 *
 * @typedef {{ type: string, start: number, end: number, [field: string]: unknown }} Syntax
 * @typedef {{ kind: string, start: number, end: number, replace: string }} Site
 */

const packages = new URL('../../packages/', import.meta.url)

/** Rooms whose parts of a node are mutated; a station is no node, and what no node of one link has is not loaded. */
const ROOMS = ['link-layer', 'physical-layer']
const NOT_PLAYED = /\/(station|wanting|grants|records)\/|arrival|paced-calls|schedule-agreement|errors\.js|index\.js/

/** @type {Readonly<Record<string, string>>} */
const OTHER = { '<': '<=', '<=': '<', '>': '>=', '>=': '>', '===': '!==', '!==': '===', '+': '-', '-': '+' }

/** @param {Syntax} node @param {string} text @returns {Site[]} */
function sitesAt(node, text) {
  const { start, end } = node
  const negated = (/** @type {unknown} */ part, /** @type {string} */ kind) => {
    const piece = /** @type {Syntax} */ (part)
    return [{ kind, start: piece.start, end: piece.end, replace: `!(${text.slice(piece.start, piece.end)})` }]
  }
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return negated(node['test'], 'condition negated')
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const left = /** @type {Syntax} */ (node['left'])
      const right = /** @type {Syntax} */ (node['right'])
      const operator = String(node['operator'])
      const other = operator === '&&' ? '||' : operator === '||' ? '&&' : OTHER[operator]
      if (other === undefined || text.slice(start, end).includes('`')) return []
      const between = text.slice(left.end, right.start).replace(operator, other)
      return [{ kind: `${operator} is ${other}`, start: left.end, end: right.start, replace: between }]
    }
    case 'ExpressionStatement': {
      const { type } = /** @type {Syntax} */ (node['expression'])
      return /^(Call|Assignment|Update)/.test(type) ? [{ kind: 'statement removed', start, end, replace: ';' }] : []
    }
    case 'Literal':
      return Number.isInteger(node['value'])
        ? [{ kind: 'number one more', start, end, replace: String(Number(node['value']) + 1) }]
        : []
    case 'Property': {
      const key = /** @type {Syntax} */ (node['key'])['name']
      const value = /** @type {Syntax} */ (node['value'])
      if (key === 'actions' || key === 'entry')
        return [{ kind: 'actions removed', start: value.start, end: value.end, replace: '[]' }]
      if (key !== 'guard') return []
      if (value.type === 'ArrowFunctionExpression')
        return /** @type {Syntax} */ (value['body']).type === 'BlockStatement'
          ? []
          : negated(value['body'], 'guard negated')
      return [
        {
          kind: 'guard negated',
          start: value.start,
          end: value.end,
          replace: `(x) => !(${text.slice(value.start, value.end)})(x)`
        }
      ]
    }
    default:
      return []
  }
}

/** @param {unknown} node @param {(node: Syntax) => void} visit */
function walk(node, visit) {
  if (Array.isArray(node)) for (const one of node) walk(one, visit)
  else if (typeof node === 'object' && node !== null && 'type' in node) {
    visit(/** @type {Syntax} */ (node))
    for (const part of Object.values(node)) walk(part, visit)
  }
}

/** @param {string} room @returns {string[]} files from `packages/` */
function filesOf(room) {
  return readdirSync(new URL(`${room}/dist/`, packages), { recursive: true, encoding: 'utf8' })
    .map((file) => `${room}/dist/${file}`)
    .filter((file) => file.endsWith('.js') && !file.endsWith('.spec.js') && !NOT_PLAYED.test(file))
    .toSorted()
}

/** Every mutant there is, in the order of the files. @returns {Mutant[]} */
function allMutants() {
  return ROOMS.flatMap(filesOf).flatMap((file) => {
    const text = readFileSync(new URL(file, packages), 'utf8')
    /** @type {Site[]} */
    const sites = []
    walk(parseSync(file, text).program, (node) => sites.push(...sitesAt(node, text)))
    return sites.map(({ kind, start, end, replace }) => ({
      id: `mutant-${file.replaceAll(/[^a-z]+/g, '-')}-${start}-${kind.replaceAll(/[^a-z]+/g, '-')}`,
      kind,
      place: `${file}:${text.slice(0, start).split('\n').length}`,
      was: text.slice(start, end).slice(0, 120),
      changes: [{ file, start, end, replace }]
    }))
  })
}

/** So many of them, drawn with a seed. @param {number} count @param {number} seed */
export function sampleOf(count, seed) {
  const mutants = allMutants()
  const random = createRandom(seed).stream('mutants')
  const drawn = []
  const of = mutants.length
  while (drawn.length < count && mutants.length > 0) drawn.push(...mutants.splice(random.below(mutants.length), 1))
  return { of, drawn }
}

/** @type {ReadonlyMap<string, Mutant>} */
let known = new Map()

/** The mutant of a name. @param {string} id */
export function mutantOf(id) {
  if (known.size === 0) known = new Map(allMutants().map((mutant) => [mutant.id, mutant]))
  return known.get(id)
}
