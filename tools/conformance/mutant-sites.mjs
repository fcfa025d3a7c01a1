// Where a text can be changed by rule, and how: what a mutation tool does, to what is behaviour at an edge of the node.
import { parseSync } from 'oxc-parser'

/**
 * @typedef {{ type: string, start: number, end: number, [field: string]: unknown }} Syntax
 * @typedef {{ kind: string, start: number, end: number, replace: string }} Site
 */

/** @type {Readonly<Record<string, string>>} */
const OTHER = { '<': '<=', '<=': '<', '>': '>=', '>=': '>', '===': '!==', '!==': '===', '+': '-', '-': '+' }

/**
 * What only whoever looks inside a process can see, by the names of what is called: what is told to dashboards and traces,
 * and what is written down for a later process of the same node.
 */
const UNSEEN = ['ignored', '#ignored', 'counted', 'observer', 'records', 'linkChanged', '#changed', 'rates']

/**
 * The same of one file, by the names of what is called, set or computed: at which rate pairs come, from which routes are
 * reckoned at other layers; what a later process is to know; the estimate that a node may correct by test rounds
 * (LNK-074); and of circuits, what their initiators do, distillation, and orders of swaps, of which the suite's inner
 * nodes have none.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const LEFT_OUT = {
  'link-layer/dist/generation.js': [
    '#count',
    '#countFrom',
    '#countedFrom',
    '#probability',
    '#goesOn',
    'goesOn',
    'fairly'
  ],
  'link-layer/dist/pair/pair-ledger.js': ['journal', 'state', 'loseQubits', '#usedEarlier', '#voidFrom'],
  'link-layer/dist/pair/former-epochs.js': ['journal', 'lose', '#lost'],
  'link-layer/dist/estimation/test-rounds.js': [
    '#match',
    'counts',
    'expectsEqual',
    '#rounds',
    '#errors',
    '#calibrated',
    'trim',
    '#own',
    '#peer',
    'KEPT'
  ],
  'link-layer/dist/estimation/fidelity-estimation.js': [
    'measured',
    '#correction',
    'calibrated',
    'MINIMUM_ROUNDS',
    '#tabled',
    '#tabledProbability',
    'correction'
  ],
  'network-layer/dist/circuit/signalling.js': [
    'setUp',
    'refresh',
    '#nextNumber',
    '#lastNumber',
    'stageFault',
    'fault',
    'takePart',
    '#promised',
    'REMEMBERED',
    'MILLISECOND'
  ],
  'network-layer/dist/pairs/inner-pairs.js': [
    'size',
    'reach',
    '#tellReach',
    '#joinByRank',
    'rank',
    'otherOf',
    'inStage',
    'unwatch',
    'waited',
    'werner'
  ],
  // The end of a process: nothing of it is left.
  'physical-layer/dist/physical-layer.js': ['stop'],
  // A station with a switch (section 12.3: the suite's have none).
  'physical-layer/dist/station/station.js': ['heralded', '#granted', '#switch', '#makeSwitch', 'switch', 'stop'],
  'link-layer/dist/link-layer.js': ['journal', 'abandon', 'say', 'expected', 'queue']
}

/** Checks of a configuration, before anything starts. */
const CHECKS = new Set(['checkLinkConfiguration', 'checkBatch', 'requireTime'])

/** Schedulers that a subject is not started with, and what they reckon with: a tester can set but first come, first served. */
const NOT_STARTED = new Set([
  'strictPriority',
  'weightedFairQueueing',
  'timeDivision',
  'planInBins',
  'laterOf',
  'nextBin',
  'virtualFinish',
  'virtualPairs'
])

/** @param {unknown} node @returns {string} the last name of what is called, set or declared */
function nameOf(node) {
  const { type, name, property, expression, key } = /** @type {Syntax} */ (node ?? {})
  if (type === 'Identifier') return String(name)
  if (type === 'PrivateIdentifier') return `#${String(name)}`
  if (type === 'ChainExpression') return nameOf(expression)
  if (type === 'MemberExpression') return nameOf(property)
  return key === undefined ? '' : nameOf(key)
}

/** @param {unknown} node @returns {readonly string[]} every name on the way to what is called: `a.b.c()` has three */
function namesOf(node) {
  const { type, object, expression, callee } = /** @type {Syntax} */ (node ?? {})
  if (type === 'ChainExpression') return namesOf(expression)
  if (type === 'CallExpression') return namesOf(callee)
  return type === 'MemberExpression' ? [...namesOf(object), nameOf(node)] : [nameOf(node)]
}

/** What is left out of one file. */
class Exclusion {
  /** @param {string} file */
  constructor(file) {
    /** @type {ReadonlySet<string>} */
    this.called = new Set([...UNSEEN, ...(LEFT_OUT[file] ?? [])])
    /** @type {ReadonlySet<string>} */
    this.set = new Set([...CHECKS, ...NOT_STARTED, ...(LEFT_OUT[file] ?? [])])
  }

