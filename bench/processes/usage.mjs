import { readdirSync, readFileSync } from 'node:fs';

// What processes use, as Linux tells it; undefined on other systems, where tables then show a dash.

/** Clock ticks of `/proc` in a second: fixed for programs, whatever the kernel counts in. */
const TICKS = 100;

/** Processor time of a process, of its living children and of those that it has outlived. */
export function cpuSeconds(pid) {
  const own = statOf(pid);
  if (own === undefined) return undefined;
  return [own, ...childrenOf(pid)].reduce((sum, { ticks }) => sum + ticks, 0) / TICKS;
}

/** Memory of a process and its children in MB, where what they share counts once. */
export function proportionalMb(pid) {
  const pids = [pid, ...(statOf(pid) === undefined ? [] : childrenOf(pid).map((child) => child.pid))];
  const kilobytes = pids.map((each) =>
    Number(/^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${each}/smaps_rollup`) ?? '')?.[1]),
  );
  const all = kilobytes.reduce((sum, each) => sum + each, 0);
  return Number.isNaN(all) ? undefined : all / 1024;
}

function childrenOf(pid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(name))
    .filter((stat) => stat?.parent === pid);
}

/** Resident memory of a process in MB. */
export function residentMb(pid) {
  const text = read(`/proc/${pid}/status`);
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(text ?? '')?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

function statOf(pid) {
  // The name of the program stands in parentheses and may hold blanks.
  const fields = read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ');
  if (fields === undefined) return undefined;
  const [user, system, childrenUser, childrenSystem] = fields.slice(11, 15).map(Number);
  return {
    pid: Number(pid),
    parent: Number(fields[1]),
    ticks: user + system + childrenUser + childrenSystem,
  };
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
