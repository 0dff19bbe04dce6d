import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figuresFor, type Lane } from '../lanes.ts';

const SHARES = ['emergency', 'protect', 'care', 'patients', 'others'];
const BUDGETS = ['organizationEmergency', 'attested', 'protection', 'account'];

for (const lane of ['protect', 'care', 'patients', 'others'] as Lane[]) {
	test(`figures for ${lane} are within what the chain accepts`, () => {
		const figures = figuresFor(lane);
		assert.equal(SHARES.reduce((sum, share) => sum + figures[share]!, 0), 1e9);
		assert.ok(SHARES.every((share) => figures[share]! >= 1e7));
		assert.ok(BUDGETS.every((budget) => figures[budget]! >= 1e4 && figures[budget]! <= 5e8));
		assert.equal(figures[lane], 96e7);
	});
}
