//! What a patient refuses, whatever was or will be granted.

use crate::types::Head;
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{
	Actor, ClassSet, Moment, OrganizationId, PractitionerId, Purpose, Purposes, RecordClass,
	RefusalId,
};
use scale_info::TypeInfo;

/// How many standing refusals a patient has at most, the refusal of everything aside.
pub const MAX_REFUSALS: u32 = 32;

/// How many classes a patient marks as confidential one by one; one more marks all.
pub const MAX_CONFIDENTIAL: u32 = 16;

/// Whom a refusal is about.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Refused<AccountId> {
	/// Everybody who acts for an organization.
	#[codec(index = 0)]
	Everybody,
	/// Everybody who practises in this organization.
	#[codec(index = 1)]
	Organization(OrganizationId),
	/// This practitioner, in whatever organization.
	#[codec(index = 2)]
	Practitioner(PractitionerId<AccountId>),
}

impl<AccountId: PartialEq> Refused<AccountId> {
	/// Whether `actor` is meant.
	pub fn includes(&self, actor: &Actor<AccountId>) -> bool {
		match (self, actor) {
			(Refused::Everybody, _) => true,
			(Refused::Organization(refused), _) => actor.organization() == Some(*refused),
			(
				Refused::Practitioner(PractitionerId::Account(refused)),
				Actor::Practitioner { account, .. },
			) => refused == account,
			(
				Refused::Practitioner(PractitionerId::Pseudonym(refused)),
				Actor::Gateway { practitioner, .. },
			) => refused == practitioner,
			(Refused::Practitioner(_), _) => false,
		}
	}
}

/// A standing denial (FHIR `Consent.provision` of type deny). It holds for whoever, whatever and why it
/// names, all of them together; what it doesn't name is meant without exception.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Refusal<AccountId> {
	/// Whom.
	pub whom: Refused<AccountId>,
	/// Only records of this class; every class without.
	pub class: Option<RecordClass>,
	/// Only for these purposes; every purpose without, also those that get a code later.
	pub purposes: Option<Purposes>,
	/// Whether it holds against an open emergency session, too. Nobody but the controller says so.
	pub even_in_emergency: bool,
}

impl<AccountId: PartialEq> Refusal<AccountId> {
	/// Whether it is about `actor`, `class` and `purpose`.
	pub fn covers(&self, actor: &Actor<AccountId>, class: RecordClass, purpose: Purpose) -> bool {
		self.class.is_none_or(|refused| refused == class)
			&& self.purposes.is_none_or(|refused| refused.contains(purpose))
			&& self.whom.includes(actor)
	}
}

impl<AccountId: Clone + PartialEq> Refusal<AccountId> {
	/// The narrowest refusal that refuses what either refuses. It holds even in an emergency only if both do, so
	/// none is closed to emergencies that was not said to be; whoever must not lose that joins only such as
	/// agree in it.
	pub fn joined(&self, other: &Self) -> Self {
		let whom = if self.whom == other.whom { self.whom.clone() } else { Refused::Everybody };
		let class = self.class.filter(|_| self.class == other.class);
		let purposes =
			self.purposes.zip(other.purposes).map(|(mine, theirs)| Purposes(mine.0 | theirs.0));
		let even_in_emergency = self.even_in_emergency && other.even_in_emergency;
		Self { whom, class, purposes, even_in_emergency }
	}

	/// Whether [`Self::joined`] refuses exactly what either of the two refuses, and nothing besides.
	pub fn joins_exactly(&self, other: &Self) -> bool {
		let joined = self.joined(other);
		let agree = self.even_in_emergency == other.even_in_emergency;
		agree
			&& (joined == *self
				|| joined == *other
				|| (self.whom == other.whom && self.class == other.class))
	}
}

/// A refusal that a patient has made.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct StandingRefusal<AccountId> {
	/// Its number among the patient's refusals; never used again.
	pub id: RefusalId,
	/// From when on it stands.
	pub since: Moment,
	/// The controller made it, so no representative lifts it.
	pub by_controller: bool,
	/// What is refused.
	pub refusal: Refusal<AccountId>,
}

/// That a patient refuses everything to everybody who acts for an organization.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct RefuseAll {
	/// From when on.
	pub since: Moment,
	/// The controller said so, so no representative lifts it.
	pub by_controller: bool,
	/// Whether it holds against an open emergency session, too. Nobody but the controller says so.
	pub even_in_emergency: bool,
}

/// That a patient wants nobody to break the glass.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct OptOut {
	/// From when on. Nobody but the controller says so.
	pub since: Moment,
}

/// A class from which representatives are kept.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct ConfidentialClass {
	/// The class.
	pub class: RecordClass,
	/// From when on.
	pub since: Moment,
}

/// All classes but some, from which representatives are kept.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct AllConfidential {
	/// The classes that are not meant. One that is marked by itself is confidential all the same.
	pub exceptions: ClassSet,
	/// From when on.
	pub since: Moment,
}

impl AllConfidential {
	/// Whether one of `exceptions` is none yet: to except it gives something away.
	pub fn would_except_more(&self, exceptions: &ClassSet) -> bool {
		exceptions.iter().any(|class| !self.exceptions.contains(class))
	}
}

/// What a patient has set against access: by refusing, by opting out, by marking a class.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Restriction<AccountId> {
	/// A standing refusal.
	#[codec(index = 0)]
	Refusal(Refusal<AccountId>),
	/// Everything was refused.
	#[codec(index = 1)]
	All {
		/// Whether it held in emergencies, too.
		even_in_emergency: bool,
	},
	/// Nobody was to break the glass.
	#[codec(index = 2)]
	Emergencies,
	/// Representatives were kept from this class.
	#[codec(index = 3)]
	Confidential(RecordClass),
	/// Representatives were kept from all classes but some.
	#[codec(index = 4)]
	AllConfidential {
		/// The classes that were not meant.
		exceptions: ClassSet,
	},
}

/// A restriction that the patient has lifted.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct LiftedRestriction<AccountId> {
	/// What it was.
	pub restriction: Restriction<AccountId>,
	/// From when on it stood.
	pub since: Moment,
	/// The first moment at which it no longer did.
	pub lifted_at: Moment,
}

/// What a patient has set against access at present.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Restrictions<AccountId> {
	/// What it refuses.
	pub refusals: Vec<StandingRefusal<AccountId>>,
	/// Set while it refuses everything.
	pub refuse_all: Option<RefuseAll>,
	/// Set while it wants nobody to break the glass.
	pub opt_out: Option<OptOut>,
	/// The classes from which representatives are kept, as far as they were marked one by one.
	pub confidential: Vec<ConfidentialClass>,
	/// Set while representatives are kept from all classes but some.
	pub all_confidential: Option<AllConfidential>,
}

impl<AccountId> From<Head<AccountId>> for Restrictions<AccountId> {
	fn from(head: Head<AccountId>) -> Self {
		Self {
			refusals: head.refusals.into_inner(),
			refuse_all: head.refuse_all,
			opt_out: head.opt_out,
			confidential: head.confidential.into_inner(),
			all_confidential: head.all_confidential,
		}
	}
}
