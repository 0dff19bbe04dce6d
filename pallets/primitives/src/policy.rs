//! Traits: the one decision, the trail it leaves, and what follows an anchored record, a closing or a
//! misconduct.

use crate::{
	AccessRequest, Actor, AnchorId, AuditedEvent, Decision, Denial, Moment, OrganizationId,
	PatientId, PractitionerId, RecordClass, Sequence, Target, TrailId,
};
use alloc::vec::Vec;
use frame_support::weights::Weight;
use impl_trait_for_tuples::impl_for_tuples;

/// The one decision function. Nothing else in Salus judges whether an access is permitted.
pub trait AccessPolicy<AccountId> {
	/// Whether `request` is permitted at `at`, and on what ground. Reads, never writes.
	fn decide(request: &AccessRequest<AccountId>, at: Moment) -> Decision;

	/// As [`Self::decide`], of each of `targets` in place of the request's own, in their order: so that what tells of
	/// several is read once.
	fn decide_each(
		request: &AccessRequest<AccountId>,
		targets: &[Target],
		at: Moment,
	) -> Vec<Decision>
	where
		AccountId: Clone,
	{
		let about = |target: &Target| {
			Self::decide(&AccessRequest { target: *target, ..request.clone() }, at)
		};
		targets.iter().map(about).collect()
	}

	/// What [`Self::decide`] costs at most: a call that decides adds it to its own weight.
	fn weight() -> Weight;

	/// What [`Self::decide_each`] costs at most, of so many targets.
	fn weight_of_each(targets: u32) -> Weight {
		Self::weight().saturating_mul(targets.into())
	}

	/// Lets practitioners do with records whatever their standing allows, from now on, for the measuring of calls that
	/// only they make. A double gives `basis` as the ground; a policy with rules finds its own.
	#[cfg(feature = "runtime-benchmarks")]
	fn permit_for_benchmark(_basis: crate::Basis) {}
}

/// Denies.
impl<AccountId> AccessPolicy<AccountId> for () {
	fn decide(_: &AccessRequest<AccountId>, _: Moment) -> Decision {
		Decision::Deny(Denial::NotPermitted)
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}

/// Where identity, consent and record pallets write down what happened, so that a trail tells a
/// person's whole story, not only reads.
pub trait AuditTrail<AccountId> {
	/// Appends to `trail` that `actor` did `event` now, and returns the entry's place. Cannot fail.
	fn append(trail: TrailId, actor: Actor<AccountId>, event: AuditedEvent<AccountId>) -> Sequence;

	/// As [`Self::append`], for what the actor's organization has to see of its own people: attempts, releases, broken
	/// glass. It is listed for the organization and the day, besides.
	///
	/// A trail without such lists leaves this as it is.
	fn append_listed(
		trail: TrailId,
		actor: Actor<AccountId>,
		event: AuditedEvent<AccountId>,
	) -> Sequence {
		Self::append(trail, actor, event)
	}

	/// As [`Self::append_listed`], but nothing in the block tells that something was written, nor into which trail: for
	/// what must not tell whoever did it whether there is such a patient, or what it said. The next entry's hash holds
	/// it all the same.
	///
	/// A trail that tells nothing leaves this as it is.
	fn append_quietly(
		trail: TrailId,
		actor: Actor<AccountId>,
		event: AuditedEvent<AccountId>,
	) -> Sequence {
		Self::append_listed(trail, actor, event)
	}

	/// What [`Self::append`] costs at most: a call that appends adds it to its own weight.
	fn weight() -> Weight;

	/// What [`Self::append_listed`] and [`Self::append_quietly`] cost at most.
	fn listed_weight() -> Weight {
		Self::weight()
	}
}

/// Keeps nothing.
impl<AccountId> AuditTrail<AccountId> for () {
	fn append(_: TrailId, _: Actor<AccountId>, _: AuditedEvent<AccountId>) -> Sequence {
		0
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}

/// What other pallets do when records were anchored (studies, orders, payments).
///
/// It runs last, cannot fail, writes no audit, and its weight is part of the anchoring call's.
pub trait OnRecordAnchored {
	/// `anchor` of `patient` now commits to records of `class`.
	fn on_record_anchored(patient: &PatientId, anchor: AnchorId, class: RecordClass);

	/// What [`Self::on_record_anchored`] costs at most.
	fn weight() -> Weight;
}

#[impl_for_tuples(8)]
impl OnRecordAnchored for Tuple {
	fn on_record_anchored(patient: &PatientId, anchor: AnchorId, class: RecordClass) {
		for_tuples!( #( Tuple::on_record_anchored(patient, anchor, class); )* );
	}

	fn weight() -> Weight {
		let mut weight = Weight::zero();
		for_tuples!( #( weight.saturating_accrue(Tuple::weight()); )* );
		weight
	}
}

/// What other pallets do when a patient is closed, for ever: whatever they keep for it that nobody can ask for
/// any more goes, and what it gave to others ends.
///
/// It cannot fail, writes no audit, and its weight is part of the closing call's.
pub trait OnPatientClosed {
	/// `patient` has been closed.
	fn on_patient_closed(patient: &PatientId);

	/// What [`Self::on_patient_closed`] costs at most.
	fn weight() -> Weight;
}

#[impl_for_tuples(8)]
impl OnPatientClosed for Tuple {
	fn on_patient_closed(patient: &PatientId) {
		for_tuples!( #( Tuple::on_patient_closed(patient); )* );
	}

	fn weight() -> Weight {
		let mut weight = Weight::zero();
		for_tuples!( #( weight.saturating_accrue(Tuple::weight()); )* );
		weight
	}
}

/// What other pallets do when a practitioner was found to have misused a privilege, such as an emergency
/// session that a reviewer judged unjustified.
///
/// It cannot fail, and its weight is part of the call's that found it.
pub trait OnMisconduct<AccountId> {
	/// `practitioner` misused a privilege of `organization`.
	fn on_misconduct(organization: OrganizationId, practitioner: &PractitionerId<AccountId>);

	/// What [`Self::on_misconduct`] costs at most.
	fn weight() -> Weight;
}

#[impl_for_tuples(8)]
impl<AccountId> OnMisconduct<AccountId> for Tuple {
	fn on_misconduct(organization: OrganizationId, practitioner: &PractitionerId<AccountId>) {
		for_tuples!( #( Tuple::on_misconduct(organization, practitioner); )* );
	}

	fn weight() -> Weight {
		let mut weight = Weight::zero();
		for_tuples!( #( weight.saturating_accrue(Tuple::weight()); )* );
		weight
	}
}
