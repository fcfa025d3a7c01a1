/** Does work at the end of the turn, or when the work before it began so many milliseconds ago, whatever is later. */
export function paced(between: number): (work: () => void) => void {
  let last = -Infinity
  return (work) => {
    const begin = (): void => {
      last = performance.now()
      work()
    }
    const wait = last + between - performance.now()
    if (wait > 0) setTimeout(begin, wait)
    else setImmediate(begin)
  }
}
