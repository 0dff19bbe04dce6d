/** An AuditEvent as the entry that it tells. What else stands in it, the Bundle's reader compares. */
import type { AuditEntry, AuditedEvent } from '../../chain/generated/told.ts';
import { readOptionalMoment } from '../consent/moments.ts';
import type { Reader } from '../consent/reader.ts';
import { type Act } from './acts.ts';
import { readActor } from './agents.ts';
import { EVENTS, type EventName } from './events.ts';
import { Given, type Field, PATIENT_ROLE } from './fields.ts';
import { jsonOf } from './integers.ts';
import { type AuditSetting, ENTRY_EXTENSION, EVENT_SYSTEM, kebab, sequenceIn, trailIdentifier } from './names.ts';
import type { PlacedEntry } from './trail.ts';
import { bytes, part, valueIn } from './values.ts';

const hash = bytes(32);

export function readEntry(resource: Reader, of: AuditSetting): PlacedEntry {
	resource.member('resourceType').expect('AuditEvent');
	const given = new Given(resource);
	const own = resource.items('extension').find((item) => item.member('url').value === ENTRY_EXTENSION)
		?? resource.refuse('it is no entry of a trail: its number and hashes are missing.');
	const identifier = part(own, 'identifier').member('valueIdentifier');
	identifier.member('system').expect(trailIdentifier(of).system);
	const setting = { ...of, subject: readSubject(resource, of) };
	const name = readName(part(own, 'event').member('valueCoding'));
	const { act, fields } = EVENTS[name] as { act: Act; fields: Record<string, Field<unknown>> };
	const content = Object.entries(fields).map(([field, how]): [string, unknown] => [field, how.read(given, field, setting)]);
	part(own, 'version').member('valueCode').expect('one', ': it is of a shape that is not known here');
	const entry: AuditEntry = {
		version: 'One',
		at: jsonOf(readOptionalMoment(resource, 'recorded') ?? resource.refuse('it does not say when it was recorded.')),
		actor: readActor(resource, given.agents, act.style, setting),
		event: { [name]: content.length > 0 ? Object.fromEntries(content) : null } as unknown as AuditedEvent,
	};
	return { sequence: sequenceIn(identifier.member('value'), setting), before: hash.read(part(own, 'before'), setting), head: hash.read(part(own, 'head'), setting), entry };
}

function readName(coding: Reader): EventName {
	coding.member('system').expect(EVENT_SYSTEM);
	const code = coding.member('code');
	return (Object.keys(EVENTS) as EventName[]).find((name) => kebab(name) === code.text()) ?? code.refuse('the chain has no such event.');
}

/** The patient of an entry: the first entity in that role. */
function readSubject(resource: Reader, { names }: AuditSetting): string | undefined {
	const entity = resource.items('entity').find((item) => isPatient(item));
	return entity && valueIn(entity.member('what'), names.patient).bytes32();
}

function isPatient(entity: Reader): boolean {
	const role = entity.maybe('role');
	const coding = role?.maybe('coding') ? role.items('coding')[0] : role;
	return coding?.maybe('system')?.value === PATIENT_ROLE['system'] && coding?.maybe('code')?.value === PATIENT_ROLE['code'];
}
