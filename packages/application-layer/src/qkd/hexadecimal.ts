/** Bytes as text, for journals, which hold plain data. */
export function toHexadecimal(bytes: Uint8Array): string {
  const parts: string[] = []
  for (const byte of bytes) parts.push(PAIRS[byte] as string)
  return parts.join('')
}

/** The inverse of {@link toHexadecimal}. Other text is not asked for. */
export function fromHexadecimal(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2)
  for (let k = 0; k < bytes.length; k++) bytes[k] = Number.parseInt(text.slice(2 * k, 2 * k + 2), 16)
  return bytes
}

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
