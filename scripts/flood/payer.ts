/** What somebody throws who has coins: short and long, with tips and without, far ahead, and of the class that lanes do not count. */
import type { Flooder, Habit, Throw } from './flooder.ts';
import { hex } from './forger.ts';
import { type Scene, UNIT } from '../load/scene.ts';

const LENGTHS = [100, 1_000, 16_000, 250_000];

export function payersHabit(scene: Scene): Habit {
	const [short, medium, long, huge] = LENGTHS.map((length) => scene.call('system', 'remark', hex(new Uint8Array(length))).method.toU8a()) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
	const transfer = scene.call('balances', 'transferKeepAlive', scene.key('Ferdie').address, 1).method.toU8a();
	const operational = scene.call('system', 'setHeapPages', 64).method.toU8a();
	const throws: Throw[] = [
		{ call: transfer }, { call: medium, tip: 10n ** 9n }, { call: operational }, { call: long, ahead: 3 }, { call: transfer, tip: UNIT / 100n },
		{ call: short, lifetime: 4 }, { call: operational, tip: 10n ** 9n }, { call: long, tip: UNIT / 10n }, { call: transfer }, { call: operational },
		{ call: medium, ahead: 12 }, { call: transfer, tip: 5n }, { call: operational, tip: UNIT / 1_000n },
	];
	return (flooder: Flooder, round) => {
		const turn = round + flooder.key.account[0]!;
		if (turn % 101 === 0) return { call: huge, tip: UNIT / 10n };
		const thrown = throws[turn % throws.length]!;
		return { ...thrown, tip: (thrown.tip ?? 0n) + BigInt(round) };
	};
}
