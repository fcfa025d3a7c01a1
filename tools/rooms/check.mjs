import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { findCycles } from './cycles.mjs'
import { readReferences, readRooms, resolveRelative } from './house.mjs'
import { readSource } from './source.mjs'

/**
 * @typedef {import('./rules.mjs').Rules} Rules
 * @typedef {import('./house.mjs').Room} Room
 * @typedef {import('./source.mjs').Import} Import
 *
 * @typedef {object} Violation
 * @property {string} rule a stable name
 * @property {string} file from the repository's root
 * @property {number} line counted from 1
 * @property {string} message
 */

/**
 * Everything in the repository at `root` that breaks the rules of the house, in the order of files.
 *
 * @param {string} root
 * @param {Rules} rules
 * @returns {Violation[]}
 */
export function checkRooms(root, rules) {
  const rooms = readRooms(root)
  const shared = Object.keys(readManifest(root).devDependencies ?? {})
  return [
    ...rooms.flatMap((room) => checkManifest(room, rules)),
    ...checkBuildList(root, rooms),
    ...rooms.flatMap((room) => checkSources(root, room, rooms, shared, rules))
  ]
}

/**
 * A room has its place in the order, declares only rooms it may import, and builds after exactly those.
 *
 * @param {Room} room
 * @param {Rules} rules
 * @returns {Violation[]}
 */
function checkManifest(room, rules) {
  /** @type {Violation[]} */
  const found = []
  const manifestFile = `${room.folder}package.json`
  const buildFile = `${room.folder}tsconfig.json`
  if (!rules.order.includes(room.name) && !Object.hasOwn(rules.own, room.name)) {
    found.push(violation('unknown-room', manifestFile, 1, `${room.name} has no place in the order of rooms`))
  }
  if (room.manifest.name !== rules.scope + room.name) {
    found.push(violation('room-name', manifestFile, 1, `the room's name must be ${rules.scope}${room.name}`))
  }
  const declared = Object.keys(room.manifest.dependencies ?? {})
    .filter((name) => name.startsWith(rules.scope))
    .map((name) => name.slice(rules.scope.length))
  for (const target of declared) {
    const refusal = refusalOf(room.name, target, rules)
    if (refusal !== undefined) found.push(violation('direction', manifestFile, 1, refusal))
    if (!room.references.includes(folderOf(target))) {
      found.push(violation('reference', buildFile, 1, `depends on ${target} but has no reference to it`))
    }
  }
  for (const reference of room.references) {
    if (!declared.some((target) => folderOf(target) === reference)) {
      found.push(violation('reference', buildFile, 1, `refers to ${reference}, which package.json does not depend on`))
    }
  }
  return found
}

/**
 * The build compiles the rooms of one list; a room left out would silently never be compiled.
 *
 * @param {string} root
 * @param {Room[]} rooms
 * @returns {Violation[]}
 */
function checkBuildList(root, rooms) {
  const built = readReferences(root, 'tsconfig.build.json')
  return rooms
    .filter((room) => !built.includes(room.folder))
    .map((room) => violation('reference', 'tsconfig.build.json', 1, `has no reference to ${room.folder}`))
}

/**
 * @param {string} root
 * @param {Room} room
 * @param {Room[]} rooms
 * @param {string[]} shared packages that any spec may import: the root's devDependencies
 * @param {Rules} rules
 * @returns {Violation[]}
 */
function checkSources(root, room, rooms, shared, rules) {
  /** @type {Violation[]} */
  const found = []
  /** @type {Map<string, string[]>} */
  const edges = new Map()
  for (const file of room.files) {
    const source = readSource(file, readFileSync(join(root, file), 'utf8'))
    for (const error of source.errors) found.push(violation('syntax', file, 1, error))
    if (!rules.worldAllowed.some((folder) => file.startsWith(folder))) {
      for (const { name, line } of source.worldUses) {
        found.push(violation('outside-world', file, line, `${name}: time and randomness come from runtime alone`))
      }
    }
    /** @type {string[]} */
    const siblings = []
    for (const imported of source.imports) {
      if (imported.specifier.startsWith('.')) {
        const target = resolveRelative(root, file, imported.specifier)
        const problem = siblingProblem(room, rooms, file, imported, target, rules)
        if (problem !== undefined) found.push(problem)
        if (target?.startsWith(room.folder)) siblings.push(target)
      } else {
        const problem = foreignProblem(room, rooms, file, imported, shared, rules)
        if (problem !== undefined) found.push(problem)
      }
    }
    edges.set(file, siblings)
  }
  for (const cycle of findCycles(edges)) {
    found.push(violation('cycle', cycle[0] ?? room.folder, 1, `files import each other: ${cycle.join(', ')}`))
  }
  return found
}

