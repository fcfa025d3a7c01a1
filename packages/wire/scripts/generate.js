// Writes src/generated from spec/wire: the protobufjs code of the messages, and from the same definitions the tables
// and functions by which the codec checks and builds frames.
//
//   node scripts/generate.js [OUTPUT_DIRECTORY]
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import protobuf from 'protobufjs'

const here = dirname(fileURLToPath(import.meta.url))
const protoDirectory = join(here, '../../../spec/wire')
const outputDirectory = process.argv[2] ?? join(here, '../src/generated')
const require = createRequire(import.meta.url)

const NOTICE = '// Generated from spec/wire by scripts/generate.js. Do not edit.\n'
const MAXIMUM_UINT32 = 2 ** 32 - 1

function loadDefinitions() {
  const root = new protobuf.Root()
  root.resolvePath = (_origin, target) =>
    target.startsWith('google/')
      ? join(dirname(require.resolve('protobufjs/package.json')), target)
      : join(protoDirectory, basename(target))
  root.loadSync('frame.proto')
  root.resolveAll()
  return root
}

function writeProtobufCode() {
  const filter = join(outputDirectory, 'filter.json')
  writeFileSync(filter, JSON.stringify({ messageNames: ['bellwire.v1.Frame'] }))
  const pbjs = join(dirname(require.resolve('protobufjs-cli/package.json')), 'bin/pbjs')
  const run = (...extra) =>
    execFileSync(process.execPath, [
      pbjs, '-t', 'static-module', '--wrap', 'esm', '--es6', '-r', 'bellwire.v1', '--force-number', '--no-create',
      '--no-verify', '--no-convert', '--no-delimited', '--no-typeurl', '--no-service', '--filter', filter,
      '-p', protoDirectory, ...extra, join(protoDirectory, 'frame.proto')
    ])
  // Types come out of the comments; the code itself is kept without them.
  run('-d', '-o', join(outputDirectory, 'protocol.js'))
  run('--no-comments', '-o', join(outputDirectory, 'protocol.js'))
  rmSync(filter)
  for (const name of ['protocol.js', 'protocol.d.ts']) {
    const file = join(outputDirectory, name)
    const text = readFileSync(file, 'utf8').replace(/^import Long = require\("long"\);\n/m, '')
    writeFileSync(file, NOTICE + text)
  }
}

/** What the codec must know of one field. */
function describe(field) {
  const resolved = field.parent.lookup(field.type)
  const base = { name: field.name, number: field.id }
  const option = (name, otherwise) => field.options?.[`(${name})`] ?? otherwise
  if (resolved instanceof protobuf.Type) {
    return { ...base, kind: 'message', message: resolved.name, maximumCount: field.repeated ? option('max_count') : 0 }
  }
  if (resolved instanceof protobuf.Enum) {
    return { ...base, kind: 'uint32', enumeration: true, minimum: 0, maximum: Math.max(...Object.values(resolved.values)) }
  }
  const largest = { bool: 1, uint32: MAXIMUM_UINT32, fixed32: MAXIMUM_UINT32 }[field.type] ?? Number.MAX_SAFE_INTEGER
  const smallest = field.type === 'sint64' ? -largest : 0
  return { ...base, kind: field.type, minimum: option('minimum', smallest), maximum: option('maximum', largest) }
}

const typeOf = (oneofMember) => oneofMember.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
const shapeName = (message) => `${message[0].toLowerCase()}${message.slice(1)}Schema`

function schemaText(type, message) {
  const fields = message.fieldsArray.map((field) => {
    const { name, number, kind, minimum, maximum, message: embedded, maximumCount } = describe(field)
    return kind === 'message'
      ? `    embedded('${name}', ${number}, ${shapeName(embedded)}, ${maximumCount})`
      : `    scalar('${name}', ${number}, '${kind}', ${minimum}, ${maximum})`
  })
  return `const ${shapeName(message.name)} = schema(
  '${type}',
  [
${fields.join(',\n')}
  ],
  ${buildText(type, message).replaceAll('\n', '\n  ')}
)
`
}

function buildText(type, message) {
  const isFrame = type !== message.name
  const lines = message.fieldsArray.map((field, index) => {
    const { name, kind, message: embedded, maximumCount } = describe(field)
    const form = kind === 'message' ? `${embedded}${maximumCount > 0 ? '[]' : ''}` : kind === 'bool' ? 'boolean' : 'number'
    return `  ${name}: v[${index}] as ${form}`
  })
  return `(v): ${message.name} => ({\n${[...(isFrame ? [`  type: '${type}'`] : []), ...lines].join(',\n')}\n})`
}

function checkText(message) {
  const lines = message.fieldsArray.map((field) => {
    const { name, kind, minimum, maximum, message: embedded, maximumCount } = describe(field)
    if (kind === 'message') {
      return maximumCount > 0
        ? `  checkEach('${name}', message.${name}, ${maximumCount}, check${embedded})`
        : `  checkEmbedded('${name}', message.${name}, check${embedded})`
    }
    return kind === 'bool'
      ? `  checkBoolean('${name}', message.${name})`
      : `  checkInteger('${name}', message.${name}, ${minimum}, ${maximum})`
  })
  return `function check${message.name}(message: ${message.name}): void {\n${lines.join('\n')}\n}\n`
}

function writeMessages(root) {
  const frame = root.lookupType('bellwire.v1.Frame')
  const members = frame.oneofsArray[0].fieldsArray.map((field) => ({
    type: typeOf(field.name),
    number: field.id,
    message: field.parent.lookup(field.type)
  }))
  const embedded = [
    ...new Set(
      members.flatMap(({ message }) => message.fieldsArray.map((field) => message.lookup(field.type)))
    )
  ].filter((resolved) => resolved instanceof protobuf.Type)
  const names = [...embedded, ...members.map(({ message }) => message)].map((message) => message.name)
  const text = `${NOTICE}import { checkBoolean, checkEach, checkEmbedded, checkInteger } from '../check.js'
import type {
${[...names].sort().map((name) => `  ${name}`).join(',\n')}
} from '../messages.js'
import { embedded, member, scalar, schema } from '../schema.js'
import { bellwire } from '#protocol'

const { v1 } = bellwire

${embedded.map((message) => schemaText(message.name, message)).join('\n')}
${members.map(({ type, message }) => schemaText(type, message)).join('\n')}
${[...embedded, ...members.map(({ message }) => message)].map(checkText).join('\n')}
/** Every message of a frame, by type. */
export const MEMBERS = {
${members
  .map(({ type, number, message }) => `  ${type}: member(${number}, ${shapeName(message.name)}, check${message.name}, v1.${message.name}.encode)`)
  .join(',\n')}
}
`
  writeFileSync(join(outputDirectory, 'members.ts'), text)
}

mkdirSync(outputDirectory, { recursive: true })
writeProtobufCode()
writeMessages(loadDefinitions())
