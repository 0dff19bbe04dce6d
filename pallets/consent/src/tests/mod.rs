//! What the pallet promises, by call, and the decision by rule.

mod decide;
mod grant;
mod history;
mod queries;
mod revoke;

use crate::{mock::*, *};
use frame_support::{assert_ok, BoundedVec};
use salus_primitives::{
	AccessPolicy, AccessRequest, Action, Actions, Actor, ClassSet, Decision, GrantId, Moment,
	OrganizationId, Period, Purpose, Purposes, RecordClass, Target,
};

/// Everybody in the organization may read and add anything for treatment, for an hour.
fn broad() -> Provision<u64> {
	Provision {
		grantee: Grantee::Organization,
		scope: Scope::All,
		content: None,
		actions: Actions::of(&[Action::Access, Action::Collect]),
		purposes: Purposes::of(&[Purpose::Treatment]),
		period: Period { from: START, until: Some(START + HOUR) },
	}
}

fn classes(classes: &[RecordClass]) -> Scope {
	Scope::Classes(ClassSet::truncate_from(classes.to_vec()))
}

fn anchors(anchors: &[u32]) -> Scope {
	Scope::Anchors(BoundedVec::truncate_from(anchors.to_vec()))
}

fn grant_to(organization: OrganizationId, provision: Provision<u64>) -> GrantId {
	let next = Heads::<Test>::get(PATIENT).next;
	assert_ok!(Consent::grant(
		RuntimeOrigin::signed(CONTROLLER),
		PATIENT,
		organization,
		provision,
		None,
		None
	));
	next
}

fn revoke(grant: GrantId) {
	assert_ok!(Consent::revoke(RuntimeOrigin::signed(CONTROLLER), PATIENT, grant));
}

/// The physician of the hospital wants to read observations for treatment.
fn reading() -> AccessRequest<u64> {
	AccessRequest {
		patient: PATIENT,
		actor: Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN },
		action: Action::Access,
		purpose: Purpose::Treatment,
		target: Target::Class { class: OBSERVATION, content: None },
	}
}

fn decide(request: &AccessRequest<u64>) -> Decision {
	decide_at(request, Timestamp::get())
}

fn decide_at(request: &AccessRequest<u64>, at: Moment) -> Decision {
	<Consent as AccessPolicy<u64>>::decide(request, at)
}

fn is_permitted(request: &AccessRequest<u64>) -> bool {
	decide(request).is_permitted()
}
