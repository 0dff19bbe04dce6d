/** Generated code tables are what their scripts write from HL7's packages. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PURPOSES_BELOW } from '../../../src/fhir/consent/generated/purpose-codes.ts';
import { PURPOSE_CODES } from '../../../src/fhir/consent/systems.ts';

test('the tree of purposes is that of HL7\'s code system', () => {
	const script = fileURLToPath(new URL('../../../generate/purpose-codes.ts', import.meta.url));
	execFileSync(process.execPath, ['--import', 'tsx', script, '--check'], { stdio: 'pipe' });
});

test('every purpose of the chain is in it, and what matters most lies where it is expected', () => {
	for (const code of PURPOSE_CODES) assert.ok(PURPOSES_BELOW['PurposeOfUse']?.includes(code), code);
	assert.ok(['ETREAT', 'BTG'].every((code) => PURPOSES_BELOW['TREAT']?.includes(code)));
	assert.ok(PURPOSES_BELOW['HRESCH']?.includes('CLINTRCH'));
	assert.deepEqual(PURPOSES_BELOW['HMARKT'], []);
});
