import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkRooms } from './check.mjs'
import { houseRules } from './rules.mjs'

let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rooms-'))
  write('package.json', { devDependencies: { vitest: '4.0.0' } })
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

interface RoomOptions {
  dependencies?: string[]
  devDependencies?: string[]
  references?: string[]
  files?: Record<string, string>
}

/** A house of the given rooms; dependencies are room names or, with a leading '+', packages of others. */
function house(rooms: Record<string, RoomOptions>, inBuild: string[] = Object.keys(rooms)) {
  const folderOf = (name: string) => (name === 'conformance' ? 'conformance' : `packages/${name}`)
  const versions = (names: string[]) =>
    Object.fromEntries(names.map((name) => [name.startsWith('+') ? name.slice(1) : `@bellwire/${name}`, '1.0.0']))
  for (const [name, { dependencies = [], devDependencies = [], references, files = {} }] of Object.entries(rooms)) {
    const folder = folderOf(name)
    const up = folder.includes('/') ? '../..' : '..'
    const referred = references ?? dependencies.filter((dependency) => !dependency.startsWith('+'))
    write(`${folder}/package.json`, {
      name: `@bellwire/${name}`,
      exports: { '.': './dist/index.js' },
      dependencies: versions(dependencies),
      devDependencies: versions(devDependencies)
    })
    write(`${folder}/tsconfig.json`, { references: referred.map((other) => ({ path: `${up}/${folderOf(other)}` })) })
    for (const [path, text] of Object.entries({ 'index.ts': 'export {}', ...files })) {
      write(`${folder}/src/${path}`, text)
    }
  }
  mkdirSync(join(root, 'packages'), { recursive: true })
  write('tsconfig.build.json', { references: inBuild.map((name) => ({ path: folderOf(name) })) })
}

function write(path: string, content: unknown) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
}

/** What the check finds, as 'file:line rule'. */
function found() {
  return checkRooms(root, houseRules).map(({ file, line, rule }) => `${file}:${line} ${rule}`)
}

test('the repository itself obeys its rules', () => {
  expect(checkRooms(fileURLToPath(new URL('../..', import.meta.url)), houseRules)).toEqual([])
})

test('a house in order has no violations', () => {
  house({
    quantum: { files: { 'bell.ts': `export const name = 'Date.now'`, 'index.ts': `export * from './bell.js'` } },
    runtime: { files: { 'clock.ts': 'export const now = () => Date.now()' } },
    invariants: { dependencies: ['runtime'], files: { 'index.ts': `import type { T } from '@bellwire/runtime'` } },
    physics: {
      dependencies: ['quantum', '+yaml'],
      files: {
        'index.ts': `import { name } from '@bellwire/quantum'\nimport { parse } from 'yaml'`,
        'world.spec.ts': `import { test } from 'vitest'\nimport { readFileSync } from 'node:fs'\nimport './index.js'`
      }
    },
    conformance: {
      dependencies: ['quantum'],
      files: { 'runner/spawn.ts': `import { spawn } from 'node:child_process'\nsetTimeout(() => spawn('iut'), 1)` }
    },
    cli: { dependencies: ['conformance'], files: { 'main.ts': `import '@bellwire/conformance'\nimport 'node:fs'` } }
  })
  expect(found()).toEqual([])
})

test('a room may not import a room that is not above it, itself included', () => {
  house({
    quantum: {
      dependencies: ['runtime'],
      files: { 'a.ts': `\nimport '@bellwire/runtime'`, 'b.ts': `import '@bellwire/quantum'` }
    },
    runtime: {}
  })
  expect(found()).toEqual([
    'packages/quantum/package.json:1 direction',
    'packages/quantum/src/a.ts:2 direction',
    'packages/quantum/src/b.ts:1 direction'
  ])
})

test.each([
  ['export from', `export { x } from '@bellwire/node'`],
  ['export all', `export * from '@bellwire/node'`],
  ['type import', `import type { X } from '@bellwire/node'`],
  ['dynamic import', `const x = await import('@bellwire/node')`],
  ['type expression', `type X = import('@bellwire/node').X`],
  ['type inside a function', `function f(x: Map<string, import('@bellwire/node').X>) {}`]
])('the direction holds for %s', (_, text) => {
  house({ quantum: { files: { 'a.ts': text } }, node: {} })
  expect(found()).toEqual(['packages/quantum/src/a.ts:1 direction'])
})

