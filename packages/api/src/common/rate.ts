/** A percentage with one decimal; 0 where there is nothing to divide by. */
export const rate = (part: number, whole: number): number => (whole ? Math.round((part * 1000) / whole) / 10 : 0)
