import type { TraceRecord } from './record.js'
import { type SequenceOptions, sequenceOf, showTime } from './sequence.js'

/** A message-sequence chart as a Mermaid `sequenceDiagram`. Messages stand where they were sent. */
export function toSequenceMermaid(records: Iterable<TraceRecord>, options: SequenceOptions = {}): string {
  const { parties, messages, notes, cut } = sequenceOf(records, options)
  const alias = new Map(parties.map((name, index) => [name, `p${index}`]))
  const lines = ['sequenceDiagram']
  for (const name of parties) lines.push(`  participant ${alias.get(name)} as ${escapeText(name)}`)
  const rows: { n: number; lines: string[] }[] = []
  for (const message of messages) {
    const [from, to] = [alias.get(message.from), alias.get(message.to)]
    const arrow = message.lost !== undefined ? '-x' : message.received === undefined ? '--)' : '->>'
    const fate = message.lost ?? (message.received === undefined ? 'under way' : showTime(message.received))
    const text = escapeText(`${message.label} (${showTime(message.sent)} → ${fate})`)
    rows.push({ n: message.n, lines: framed(message.highlighted, `  ${from}${arrow}${to}: ${text}`) })
  }
  for (const note of notes) {
    const text = escapeText(`${note.label} (${showTime(note.time)})`)
    rows.push({ n: note.n, lines: framed(note.highlighted, `  Note over ${alias.get(note.at)}: ${text}`) })
  }
  rows.sort((a, b) => a.n - b.n)
  for (const row of rows) lines.push(...row.lines)
  const last = parties[parties.length - 1]
  if (cut && last !== undefined)
    lines.push(`  Note over p0${last === parties[0] ? '' : `,${alias.get(last)}`}: and more`)
  return `${lines.join('\n')}\n`
}

function framed(highlighted: boolean, line: string): string[] {
  return highlighted ? ['  rect rgb(255, 220, 220)', line, '  end'] : [line]
}

/** Mermaid ends a text at a line end or semicolon and reads entities after a hash. */
function escapeText(text: string): string {
  return text.replace(/[#;\n\r<>]/g, (character) => `#${character.charCodeAt(0)};`)
}
