//! What law permits without consent.

use crate::types::Scope;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{
	Action, Actions, AnchorId, Moment, OrganizationKinds, Period, PolicyId, Purpose, Purposes,
	RecordClass, Roles, Standing,
};
use scale_info::TypeInfo;

/// How many policies are in force at a time.
pub const MAX_POLICIES: u32 = 32;

/// What law permits without consent, such as public-health reporting, a court order, payment (FHIR
/// `Consent.policyBasis`).
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Policy {
	/// To whom: practitioners of organizations of these kinds,
	pub kinds: OrganizationKinds,
	/// who have one of these roles in them: what law opens to a hospital is not for everybody who works there.
	pub roles: Roles,
	/// Which records: all, classes, or all but classes. A policy is for every patient, so it can list no
	/// anchors.
	pub scope: Scope,
	/// What may be done.
	pub actions: Actions,
	/// For which purposes.
	pub purposes: Purposes,
	/// When.
	pub period: Period,
	/// Whether a patient's refusals hold against it.
	pub refusals_bind: bool,
	/// A hash of the legal text, which is public.
	pub legal_basis: [u8; 32],
}

impl Policy {
	/// Whether it permits `action` for `purpose` with records of `class` at `at` to somebody of this `standing`.
	pub fn covers(
		&self,
		standing: &Standing,
		action: Action,
		purpose: Purpose,
		class: RecordClass,
		anchor: Option<AnchorId>,
		at: Moment,
	) -> bool {
		self.kinds.contains(standing.kind)
			&& self.roles.meets(standing.roles)
			&& self.scope.contains(class, anchor)
			&& self.actions.contains(action)
			&& self.purposes.contains(purpose)
			&& self.period.contains(at)
	}
}

/// A policy that is or was in force.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct EnactedPolicy {
	/// Its number; never used again.
	pub id: PolicyId,
	/// When it was enacted: it permits nothing before.
	pub enacted_at: Moment,
	/// What it permits.
	pub policy: Policy,
}

/// A policy that was repealed.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct RepealedPolicy {
	/// The policy as it was.
	pub enacted: EnactedPolicy,
	/// The first moment at which it no longer counted.
	pub repealed_at: Moment,
}

/// The policies in force.
#[derive(
	Clone,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct PolicyBook {
	/// The number of the next policy.
	pub next: PolicyId,
	/// Those that nobody has repealed.
	pub enacted: BoundedVec<EnactedPolicy, ConstU32<MAX_POLICIES>>,
	/// How many were repealed so far, numbered from 0.
	pub repealed: u32,
	/// When the latest was: from then on the book tells all.
	pub repealed_at: Moment,
}
