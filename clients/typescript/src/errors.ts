/**
 * Errors of this client. Each has a sentence for people and a code for programs; codes do not change with the
 * sentence. Whatever else is thrown is a fault of this client.
 */
export class SalusError extends Error {
	override name = 'SalusError';
	/** In words joined by dots, from the general to the particular, such as `node.unreachable`. */
	readonly code: string;

	constructor(code: string, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

/** Something that the user must change: told in one sentence, before or instead of doing anything. */
export class InputError extends SalusError {
	override name = 'InputError';
}
