// Locks the texts of the specification: `node tools/spec-lock.mjs [ID… | all]`. New requirements and withdrawn ones are written
// down; a text that is not what was locked only if its identifier is named. Then it exits with 1 if something is still not as
// it was locked. Also writes the requirements as reports of the conformance suite show them, and the machines through which
// it walks.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { lintSpecification } from './spec/lint.mjs'
import { checkLock, LOCK, lockText, readLock } from './spec/lock.mjs'
import { PUBLISHED_MACHINES, publishedMachines, readTables } from './spec/machine-tables.mjs'
import { PUBLISHED, publishedOf } from './spec/published.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const named = process.argv.slice(2)
const specification = lintSpecification(root)
const unknown = named.filter((id) => id !== 'all' && specification.requirements.every((one) => one.id !== id))
const text = lockText(
  readLock(readFileSync(root + LOCK, 'utf8')),
  specification,
  (id) => named.includes('all') || named.includes(id)
)
writeFileSync(root + LOCK, text)
writeFileSync(root + PUBLISHED, publishedOf(root, specification.requirements))
writeFileSync(root + PUBLISHED_MACHINES, publishedMachines(readTables(root)))
const problems = checkLock(readLock(text), specification)
for (const { file, line, message } of problems) console.error(`${file}:${line} ${message}`)
for (const id of unknown) console.error(`there is no requirement ${id}`)
console.log(`spec: ${specification.requirements.length} requirements, ${problems.length} not as they were locked`)
process.exitCode = problems.length + unknown.length === 0 ? 0 : 1
