/** Who a consortium is, read from TOML and checked: nothing is left out, misspelt, named twice, or known to everybody. */
import { InputError } from '@salus/client/errors';
import { parse, type TomlTable, type TomlValue } from 'smol-toml';
import { readAccount } from './account.ts';

/** Fewer could not go on when one of them fails. */
const FEWEST_VALIDATORS = 4;

/** Of fewer, one alone would decide, or block everything. */
const FEWEST_IN_COUNCIL = 3;

/** What the runtime has room for (`MAX_MEMBERS`, `MAX_VALIDATORS`). */
const MOST_MEMBERS = 32;
const MOST_VALIDATORS = 32;

/** More do not fit into JSON's integers, in the smallest unit. */
const MOST_TOKENS = 10_000_000;

const KINDS = ['Hospital', 'Clinic', 'Laboratory', 'Pharmacy', 'Insurer', 'ResearchInstitute', 'Regulator', 'Custodian'];

export interface Members {
	chain: { name: string; id: string; bootnodes: string[]; balance: number };
	council: string[];
	technical: string[];
	registrar: string[];
	licensing: string[];
	validators: { account: string; aura: string; grandpa: string }[];
	organizations: { kind: string; admin: string }[];
}

export function readMembers(text: string): Members {
	const file = new Reader('', parseToml(text));
	const chain = file.table('chain', ({ text: word, texts, whole, end }) => end({
		name: word('name'),
		id: word('id', /^[a-z][a-z0-9_]*$/, 'small letters, digits and _'),
		bootnodes: texts('bootnodes', []),
		balance: whole('balance', MOST_TOKENS),
	}));
	const members = file.end({
		chain,
		council: file.accounts('council'),
		technical: file.accounts('technical'),
		registrar: file.accounts('registrar'),
		licensing: file.accounts('licensing'),
		validators: file.tables('validators', ({ account, end }) => end({ account: account('account'), aura: account('aura'), grandpa: account('grandpa') })),
		organizations: file.tables('organizations', ({ account, text: word, end }) => end({ kind: word('kind', new RegExp(`^(${KINDS.join('|')})$`), `one of ${KINDS.join(', ')}`), admin: account('admin') })),
	});
	checkTogether(members);
	return members;
}

/** What no part of the file shows by itself. */
function checkTogether({ council, technical, registrar, licensing, validators, organizations }: Members): void {
	if (validators.length < FEWEST_VALIDATORS) throw tooFew('validators', FEWEST_VALIDATORS, 'so that one of them may fail');
	if (council.length < FEWEST_IN_COUNCIL) throw tooFew('council', FEWEST_IN_COUNCIL, 'so that nobody decides alone');
	for (const [name, members] of Object.entries({ technical, registrar, licensing })) {
		if (members.length === 0) throw tooFew(name, 1, 'or nobody does what is its to do');
	}
	for (const [name, members] of Object.entries({ council, technical, registrar, licensing })) refuseMore(name, members.length, MOST_MEMBERS);
	refuseMore('validators', validators.length, MOST_VALIDATORS);
	// The account's key is not on the node's machine: who breaks into that must not get the account, too.
	refuseTwice('validators', validators.flatMap(({ account, aura, grandpa }) => [account, aura, grandpa]));
	for (const [name, members] of Object.entries({ council, technical, registrar, licensing })) refuseTwice(name, members);
	// Whatever an office's account signs, it signs for the office.
	const others = [...council, ...technical, ...validators.map(({ account }) => account), ...organizations.map(({ admin }) => admin)];
	for (const [office, besides] of [[registrar, licensing], [licensing, registrar]] as const) {
		const member = office.find((account) => others.includes(account) || besides.includes(account));
		if (member !== undefined) {
			throw new InputError('members.office', `${member} holds an office and is something else besides: an office takes an account of its own, since whatever it signs counts as the office's.`);
		}
	}
}

function refuseTwice(name: string, accounts: string[]): void {
	const twice = accounts.find((account, index) => accounts.indexOf(account) !== index);
	if (twice) throw new InputError('members.twice', `${twice} stands twice among ${name}.`);
}

function refuseMore(name: string, count: number, most: number): void {
	if (count > most) throw new InputError('members.too-many', `${name} has ${count}, and the chain has room for ${most}.`);
}

function tooFew(name: string, fewest: number, why: string): InputError {
	return new InputError('members.too-few', `${name} needs ${fewest === 1 ? 'one' : `at least ${fewest}`}, ${why}.`);
}

function parseToml(text: string): TomlTable {
	try {
		return parse(text);
	} catch (error) {
		throw new InputError('members.not-toml', `This is no TOML: ${(error as Error).message}`);
	}
}

/** A table of the file. Each of its keys is read once; one that nobody has read is refused at the end. */
class Reader {
	readonly #at: string;
	readonly #left: Map<string, TomlValue>;
	readonly #names: string[];

	constructor(at: string, table: TomlTable) {
		this.#at = at;
		this.#left = new Map(Object.entries(table));
		this.#names = Object.keys(table);
	}

	/** What was read, once nothing is left over. */
	end = <T>(read: T): T => {
		const [unknown] = this.#left.keys();
		if (unknown !== undefined) throw new InputError('members.unknown', `${this.#at}${unknown} means nothing here.`);
		return read;
	};

	text = (key: string, form = /^\S.*$/, like = 'some text'): string => {
		const value = this.#take(key);
		if (typeof value !== 'string' || !form.test(value)) throw this.#wrong(key, like);
		return value;
	};

	whole = (key: string, most: number): number => {
		const value = this.#take(key);
		if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > most) throw this.#wrong(key, `a whole number from 1 to ${most}`);
		return value;
	};

	texts = (key: string, without?: string[]): string[] => {
		const value = this.#take(key, without);
		if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) throw this.#wrong(key, 'a list of texts');
		return value as string[];
	};

	account = (key: string): string => readAccount(`${this.#at}${key}`, this.text(key));

	accounts = (key: string): string[] => this.texts(key).map((text) => readAccount(`${this.#at}${key}`, text));

	table = <T>(key: string, read: (table: Reader) => T): T => this.#read(key, this.#take(key), read);

	tables = <T>(key: string, read: (table: Reader) => T): T[] => {
		const value = this.#take(key, []);
		if (!Array.isArray(value)) throw this.#wrong(key, 'a list of tables');
		return value.map((item, index) => this.#read(`${key}[${index}]`, item, read));
	};

	#read<T>(key: string, value: TomlValue, read: (table: Reader) => T): T {
		if (typeof value !== 'object' || Array.isArray(value) || value instanceof Date) throw this.#wrong(key, 'a table');
		return read(new Reader(`${this.#at}${key}.`, value as TomlTable));
	}

	#take(key: string, without?: TomlValue): TomlValue {
		const value = this.#left.get(key) ?? without;
		this.#left.delete(key);
		if (value === undefined) throw new InputError('members.missing', `${this.#at}${key} is missing. What is there: ${this.#names.join(', ') || 'nothing'}.`);
		return value;
	}

	#wrong(key: string, like: string): InputError {
		return new InputError('members.form', `${this.#at}${key} has to be ${like}.`);
	}
}