  /** Whether nothing of a piece is behaviour that anybody else sees. @param {Syntax} node @returns {boolean} */
  has(node) {
    switch (node.type) {
      case 'CallExpression':
        return namesOf(node['callee']).some((name) => this.called.has(name))
      case 'NewExpression':
        return nameOf(node['callee']).endsWith('Error')
      case 'TemplateLiteral':
        return true
      case 'AssignmentExpression':
        return this.set.has(nameOf(node['left'])) || (this.isNamed(node['left']) && this.isNamed(node['right']))
      case 'PropertyDefinition':
      case 'MethodDefinition':
      case 'Property':
        return this.set.has(nameOf(node['key']))
      case 'VariableDeclarator':
      case 'FunctionDeclaration':
        return this.set.has(nameOf(node['id']))
      case 'BinaryExpression':
        return [node['left'], node['right']].some((side) => this.isNamed(side))
      case 'ConditionalExpression':
        return this.has(/** @type {Syntax} */ (node['test']))
      case 'ExpressionStatement':
        return this.hasAll(node)
      case 'IfStatement':
        return (node['alternate'] ?? undefined) === undefined && this.hasAll(node['consequent'])
      default:
        return false
    }
  }

  /** @param {unknown} node @returns {boolean} whether it goes by a name that is left out: `rank`, `circuit.rank` */
  isNamed(node) {
    return namesOf(node).some((name) => this.called.has(name))
  }

  /** @param {unknown} body @returns {boolean} whether all that a statement does is seen by nobody */
  hasAll(body) {
    const { type, body: inner, expression } = /** @type {Syntax} */ (body)
    if (type === 'BlockStatement') return /** @type {Syntax[]} */ (inner).every((one) => this.hasAll(one))
    if (type !== 'ExpressionStatement') return false
    const { type: what, expression: chained } = /** @type {Syntax} */ (expression)
    return this.has(/** @type {Syntax} */ (what === 'ChainExpression' ? chained : expression))
  }
}

/** Whether actions of a machine say no more than what was ignored. @param {string} text */
function saysIgnored(text) {
  return /^(?:ignored\(|actions\.emit\(\{\s*type: 'ignored')/.test(text) || text === '[]'
}

/** @param {Syntax} node @param {string} text @returns {Site[]} */
function sitesAt(node, text) {
  const { start, end } = node
  const negated = (/** @type {unknown} */ part, /** @type {string} */ kind) => {
    const piece = /** @type {Syntax} */ (part)
    return [{ kind, start: piece.start, end: piece.end, replace: `!(${text.slice(piece.start, piece.end)})` }]
  }
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression': {
      // One that compares for equality is mutated as that.
      const test = /** @type {Syntax} */ (node['test'])
      return /^[!=]==$/.test(String(test['operator'])) ? [] : negated(test, 'condition negated')
    }
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const left = /** @type {Syntax} */ (node['left'])
      const right = /** @type {Syntax} */ (node['right'])
      const operator = String(node['operator'])
      const other = operator === '&&' ? '||' : operator === '||' ? '&&' : OTHER[operator]
      if (other === undefined) return []
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
      const key = nameOf(node['key'])
      const value = /** @type {Syntax} */ (node['value'])
      if (key === 'actions' || key === 'entry')
        return saysIgnored(text.slice(value.start, value.end))
          ? []
          : [{ kind: 'actions removed', start: value.start, end: value.end, replace: '[]' }]
      if (key !== 'guard' || node['shorthand'] === true) return []
      if (value.type === 'Identifier') {
        const named = text.slice(value.start, value.end)
        return [{ kind: 'guard negated', start: value.start, end: value.end, replace: `(x) => !${named}(x)` }]
      }
      // A field of that name is none of a machine.
      if (value.type !== 'ArrowFunctionExpression') return []
      const body = /** @type {Syntax} */ (value['body'])
      // As above.
      return body.type === 'BlockStatement' || /^[!=]==$/.test(String(body['operator']))
        ? []
        : negated(body, 'guard negated')
    }
    default:
      return []
  }
}

/** Where a built file can be changed. @param {string} file @param {string} text @returns {readonly Site[]} */
export function sitesOf(file, text) {
  const exclusion = new Exclusion(file)
  /** @type {Site[]} */
  const sites = []
  /** @param {unknown} node */
  function walk(node) {
    if (Array.isArray(node)) return node.forEach(walk)
    if (typeof node !== 'object' || node === null || !('type' in node)) return
    const syntax = /** @type {Syntax} */ (node)
    if (exclusion.has(syntax)) return
    sites.push(...sitesAt(syntax, text))
    Object.values(syntax).forEach(walk)
  }
  walk(parseSync(file, text).program)
  return sites
}
