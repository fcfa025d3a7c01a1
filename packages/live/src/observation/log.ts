import { type DestinationStream, type Logger, pino } from 'pino'
import type { LogLevel } from '../deployment/schema.js'
import type { ProcessName } from '../deployment/process-name.js'

/** What is told beside an event. No objects: what may hold a secret cannot be given. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

/** Tells what happens to a process: an event's name, the same every time, and what differs. */
export interface Log {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

/** Names of fields whose values nobody is told, should one ever be given. */
const SECRET = ['token', 'authorization', 'key', 'outcome', 'bits', 'password']

/** What looks like a token is none of a log's business, wherever it stands. */
const TOKEN = /bw_[A-Za-z0-9_-]{16,}/g

/** JSON lines: `time`, `level`, `role`, `name`, `msg`, which is the event, and the fields. Requirement MGT-010. */
export function makeLog(self: ProcessName, level: LogLevel, stream: DestinationStream): Log {
  const logger = pino(
    {
      level,
      base: { role: self.role, name: self.name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET, censor: '[secret]' }
    },
    stream
  )
  const at = (method: 'debug' | 'info' | 'warn' | 'error') => tell(logger, method)
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

function tell(logger: Logger, method: 'debug' | 'info' | 'warn' | 'error') {
  return (event: string, fields: LogFields = {}): void => {
    if (!logger.isLevelEnabled(method)) return
    const cleaned = Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll(TOKEN, '[secret]') : value
    ])
    logger[method](Object.fromEntries(cleaned), event)
  }
}
