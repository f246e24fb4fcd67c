import { Job } from 'kubernetes-models/batch/v1/Job';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';

/** A manifest as YAML has it. */
export type Manifest = Readonly<Record<string, unknown>>;

/** The value with every object in it noting which of its fields are read; `unread` begins with the paths of all of them. */
const watched = (value: unknown, path: string, unread: Set<string>): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, field]) => {
      unread.add(`${path}/${key}`);
      return [key, watched(field, `${path}/${key}`, unread)];
    }),
  );
  return new Proxy(Array.isArray(value) ? Object.values(inner) : inner, {
    get: (target, key): unknown => {
      unread.delete(`${path}/${String(key)}`);
      return Reflect.get(target, key);
    },
  });
};

/**
 * What the published schema of Kubernetes finds wrong with a manifest. The schema lets unknown fields pass, but its check reads each field it knows:
 * one it does not read is unknown.
 */
export const problemsOf = (manifest: Manifest): readonly string[] => {
  const { kind } = manifest;
  const Model = [Job, PersistentVolumeClaim].find((each) => each.kind === kind);
  if (Model === undefined) return [`/kind: expected Job or PersistentVolumeClaim, got ${String(kind)}`];
  const unread = new Set<string>();
  const problems: string[] = [];
  try {
    // On the manifest itself: a model would be a copy.
    Model.prototype.validate.call(watched(manifest, '', unread) as Job);
  } catch (error) {
    problems.push((error as Error).message);
  }
  return [...problems, ...[...unread].map((path) => `${path}: unknown`)];
};
