// Prints every breach of the rules of the house (tools/rooms/rules.mjs) and exits with 1 if there is one.
import { fileURLToPath } from 'node:url'
import { checkRooms } from './rooms/check.mjs'
import { houseRules } from './rooms/rules.mjs'

const violations = checkRooms(fileURLToPath(new URL('..', import.meta.url)), houseRules)
for (const { file, line, rule, message } of violations) console.error(`${file}:${line} ${rule}: ${message}`)
console.log(violations.length === 0 ? 'rooms: no violations' : `rooms: ${violations.length} violations`)
process.exitCode = violations.length === 0 ? 0 : 1
