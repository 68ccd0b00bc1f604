/** Drawings of the themes' symbols by name: one SVG path each, stroked on a 24 × 24 grid. */
export const icons: Record<string, string> = {};