/**
 * A relative path stays in the room; but tests may use what other rooms, above theirs, have for tests: no room exports
 * that by its name.
 *
 * @param {Room} room
 * @param {Room[]} rooms
 * @param {string} file
 * @param {Import} imported
 * @param {string | undefined} target
 * @param {Rules} rules
 * @returns {Violation | undefined}
 */
function siblingProblem(room, rooms, file, { specifier, line }, target, rules) {
  if (target === undefined) return violation('sibling', file, line, `${specifier} names no file`)
  if (!target.startsWith(room.folder)) {
    const other = rooms.find(({ folder }) => target.startsWith(`${folder}test/`))
    if (!isTest(file) || other === undefined)
      return violation('sibling', file, line, `${specifier} leaves the room; import other rooms by name`)
    const refusal = refusalOf(room.name, other.name, rules)
    return refusal === undefined ? undefined : violation('direction', file, line, refusal)
  }
  if (isTest(target) && !isTest(file)) return violation('sibling', file, line, `${specifier} is for tests`)
  return undefined
}

/**
 * @param {Room} room
 * @param {Room[]} rooms
 * @param {string} file
 * @param {Import} imported
 * @param {string[]} shared
 * @param {Rules} rules
 * @returns {Violation | undefined}
 */
function foreignProblem(room, rooms, file, { specifier, typeOnly, line }, shared, rules) {
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
  if (specifier.startsWith('node:') || builtinModules.includes(name)) {
    const allowed = isTest(file) || rules.nodeAllowed.some((folder) => file.startsWith(folder))
    return allowed ? undefined : violation('node-import', file, line, `${specifier}: this room must run in a browser`)
  }
  if (name.startsWith(rules.scope)) {
    const target = name.slice(rules.scope.length)
    const refusal = refusalOf(room.name, target, rules)
    if (refusal !== undefined) return violation('direction', file, line, refusal)
    const exported = rooms.find((other) => other.name === target)?.manifest.exports
    if (!Object.hasOwn(Object(exported), `.${specifier.slice(name.length)}`)) {
      return violation('direction', file, line, `${specifier} is not exported by ${target}`)
    }
    if (!typeOnly && !isTest(file) && rules.own[room.name]?.typesOnlyFrom?.includes(target) === true) {
      return violation('types-only', file, line, `${room.name} may import only types from ${target}: use import type`)
    }
  }
  const { dependencies, devDependencies, imports, peerDependencies, optionalDependencies } = room.manifest
  if (specifier.startsWith('#')) {
    if (Object.hasOwn(imports ?? {}, specifier)) return undefined
    return violation('undeclared', file, line, `${specifier} is not among the imports of ${room.folder}package.json`)
  }
  const declared = Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies })
  // A test may load a program that it has made itself.
  if (isTest(file) && name === '(computed)') return undefined
  // A page is published with all that it is made of in it.
  const bundled = file.startsWith(`${room.folder}web/`) ? Object.keys(devDependencies ?? {}) : []
  const allowed = isTest(file)
    ? [...declared, ...Object.keys(devDependencies ?? {}), ...shared]
    : [...declared, ...bundled]
  if (allowed.includes(name)) return undefined
  return violation('undeclared', file, line, `${name} is not among the dependencies of ${room.folder}package.json`)
}

/**
 * Why one room may not import another; undefined when it may.
 *
 * @param {string} from
 * @param {string} to
 * @param {Rules} rules
 * @returns {string | undefined}
 */
function refusalOf(from, to, rules) {
  const importers = rules.own[to]?.importedBy
  if (importers !== undefined) {
    return importers.includes(from) ? undefined : `${from} may not import ${to}: only ${importers.join(', ')} may`
  }
  const allowed = rules.own[from]?.mayImport
  if (allowed !== undefined) {
    return allowed.includes(to) ? undefined : `${from} may not import ${to}: only ${allowed.join(', ')}`
  }
  const place = rules.order.indexOf(to)
  if (place === -1) return `${from} imports ${to}, which has no place in the order of rooms`
  return place < rules.order.indexOf(from) ? undefined : `${from} may not import ${to}, which is not above it`
}

/** @param {string} room */
function folderOf(room) {
  return room === 'conformance' ? 'conformance/' : `packages/${room}/`
}

/** Specs, and what only specs use. @param {string} file */
function isTest(file) {
  return /\.spec\.tsx?$/.test(file) || /^(packages\/)?[^/]+\/test\//.test(file)
}

/**
 * @param {string} root
 * @returns {import('./house.mjs').Manifest}
 */
function readManifest(root) {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
}

/**
 * @param {string} rule
 * @param {string} file
 * @param {number} line
 * @param {string} message
 * @returns {Violation}
 */
function violation(rule, file, line, message) {
  return { rule, file, line, message }
}
