/** Whether two strings of bytes are the same, in a time that depends on their lengths alone. */
export function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  let difference = 0
  for (let k = 0; k < one.length; k++) difference |= (one[k] as number) ^ (other[k] as number)
  return difference === 0
}
