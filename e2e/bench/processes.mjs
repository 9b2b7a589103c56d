import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Linux tells of its processes in files; its clock ticks a hundred times a second. */
const TICKS_PER_S = 100;
const KIB_PER_MB = 1e6 / 1024;

const textOf = (/** @type {string} */ path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // the process has ended
  }
};

/** What stands behind a process's name, which may hold anything. @param {number} pid */
const statOf = (pid) =>
  textOf(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');

/** A process and all that it began. @param {number} pid @returns {number[]} */
export function treeOf(pid) {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = all.map(Number).filter((each) => Number(statOf(each)[1]) === pid);
  return [pid, ...children.flatMap(treeOf)];
}

/** Of a tree of processes the one that holds most memory, the database apart. @param {number} pid */
export function largestOf(pid) {
  const own = treeOf(pid).filter((each) => !textOf(`/proc/${each}/cmdline`).includes('postgres'));
  return own.toSorted((a, b) => memoryOf(b, 'VmRSS') - memoryOf(a, 'VmRSS'))[0] ?? pid;
}

/** Megabytes: `VmRSS` now, `VmHWM` at most since `forgetPeak`. @param {number} pid @param {'VmRSS' | 'VmHWM'} what */
export const memoryOf = (pid, what) =>
  Number(textOf(`/proc/${pid}/status`).match(new RegExp(`${what}:\\s+(\\d+)`))?.[1] ?? 0) / KIB_PER_MB;

/** @param {number} pid */
export const forgetPeak = (pid) => writeFileSync(`/proc/${pid}/clear_refs`, '5');

/** Seconds of processor time that a tree of processes has used. @param {number} pid */
export const cpuSecondsOf = (pid) =>
  treeOf(pid).reduce((sum, each) => sum + (Number(statOf(each)[11]) + Number(statOf(each)[12])) / TICKS_PER_S, 0);

/** How many processes wait for a processor. */
export const load = () => Number(textOf('/proc/loadavg').split(' ')[0] ?? 0);
