import { defineConfig } from 'vitest/config';

/** The long trials of the gate, which are no part of the suite. */
export default defineConfig({
  test: { include: ['properties/gate/all-edits.ts'], testTimeout: 600_000, hookTimeout: 600_000 },
});
