//! May this actor do this now? By rule; each clause of a rule, and what it does not say.

mod as_of;
mod calls;
mod emergencies;
mod existence;
mod grants;
mod patient_side;
mod policies;
mod practising;
mod referrals;
mod refusals;

use super::{emergency::*, *};
use salus_primitives::{Denial, Pseudonym};

fn as_person(account: u64) -> AccessRequest<u64> {
	AccessRequest { actor: Actor::Person(account), ..reading() }
}

pub fn by_nurse() -> AccessRequest<u64> {
	AccessRequest {
		actor: Actor::Practitioner { organization: HOSPITAL, account: NURSE },
		..reading()
	}
}

/// The specialist of the clinic reads.
pub fn by_specialist() -> AccessRequest<u64> {
	AccessRequest {
		actor: Actor::Practitioner { organization: CLINIC, account: SPECIALIST },
		..reading()
	}
}

/// The hospital's gateway reads for somebody.
fn through_gateway(practitioner: Pseudonym) -> AccessRequest<u64> {
	let actor = Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner };
	AccessRequest { actor, ..reading() }
}

fn by_authority() -> AccessRequest<u64> {
	AccessRequest { actor: Actor::Authority, ..reading() }
}

fn of_anchor(anchor: u32) -> AccessRequest<u64> {
	AccessRequest { target: Target::Anchor(anchor), ..reading() }
}

const REFUSED: Decision = Decision::Deny(Denial::Refused);
