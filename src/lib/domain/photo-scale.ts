/** What stands beside a thing in a picture, so that its size can be read. The database knows the same. */
export const photoScales = ['person', 'metre', 'hand', 'coin'] as const;

export type PhotoScale = (typeof photoScales)[number];
