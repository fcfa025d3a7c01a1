const WIDTH = 30

/** A line on the terminal that says how far something is; nothing where there is no terminal. */
export function progressLine(title: string): { readonly show: (share: number) => void; readonly end: () => void } {
  const { stderr } = process
  if (!stderr.isTTY) return { show: () => undefined, end: () => undefined }
  return {
    show(share) {
      const full = Math.round(share * WIDTH)
      stderr.write(`\r${title} [${'='.repeat(full)}${' '.repeat(WIDTH - full)}] ${Math.floor(share * 100)} %`)
    },
    end() {
      stderr.write('\r\u001B[K')
    }
  }
}
