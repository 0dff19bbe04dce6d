import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classOf } from '@salus/client/format';
import { chooseClasses } from '../journey/choices.ts';

const choose = (counts: Record<string, number>) =>
	chooseClasses(new Map(Object.entries(counts).map(([type, count]) => [classOf(type) as number, count])));
const classes = (...types: string[]) => types.map((type) => classOf(type) as number);

test('observations and conditions are granted where there are any', () => {
	assert.deepEqual(choose({ Patient: 1, Claim: 50, Condition: 2, Observation: 9 }), [classes('Observation', 'Condition'), classOf('Claim')]);
});

test('otherwise the two most frequent classes, persons and places last', () => {
	assert.deepEqual(choose({ Patient: 1, Organization: 9, Claim: 2, Procedure: 3 }), [classes('Procedure', 'Claim'), classOf('Organization')]);
});

test('where there are two classes at most, an absent one is denied', () => {
	assert.deepEqual(choose({ Patient: 1, Claim: 2 }), [classes('Claim', 'Patient'), classOf('Account')]);
	assert.deepEqual(choose({ Account: 2 }), [classes('Account'), classOf('ActivityDefinition')]);
});
