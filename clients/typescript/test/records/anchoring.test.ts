import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DispatchError } from '@polkadot/types/interfaces';
import type { Receipt } from '../../src/chain/events.ts';
import { runOutcomes } from '../../src/records/anchoring.ts';
import { registry } from './runtime-double.ts';

type Told = [method: string, fields: Record<string, unknown>];

function receiptOf(...told: Told[]): Receipt {
	const events = told.map(([method, fields]) => {
		const data = Object.assign(Object.values(fields), { names: Object.keys(fields) });
		return { event: { section: method.includes('.') ? method.split('.')[0] : 'recordAnchor', method: method.split('.').at(-1), data } };
	});
	return { block: '0x', hash: '0x', events, finalized: Promise.resolve() } as unknown as Receipt;
}

const anchored = (anchor: number): Told => ['RecordsAnchored', { anchor }];
const refused = (index: number, error: unknown): Told => ['RunItemRefused', { index, error: registry.createType('DispatchError', error) }];
const through = (good: number, bad: number): Told => ['RunAnchored', { organization: 7, anchored: good, refused: bad }];

/** The error of the record pallet of this name, as events tell it. */
function moduleError(name: string): object {
	for (let pallet = 0; pallet < 256; pallet++) {
		for (let error = 0; error < 64; error++) {
			const value = { Module: { index: pallet, error: `0x${error.toString(16).padStart(2, '0')}000000` } };
			try {
				const found = registry.findMetaError(registry.createType<DispatchError>('DispatchError', value).asModule);
				if (found.section === 'recordAnchor' && found.name === name) return value;
			} catch {
				break;
			}
		}
	}
	throw new Error(`there is no recordAnchor.${name}`);
}

test('each batch of a run is told with its anchor, or why it was refused', () => {
	const receipt = receiptOf(
		['auditLog.Recorded', {}], anchored(4), refused(1, moduleError('NotPermitted')), ['watch.Seen', {}], refused(2, moduleError('AlreadyAnchored')), anchored(0), through(2, 2),
	);
	assert.deepEqual(runOutcomes(receipt), [{ anchor: 4 }, { error: 'recordAnchor.NotPermitted' }, { error: 'recordAnchor.AlreadyAnchored' }, { anchor: 0 }]);
});

test('what other calls of the same transaction anchored is not the run\'s', () => {
	const receipt = receiptOf(anchored(1), anchored(2), refused(0, { BadOrigin: null }), anchored(3), through(1, 1), anchored(9));
	assert.deepEqual(runOutcomes(receipt), [{ error: 'BadOrigin' }, { anchor: 3 }]);
});

test('a transaction without a run has no outcome', () => {
	assert.throws(() => runOutcomes(receiptOf(anchored(1))), { code: 'chain.no-event' });
});
