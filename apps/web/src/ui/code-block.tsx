/** CodeBlock: label, code, tabs? + tab? + onTab? (as of Tabs): code with a button that copies it. */
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './button.tsx'
import { type Tab, Tabs } from './tabs.tsx'
import { toast } from './toast.tsx'

interface Props {
  label: string
  code: string
  tabs?: readonly Tab[]
  tab?: string
  onTab?: (id: string) => void
}

export function CodeBlock({ label, code, tabs, tab, onTab }: Props) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => setCopied(true),
      () => toast({ status: 'FAILED', text: 'Not copied: the browser refused. Select the text and copy it by hand.' }),
    )
  return (
    <section className="code" aria-label={label}>
      <div className="code-h">
        {tabs && tab && onTab ? <Tabs label={label} tabs={tabs} value={tab} onChange={onTab} /> : <span>{label}</span>}
        <Button kind="quiet" size="small" icon={copied ? Check : Copy} onClick={copy}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre tabIndex={0}>
        <code>{code}</code>
      </pre>
    </section>
  )
}
