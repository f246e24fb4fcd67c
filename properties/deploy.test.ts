import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { type Manifest, problemsOf } from './deploy/manifest.js';
import { recipeOf } from './deploy/recipe.js';
import { contraposeIn } from './run-contrapose.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const textOf = (file: string): string => readFileSync(`${root}deploy/${file}`, 'utf8');
const packageJson = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { readonly version: string };

/** The parts of the job that are compared below; that it has them the schema says. */
interface JobManifest {
  readonly spec: {
    readonly completionMode: string;
    readonly completions: number;
    readonly parallelism: number;
    readonly template: {
      readonly spec: {
        readonly securityContext: Readonly<Record<string, unknown>>;
        readonly containers: readonly {
          readonly image: string;
          readonly args: readonly string[];
          readonly securityContext: Readonly<Record<string, unknown>>;
          readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
        }[];
        readonly volumes: readonly {
          readonly name: string;
          readonly persistentVolumeClaim: { readonly claimName: string };
        }[];
      };
    };
  };
}

describe('the manifests of Kubernetes', () => {
  const jobText = textOf('kubernetes.yaml');
  const volumeText = textOf('kubernetes-volume.yaml');
  const job = parse(jobText) as JobManifest;
  const pod = job.spec.template.spec;
  const [container] = pod.containers;

  it('are as the published schema has them, and without a field it does not know', () => {
    expect(parseDocument(jobText).warnings).toEqual([]);
    expect(problemsOf(parse(jobText) as Manifest)).toEqual([]);
    expect(problemsOf(parse(volumeText) as Manifest)).toEqual([]);
  });

  it.each([
    ['completionMode: Indexed', 'completionmode: Indexed', '/spec/completionmode: unknown'],
    ['completionMode: Indexed', 'completionMode: indexed', 'completionMode must be equal to one of the allowed values'],
    ['backoffLimitPerIndex', 'backoffLimitPerIndx', '/spec/backoffLimitPerIndx: unknown'],
    ['completions: 8', "completions: '8'", 'completions must be integer'],
    ['runAsNonRoot: true', "runAsNonRoot: 'true'", 'runAsNonRoot must be boolean'],
    ['mountPath', 'mountpath', 'mountpath: unknown'],
    ['restartPolicy: Never', 'restartPolicy: never', 'restartPolicy must be equal to one of the allowed values'],
    ['cpu:', 'cpu: [1], x:', 'requests/cpu'],
    ['kind: Job', 'kind: Jobs', '/kind: expected Job'],
    ['batch/v1', 'batch/v2', 'apiVersion must be equal to one of the allowed values'],
    ['spec:', 'status: {}\nspecs: {}\nspec:', '/specs: unknown'],
  ])('are refused with "%s" as "%s"', (right, wrong, problem) => {
    expect(jobText).toContain(right);
    expect(problemsOf(parse(jobText.replace(right, wrong)) as Manifest).join('\n')).toContain(problem);
  });

  it('agree with each other and with the version: shares, folders and volumes are the same everywhere', () => {
    const { args } = container;
    expect(job.spec.completionMode).toBe('Indexed');
    expect(args[args.indexOf('--shards') + 1]).toBe(String(job.spec.completions));
    expect(job.spec.parallelism).toBeLessThanOrEqual(job.spec.completions);
    const [mount] = container.volumeMounts;
    expect(args[args.indexOf('--out') + 1]).toBe(mount.mountPath);
    const volume = pod.volumes.find(({ name }) => name === mount.name);
    const claim = parse(volumeText) as { readonly metadata: { readonly name: string } };
    expect(volume?.persistentVolumeClaim.claimName).toBe(claim.metadata.name);
    expect(container.image).toBe(`contrapose:${packageJson.version}`);
  });

  it('run as nobody in particular, who may write the volume and nothing else', () => {
    const { user } = recipeOf(textOf('Dockerfile')).last;
    const { runAsNonRoot, runAsUser, runAsGroup, fsGroup } = pod.securityContext;
    expect([runAsNonRoot, `${String(runAsUser)}:${String(runAsGroup)}`]).toEqual([true, user]);
    expect(fsGroup).toBe(runAsGroup);
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('give contrapose arguments it takes: only an index beyond the last share is refused', async () => {
    const env = { JOB_COMPLETION_INDEX: String(job.spec.completions) };
    const { code, stderr } = await contraposeIn({ env }, ...container.args);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'contrapose: JOB_COMPLETION_INDEX: expected an index below the number of shards, 8, got 8\n',
    });
  });
});

describe('the recipe of the image', () => {
  const recipe = recipeOf(textOf('Dockerfile'));

  it('copies what is there, and nothing that is kept from it', () => {
    const ignore = textOf('Dockerfile.dockerignore').split('\n');
    expect(recipe.build.copied.length).toBeGreaterThan(5);
    for (const { from } of recipe.build.copied) {
      expect(existsSync(root + from), from).toBe(true);
      expect(ignore).toContain(`!${from}`);
    }
    const copied = new Set(recipe.build.copied.map(({ from }) => from));
    const allowed = ignore.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(allowed.filter((name) => !copied.has(name))).toEqual([]);
  });

  it('ends as a user who is not root, with contrapose as its command', () => {
    expect(recipe.last.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(recipe.last.entrypoint).toEqual(['contrapose']);
  });
});
