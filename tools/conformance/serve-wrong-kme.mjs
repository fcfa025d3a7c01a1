// Runs a KME that is wrong on purpose: `node tools/conformance/serve-wrong-kme.mjs ID CONFIGURATION`. It ends when it is killed.
import { readFileSync } from 'node:fs'
import { register } from 'node:module'
import { dirname } from 'node:path'

register('./wrong-node-hooks.mjs', import.meta.url)

const [id, file = ''] = process.argv.slice(2)
const room = new URL(`../../packages/key-store/dist/index.js?wrong=${id}`, import.meta.url)
const { parseKmeConfiguration, startKme } = await import(room.href)
await startKme(parseKmeConfiguration(JSON.parse(readFileSync(file, 'utf8')), dirname(file)))
