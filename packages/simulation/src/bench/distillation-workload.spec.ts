import { describe, expect, it } from 'vitest'
import { AmplificationWorkload, ReconciliationWorkload } from './distillation-workload.js'

describe('the workloads of key distillation', () => {
  it('reconcile, and know how much that leaks', () => {
    const cascade = ReconciliationWorkload.cascade(1).run()
    expect(cascade.count).toBe(105_976)
    expect(cascade.facts?.[0]?.value).toBeGreaterThan(100)
    expect(cascade.facts?.[0]?.value).toBeLessThan(108)
    const codes = ReconciliationWorkload.codes(1, 40_000).run()
    expect(codes).toMatchObject({ count: 40_000, events: 1 })
    expect(codes.facts?.[0]?.value).toBeGreaterThan(100)
    expect(codes.facts?.[0]?.value).toBeLessThan(140)
  })

  it('amplify to the published length', () => {
    expect(new AmplificationWorkload(1).run()).toMatchObject({ count: 1_500_000, events: 95_884 })
  })
})
