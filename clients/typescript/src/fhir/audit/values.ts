/** Values of an entry in extensions: how each kind is written, and read again. */
import type { Encounter, Months, NotPractising, Role, Target, TicketHolder } from '../../chain/generated/told.ts';
import { ACTIONS, PURPOSES } from '../../chain/codes.ts';
import { InputError } from '../../errors.ts';
import { readCoding } from '../consent/codes.ts';
import { type Element, readDay, readMonths, readOptionalMoment, writeDay, writeMoment, writeMonths } from '../consent/moments.ts';
import type { Reader } from '../consent/reader.ts';
import { reference } from '../consent/setting.ts';
import { ACTION_CODES, HL7, PURPOSE_CODES, ROLE_SYSTEM, classCoding, classOfCoding, roleCode, roleOfCode } from '../consent/systems.ts';
import { bigOf, jsonOf } from './integers.ts';
import { type AuditSetting, codeSystem, extensionUrl, kebab, numberIn } from './names.ts';

/** How a value stands in an extension: by its members, beside the `url`. */
export interface Value<T> {
	write(value: T, setting: AuditSetting): Element;
	read(extension: Reader, setting: AuditSetting): T;
}

const MILLIS_PER_DAY = 86_400_000n;

/** A count or a number of the chain with up to 32 bits: FHIR's own integers have 31. */
export const number: Value<number> = {
	write: (value) => ({ valueDecimal: value }),
	read: (extension) => extension.member('valueDecimal').number(0xffff_ffff),
};

export const flag: Value<boolean> = {
	write: (value) => ({ valueBoolean: value }),
	read: (extension) => extension.member('valueBoolean').truth(),
};

/** Bytes in hexadecimal: a hash, or a commitment. */
export function bytes(length: number): Value<string> {
	return {
		write: (value) => ({ valueString: value }),
		read: (extension) => {
			const text = extension.member('valueString');
			return new RegExp(`^0x[0-9a-f]{${2 * length}}$`).test(text.text()) ? text.text() : text.refuse(`this must be ${length} bytes in hexadecimal.`);
		},
	};
}

/** A moment; one after the year 9999 stands in full beside the end of that year. */
export const moment: Value<number> = {
	write: (value) => writeMoment('valueInstant', bigOf(value)),
	read: (extension) => jsonOf(readOptionalMoment(extension, 'valueInstant') ?? extension.refuse('there is no moment in it.')),
};

/** A day, counted from 1970-01-01. */
export const day: Value<number> = {
	write: (value) => writeDay('valueDate', bigOf(value) * MILLIS_PER_DAY),
	read: (extension) => Number((readDay(extension, 'valueDate') ?? extension.refuse('there is no day in it.')) / MILLIS_PER_DAY),
};

/** One of some names that the chain has, as a code of Salus. */
export function coded<T extends string>(kind: string, names: Readonly<Record<T, 0>>): Value<T> {
	const all = Object.keys(names) as T[];
	const system = codeSystem(kind);
	return {
		write: (value) => ({ valueCoding: codingOf(system, all, value) }),
		read: (extension) => {
			const coding = extension.member('valueCoding');
			const read = readCoding(coding);
			return (read.system === system ? all.find((name) => kebab(name) === read.code) : undefined) ?? coding.refuse(`this is no code of ${system}.`);
		},
	};
}

/** What a chain tells that this client does not know yet is not left out. */
export function tooNew(what: string): InputError {
	return new InputError('audit.inexpressible', `The chain tells ${what}, which this client cannot write as FHIR: take a later one.`);
}

function codingOf<T extends string>(system: string, all: T[], value: T): Element {
	if (!all.includes(value)) throw tooNew(`${value} of ${system}`);
	return { system, code: kebab(value) };
}

/** HL7's code for an action. */
export const action: Value<(typeof ACTIONS)[number]> = {
	write: (value) => ({ valueCoding: { system: HL7.action, code: ACTION_CODES[ACTIONS.indexOf(value)] } }),
	read: (extension) => {
		const coding = extension.member('valueCoding');
		const { system, code } = readCoding(coding);
		return (system === HL7.action ? ACTIONS[ACTION_CODES.indexOf(code)] : undefined) ?? coding.refuse('the chain has no such action.');
	},
};

export function purposeCode(purpose: (typeof PURPOSES)[number]): string {
	return PURPOSE_CODES[PURPOSES.indexOf(purpose)] as string;
}

export function purposeOfCode(code: string): (typeof PURPOSES)[number] | undefined {
	return PURPOSES[(PURPOSE_CODES as readonly string[]).indexOf(code)];
}

/** A class of records, as FHIR's type or by its number. */
export const recordClass: Value<number> = {
	write: (value, { release }) => ({ valueCoding: classCoding(value, release) }),
	read: (extension, { release }) => {
		const coding = extension.member('valueCoding');
		const { system, code } = readCoding(coding);
		return classOfCoding(system, code, release) ?? coding.refuse('the chain has no such class.');
	},
};

/** A value of several parts: extensions within the extension, named as the chain names them. */
export function parts(...items: ([string, Element] | undefined)[]): Element {
	return { extension: items.flatMap((item) => (item ? [{ url: item[0], ...item[1] }] : [])) };
}