test('specs follow the direction too', () => {
  house({ quantum: { files: { 'a.spec.ts': `import '@bellwire/node'` } }, node: {} })
  expect(found()).toEqual(['packages/quantum/src/a.spec.ts:1 direction'])
})

test('only what a room exports may be imported from it', () => {
  house({
    quantum: {},
    physics: { dependencies: ['quantum'], files: { 'a.ts': `import '@bellwire/quantum/dist/x.js'` } }
  })
  expect(found()).toEqual(['packages/physics/src/a.ts:1 direction'])
})

test('a relative import may not leave the room, nor name a missing file, nor a spec', () => {
  house({
    quantum: {},
    physics: {
      files: {
        'a.ts': `import '../../quantum/src/index.js'\nimport './gone.js'\nimport './b.spec.js'`,
        'b.spec.ts': ''
      }
    }
  })
  expect(found()).toEqual([
    'packages/physics/src/a.ts:1 sibling',
    'packages/physics/src/a.ts:2 sibling',
    'packages/physics/src/a.ts:3 sibling'
  ])
})

test('what only tests use lives in test/, may read files, and is not imported by sources', () => {
  house({ physics: { files: { 'a.ts': `import '../test/oracle.js'`, 'a.spec.ts': `import '../test/oracle.js'` } } })
  write('packages/physics/test/oracle.ts', `import 'node:fs'\nimport 'vitest'\nimport '@bellwire/node'`)
  expect(found()).toEqual(['packages/physics/src/a.ts:1 sibling', 'packages/physics/test/oracle.ts:3 direction'])
})

test('tests share what rooms above theirs have in test/, and nothing else by a relative path', () => {
  house({
    quantum: { files: { 'a.spec.ts': `import '../../wire/test/probe.js'` } },
    wire: {},
    physics: {
      files: {
        'a.ts': `import '../../wire/test/probe.js'`,
        'a.spec.ts': `import '../../wire/test/probe.js'\nimport '../../wire/src/index.js'`
      }
    }
  })
  write('packages/wire/test/probe.ts', '')
  write('packages/physics/test/world.ts', `import '../../wire/test/probe.js'`)
  expect(found()).toEqual([
    'packages/physics/src/a.spec.ts:2 sibling',
    'packages/physics/src/a.ts:1 sibling',
    'packages/quantum/src/a.spec.ts:1 direction'
  ])
})

test('a private name of a package must be declared there', () => {
  house({ wire: { files: { 'a.ts': `import '#protocol'\nimport '#other'` } } })
  write('packages/wire/package.json', { name: '@bellwire/wire', imports: { '#protocol': './src/index.ts' } })
  expect(found()).toEqual(['packages/wire/src/a.ts:2 undeclared'])
})

test('only simulation imports physics: the stack may not look into the simulated world', () => {
  const files = { 'a.ts': `import '@bellwire/physics'` }
  house({
    physics: {},
    'link-layer': { dependencies: ['physics'], files },
    node: { dependencies: ['physics'], files },
    simulation: { dependencies: ['physics'], files }
  })
  expect(found()).toEqual([
    'packages/link-layer/package.json:1 direction',
    'packages/node/package.json:1 direction',
    'packages/link-layer/src/a.ts:1 direction',
    'packages/node/src/a.ts:1 direction'
  ])
})

test('conformance shares only wire, quantum and invariants with the stack', () => {
  house({ runtime: {}, conformance: { dependencies: ['runtime'], files: { 'a.ts': `import '@bellwire/runtime'` } } })
  expect(found()).toEqual(['conformance/package.json:1 direction', 'conformance/src/a.ts:1 direction'])
})

test('only cli imports conformance', () => {
  house({
    conformance: {},
    simulation: { dependencies: ['conformance'], files: { 'a.ts': `import '@bellwire/conformance'` } }
  })
  expect(found()).toEqual(['packages/simulation/package.json:1 direction', 'packages/simulation/src/a.ts:1 direction'])
})

test('invariants imports nothing but types, from nothing but runtime', () => {
  const text = [
    `import { x } from '@bellwire/runtime'`,
    `import { type X } from '@bellwire/runtime'`,
    `export { x } from '@bellwire/runtime'`,
    `import type { State } from '@bellwire/quantum'`
  ]
  house({ quantum: {}, runtime: {}, invariants: { dependencies: ['runtime'], files: { 'a.ts': text.join('\n') } } })
  expect(found()).toEqual([
    'packages/invariants/src/a.ts:1 types-only',
    'packages/invariants/src/a.ts:2 types-only',
    'packages/invariants/src/a.ts:3 types-only',
    'packages/invariants/src/a.ts:4 direction'
  ])
})

