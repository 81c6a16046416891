import { Field, Select } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { type Density, type Theme, useDensity, useTheme } from '../../ui/theme.ts'

/** Theme and density, kept in this browser. */
export function Look() {
  const [theme, setTheme] = useTheme()
  const [density, setDensity] = useDensity()
  return (
    <Section title="The look" text="kept in this browser">
      <div className="grid max-w-94 gap-4 wide:grid-cols-2">
        <Field label="Theme">
          <Select value={theme} onChange={(event) => setTheme(event.target.value as Theme)}>
            <option value="system">As the system</option>
            <option value="light">Light</option>
            <option value="dark">Dark</option>
          </Select>
        </Field>
        <Field label="Rows">
          <Select value={density} onChange={(event) => setDensity(event.target.value as Density)}>
            <option value="dense">Dense</option>
            <option value="comfortable">Comfortable</option>
          </Select>
        </Field>
      </div>
    </Section>
  )
}
