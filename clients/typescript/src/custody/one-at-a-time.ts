/** What changes what is kept of a patient is done one after the other: between a look at a store and a change of it nothing else comes in. */
import { assertLength, bytesToHex } from '../format/bytes.ts';

/** For every store the last work that was begun for a patient. */
const queues = new WeakMap<object, Map<string, Promise<unknown>>>();

/**
 * Does the work once all that was begun before with the same stores for the same patient is over, whatever came of it. A {@link FormatError} where no patient
 * is named: no store looks in another place then.
 */
export async function oneAtATime<T>(stores: object, patient: Uint8Array, work: () => Promise<T>): Promise<T> {
	assertLength(patient, 32, 'a patient id');
	const queue = queues.get(stores) ?? new Map<string, Promise<unknown>>();
	queues.set(stores, queue);
	const name = bytesToHex(patient);
	const before = queue.get(name) ?? Promise.resolve();
	const own = before.then(work, work);
	queue.set(name, own);
	try {
		return await own;
	} finally {
		if (queue.get(name) === own) queue.delete(name);
	}
}
