import { number } from '../../ui/number.ts'
import { StatusGlyph } from '../../ui/status.tsx'
import type { ImportedFile, ImportSummary } from './summary.ts'

/** What became of the import: its figures, each file, each fault, each warning. */
interface Props {
  summary: ImportSummary
  /** Whether tests without a case were taken. */
  madeCases: boolean
}

export function ImportedFiles({ summary, madeCases }: Props) {
  const figures = [
    ['Passed', summary.passed, 'PASSED'],
    ['Failed', summary.failed, 'FAILED'],
    ['Skipped', summary.skipped, 'SKIPPED'],
    ['Blocked', summary.blocked, 'BLOCKED'],
    ['Cases matched', summary.casesMatched, undefined],
    ['Cases created', summary.casesCreated, undefined],
  ] as const
  return (
    <>
      <dl className="mt-3 mb-4 flex flex-wrap gap-x-10 gap-y-3">
        {figures
          .filter(([name, value]) => value > 0 || name !== 'Blocked')
          .map(([name, value, status]) => (
            <div key={name}>
              <dt className="flex items-center gap-1.5 text-text-2">
                {status && <StatusGlyph status={status} silent />}
                {name}
              </dt>
              <dd className="num text-20 font-semibold">{number.format(value)}</dd>
            </div>
          ))}
      </dl>
      <table className="flat">
        <thead>
          <tr>
            <th scope="col">File</th>
            {['Passed', 'Failed', 'Skipped'].map((head) => (
              <th key={head} scope="col" className="n w-18">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {summary.files.map((file, index) => (
            <FileRows key={`${file.name} ${index}`} file={file} madeCases={madeCases} />
          ))}
        </tbody>
      </table>
      {summary.warnings.length > 0 && (
        <details className="mt-3">
          <summary className="text-text-2">
            {summary.warnings.length === 1 ? 'One remark' : `${number.format(summary.warnings.length)} remarks`}
          </summary>
          <ul className="mt-1 grid gap-1 pl-4">
            {summary.warnings.slice(0, 100).map(({ file, message }, index) => (
              <li key={index} className="text-text-2">
                <span className="mono text-text">{file}</span> {message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function FileRows({ file, madeCases }: { file: ImportedFile; madeCases: boolean }) {
  const { fault } = file
  const isVoid = !fault && file.imported === 0
  return (
    <>
      <tr className={fault || isVoid ? '[&>*]:border-b-0' : ''}>
        <td className="w-full max-w-0">
          <span className="flex items-center gap-2">
            <StatusGlyph
              status={fault ? (file.imported > 0 ? 'BLOCKED' : 'FAILED') : isVoid ? 'SKIPPED' : 'PASSED'}
              silent
            />
            <span className="mono cut">{file.name}</span>
          </span>
        </td>
        <td className="n">{number.format(file.passed)}</td>
        <td className="n">{number.format(file.failed)}</td>
        <td className="n">{number.format(file.skipped)}</td>
      </tr>
      {isVoid && (
        <tr>
          <td colSpan={4}>
            <p className="pb-3 pl-6 whitespace-normal text-text-2">
              {madeCases
                ? 'There is no test in this file. See that the test runner ran some, and wrote this file.'
                : 'No test in this file has a case, and none was to be made.'}
            </p>
          </td>
        </tr>
      )}
      {fault && (
        <tr>
          <td colSpan={4}>
            <div className="max-w-175 pb-3 pl-6 text-pretty wrap-anywhere whitespace-normal">
              <p className="text-text-2">
                <b className="font-medium text-text">{sentence(fault.message)}</b> At line {number.format(fault.line)},
                column {number.format(fault.column)}. {kept(file.imported)}
              </p>
              <p className="mt-1 text-text-3">
                {/ends/.test(fault.message)
                  ? 'Most often the job was stopped while it wrote the file.'
                  : 'See that this is the file which the test runner wrote.'}{' '}
                Send it again once it is whole: nothing is counted twice.
              </p>
            </div>
          </td>
        </tr>
      )}
    </>
  )
}

const sentence = (text: string) => {
  const whole = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(whole) ? whole : `${whole}.`
}

function kept(imported: number): string {
  if (imported === 0) return 'Nothing before it was complete, so nothing of this file is imported.'
  const tests =
    imported === 1
      ? 'The one test before it was complete and is imported'
      : `The ${number.format(imported)} tests before it were complete and are imported`
  return `${tests}; the rest of the file is missing.`
}
