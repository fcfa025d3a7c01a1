import { parseSync } from 'oxc-parser'

/**
 * What one source file asks of others.
 *
 * @typedef {object} Import
 * @property {string} specifier as written
 * @property {boolean} typeOnly true when nothing of it is left after compilation
 * @property {number} line counted from 1
 *
 * @typedef {object} WorldUse
 * @property {string} name such as 'Date.now'
 * @property {number} line counted from 1
 *
 * @typedef {{ imports: Import[], worldUses: WorldUse[], errors: string[] }} Source
 *
 * @typedef {{ type: string, start: number, end: number } & Record<string, unknown>} SyntaxNode
 */

/** Wall clocks, timers and entropy: what makes two runs of one seed differ. */
const worldNames = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'performance.timeOrigin',
  'process.hrtime',
  'process.uptime',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'requestAnimationFrame',
  'requestIdleCallback',
  'AbortSignal.timeout',
  'crypto.getRandomValues',
  'crypto.randomUUID'
])

/** Types are erased, so `typeof setTimeout` in a type reaches nothing; these few TypeScript nodes hold values. */
const typeScriptWithValues =
  /^TS(As|Satisfies|NonNull|TypeAssertion|Instantiation|Enum|ExportAssignment|Module|Parameter)/

/** The field of a node that names something without referring to a variable. */
const nameFields = new Map([
  ['MemberExpression', 'property'],
  ['Property', 'key'],
  ['MethodDefinition', 'key'],
  ['PropertyDefinition', 'key'],
  ['AccessorProperty', 'key']
])

/**
 * Reads the imports of a file and its uses of the outside world from the syntax tree, so that strings, comments and
 * members of the same name (`clock.setTimeout`) are not mistaken for either.
 *
 * @param {string} path decides between TypeScript and JavaScript
 * @param {string} text
 * @returns {Source}
 */
export function readSource(path, text) {
  const { program, errors } = parseSync(path, text)
  const lineStarts = [0, ...Array.from(text.matchAll(/\n/g), (match) => match.index + 1)]
  /** @param {number} offset */
  const lineOf = (offset) => lineStarts.findLastIndex((start) => start <= offset) + 1
  /** @type {Source} */
  const source = { imports: [], worldUses: [], errors: errors.map((error) => error.message) }

  /** @param {SyntaxNode} node */
  function visit(node) {
    const imported = importOf(node)
    if (imported !== undefined) source.imports.push({ ...imported, line: lineOf(node.start) })
    const use = worldUseOf(node)
    if (use !== undefined) {
      source.worldUses.push({ name: use, line: lineOf(node.start) })
      return
    }
    for (const [field, value] of Object.entries(node)) {
      if (nameFields.get(node.type) === field && node.computed !== true) continue
      for (const child of Array.isArray(value) ? value : [value]) {
        if (!isNode(child)) continue
        if (!child.type.startsWith('TS') || typeScriptWithValues.test(child.type)) visit(child)
        else visitType(child)
      }
    }
  }

  /** Inside a type only `import('room').Name` matters. @param {SyntaxNode} node */
  function visitType(node) {
    const imported = importOf(node)
    if (imported !== undefined) source.imports.push({ ...imported, line: lineOf(node.start) })
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visitType(child)
    }
  }

  visit(/** @type {SyntaxNode} */ (/** @type {unknown} */ (program)))
  return source
}

/**
 * @param {SyntaxNode} node
 * @returns {{ specifier: string, typeOnly: boolean } | undefined}
 */
function importOf(node) {
  const target = node.source
  if (!isNode(target)) return undefined
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier: specifierOf(target), typeOnly: node.importKind === 'type' }
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return { specifier: specifierOf(target), typeOnly: node.exportKind === 'type' }
    case 'ImportExpression':
      return { specifier: specifierOf(target), typeOnly: false }
    case 'TSImportType':
      return { specifier: specifierOf(target), typeOnly: true }
    default:
      return undefined
  }
}

/** A computed specifier cannot be checked; it is reported under this name, which is no room's. @param {SyntaxNode} node */
function specifierOf(node) {
  return typeof node.value === 'string' ? node.value : '(computed)'
}

/**
 * @param {SyntaxNode} node
 * @returns {string | undefined}
 */
function worldUseOf(node) {
  if (node.type === 'NewExpression' || node.type === 'CallExpression') {
    const withoutArguments = Array.isArray(node.arguments) && node.arguments.length === 0
    if (pathOf(node.callee) !== 'Date') return undefined
    if (node.type === 'CallExpression') return 'Date()'
    return withoutArguments ? 'new Date()' : undefined
  }
  if (node.type === 'VariableDeclarator') {
    const holder = pathOf(node.init)
    const pattern = /** @type {{ properties?: { key?: unknown }[] } | null} */ (node.id)
    if (holder === undefined) return undefined
    return pattern?.properties
      ?.map((property) => withoutGlobal(`${holder}.${pathOf(property.key)}`))
      .find((name) => worldNames.has(name))
  }
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return undefined
  const path = pathOf(node)
  return path !== undefined && worldNames.has(path) ? path : undefined
}

/**
 * The dotted path of a chain of members that starts at a variable, as `Math.random` for `globalThis.Math['random']`.
 *
 * @param {unknown} node
 * @returns {string | undefined}
 */
function pathOf(node) {
  if (!isNode(node)) return undefined
  if (node.type === 'Identifier') return String(node.name)
  if (node.type === 'ChainExpression') return pathOf(node.expression)
  if (node.type !== 'MemberExpression') return undefined
  const object = pathOf(node.object)
  if (object === undefined || !isNode(node.property)) return undefined
  if (node.computed !== true) return withoutGlobal(`${object}.${String(node.property.name)}`)
  return typeof node.property.value === 'string' ? withoutGlobal(`${object}.${node.property.value}`) : undefined
}

/** @param {string} path */
function withoutGlobal(path) {
  return path.replace(/^(globalThis|window|self)\./, '')
}

/**
 * @param {unknown} value
 * @returns {value is SyntaxNode}
 */
function isNode(value) {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
