import type { TraceRecord } from '@bellwire/runtime'

function isMismatch(reason: unknown): boolean {
  return typeof reason === 'string' && reason.includes('mismatch')
}

/** What really happened in a run, by name: how often. */
export function occurrences(trace: readonly TraceRecord[]): Map<string, number> {
  const counts = new Map<string, number>()
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1)
  const arrived = new Set<number>()
  const latest = new Map<string, number>()
  const lastHerald = new Map<number, number>()
  const epochs = new Map<string, number>()
  for (const record of trace) {
    switch (record.kind) {
      case 'frameDropped':
        count(`frame lost: ${record.reason}`)
        break
      case 'frameReceived': {
        if (record.frame.type === 'SLOT_GRANT') count('slots granted')
        const direction = `${record.from}>${record.to}`
        if (arrived.has(record.id)) count('frame duplicated')
        else if (record.id < (latest.get(direction) ?? -1)) count('frame overtaken')
        arrived.add(record.id)
        latest.set(direction, Math.max(record.id, latest.get(direction) ?? -1))
        break
      }
      case 'fault':
        count(record.fault)
        break
      case 'deviceResult':
        if (record.type === 'generationFailed') count('generation failed')
        break
      case 'linkState':
        if (record.state !== 'READY' && record.state !== 'DOWN') count(`link ${record.state}`)
        if (record.epoch > (epochs.get(record.at) ?? 1)) {
          count('epoch begun anew')
          epochs.set(record.at, record.epoch)
        }
        break
      case 'herald':
        if (record.sequence < (lastHerald.get(record.epoch) ?? 0)) count('sequence wrapped')
        lastHerald.set(record.epoch, record.sequence)
        break
      case 'event':
        if (record.name === 'ignored' && isMismatch(record.fields['reason'])) count('mismatch')
        break
      case 'ok':
        count('pair delivered')
        break
      case 'expired':
        count('pair expired')
        break
      case 'err':
        count(`request failed: ${record.code}`)
        break
      case 'cancel':
        count('request cancelled')
        break
      default:
    }
  }
  return counts
}
