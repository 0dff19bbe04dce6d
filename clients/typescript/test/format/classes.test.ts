import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allClasses, className, classOf } from '../../src/format/classes.ts';

test('classes are numbered without gaps from 1, below the opaque labels', () => {
	const classes = allClasses();
	assert.deepEqual(classes, classes.map((_, index) => index + 1));
	assert.ok(classes.every((recordClass) => recordClass < 0x8000));
	assert.ok(classes.every((recordClass) => classOf(className(recordClass)) === recordClass));
});

test('numbers that are in use never change', () => {
	const fixed = { Account: 1, Condition: 28, Observation: 96, Patient: 103, VisionPrescription: 146, ActorDefinition: 147, Transport: 178 };
	for (const [type, recordClass] of Object.entries(fixed)) assert.equal(classOf(type), recordClass, type);
});

test('what is no resource type has no class', () => {
	for (const type of ['', 'patient', 'Resource', 'constructor', '__proto__']) assert.equal(classOf(type), undefined);
});
