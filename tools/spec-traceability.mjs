// Writes who answers for each requirement, into out/traceability.html and out/traceability.json: tests, cases of the conformance
// suite, and wrong nodes. Needs a build.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { SUITES } from '@bellwire/conformance'
import { lintSpecification } from './spec/lint.mjs'
import { countsOf, traceability, traceabilityPage } from './spec/traceability.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const matrix = JSON.parse(readFileSync(`${root}conformance/kill-matrix.json`, 'utf8'))
const rows = traceability(lintSpecification(root), Object.values(SUITES).flat(), matrix)
mkdirSync(`${root}out`, { recursive: true })
writeFileSync(`${root}out/traceability.json`, `${JSON.stringify({ ...countsOf(rows), rows }, null, 2)}\n`)
writeFileSync(`${root}out/traceability.html`, traceabilityPage(rows))
console.log(`out/traceability.html: ${JSON.stringify(countsOf(rows))}`)
