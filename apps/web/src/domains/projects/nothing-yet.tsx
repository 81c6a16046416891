import { Link } from '@tanstack/react-router'
import { useMay } from '../../app/access.ts'

const steps = [
  {
    area: 'cases',
    to: '/projects/$projectId/cases',
    title: 'Write a case',
    text: 'Folders at the left, cases in the middle, their steps at the right.',
  },
  {
    area: 'runs',
    to: '/projects/$projectId/runs',
    title: 'Start a run',
    text: 'Pick cases, give them to people, and execute them by key.',
  },
  {
    area: 'imports',
    to: '/projects/$projectId/imports',
    title: 'Import results',
    text: 'A JUnit file dropped on the page, or one command in your CI: cases and runs are made from it.',
  },
] as const

/** What stands in the overview before anything was executed. */
export function NothingYet({ project }: { project: { id: string; caseCount: number } }) {
  const may = useMay(project.id)
  return (
    <div className="mx-auto max-w-150 px-4 py-16">
      <h2 className="text-28 font-semibold">Nothing was executed here yet.</h2>
      <p className="mt-2 mb-7 text-14 text-text-2">
        This page says how the project stands: what runs, what passes, what fails most, what is late. It begins with the
        first result.
      </p>
      <ol>
        {steps
          .filter(({ area }) => may(area, 'write'))
          .map(({ to, title, text }, index) => (
            <li key={to} className="border-t border-line last:border-b">
              <Link to={to} params={{ projectId: project.id }} className="flex gap-4 py-3 hover:bg-hover">
                <span className="w-4 flex-none text-text-3">{index + 1}</span>
                <span>
                  <b className="font-medium">{title}</b>
                  <span className="block text-text-2">{text}</span>
                </span>
              </Link>
            </li>
          ))}
      </ol>
    </div>
  )
}
