/** What the command lines of these programs have in common. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { InputError } from '@salus/client/errors';

export const TEXT = { type: 'string' } as const;
export const FLAG = { type: 'boolean' } as const;

/** The values of `options` in `args`; throws an `InputError` that says what is wrong. */
export function readOptions<T extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: T) {
	try {
		return parseArgs({ args, options }).values;
	} catch (error) {
		// It names the option, and then tells what programmers may do about it.
		throw new InputError('input.option', `${(error as Error).message.split(/\.\s/)[0]?.replace(/\.?$/, '.')} --help lists what there is.`);
	}
}

/** The number that `text` is, from `least` to `most`; throws an `InputError` for anything else. */
export function count(option: string, text: string, least: number, most = 999_999): number {
	if (!/^(0|[1-9]\d{0,5})$/.test(text) || Number(text) < least || Number(text) > most) {
		throw new InputError('input.option', `${option}: ${text} is no number from ${least} to ${most}.`);
	}
	return Number(text);
}
