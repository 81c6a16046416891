import fc from 'fast-check'
import { areFew, command, deleted, nameFor, nth, which } from './command.ts'
import { isLiving, isWithin, living, type Milestone, type Run } from './model.ts'

export const milestoneCommands = [
  command('create a milestone', {
    of: { parent: fc.option(which) },
    needs: ({ milestones }) => areFew(milestones),
    async does({ parent: n }, { milestones }, ask, { projectId }) {
      const parent = n === null ? null : nth(milestones, n)
      const name = nameFor('Milestone', milestones)
      const wanted = !parent || isLiving(parent) ? 201 : 422
      const made = await ask('POST', 'milestones', { projectId, name, parentId: parent?.id }, wanted)
      if (wanted === 201) milestones.push({ id: made.id, name, parent, isCompleted: false })
    },
  }),

  command('move a milestone', {
    of: { milestone: which, beneath: fc.option(which) },
    async does({ milestone: n, beneath }, { milestones }, ask) {
      const milestone = nth(milestones, n)
      const parent = beneath === null ? null : nth(milestones, beneath)
      const wanted = !isLiving(milestone)
        ? 404
        : parent && !isLiving(parent)
          ? 422
          : isWithin<Milestone>(parent, milestone)
            ? 409
            : 200
      await ask('PUT', `milestones/${milestone.id}`, { parentId: parent?.id ?? null }, wanted)
      if (wanted === 200) milestone.parent = parent
    },
  }),

  command('complete or reopen a milestone', {
    of: { milestone: which, isCompleted: fc.boolean() },
    async does({ milestone: n, isCompleted }, { milestones }, ask) {
      const milestone = nth(milestones, n)
      const completedAt = isCompleted ? '2026-11-01T00:00:00.000Z' : null
      await ask('PUT', `milestones/${milestone.id}`, { completedAt }, isLiving(milestone) ? 200 : 404)
      if (isLiving(milestone)) milestone.isCompleted = isCompleted
    },
  }),

  command('delete a milestone', {
    of: { milestone: which },
    async does({ milestone: n }, model, ask, real) {
      const milestone = nth(model.milestones, n)
      await ask('DELETE', `milestones/${milestone.id}`, undefined, isLiving(milestone) ? 204 : 404)
      if (!isLiving(milestone)) return
      const gone = living(model.milestones).filter((one) => isWithin<Milestone>(one, milestone))
      const parted = model.runs.flatMap((run): [Run, Milestone][] =>
        run.milestone && gone.includes(run.milestone) ? [[run, run.milestone]] : [],
      )
      for (const [run] of parted) run.milestone = null
      await deleted(model, real, { kind: 'milestone', what: milestone, parted }, gone)
    },
  }),
]
