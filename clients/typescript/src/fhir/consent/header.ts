/** What stands above a resource and can mean that it is not what it seems: its labels, and the text for people. */
import type { Reader } from './reader.ts';

/** Parts of a resource that a server gives for `_summary` and `_elements`, which must not be taken for the whole. */
const SUBSETTED = 'SUBSETTED';
/** Data that was made up for tests of a system. */
const TEST_DATA = 'HTEST';

/** Members that may stand in any resource and say nothing about what is consented to. */
export function passHeader(resource: Reader): void {
	resource.pass('resourceType', 'id', 'language');
	readMeta(resource);
	const text = resource.maybe('text');
	if (text) readNarrative(text);
}

/** Profiles, versions and the labels of the resource itself (such as `R`, restricted) change nothing; two labels do. */
export function readMeta(resource: Reader): void {
	const meta = resource.maybe('meta');
	if (!meta) return;
	for (const label of [...meta.items('tag'), ...meta.items('security')]) {
		const code = label.maybe('code')?.text().trim().toUpperCase();
		if (code === SUBSETTED) label.refuse('this is a part of a resource (SUBSETTED), and what was left out may limit it: ask the server for all of it.');
		if (code === TEST_DATA) label.refuse('this is test data (HTEST), and nobody\'s word.');
	}
	meta.pass('id', 'versionId', 'lastUpdated', 'source', 'profile').end();
}

/** Only a text that was made of the structure, or is none, says nothing more than the structure. */
function readNarrative(text: Reader): void {
	const status = text.member('status');
	if (status.value !== 'generated' && status.value !== 'empty') {
		status.refuse(`the text of status "${String(status.value)}" may say more than the structure, which a person has to read: only "generated" and "empty" say nothing more.`);
	}
	text.pass('id', 'div').end();
}
