const steps = [
  ['This account.', 'Half a minute.'],
  ['A project,', 'your own or the sample with a month of results.'],
  ['Results,', 'by hand or with one command from your CI.'],
]

/** What stands beside the set-up: where the token is, and what comes next. */
export function SetupAside() {
  return (
    <>
      <section>
        <h2 className="mb-2 font-semibold">Where is the token?</h2>
        <pre className="overflow-x-auto rounded border border-line-strong bg-surface px-3.5 py-3 font-mono text-12 leading-5 whitespace-pre-wrap">
          {'listening on http://127.0.0.1:3000\nNo users yet. Open …/setup and give this '}
          <b>{'setup token: 5f0c…'}</b>
        </pre>
      </section>
      <section>
        <h2 className="mb-2 font-semibold">Three steps to the first result</h2>
        <ol>
          {steps.map(([what, how], index) => (
            <li
              key={what}
              aria-current={index === 0 ? 'step' : undefined}
              className="flex gap-3 border-t border-line py-2.5 text-text-2 last:border-b"
            >
              <span className={`w-4 ${index === 0 ? 'font-semibold text-accent-text' : 'text-text-3'}`}>
                {index + 1}
              </span>
              <span>
                <b className="font-medium text-text">{what}</b> {how}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}
