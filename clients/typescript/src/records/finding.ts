/** Finding a patient's anchors, newest first. */
import type { Chain } from '../chain/chain.ts';
import type { AnchorView, RecordStatus } from '../chain/generated/told.ts';
import { InputError, SalusError } from '../errors.ts';
import { classOf } from '../format/classes.ts';
import type { Months } from '../format/months.ts';
import type { Side } from './anchoring.ts';

/** As many as one question answers. */
export const MAX_PAGE = 100;

/** Which anchors are meant: all that meet every condition that is there. */
export interface AnchorFilter {
	/** A resource type, such as "AllergyIntolerance", or the number of a class, as labels have. */
	recordClass?: string | number;
	/** Those whose months of content overlap these. */
	content?: Months;
	author?: Side;
	/** The organization that keeps the records, as their author says. */
	custodian?: number;
	status?: RecordStatus;
	/** In milliseconds since 1970: those that were anchored then or later. */
	since?: number;
	/** Those about which there is a dispute, or is none. */
	isDisputed?: boolean;
}

export interface PageOptions {
	/** Where to go on: the `next` of the page before. */
	from?: number | undefined;
	/** 1 to {@link MAX_PAGE}; the chain takes what is outside for the nearest of these. */
	limit?: number;
	/** The block as of which is asked; the best one without. */
	block?: string | undefined;
}

export interface AnchorsPage {
	anchors: AnchorView[];
	/** Where to go on by the same question; none if there are no more. A page may be empty and have more to follow. */
	next: number | undefined;
}

/** An anchor with what others say about it, now or at `block`. */
export async function anchorOf(chain: Chain, patient: Uint8Array, anchor: number, block?: string): Promise<AnchorView | undefined> {
	return (await chain.ask('recordAnchorApi', 'anchor', [patient, anchor], block)).toJSON() ?? undefined;
}

/** Some of a patient's anchors. One question takes a bounded time, and says where to go on. */
export async function anchorsPage(
	chain: Chain, patient: Uint8Array, filter: AnchorFilter = {}, { from, limit = MAX_PAGE, block }: PageOptions = {},
): Promise<AnchorsPage> {
	const { anchors, next } = (await chain.ask('recordAnchorApi', 'anchors', [patient, asked(filter), from ?? null, limit], block)).toJSON();
	if (next !== null && from !== undefined && next >= from) {
		throw new SalusError('records.no-progress', 'The chain says to go on where it was asked, which would never end.');
	}
	return { anchors, next: next ?? undefined };
}

/**
 * All of a patient's anchors that meet `filter`, newest first, page by page. Whoever has seen enough stops. What is anchored meanwhile is newer and not among
 * them; `block` holds all pages to one state.
 */
export async function* findAnchors(
	chain: Chain, patient: Uint8Array, filter: AnchorFilter = {}, { from, ...options }: PageOptions = {},
): AsyncGenerator<AnchorView, void> {
	let cursor = from;
	do {
		const { anchors, next } = await anchorsPage(chain, patient, filter, { ...options, from: cursor });
		yield* anchors;
		cursor = next;
	} while (cursor !== undefined);
}

function asked({ recordClass, content, author, custodian, status, since, isDisputed }: AnchorFilter) {
	return {
		class: recordClass === undefined ? null : numberOf(recordClass), content: content ?? null, author: author ?? null, custodian: custodian ?? null,
		status: status ?? null, since: since ?? null, isDisputed: isDisputed ?? null,
	};
}

function numberOf(recordClass: string | number): number {
	if (typeof recordClass === 'number') return recordClass;
	const number = classOf(recordClass);
	if (number === undefined) throw new InputError('input.class', `"${recordClass}" is no type of resource in FHIR R4 or R5.`);
	return number;
}