test.each(['node:fs', 'fs', 'fs/promises', 'crypto'])(
  '%s may not be imported where a browser must run',
  (specifier) => {
    house({
      quantum: { files: { 'a.ts': `import '${specifier}'` } },
      conformance: { files: { 'a.ts': `import '${specifier}'` } }
    })
    expect(found()).toEqual(['packages/quantum/src/a.ts:1 node-import', 'conformance/src/a.ts:1 node-import'])
  }
)

test('what is imported is declared, in package.json and in tsconfig.json', () => {
  house({
    quantum: {},
    runtime: {},
    physics: {
      dependencies: ['runtime'],
      references: [],
      devDependencies: ['+yaml'],
      files: {
        'a.ts': `import '@bellwire/quantum'\nimport 'yaml'\nimport 'vitest'\nimport '@noble/hashes/sha2.js'`,
        'a.spec.ts': `import 'yaml'\nimport 'vitest'\nimport 'undici'`
      }
    },
    node: { references: ['quantum'] }
  })
  expect(found()).toEqual([
    'packages/node/tsconfig.json:1 reference',
    'packages/physics/tsconfig.json:1 reference',
    'packages/physics/src/a.spec.ts:3 undeclared',
    'packages/physics/src/a.ts:1 undeclared',
    'packages/physics/src/a.ts:2 undeclared',
    'packages/physics/src/a.ts:3 undeclared',
    'packages/physics/src/a.ts:4 undeclared'
  ])
})

test('every room is named by its folder, has a place in the order and is built', () => {
  house({ quantum: {}, attic: {} }, ['quantum'])
  write('packages/quantum/package.json', { name: '@bellwire/qubits' })
  expect(found()).toEqual([
    'packages/attic/package.json:1 unknown-room',
    'packages/quantum/package.json:1 room-name',
    'tsconfig.build.json:1 reference'
  ])
})

test('files of a room do not import each other in circles, types included', () => {
  house({
    quantum: {
      files: {
        'a.ts': `import { b } from './b.js'`,
        'b.ts': `import type { C } from './deep/c.js'`,
        'deep/c.ts': `export * from '../a.js'`,
        'd.ts': `import './a.js'`,
        'self.ts': `import './self.js'`
      }
    }
  })
  expect(checkRooms(root, houseRules).map(({ message }) => message)).toEqual([
    'files import each other: packages/quantum/src/a.ts, packages/quantum/src/b.ts, packages/quantum/src/deep/c.ts',
    'files import each other: packages/quantum/src/self.ts'
  ])
})

test.each([
  'Date.now()',
  'new Date()',
  'Date()',
  'Math.random()',
  `Math['random']()`,
  'globalThis.Math.random()',
  'const { random } = Math',
  'const draw = Math.random',
  'performance.now()',
  'setTimeout(() => {}, 1)',
  'globalThis.setInterval(() => {}, 1)',
  'const clock = { setTimeout }',
  'AbortSignal.timeout(5)',
  'crypto.getRandomValues(new Uint8Array(4))',
  '(Date.now as () => number)()'
])('%s is refused outside runtime', (text) => {
  const files = { 'a.ts': `\n${text}` }
  house({ physics: { files }, runtime: { files }, cli: { files } })
  expect(found()).toEqual(['packages/physics/src/a.ts:2 outside-world'])
})

test.each([
  `// Date.now()\nconst text = 'Math.random()'`,
  'clock.setTimeout(() => {}, 1)',
  'const clock = { setTimeout(task: () => void) {}, setInterval: 1 }',
  'class Clock { setTimeout() {} }',
  'interface Clock { setTimeout(task: () => void): number }',
  'type Timer = ReturnType<typeof setTimeout>',
  'new Date(0)',
  'new Date(0).getTime()',
  'Math.max(1, 2)',
  'stream.random()'
])('%s is no use of the outside world', (text) => {
  house({ physics: { files: { 'a.ts': text } } })
  expect(found()).toEqual([])
})

test('a file that does not parse is reported', () => {
  house({ quantum: { files: { 'a.ts': 'const = 1' } } })
  expect(found()).toContain('packages/quantum/src/a.ts:1 syntax')
})
