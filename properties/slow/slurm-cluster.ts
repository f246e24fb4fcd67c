import { type ChildProcess, execFileSync, spawn, type SpawnOptions, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A Slurm of one node: its own controller, node daemon, authentication, ports and folder. */
export interface Cluster {
  /** Where the jobs of a test may write. */
  readonly jobs: string;
  /** What a command of Slurm prints. @throws where it fails */
  readonly run: (command: string, ...args: readonly string[]) => string;
  /** Ends the jobs and the daemons that were started, and removes the folder. */
  readonly stop: () => Promise<void>;
}

const has = (program: string): boolean => spawnSync('which', [program], { stdio: 'ignore' }).status === 0;

/** Why no cluster can be started here, or nothing where one can. */
export const whyNoSlurm = (): string | undefined => {
  const absent = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'scontrol', 'squeue'].filter((program) => !has(program));
  if (absent.length > 0) return `not installed: ${absent.join(', ')} (Debian: apt-get install slurm-wlm munge)`;
  return process.getuid?.() === 0 ? undefined : 'slurmd starts jobs as their users, and only root may';
};

/** Waits until a condition holds. @throws after so many seconds */
export const until = async (what: string, holds: () => boolean, seconds = 120): Promise<void> => {
  const end = Date.now() + seconds * 1000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`expected within ${seconds} s: ${what}`);
    await pause(50);
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/**
 * Tasks are followed by /proc and bound to nothing, so that no cgroups are needed. The node has as many processors as an array of four asks for,
 * whatever the machine has. A requeued task waits until its credential has expired, two minutes by default.
 */
const configuration = (folder: string, host: string, [controller, node]: readonly number[]): string => `
ClusterName=contrapose
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=${controller}
SlurmdPort=${node}
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=${folder}/munge/socket,cred_expire=5
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
JobAcctGatherType=jobacct_gather/none
MailProg=/bin/true
MpiDefault=none
SlurmdParameters=config_overrides
SchedulerParameters=batch_sched_delay=0,sched_interval=1
KillWait=2
NodeName=${host} NodeAddr=127.0.0.1 CPUs=8 RealMemory=16000
PartitionName=all Nodes=ALL Default=YES State=UP
`;

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const end = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGTERM');
  const deadline = Date.now() + 20_000;
  while (!ended(child) && Date.now() < deadline) await pause(50);
  if (!ended(child)) child.kill('SIGKILL');
};

/** Starts a cluster. @throws with what the daemons said, where it does not become idle */
export const startCluster = async (): Promise<Cluster> => {
  // Not in the folder of the suite, which only its owner may enter: munged runs as its own user. A path to a socket has to be short.
  const folder = mkdtempSync('/tmp/contrapose-slurm-');
  chmodSync(folder, 0o755);
  for (const name of ['munge', 'state', 'spool', 'jobs']) mkdirSync(join(folder, name));
  const [uid, gid] = ['-u', '-g'].map((kind) => Number(execFileSync('id', [kind, 'munge'], { encoding: 'utf8' })));
  const munge = (name: string): string => join(folder, 'munge', name);
  writeFileSync(munge('key'), randomBytes(1024), { mode: 0o400 });
  for (const file of [munge('key'), munge('')]) chownSync(file, uid, gid);
  const [host] = hostname().split('.');
  const file = join(folder, 'slurm.conf');
  writeFileSync(file, configuration(folder, host, [await freePort(), await freePort()]));
  const env = { ...process.env, SLURM_CONF: file };
  const log = join(folder, 'daemons.log');
  const daemons: ChildProcess[] = [];
  const start = (name: string, args: readonly string[], options: SpawnOptions = {}): void => {
    const out = openSync(log, 'a');
    daemons.push(spawn(name, args, { env, stdio: ['ignore', out, out], ...options }));
  };
  const quietly = (command: string, ...args: readonly string[]): string =>
    spawnSync(command, args, { encoding: 'utf8', env, timeout: 30_000 }).stdout.trim();
  const stop = async (): Promise<void> => {
    const jobs = (): string => quietly('squeue', '--noheader', '--format=%A');
    const left = jobs().split('\n').filter(Boolean);
    if (left.length > 0) quietly('scancel', ...left);
    await until('no job is left', () => jobs() === '', 30).catch((error: unknown) => console.warn(error));
    // The last that was started first: munged serves the others.
    for (const daemon of daemons.reverse()) await end(daemon);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const asMunge = ['key', 'log', 'pid', 'seed'].map((name) => `--${name}-file=${munge(name)}`);
    start('munged', ['--foreground', `--socket=${munge('socket')}`, ...asMunge], { uid, gid });
    await until('munged answers', () => spawnSync('munge', ['-n', '-S', munge('socket')]).status === 0, 20);
    start('slurmctld', ['-D', '-f', file]);
    start('slurmd', ['-D', '-f', file]);
    await until('the node is idle', () => quietly('sinfo', '--noheader', '--format=%T') === 'idle', 60);
  } catch (error) {
    const said = readFileSync(log, 'utf8');
    await stop();
    throw new Error(`${String(error)}\n${said}`, { cause: error });
  }
  return {
    jobs: join(folder, 'jobs'),
    run: (command, ...args) => execFileSync(command, args, { encoding: 'utf8', env, timeout: 60_000 }).trim(),
    stop,
  };
};
