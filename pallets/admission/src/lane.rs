//! In which lane a transaction goes, and on whose budget.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::weights::Weight;
use salus_primitives::OrganizationId;
use scale_info::TypeInfo;

/// The lanes into which a block is divided. What the ones before leave unused, the ones after may use.
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
pub enum Lane {
	/// Care that cannot wait: breaking the glass, and what is asked and released under it.
	#[codec(index = 0)]
	Emergency,
	/// What takes away something that may be doing harm: a revocation, a refusal, a guardian's vote to freeze.
	#[codec(index = 1)]
	Protect,
	/// What the people of accredited organizations do.
	#[codec(index = 2)]
	Care,
	/// What patients do whose identity an organization has attested, and whoever acts for them.
	#[codec(index = 3)]
	Patients,
	/// What is paid for.
	#[codec(index = 4)]
	Paid,
	/// Everybody else: newcomers, and patients whose identity nobody has attested.
	#[codec(index = 5)]
	Others,
}

/// How many lanes there are.
pub const LANES: usize = 6;

impl Lane {
	/// Its place among the lanes, the first one to be served being 0.
	pub(crate) fn place(self) -> usize {
		match self {
			Self::Emergency => 0,
			Self::Protect => 1,
			Self::Care => 2,
			Self::Patients => 3,
			Self::Paid => 4,
			Self::Others => 5,
		}
	}
}

/// Who has a budget for free transactions.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Holder<AccountId> {
	/// An organization, for what its people do.
	#[codec(index = 0)]
	Organization(OrganizationId),
	/// An organization, for what its people do in emergencies.
	#[codec(index = 1)]
	Emergency(OrganizationId),
	/// An account that acts for a patient whose identity is attested.
	#[codec(index = 2)]
	Attested(AccountId),
	/// An account that takes away something that may be doing harm to a patient whose identity is attested.
	#[codec(index = 3)]
	Protection(AccountId),
	/// Any other account.
	#[codec(index = 4)]
	Account(AccountId),
}

/// On what ground a transaction is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
	/// Its signer practises for this organization.
	Organization {
		/// The organization.
		organization: OrganizationId,
		/// Whether it is about an emergency.
		is_emergency: bool,
	},
	/// Its signer acts for a patient or for itself.
	Person {
		/// Whether an organization whose word counts has attested who the patient is.
		is_attested: bool,
		/// Whether it takes away something that may be doing harm.
		protects: bool,
	},
}

/// What a runtime says of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
	/// It comes from those who govern the chain: it pays, and goes before all others.
	Governs,
	/// It is paid for.
	Paid,
	/// It is free on this ground.
	Free(Claim),
}

/// The runtime's table: which transactions are free, on what ground, and how urgent they are.
pub trait Table<AccountId, Call> {
	/// What holds for `call`, signed by `who`, now. Bounded reads, the same whoever the patient is.
	fn verdict(who: &AccountId, call: &Call) -> Verdict;

	/// Whether somebody to whom nothing on the chain refers may send `call`: it makes its signer somebody.
	fn admits_newcomer(call: &Call) -> bool;

	/// What [`Self::verdict`] on `call` costs at most, whoever signs. Reads nothing. What the call asks its directories by `feeless_if` is part of it, with
	/// what these say that an answer costs (`PatientDirectory::weight`).
	fn weight(call: &Call) -> Weight;
}

/// A lane, and whose budget in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat<AccountId> {
	/// The lane.
	pub lane: Lane,
	/// Whose budget.
	pub holder: Holder<AccountId>,
}

impl Claim {
	/// Where a transaction of `who` may go, the first seat first.
	pub(crate) fn seats<AccountId: Clone>(self, who: &AccountId) -> [Option<Seat<AccountId>>; 2] {
		let seat = |lane, holder| Some(Seat { lane, holder });
		match self {
			Self::Organization { organization, is_emergency } => [
				is_emergency.then_some(Seat {
					lane: Lane::Emergency,
					holder: Holder::Emergency(organization),
				}),
				seat(Lane::Care, Holder::Organization(organization)),
			],
			Self::Person { is_attested: true, protects } => [
				protects
					.then(|| Seat { lane: Lane::Protect, holder: Holder::Protection(who.clone()) }),
				seat(Lane::Patients, Holder::Attested(who.clone())),
			],
			Self::Person { is_attested: false, .. } => {
				[seat(Lane::Others, Holder::Account(who.clone())), None]
			},
		}
	}

	/// The same ground, without what lets it go before others.
	pub(crate) fn without_protection(self) -> Self {
		match self {
			Self::Person { is_attested, .. } => Self::Person { is_attested, protects: false },
			other => other,
		}
	}

	/// Whether it goes before others of its lane that do not protect anybody.
	pub(crate) fn protects(self) -> bool {
		matches!(self, Self::Person { protects: true, .. })
	}
}
