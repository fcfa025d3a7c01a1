import { expect, it } from 'vitest'
import { playReplay } from './replay.js'

it('tells what happens as it goes, then shows the table and what it took', () => {
  const parts: string[] = []
  const agrees = playReplay({ seed: '1', colours: false, scale: 0.002, write: (text) => parts.push(text) })
  const text = parts.join('')
  // So few events leave errors above 1 %: the replay says so.
  expect(agrees).toBe(false)
  expect(text).toMatch(/405145 rounds of device-independent key exchange: \d+ h of experiment in \d+\.\d s\n/)
  expect(text.indexOf('h of experiment')).toBeLessThan(text.indexOf('closed form'))
  expect(text).toMatch(/\d+ of \d+ rows agree\.\n/)
  expect(text).toMatch(
    /heralds +[\d,]+\npairs measured +[\d,]+\nframes +[\d,]+\nevents +[\d,]+\nsimulated time +[\d,]+ h\ntime here +\d+\.\d s\n$/
  )
  expect(text).not.toContain('\u001b')
  // The introduction and every stage come on their own, not all at the end.
  expect(parts.length).toBeGreaterThan(7)
})
