import type { Statement } from '../../judge/statement.js';

/** One part of a statement, by its name. On instances that do not have it there is nothing to judge. */
export const partOf = ({ conclusion, exponential, laws }: Statement, name: string): Statement => {
  const law = laws?.[name];
  return {
    exponential,
    conclusion: (F, instance) => {
      const part = conclusion(F, instance)[name];
      return part === undefined ? {} : { [name]: part };
    },
    ...(law && { laws: { [name]: law } }),
  };
};
