// Checks how the specification is written and who cites it (tools/spec/lint.mjs): exits with 1 if something is wrong.
// Requirements that no test cites are listed, and fail nothing. With --list, every requirement and the tests that cite it.
import { fileURLToPath } from 'node:url'
import { lintSpecification } from './spec/lint.mjs'

const { requirements, citations, problems } = lintSpecification(fileURLToPath(new URL('..', import.meta.url)))
for (const { file, line, message } of problems) console.error(`${file}:${line} ${message}`)

/** @type {Map<string, Set<string>>} */
const tests = new Map(requirements.map(({ id }) => [id, new Set()]))
for (const { id, file, test } of citations) if (test) tests.get(id)?.add(file)

if (process.argv.includes('--list')) {
  for (const { id, level, role, text } of requirements) {
    console.log(`${id} ${level} ${role}: ${text}\n  ${[...(tests.get(id) ?? [])].join(', ') || 'no test cites it'}`)
  }
}
const uncited = requirements.filter(({ id }) => tests.get(id)?.size === 0).map(({ id }) => id)
if (uncited.length > 0) console.log(`cited by no test: ${uncited.join(' ')}`)
console.log(
  `spec: ${requirements.length} requirements, ${requirements.length - uncited.length} cited by tests, ${problems.length} problems`
)
process.exitCode = problems.length === 0 ? 0 : 1
