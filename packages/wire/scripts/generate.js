// Writes src/generated from spec/wire: the protobufjs code of the messages, and from the same definitions the tables
// and functions by which the codec checks and builds frames.
//
//   node scripts/generate.js [OUTPUT_DIRECTORY]
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import protobuf from 'protobufjs'
import { describe, loadDefinitions, lookup, members, protoDirectory, require, UNIONS } from './definitions.js'

const outputDirectory = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../src/generated')

const NOTICE = '// Generated from spec/wire by scripts/generate.js. Do not edit.\n'

function writeProtobufCode() {
  const filter = join(outputDirectory, 'filter.json')
  writeFileSync(filter, JSON.stringify({ messageNames: UNIONS.map(({ name }) => `bellwire.v1.${name}`) }))
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
      '--no-decode',
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
      ...UNIONS.map(({ file }) => join(protoDirectory, file))
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
    const { name, number, kind, minimum, maximum, message: embedded, maximumCount, optional } = describe(field)
    const text =
      kind === 'message'
        ? `embedded('${name}', ${number}, ${shapeName(embedded)}, ${maximumCount})`
        : `scalar('${name}', ${number}, '${kind}', ${minimum}, ${maximum})`
    return `    ${optional ? `optional(${text})` : text}`
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
    const { name, kind, message: embedded, maximumCount, optional } = describe(field)
    const form =
      kind === 'message'
        ? `${embedded}${maximumCount > 0 ? '[]' : ''}`
        : kind === 'bool'
          ? 'boolean'
          : kind === 'bytes'
            ? 'Uint8Array'
            : 'number'
    return `  ${name}: v[${index}] as ${form}${optional ? ' | undefined' : ''}`
  })
  return `(v): ${message.name} => ({\n${[...(isFrame ? [`  type: '${type}'`] : []), ...lines].join(',\n')}\n})`
}

function checkText(message) {
  const lines = message.fieldsArray.map((field) => {
    const { name, optional } = describe(field)
    const check = checkOf(describe(field))
    return optional ? `  if (message.${name} !== undefined) ${check}` : `  ${check}`
  })
  return `function check${message.name}(message: ${message.name}): void {\n${lines.join('\n')}\n}\n`
}

function checkOf({ name, kind, minimum, maximum, message: embedded, maximumCount }) {
  switch (kind) {
    case 'message':
      return maximumCount > 0
        ? `checkEach('${name}', message.${name}, ${maximumCount}, check${embedded})`
        : `checkEmbedded('${name}', message.${name}, check${embedded})`
    case 'bytes':
      return `checkBytes('${name}', message.${name}, ${maximum})`
    case 'bool':
      return `checkBoolean('${name}', message.${name})`
    case 'double':
      return `checkReal('${name}', message.${name}, ${minimum}, ${maximum})`
    default:
      return `checkInteger('${name}', message.${name}, ${minimum}, ${maximum})`
  }
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

/**
 * Writes the tables and checks of messages that are one of several into a file of their own.
 *
 * @param {protobuf.Root} root
 * @param {{ file: string, types: string, tables: { union: string, table: string, comment: string }[] }} output
 */
function writeMessages(root, { file, types, tables }) {
  const unions = tables.map((each) => ({ ...each, list: members(root, each.union) }))
  const whole = unions.flatMap(({ list }) => list)
  const embedded = [...new Set(whole.flatMap(({ message }) => embeddedIn(message)))]
  const names = [...embedded, ...whole.map(({ message }) => message)].map((message) => message.name)
  const code = [
    ...embedded.map((message) => schemaText(message.name, message)),
    ...whole.map(({ type, message }) => schemaText(type, message)),
    ...[...embedded, ...whole.map(({ message }) => message)].map(checkText),
    ...unions.map(({ table, comment, list }) => `/** ${comment} */\nexport const ${table} = ${membersText(list)}\n`)
  ].join('\n')
  const used = (list) => list.filter((name) => code.includes(`${name}(`)).join(', ')
  const text = `${NOTICE}import { ${used(CHECKS)} } from '../check.js'
import type {
${[...names]
  .sort((a, b) => (a < b ? -1 : 1))
  .map((name) => `  ${name}`)
  .join(',\n')}
} from '../${types}'
import { ${used(PARTS)} } from '../schema.js'
import { bellwire } from '#protocol'

const { v1 } = bellwire

${code}`
  writeFileSync(join(outputDirectory, file), text)
}

const CHECKS = ['checkBoolean', 'checkBytes', 'checkEach', 'checkEmbedded', 'checkInteger', 'checkReal']
const PARTS = ['embedded', 'member', 'optional', 'scalar', 'schema']

mkdirSync(outputDirectory, { recursive: true })
writeProtobufCode()
const definitions = loadDefinitions()
writeMessages(definitions, {
  file: 'members.ts',
  types: 'messages.js',
  tables: [
    { union: 'Frame', table: 'MEMBERS', comment: 'Every message of a frame, by type.' },
    {
      union: 'QkdMessage',
      table: 'QKD_MEMBERS',
      comment: 'Every message of a session of quantum key distribution, by type.'
    }
  ]
})
writeMessages(definitions, {
  file: 'device-members.ts',
  types: 'device-messages.js',
  tables: [
    {
      union: 'DeviceMessage',
      table: 'DEVICE_MEMBERS',
      comment: 'Every message between a party and its hardware, by type.'
    }
  ]
})
writeMessages(definitions, {
  file: 'transport-members.ts',
  types: 'transport-messages.js',
  tables: [
    {
      union: 'TransportMessage',
      table: 'TRANSPORT_MEMBERS',
      comment: 'Every message of a connection between two parties that is not made of frames, by type.'
    }
  ]
})
