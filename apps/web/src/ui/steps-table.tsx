/** StepsTable: steps to read: { id, action, expected? }[]. Plain text, line breaks kept. */
export interface StepRow {
  id: string
  action: string
  expected?: string | undefined
}

export function StepsTable({ steps }: { steps: readonly StepRow[] }) {
  return (
    <table className="steps">
      <thead>
        <tr>
          <th scope="col">
            <span className="vh">Number</span>
          </th>
          <th scope="col">Action</th>
          <th scope="col">Expected</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step, index) => (
          <tr key={step.id}>
            <td>{index + 1}</td>
            <td>{step.action}</td>
            <td>{step.expected}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
