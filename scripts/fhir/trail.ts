/** `export --trail`: a trail of the chain, as AuditEvents. */
import { InputError } from '@salus/client/errors';
import { toAuditBundle, type TrailCopy } from '@salus/client/fhir/audit';
import type { Release } from '@salus/client/fhir/consent';
import { checkBytes } from './options.ts';
import { writeJson } from './output.ts';

export interface TrailOptions {
	release: Release;
	url?: string;
	patient?: string;
	organization?: string;
	governance?: boolean;
	since?: string;
	block?: string;
	output?: string;
}

/** Options of the other export, which mean nothing here. */
const OF_CONSENTS = ['state', 'asState', 'profile', 'policy', 'source'] as const;

export async function exportTrail(options: TrailOptions): Promise<void> {
	const given = options as unknown as Record<string, unknown>;
	const other = OF_CONSENTS.find((name) => given[name] !== undefined);
	if (other) throw new InputError('input.options', `--${other === 'asState' ? 'as-state' : other} is for Consents: leave it out with --trail.`);
	const trail = trailOf(options);
	const since = options.since === undefined ? undefined : momentOf(options.since);
	if (options.url === undefined) throw new InputError('input.options', 'Say which node to ask: --url.');
	// Only here: polkadot.js takes longer to load than all else together.
	const { readTrailFromNode } = await import('@salus/client/fhir/audit/chain');
	const copy = await readTrailFromNode(options.url, { trail, block: options.block, since });
	writeJson(options.output, toAuditBundle(copy, options.release));
}

function trailOf({ patient, organization, governance, block }: TrailOptions): TrailCopy['trail'] {
	const named = [patient, organization, governance].filter((option) => option !== undefined).length;
	if (named !== 1) throw new InputError('input.options', 'Say whose trail to export, and only one: --patient, --organization or --governance.');
	checkBytes({ patient, block });
	if (patient !== undefined) return { patient: patient.toLowerCase() };
	if (organization === undefined) return { governance: null };
	if (!/^(0|[1-9]\d{0,9})$/.test(organization) || Number(organization) > 0xffff_ffff) {
		throw new InputError('input.options', '--organization takes the number of an organization here, such as 7.');
	}
	return { organization: Number(organization) };
}

/** A moment with a time zone, in milliseconds since 1970. */
function momentOf(text: string): number {
	const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/.test(text);
	const moment = isMoment ? Date.parse(text) : Number.NaN;
	if (Number.isNaN(moment) || moment < 0) throw new InputError('input.options', '--since takes a moment with a time zone, such as 2030-01-31T00:00:00Z.');
	return moment;
}
