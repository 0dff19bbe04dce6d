/** Codes, and extensions, which are named by codes of their own. */
import type { Element } from './moments.ts';
import type { Reader } from './reader.ts';

export interface Code {
	system: string;
	code: string;
}

export function concept(...codings: Element[]): Element {
	return { coding: codings };
}

export function readCoding(coding: Reader): Code {
	const read = { system: coding.member('system').text(), code: coding.member('code').text() };
	coding.pass('id', 'display', 'version', 'userSelected').end();
	return read;
}

/** The one code of a CodeableConcept. */
export function readConcept(value: Reader): Code {
	const coding = value.only('coding', 'codes beside each other could mean different things.') ?? value.refuse('there is no code in it.');
	endConcept(value, [coding]);
	return readCoding(coding);
}

/** FHIR: the text is the concept as it was meant, also where no code says it. So it may say only what a code says. */
export function endConcept(value: Reader, codings: Reader[]): void {
	const text = value.maybe('text');
	const said = codings.flatMap((coding) => ['display', 'code'].map((part) => coding.maybe(part)?.value));
	if (text && !said.some((other) => typeof other === 'string' && isSameText(other, text.text()))) {
		text.refuse('this text may say more than the code, which a person has to read: only the display or the code again says nothing more.');
	}
	value.pass('id').end();
}

function isSameText(one: string, other: string): boolean {
	return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** The extensions of an element, all of which must be known by name. */
export function readExtensions(element: Reader, known: string[], read: (url: string, extension: Reader) => void): void {
	for (const extension of element.items('extension')) {
		const url = extension.member('url');
		if (!known.includes(url.text())) url.refuse('the chain has no place for this extension. Take it out if the consent is the same without it.');
		read(url.text(), extension);
		extension.end();
	}
}
