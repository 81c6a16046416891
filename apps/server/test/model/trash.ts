import { command, nth, which } from './command.ts'
import { type Deletion, dependsOn, isLiving, type Link, living, type Model } from './model.ts'

export const trashCommands = [
  command('restore what was deleted', {
    of: { latest: which },
    needs: ({ deletions }) => deletions.length,
    async does({ latest }, model, ask) {
      // Mostly what still is in the trash.
      const waiting = model.deletions.filter(({ isRestored }) => !isRestored)
      const deletion = nth((latest < 9 && waiting.length ? waiting : model.deletions).toReversed(), latest)
      const isRefused = !hasPlace(model, deletion) || closesCircle(model, deletion)
      const wanted = deletion.isRestored ? 404 : isRefused ? 409 : 200
      await ask('POST', `trash/${deletion.id}/restore`, undefined, wanted)
      if (wanted === 200) bringBack(model, deletion)
    },
  }),
]

const thingsOf = ({ folders, cases, milestones, runs, issues }: Model, deletion: Deletion) =>
  [...folders, ...cases, ...milestones, ...runs, ...issues].filter((one) => one.deletion === deletion)

/** What a thing stood in must live, or come back with it. */
const hasPlace = (model: Model, deletion: Deletion) =>
  thingsOf(model, deletion).every((one) => {
    const place = ('folder' in one && one.folder) || ('parent' in one && one.parent) || null
    return !place || isLiving(place) || place.deletion === deletion
  })

/** The links that come back: those whose other case lives, or comes back too. */
const linksBack = ({ links }: Model, deletion: Deletion): Link[] =>
  links.filter(
    (link) => link.deletion === deletion && [link.a, link.b].every((one) => isLiving(one) || one.deletion === deletion),
  )

function closesCircle(model: Model, deletion: Deletion) {
  const links = [...living(model.links), ...linksBack(model, deletion)]
  return links.some(({ type, a }) => type === 'DEPENDS_ON' && dependsOn(links, a, a))
}

function bringBack(model: Model, deletion: Deletion) {
  const back = linksBack(model, deletion)
  for (const link of model.links.filter((one) => one.deletion === deletion))
    link.deletion = back.includes(link)
      ? undefined
      : [link.a, link.b].find((one) => !isLiving(one) && one.deletion !== deletion)?.deletion
  for (const one of thingsOf(model, deletion)) one.deletion = undefined
  for (const [run, milestone] of deletion.parted) run.milestone ??= milestone
  deletion.isRestored = true
}
