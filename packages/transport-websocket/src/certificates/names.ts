/** What a certificate says of its subject, as Node.js tells it. */
export interface Subject {
  readonly subjectaltname?: string | undefined
}

/** The URIs among the alternative names of a certificate's subject. */
export function urisOf(certificate: Subject | null): string[] {
  // Node.js writes names as `URI:x, DNS:y`, and those with odd characters as JSON strings.
  const names = certificate?.subjectaltname ?? ''
  return [...names.matchAll(/(?:^|, )([A-Za-z ]+):("(?:[^"\\]|\\.)*"|[^,]*)/g)].flatMap(([, kind, value = '']) => {
    if (kind !== 'URI') return []
    if (!value.startsWith('"')) return [value]
    try {
      return [JSON.parse(value) as string]
    } catch {
      return []
    }
  })
}
