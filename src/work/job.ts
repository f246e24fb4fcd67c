/** A function of a message, which says now and then how much of its work is done. Task and result can be sent between threads. */
export type Job<T, R> = (task: T, progress: (amount: number) => void) => R | Promise<R>;

/** What a thread is sent. */
export interface Sent {
  readonly url: string;
  /** The name by which the module exports the job. */
  readonly job: string;
  readonly task: unknown;
  /** The channel that hears of progress. */
  readonly channel: string;
}

/** What a thread answers: the result and the progress not told yet, or why the task cannot be used. */
export type Outcome =
  { readonly value: unknown; readonly rest: number } | { readonly refused: string; readonly path: string };
