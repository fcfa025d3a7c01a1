/** Where a process listens, or is reached. */
export interface Address {
  readonly host: string
  readonly port: number
}

/** HOST:PORT, an IPv6 address in brackets; undefined for anything else. */
export function parseAddress(text: string): Address | undefined {
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.-]+)):(\d{1,5})$/.exec(text)
  const port = Number(match?.[3])
  const host = match?.[1] ?? match?.[2]
  return host !== undefined && port >= 1 && port <= 65_535 ? { host, port } : undefined
}

/** As it stands in a file. */
export function showAddress({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