/** A part of an extension by its name. */
export function maybePart(extension: Reader, url: string): Reader | undefined {
	const found = extension.items('extension').filter((item) => item.member('url').value === url);
	return found.length > 1 ? extension.refuse(`it has ${found.length} parts "${url}".`) : found[0];
}

export function part(extension: Reader, url: string): Reader {
	return maybePart(extension, url) ?? extension.refuse(`its part "${url}" is missing.`);
}

/** Months; those that end before they begin, which somebody may have asked for, are no FHIR Period. */
const months: Value<Months> = {
	write: ({ from, until }) => (from < until ? { valuePeriod: writeMonths({ from, until }) } : { valueString: `${from}/${until}` }),
	read: (extension) => {
		const period = extension.maybe('valuePeriod');
		if (period) return readMonths(period);
		const text = extension.member('valueString');
		const [from, until, ...rest] = text.text().split('/').map((number) => numberIn(text, number, 0xffffn));
		return from !== undefined && until !== undefined && rest.length === 0 ? { from, until } : text.refuse('these must be two months.');
	},
};

/** A record or a class that something was about. */
export const target: Value<Target> = {
	write: (value, setting) => (value.anchor === undefined
		? parts(['class', recordClass.write(value.class.class, setting)], value.class.content ? ['content', months.write(value.class.content, setting)] : undefined)
		: { valueReference: anchorReference(value.anchor, setting) }),
	read: (extension, setting) => {
		const anchor = extension.maybe('valueReference');
		if (anchor) return { anchor: anchorIn(anchor, setting) };
		const content = maybePart(extension, 'content');
		return { class: { class: recordClass.read(part(extension, 'class'), setting), content: content ? months.read(content, setting) : null } };
	},
};

export function anchorReference(anchor: number, setting: AuditSetting): Element {
	return reference(undefined, setting.names.anchor, ofSubject(anchor, setting));
}

export function anchorIn(ref: Reader, setting: AuditSetting): number {
	return numberOfSubject(valueIn(ref, setting.names.anchor), setting);
}

/** What is numbered for each patient. */
export function ofSubject(number: number, { subject }: AuditSetting): string {
	return subject === undefined ? String(number) : `${subject}/${number}`;
}

export function numberOfSubject(value: Reader, { subject }: AuditSetting): number {
	const prefix = subject === undefined ? '' : `${subject}/`;
	return value.text().startsWith(prefix) ? numberIn(value, value.text().slice(prefix.length), 0xffff_ffffn) : value.refuse('this is of another patient.');
}

/** The value of a reference by identifier into a namespace of the chain. */
export function valueIn(ref: Reader, system: string): Reader {
	const identifier = ref.member('identifier');
	identifier.member('system').expect(system);
	return identifier.member('value');
}

const role: Value<Role> = {
	write: (value) => ({ valueCoding: { system: ROLE_SYSTEM, code: roleCode(value) } }),
	read: (extension) => {
		const coding = extension.member('valueCoding');
		const { system, code } = readCoding(coding);
		return (system === ROLE_SYSTEM ? roleOfCode(code) : undefined) ?? coding.refuse('the chain has no such role.');
	},
};

const holderKind = coded<keyof TicketHolder>('ticket-holder', { requester: 0, role: 0 });

/** For how long, and for whom, a ticket stands that is for an encounter. */
export const encounter: Value<Encounter> = {
	write: ({ hours, holder }, setting) => parts(
		['hours', number.write(hours, setting)],
		['holder', holderKind.write(holder.role === undefined ? 'requester' : 'role', setting)],
		holder.role === undefined ? undefined : ['role', role.write(holder.role, setting)],
	),
	read: (extension, setting) => ({
		hours: number.read(part(extension, 'hours'), setting),
		holder: holderKind.read(part(extension, 'holder'), setting) === 'role' ? { role: role.read(part(extension, 'role'), setting) } : { requester: null },
	}),
};

export const notPractising = coded<NotPractising>('not-practising', {
	UnknownOrganization: 0, NotAccredited: 0, OrganizationSuspended: 0, NotAPractitioner: 0, NotLicensed: 0, AccreditationRevoked: 0,
	OrganizationSucceeded: 0, PractitionerSuspended: 0, PractitionerLeft: 0, NotAGateway: 0, NoLongerKnown: 0,
});

/** A reason for which something was denied: a code, and beside it why somebody does not practise, if it is that. */
export function denial<K extends string>(kind: string, names: Readonly<Record<K, 0>>): Value<{ [N in K]?: unknown }> {
	const code = coded<K>(kind, names);
	return {
		write: (value, setting) => {
			const [name, why] = Object.entries(value)[0] as [K, NotPractising | null];
			return name === 'notPractising'
				? parts(['reason', code.write(name, setting)], ['standing', notPractising.write(why as NotPractising, setting)])
				: code.write(name, setting);
		},
		read: (extension, setting) => {
			const isInParts = extension.maybe('extension') !== undefined;
			const name = code.read(isInParts ? part(extension, 'reason') : extension, setting);
			return { [name]: isInParts ? notPractising.read(part(extension, 'standing'), setting) : null } as { [N in K]?: unknown };
		},
	};
}

/** An extension of Salus. */
export function extension(name: string, value: Element): Element {
	return { url: extensionUrl(name), ...value };
}
