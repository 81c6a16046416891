/**
 * Avatar: id (gives the hue), name, large?, silent? (when the name stands beside it). Person: id, name: avatar and name.
 * AvatarNone: nobody. AvatarMachine: name. Avatars: children, overlapping.
 */
import { Zap } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

const initials = (name: string) => {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toUpperCase()
}
const hue = (id: string) => ([...id].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 6007, 7) % 6) + 1

interface Props {
  id: string
  name: string
  large?: boolean
  silent?: boolean
}

export function Avatar({ id, name, large, silent }: Props) {
  return (
    <span className={cx('av', `av-${hue(id)}`, large && 'av-24')} title={silent ? undefined : name}>
      <span aria-hidden="true">{initials(name)}</span>
      {!silent && <span className="vh">{name}</span>}
    </span>
  )
}

export function Person({ id, name }: { id: string; name: string }) {
  return (
    <span className="person">
      <Avatar id={id} name={name} silent />
      <span className="cut">{name}</span>
    </span>
  )
}

export const AvatarNone = () => (
  <span className="av av-none" title="Not assigned">
    <span className="vh">Not assigned</span>
  </span>
)

export const AvatarMachine = ({ name }: { name: string }) => (
  <span className="av" title={name}>
    <Zap className="i" />
    <span className="vh">{name}</span>
  </span>
)

export const Avatars = ({ children }: { children: ReactNode }) => <span className="avs">{children}</span>
