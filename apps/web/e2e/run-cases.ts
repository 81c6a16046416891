import type { restOf } from './server.ts'

type Rest = Awaited<ReturnType<typeof restOf>>

/** A project with two folders, five cases of two steps (three of them tagged `smoke`) and two configurations. */
export async function makeProject(call: Rest, name: string) {
  const project = await call('POST', '/projects', { name })
  const projectId: string = project.id
  const folder = async (folderName: string): Promise<string> =>
    (await call('POST', '/folders', { projectId, name: folderName })).id
  const [checkout, vouchers] = [await folder('Checkout'), await folder('Vouchers')]
  const cases = [
    { folderId: checkout, title: 'Card payment with a 3-D Secure challenge', priority: 'CRITICAL', tags: ['smoke'] },
    { folderId: checkout, title: 'Cart merges when a guest signs in', priority: 'HIGH', tags: ['smoke'] },
    { folderId: checkout, title: 'Removed product can be brought back', priority: 'MEDIUM', tags: [] },
    {
      folderId: vouchers,
      title: 'Voucher is recalculated when the cart changes',
      priority: 'CRITICAL',
      tags: ['smoke'],
    },
    { folderId: vouchers, title: 'Expired voucher names its last day', priority: 'LOW', tags: [] },
  ]
  for (const one of cases)
    await call('POST', '/repository-cases', {
      projectId,
      ...one,
      estimate: 180,
      description: 'A customer with one product of 120.00 € in the cart.',
      steps: [
        { action: 'Open the cart and choose Checkout', expected: 'The payment page shows 120.00 €' },
        { action: 'Confirm the challenge with code 1234', expected: 'The challenge closes within 5 s' },
      ],
    })
  for (const [browser, system] of [
    ['Chrome', 'macOS'],
    ['Firefox', 'Linux'],
  ])
    await call('POST', '/configurations', { projectId, name: `${browser}, ${system}`, variants: { browser, system } })
  return { projectId, checkout, vouchers }
}
