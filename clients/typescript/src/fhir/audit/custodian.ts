/** Who shall release what is asked for. */
import { AGENT, agentOf, organizationReference, readOrganization } from './agents.ts';
import type { Field } from './fields.ts';

export const custodian: Field<number> = {
	write: (into, _, told, setting) => void into.agents.push({ type: AGENT.custodian, who: organizationReference(told, setting), isRequestor: false }),
	read: (given, _, setting) => readOrganization((agentOf(given.agents, AGENT.custodian) ?? given.resource.refuse('there is no custodian among the agents.')).member('who'), setting),
};
