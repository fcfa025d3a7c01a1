/** A value that must not be recorded, or a trace that cannot be read. */
export class TraceError extends Error {
  /**
   * NOT_PLAIN: a value is not plain data. NOT_A_TRACE: no trace file at all. VERSION: a format of another version.
   * DAMAGED: the bytes were changed. TRUNCATED: the end is missing. RECORD: a record lacks or misuses a field.
   */
  readonly code: `TRACE_${'NOT_PLAIN' | 'NOT_A_TRACE' | 'VERSION' | 'DAMAGED' | 'TRUNCATED' | 'RECORD'}`
  /** Where: the path of a field, a line, or an offset in bytes. */
  readonly where: string

  constructor(code: TraceError['code'], where: string, message: string) {
    super(`${where}: ${message}`)
    this.name = 'TraceError'
    this.code = code
    this.where = where
  }
}
