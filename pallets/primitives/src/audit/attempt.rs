//! What is written down of an attempt to gain access.

use crate::{Action, Basis, Commitment, Denial, OrganizationId, PatientId, Purpose, Role, Target};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, Blake2_128, BoundedVec, StorageHasher};
use scale_info::TypeInfo;

/// How many records or classes one attempt may be about.
pub const MAX_TARGETS: u32 = 64;

/// Records and classes, each named once.
pub type Targets = BoundedVec<Target, ConstU32<MAX_TARGETS>>;

/// An attempt to gain access, permitted or denied.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct AccessAttempt {
	/// The id that was named, in the trail of an organization: nobody has it. None in a patient's trail, whose own it is.
	pub patient: Option<PatientId>,
	/// To do what.
	pub action: Action,
	/// Why (`AuditEvent.purposeOfEvent`).
	pub purpose: Purpose,
	/// Who shall release the ciphertext.
	pub custodian: OrganizationId,
	/// A salted commitment to the reason given in words, kept off the chain.
	pub reason: Option<Commitment>,
	/// What only the ticket's holder can redeem it with; none without a ticket.
	pub claim: Option<TicketClaim>,
	/// If the ticket stands for an encounter: for how long and for whom. None for one that lasts minutes.
	pub encounter: Option<Encounter>,
	/// What came of it, for each of the records and classes.
	pub answers: Answers,
}

/// What was asked for, joined where the outcome is the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Answers(pub BoundedVec<Answer, ConstU32<MAX_TARGETS>>);

/// Records and classes of which the same came.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Answer {
	/// What came of it.
	pub outcome: Outcome,
	/// Which, in the order in which they were asked for.
	pub targets: Targets,
}

impl Answers {
	/// Joins what came of each target, in the order of the first of each outcome. What exceeds [`MAX_TARGETS`] is left
	/// out: no attempt has more.
	pub fn join(outcomes: impl IntoIterator<Item = (Target, Outcome)>) -> Self {
		let mut joined = Self::default();
		for (target, outcome) in outcomes.into_iter().take(MAX_TARGETS as usize) {
			let answer = joined.0.iter_mut().find(|answer| answer.outcome == outcome);
			// There are no more than MAX_TARGETS of either.
			let _ = match answer {
				Some(answer) => answer.targets.try_push(target).map_err(drop),
				None => Targets::try_from(alloc::vec![target]).map_err(drop).and_then(|targets| {
					joined.0.try_push(Answer { outcome, targets }).map_err(drop)
				}),
			};
		}
		joined
	}

	/// Each target with what came of it.
	pub fn iter(&self) -> impl Iterator<Item = (Target, Outcome)> + '_ {
		self.0
			.iter()
			.flat_map(|answer| answer.targets.iter().map(|target| (*target, answer.outcome)))
	}

	/// What is permitted, and on what ground.
	pub fn permitted(&self) -> impl Iterator<Item = (Target, Basis)> + '_ {
		self.iter().filter_map(|(target, outcome)| match outcome {
			Outcome::Permitted(basis) => Some((target, basis)),
			Outcome::Denied(_) => None,
		})
	}

	/// Whether anything is permitted.
	pub fn is_permitted(&self) -> bool {
		self.permitted().next().is_some()
	}
}

/// No more targets in all than [`MAX_TARGETS`], each of which may have an outcome of its own.
impl MaxEncodedLen for Answers {
	fn max_encoded_len() -> usize {
		let count = u32::max_encoded_len().saturating_sub(3);
		let each = Outcome::max_encoded_len()
			.saturating_add(count)
			.saturating_add(Target::max_encoded_len());
		(MAX_TARGETS as usize).saturating_mul(each).saturating_add(count.saturating_add(1))
	}
}

/// For how long, and for whom, a ticket stands that is for an encounter (FHIR `Encounter`): a ward round, a shift.
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
pub struct Encounter {
	/// For how many hours from the request on, at least 1.
	pub hours: u8,
	/// Who may use it.
	pub holder: TicketHolder,
}

/// Who may use a ticket.
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
pub enum TicketHolder {
	/// Who asked for it.
	#[codec(index = 0)]
	Requester,
	/// Whoever has this role in the organization of who asked for it (FHIR `CareTeam.participant.role`): each asks under its
	/// own name, and is judged for itself.
	#[codec(index = 1)]
	Role(Role),
}

/// What only the holder of a ticket can redeem it with: 32 random bytes, which it tells the custodian that it asks.
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
pub struct TicketSecret(pub [u8; 32]);

/// What commits to a [`TicketSecret`]: its hash.
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
pub struct TicketClaim(pub [u8; 16]);

impl TicketSecret {
	/// What the hash begins with, so that no other hash can be one.
	pub const DOMAIN: [u8; 14] = *b"salus/claim/v1";

	/// The claim that this secret redeems: `blake2b_128("salus/claim/v1" as 14 bytes ASCII ‖ the 32 bytes)`.
	pub fn claim(&self) -> TicketClaim {
		TicketClaim(Blake2_128::hash(&(Self::DOMAIN, self.0).encode()))
	}
}

/// What came of an attempt (`AuditEvent.outcome`).
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
pub enum Outcome {
	/// Permitted: the entry is a ticket.
	#[codec(index = 0)]
	Permitted(Basis),
	/// Denied.
	#[codec(index = 1)]
	Denied(Denial),
}
