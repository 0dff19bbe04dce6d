//! What the pallet promises, by call, and the decision by rule.

mod amend;
mod answer_emergency;
mod attacks;
mod close_emergency;
mod confidential;
mod content;
mod decide;
mod draw_reviewers;
mod emergency;
mod emergency_ring;
mod envelope;
mod exclude_class;
mod grant;
mod history;
#[cfg(feature = "try-runtime")]
mod invariants;
mod joining;
mod lapsing;
mod license_break_glass;
mod lift_refusal;
mod limits;
mod model;
mod open_emergency;
mod opt_out;
mod policies;
mod queries;
mod refer;
mod refuse;
mod refuse_all;
mod regressions;
mod renounce;
mod requests;
mod review_emergency;
mod revoke;
mod revoke_organization;
mod revoke_since;
mod sweep;

use crate::{mock::*, *};
use frame_support::{assert_ok, BoundedVec};
use salus_primitives::{
	doubles::{Patients, Providers, Trail},
	AccessPolicy, AccessRequest, Action, Actions, Actor, AuditedEvent, Capacity, ClassSet,
	Commitment, Decision, GrantId, Moment, OrganizationId, Period, Power, Powers, Purpose,
	Purposes, RecordClass, Relation, Role, Roles, Target, TrailId,
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

/// An envelope with keys of the patient's epoch `key_epoch`, sealed to the grantee's key of epoch `grantee_key_epoch`.
fn envelope(key_epoch: u32, grantee_key_epoch: u32, content: u8) -> Envelope {
	Envelope { key_epoch, grantee_key_epoch, commitment: Commitment::repeat_byte(content) }
}

/// A ring whose shares are the hospital's and the clinic's.
fn ring() -> EmergencyRing {
	EmergencyRing {
		custodians: BoundedVec::truncate_from(vec![HOSPITAL, CLINIC]),
		threshold: 2,
		key_epoch: 0,
		commitment: Commitment::repeat_byte(6),
	}
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
	Consent::decide(request, at)
}

fn is_permitted(request: &AccessRequest<u64>) -> bool {
	decide(request).is_permitted()
}

fn signed(account: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(account)
}

fn head() -> Head<u64> {
	Heads::<Test>::get(PATIENT)
}

fn annex_of(grant: GrantId) -> Annex<u64> {
	Annexes::<Test>::get(PATIENT, grant)
}

/// The numbers of the rows that lie in the organization's file, the patient's own grants.
fn own_rows(organization: OrganizationId) -> Vec<GrantId> {
	Files::<Test>::get(PATIENT, organization).own.iter().map(|row| row.id).collect()
}

/// The row of a grant that lies in the organization's file.
fn row(organization: OrganizationId, grant: GrantId) -> Grant<u64> {
	Files::<Test>::get(PATIENT, organization).grant(grant).expect("it has a row").clone()
}

/// A representative, once it is one.
const PARENT: u64 = 2;

const AT_HOSPITAL: Capacity = Capacity::Practitioner { organization: HOSPITAL };
const AT_CLINIC: Capacity = Capacity::Practitioner { organization: CLINIC };

/// Everything is refused to somebody, but not in an emergency.
fn all_to(whom: Refused<u64>) -> Refusal<u64> {
	Refusal { whom, class: None, purposes: None, even_in_emergency: false }
}

/// Lets `account` represent the patient in matters of consent.
fn represent(account: u64) {
	Patients::relate(PATIENT, account, Relation::Representative(Powers::of(&[Power::Consent])));
}

/// That the last event is `event`, and the last entry of the patient's trail that `actor` did `entry`.
fn assert_told(actor: Actor<u64>, entry: AuditedEvent<u64>, event: Event<Test>) {
	System::assert_last_event(event.into());
	assert_eq!(Trail::entries().pop(), Some((TrailId::Patient(PATIENT), actor, entry)));
}

/// What names in a trail that which was given.
fn content_of(given: &impl codec::Encode) -> Commitment {
	sp_io::hashing::blake2_256(&given.encode()).into()
}

/// As [`broad`], and to be passed on.
fn disclosable() -> Provision<u64> {
	Provision {
		actions: Actions::of(&[Action::Access, Action::Collect, Action::Disclose]),
		..broad()
	}
}

/// `account`, of `from`, passes on a part of `parent`.
fn try_refer(
	(from, account): (OrganizationId, u64),
	parent: GrantId,
	organization: OrganizationId,
	provision: Provision<u64>,
) -> sp_runtime::DispatchResult {
	let capacity = Capacity::Practitioner { organization: from };
	Consent::refer(signed(account), PATIENT, capacity, parent, organization, provision, None)
}

/// The physician passes on a part of `parent`.
fn refer(parent: GrantId, organization: OrganizationId, provision: Provision<u64>) -> GrantId {
	let next = head().next;
	assert_ok!(try_refer((HOSPITAL, PHYSICIAN), parent, organization, provision));
	next
}

/// Fills the patient's list of live grants: grant 0 to the hospital, grants 1 to 8 passed on from it to
/// organizations 200 to 207, all others own ones to organizations from 100 on.
fn fill_the_list_of_live_grants() {
	let parent = grant_to(HOSPITAL, disclosable());
	for organization in 200..208 {
		Providers::accredit(organization);
		refer(parent, organization, broad());
	}
	for number in head().live.len() as u32..MAX_LIVE_GRANTS {
		let organization = 100 + number / MAX_OWN_GRANTS;
		Providers::accredit(organization);
		grant_to(organization, broad());
	}
	assert!(head().live.is_full());
}
