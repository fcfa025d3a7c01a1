// Writes src/generated from spec/wire: the protobufjs code of the messages, and from the same definitions the tables
// and functions by which the codec checks and builds frames.
//
//   node scripts/generate.js [OUTPUT_DIRECTORY]
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import protobuf from 'protobufjs'
import { describe, loadDefinitions, lookup, members, protoDirectory, require } from './definitions.js'

const outputDirectory = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../src/generated')

const NOTICE = '// Generated from spec/wire by scripts/generate.js. Do not edit.\n'

function writeProtobufCode() {
  const filter = join(outputDirectory, 'filter.json')
  writeFileSync(filter, JSON.stringify({ messageNames: ['bellwire.v1.Frame', 'bellwire.v1.QkdMessage'] }))
  const pbjs = join(dirname(require.resolve('protobufjs-cli/package.json')), 'bin/pbjs')
  const run = (...extra) =>
    execFileSync(process.execPath, [
      pbjs,
      '-t',
      'static-module',
      '--wrap',
      'esm',
      '--es6',
      '-r',
      'bellwire.v1',
      '--force-number',
      '--no-create',
      '--no-verify',
      '--no-convert',
      '--no-delimited',
      '--no-typeurl',
      '--no-service',
      '--filter',
      filter,
      '-p',
      protoDirectory,
      ...extra,
      join(protoDirectory, 'frame.proto'),
      join(protoDirectory, 'qkd.proto')
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
    const form =
      kind === 'message'
        ? `${embedded}${maximumCount > 0 ? '[]' : ''}`
        : kind === 'bool'
          ? 'boolean'
          : kind === 'bytes'
            ? 'Uint8Array'
            : 'number'
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
    if (kind === 'bytes') return `  checkBytes('${name}', message.${name}, ${maximum})`
    return kind === 'bool'
      ? `  checkBoolean('${name}', message.${name})`
      : `  checkInteger('${name}', message.${name}, ${minimum}, ${maximum})`
  })
  return `function check${message.name}(message: ${message.name}): void {\n${lines.join('\n')}\n}\n`
}

/** The messages within a message, the innermost first: a schema names those of its parts. */
const embeddedIn = (message) =>
  message.fieldsArray
    .map(lookup)
    .filter((resolved) => resolved instanceof protobuf.Type)
    .flatMap((part) => [...embeddedIn(part), part])

const membersText = (list) => `{
${list
  .map(
    ({ type, number, message }) =>
      `  ${type}: member(${number}, ${shapeName(message.name)}, check${message.name}, v1.${message.name}.encode)`
  )
  .join(',\n')}
}`

function writeMessages(root) {
  const frames = members(root)
  const qkdMembers = members(root, 'QkdMessage')
  const frameMembers = [...frames, ...qkdMembers]
  const embedded = [...new Set(frameMembers.flatMap(({ message }) => embeddedIn(message)))]
  const names = [...embedded, ...frameMembers.map(({ message }) => message)].map((message) => message.name)
  const text = `${NOTICE}import { checkBoolean, checkBytes, checkEach, checkEmbedded, checkInteger } from '../check.js'
import type {
${[...names]
  .sort((a, b) => (a < b ? -1 : 1))
  .map((name) => `  ${name}`)
  .join(',\n')}
} from '../messages.js'
import { embedded, member, scalar, schema } from '../schema.js'
import { bellwire } from '#protocol'

const { v1 } = bellwire

${embedded.map((message) => schemaText(message.name, message)).join('\n')}
${frameMembers.map(({ type, message }) => schemaText(type, message)).join('\n')}
${[...embedded, ...frameMembers.map(({ message }) => message)].map(checkText).join('\n')}
/** Every message of a frame, by type. */
export const MEMBERS = ${membersText(frames)}

/** Every message of a session of quantum key distribution, by type. */
export const QKD_MEMBERS = ${membersText(qkdMembers)}
`
  writeFileSync(join(outputDirectory, 'members.ts'), text)
}

mkdirSync(outputDirectory, { recursive: true })
writeProtobufCode()
writeMessages(loadDefinitions())
