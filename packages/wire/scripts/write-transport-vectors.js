// Writes spec/vectors/transport-messages.json: messages of a connection between two parties, and their bytes by protobufjs'
// reflection on the definitions, not by the codec of this package.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadDefinitions, protoDirectory } from './definitions.js'

const TransportMessage = loadDefinitions().lookupType('bellwire.v1.TransportMessage')
const vectorDirectory = join(protoDirectory, '../vectors')
const frames = JSON.parse(readFileSync(join(vectorDirectory, 'frames.json'), 'utf8')).map(({ bytes }) => bytes)
const largest = 2 ** 32 - 1

const hellos = {
  typical: { minimumVersion: 1, maximumVersion: 2, node: 17, peer: 3, incarnation: 0x9abcdef0 },
  smallest: { minimumVersion: 1, maximumVersion: 1, node: 0, peer: 0, incarnation: 1 },
  largest: { minimumVersion: 65535, maximumVersion: 65535, node: largest, peer: largest, incarnation: largest }
}
const batches = {
  'one frame': [frames[0]],
  'several frames': frames.slice(0, 12),
  // Of an empty frame, which is none, and of lengths that need one byte and two.
  'frames of many lengths': ['', 'a5'.repeat(127), 'a5'.repeat(128), 'a5'.repeat(300)]
}
const encoded = (message) => Buffer.from(TransportMessage.encode(message).finish()).toString('hex')

const vectors = [
  ...Object.entries(hellos).map(([name, hello]) => ({
    name: `HELLO ${name}`,
    bytes: encoded(TransportMessage.fromObject({ hello })),
    message: { type: 'HELLO', ...hello }
  })),
  ...Object.entries(batches).map(([name, batch]) => ({
    name: `FRAMES ${name}`,
    bytes: encoded({ frames: batch.map((bytes) => Buffer.from(bytes, 'hex')) }),
    message: { type: 'FRAMES', frames: batch }
  }))
]
const lines = vectors.map((vector) => `  ${JSON.stringify(vector)}`)
writeFileSync(join(vectorDirectory, 'transport-messages.json'), `[\n${lines.join(',\n')}\n]\n`)
