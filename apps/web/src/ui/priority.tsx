/** Priority: level ('LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL'), named? (the word beside it). */
const levels = { LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High', CRITICAL: 'Critical' } as const
export type PriorityLevel = keyof typeof levels
const bars = [
  { x: 2, y: 10, height: 4, from: 1 },
  { x: 6.5, y: 6.5, height: 7.5, from: 2 },
  { x: 11, y: 3, height: 11, from: 3 },
]

export function Priority({ level, named }: { level: PriorityLevel; named?: boolean }) {
  const rank = Object.keys(levels).indexOf(level) + 1
  return (
    <span className={`prio ${level.toLowerCase()}`} title={named ? undefined : levels[level]}>
      <svg className="sg" viewBox="0 0 16 16" aria-hidden="true">
        {rank === 4 ? (
          <>
            <rect className="pr-f" x="1.5" y="1.5" width="13" height="13" rx="3.5" />
            <path className="st-k" d="M8 4.5v4.2M8 11.3v.2" />
          </>
        ) : (
          bars.map((bar) => (
            <rect
              key={bar.x}
              className={bar.from <= rank ? 'pr-f' : 'pr-o'}
              x={bar.x}
              y={bar.y}
              width="3"
              height={bar.height}
              rx="1"
            />
          ))
        )}
      </svg>
      <span className={named ? undefined : 'vh'}>{levels[level]}</span>
    </span>
  )
}
