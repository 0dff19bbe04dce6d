//! How a block is divided, and how large budgets are.

use crate::{
	lane::{Lane, LANES},
	tally::BLOCK,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::Perbill;

/// What governance sets. Shares and budgets are parts of what a block has for ordinary transactions, in weight or in
/// bytes, whichever a transaction uses more of.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Figures {
	/// The share of [`Lane::Emergency`].
	pub emergency: Perbill,
	/// The share of [`Lane::Protect`].
	pub protect: Perbill,
	/// The share of [`Lane::Care`].
	pub care: Perbill,
	/// The share of [`Lane::Patients`].
	pub patients: Perbill,
	/// The share of [`Lane::Others`]. All five make one block.
	pub others: Perbill,
	/// What an organization's budget for emergencies grows by in a block.
	pub organization_emergency: Perbill,
	/// For how many blocks an organization's budgets are saved up.
	pub organization_depth: u32,
	/// What an account that acts for an attested patient saves up at most.
	pub attested: Perbill,
	/// In how many blocks it saves that up.
	pub attested_blocks: u32,
	/// What such an account has in each block beside for what protects the patient.
	pub protection: Perbill,
	/// What any other account's budget grows by in a block.
	pub account: Perbill,
	/// For how many blocks it saves that up.
	pub account_depth: u32,
	/// How many transactions of an account the pool keeps for an organization, or under an emergency.
	pub organization_reach: u32,
	/// How many transactions of any other account the pool keeps.
	pub reach: u32,
	/// How long a free transaction is at most, in bytes.
	pub max_length: u32,
}

/// The largest reach: an account may fill a sixteenth of a pool of 8,192 transactions.
const MAX_REACH: u32 = 512;

/// The shortest length that free transactions may be limited to: what each of Salus's calls needs for one record.
const MIN_LENGTH: u32 = 4 * 1024;

/// The largest length that free transactions may be limited to.
const MAX_LENGTH: u32 = 64 * 1024;

/// How long budgets are saved up at most, in blocks: an hour of slots of two seconds.
const MAX_SAVED: u32 = 1_800;

impl Figures {
	/// Whether the chain can work with these figures: the shares make one block, no lane is closed, every holder
	/// of a budget has one, and no single one can fill a block.
	pub fn are_sound(&self) -> bool {
		let shares = [self.emergency, self.protect, self.care, self.patients, self.others];
		let sum = shares.iter().fold(0_u64, |sum, share| sum.saturating_add(parts(*share)));
		let budgets = [self.organization_emergency, self.attested, self.protection, self.account];
		let is_some = |budget: &Perbill| {
			*budget >= Perbill::from_parts(SMALLEST) && *budget <= Perbill::from_percent(50)
		};
		sum == parts(Perbill::one())
			&& shares.iter().all(|share| *share >= Perbill::from_percent(1))
			&& budgets.iter().all(is_some)
			&& parts(self.attested)
				.checked_div(self.attested_blocks.into())
				.is_some_and(|rate| rate >= SMALLEST.into())
			&& (1..=MAX_SAVED).contains(&self.organization_depth)
			&& (1..=MAX_SAVED).contains(&self.attested_blocks)
			&& (1..=MAX_SAVED).contains(&self.account_depth)
			&& (1..=MAX_REACH).contains(&self.organization_reach)
			&& (1..=MAX_REACH).contains(&self.reach)
			&& (MIN_LENGTH..=MAX_LENGTH).contains(&self.max_length)
	}

	/// The share of `lane`, in parts of a billion. Paid transactions have none of their own.
	pub(crate) fn share(&self, lane: Lane) -> u64 {
		match lane {
			Lane::Emergency => parts(self.emergency),
			Lane::Protect => parts(self.protect),
			Lane::Care => parts(self.care),
			Lane::Patients => parts(self.patients),
			Lane::Paid => 0,
			Lane::Others => parts(self.others),
		}
	}

	/// How much a transaction in `lane` uses at most: what its share and those of the lanes before make, or, if it is free,
	/// half a block if that is more.
	pub(crate) fn largest(&self, lane: Lane) -> u64 {
		match lane {
			Lane::Paid => self.up_to(lane),
			_ => self.up_to(lane).max(BLOCK / 2),
		}
	}

	/// How many transactions of one account the pool keeps in `lane`.
	pub(crate) fn reach(&self, lane: Lane) -> u32 {
		match lane {
			Lane::Emergency | Lane::Care => self.organization_reach,
			_ => self.reach,
		}
	}

	/// Up to and with which lane the shares of `lane` and of those before it reach, in parts of a billion.
	pub(crate) fn up_to(&self, lane: Lane) -> u64 {
		ALL.iter()
			.filter(|other| other.place() <= lane.place())
			.fold(0, |sum, other| sum.saturating_add(self.share(*other)))
	}
}

/// The smallest budget, and the least that one grows by in a block: a hundred-thousandth of a block. What is owed for a
/// large transaction is thus grown back within hours.
const SMALLEST: u32 = 10_000;

/// All lanes, in their order.
pub(crate) const ALL: [Lane; LANES] =
	[Lane::Emergency, Lane::Protect, Lane::Care, Lane::Patients, Lane::Paid, Lane::Others];

/// `share` in parts of a billion.
pub(crate) fn parts(share: Perbill) -> u64 {
	share.deconstruct().into()
}

impl Default for Figures {
	fn default() -> Self {
		Self {
			emergency: Perbill::from_percent(10),
			protect: Perbill::from_percent(10),
			care: Perbill::from_percent(55),
			patients: Perbill::from_percent(20),
			others: Perbill::from_percent(5),
			organization_emergency: Perbill::from_percent(2),
			organization_depth: 10,
			attested: Perbill::from_percent(50),
			attested_blocks: 50,
			protection: Perbill::from_parts(2_000_000),
			account: Perbill::from_parts(1_000_000),
			account_depth: 30,
			organization_reach: 16,
			reach: 16,
			max_length: 16 * 1024,
		}
	}
}
