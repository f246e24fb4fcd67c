/** Where things are on the page. */

/** A text as part of an anchor: letters, digits and hyphens. */
const slug = (text: string): string =>
  text
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 120);

/** The section of a claim. */
export const claimAnchor = (id: string): string => `claim-${slug(id)}`;

/** The witness of a claim with a number, which makes it unique. */
export const witnessAnchor = (id: string, n: number): string => `witness-${slug(id)}-${n}`;

export const trainingAnchor = (n: number): string => `training-${n}`;

export const subjectOf = (id: string): string => id.slice(0, Math.max(0, id.indexOf('/')));

/** The id without its subject. */
export const nameOf = (id: string): string => id.slice(id.indexOf('/') + 1);
