// Draws the machines of the built packages into the chapters of the specification and into spec/diagrams.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { withDiagrams } from './spec/diagrams.mjs'
import { drawMachines } from './spec/machines.mjs'

const spec = fileURLToPath(new URL('../spec/', import.meta.url))
const drawings = drawMachines()
mkdirSync(`${spec}diagrams`, { recursive: true })
for (const [name, drawing] of drawings) writeFileSync(`${spec}diagrams/${name}.mmd`, drawing)
for (const name of readdirSync(spec).filter((file) => file.endsWith('.md'))) {
  const text = readFileSync(spec + name, 'utf8')
  const drawn = withDiagrams(text, drawings)
  if (drawn !== text) writeFileSync(spec + name, drawn)
}
console.log(`spec: ${drawings.size} machines drawn`)
