/** On what and by what it was measured. */
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Scene } from '../load/scene.ts';
import { toMilliseconds } from './blocks.ts';
import type { Room } from './figures.ts';

/** In what unit Linux counts a process's time. */
const TICKS_PER_SECOND = 100;

export interface Setting {
	cpu: string;
	cores: number;
	/** In GiB. */
	memory: number;
	node: string;
	runtime: string;
	slotMs: number;
	/** What a block holds of all transactions, in milliseconds. */
	blockWeight: number;
	/** Of ordinary ones. */
	room: Room;
}

interface Numeric {
	toBigInt(): bigint;
	toNumber(): number;
}

export async function settingOf({ api }: Scene): Promise<Setting> {
	const { system } = api.consts as unknown as {
		system: {
			blockWeights: { maxBlock: { refTime: Numeric }; perClass: { normal: { maxTotal: { unwrap(): { refTime: Numeric } } } } };
			blockLength: { max: { normal: Numeric } };
		};
	};
	const aura = (api.call as unknown as { auraApi: { slotDuration(): Promise<Numeric> } }).auraApi;
	const { specName, specVersion } = api.runtimeVersion;
	return {
		cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: cpus().length, memory: Math.round(totalmem() / 2 ** 30),
		node: `${(await api.rpc.system.name()).toString()} ${(await api.rpc.system.version()).toString()}`, runtime: `${specName.toString()} ${specVersion.toString()}`,
		slotMs: (await aura.slotDuration()).toNumber(), blockWeight: toMilliseconds(system.blockWeights.maxBlock.refTime.toBigInt()),
		room: {
			weight: toMilliseconds(system.blockWeights.perClass.normal.maxTotal.unwrap().refTime.toBigInt()), bytes: system.blockLength.max.normal.toNumber(),
		},
	};
}

/** How many seconds of a core the process has used since it began. Linux alone tells. */
export function coreSecondsOf(pid: number): number {
	return coreSecondsIn(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

/** Reads `/proc/…/stat`: what is after the name in brackets is a list of numbers. */
export function coreSecondsIn(stat: string): number {
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
