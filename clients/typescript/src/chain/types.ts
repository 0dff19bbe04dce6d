/** What the compiler knows of the chain: of Salus's own calls and questions everything, of others nothing. */
import type { AnyJson } from '@polkadot/types/types';
import type { Calls, Questions } from './generated/runtime.ts';

/** The arguments of a call by name. */
export type Named<S extends string, M extends string> = string extends S
	? object
	: S extends keyof Calls
		? string extends M ? object : M extends keyof Calls[S] ? Calls[S][M] : never
		: object;

/** A runtime API's question, as generated. */
type Question<S extends string, M extends string> = S extends keyof Questions ? (M extends keyof Questions[S] ? Questions[S][M] : unknown) : unknown;

/** The arguments of a question, in order. */
export type Arguments<S extends string, M extends string> = Question<S, M> extends { args: infer A } ? A : unknown[];

/** The JSON form of an answer. */
export type Told<S extends string, M extends string> = Question<S, M> extends { answer: infer J } ? J : AnyJson;
