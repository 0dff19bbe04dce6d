/** Provisions within a provision: exceptions of its own, and copies of restrictions that are told elsewhere. */
import { readExtensions } from './codes.ts';
import type { Copy, Rule } from './directives.ts';
import { type Name, readName, writeName } from './identifiers.ts';
import type { Element } from './moments.ts';
import type { Reader } from './reader.ts';
import { readReference } from './references.ts';
import type { Setting } from './setting.ts';
import { EXTENSION } from './systems.ts';

/** The mark of a copy: of which Consent. */
export function writeCopiedFrom({ of }: Copy, setting: Setting): Element {
	return { extension: [{ url: EXTENSION.copiedFrom, valueReference: { type: 'Consent', identifier: writeName(of, setting) } }] };
}

/** The rules of nested provisions, each read by `readRule`. */
export function readNested(nested: Reader[], setting: Setting, readRule: (provision: Reader) => Rule): Pick<Rule, 'exceptions' | 'copies'> {
	const exceptions: Rule[] = [];
	const copies: Copy[] = [];
	for (const provision of nested) {
		const of = readCopiedFrom(provision, setting);
		const rule = readRule(provision);
		if (of) copies.push({ path: provision.path, of, rule });
		else exceptions.push(rule);
	}
	return { exceptions, ...(copies.length > 0 ? { copies } : {}) };
}

function readCopiedFrom(provision: Reader, setting: Setting): Name | undefined {
	let found: Name | undefined;
	readExtensions(provision, [EXTENSION.copiedFrom], (_, extension) => {
		if (found) extension.refuse('this stands here twice.');
		const { type, system, value } = readReference(extension.member('valueReference'), setting);
		type?.expect('Consent');
		found = readName(system, value, setting);
	});
	return found;
}
