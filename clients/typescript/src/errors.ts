/** Something the user must change: told in one sentence, before or instead of doing anything. */
export class Refusal extends Error {
	override name = 'Refusal';
}
