//! What blocks have carried.

use crate::{
	figures::{Figures, ALL},
	lane::{Lane, LANES},
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A whole block, in the parts that lanes and budgets are counted in.
pub(crate) const BLOCK: u64 = 1_000_000_000;

/// How crowded it can be before those who pay: one in 256 goes there then.
const MOST_CROWDED: u8 = 8;

/// For how many blocks an organization counts as one that uses its part after it did.
const EPOCH: u32 = 10;

/// What is kept from block to block.
#[derive(
	Clone,
	Copy,
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
pub struct Tally {
	/// What each organization that shares has been given since the chain began, in billionth parts of a block.
	pub flow: u64,
	/// How many organizations used their part in the epoch before.
	pub before: u32,
	/// How many have in this one.
	pub current: u32,
	/// How many blocks of this epoch are over.
	pub blocks: u32,
	/// The number of the epoch.
	pub epoch: u32,
	/// What lanes lend to those before them in the next block.
	pub lent: Lent,
	/// What was paid for in the block before.
	pub paid: u64,
	/// How crowded it was before those who pay: of what protects and is of nobody whom an organization has attested, one
	/// in so many powers of two goes there.
	pub crowd: u8,
}

/// What lanes lend to those before them, in billionth parts of a block.
#[derive(
	Clone,
	Copy,
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
pub struct Lent {
	/// The lane of patients, to care.
	pub patients: u64,
	/// That of others, to care and to patients.
	pub others: u64,
}

impl Lent {
	/// What a block that carried `used` says of the next one. A lane keeps twice what it carried, and a quarter of its
	/// share beside, so that it has its whole share again within two blocks.
	fn after(used: &Used, figures: &Figures) -> Self {
		let of = |lane| {
			let share = figures.share(lane);
			share.saturating_sub(used.of(lane).saturating_mul(2).saturating_add(share / 4))
		};
		Self { patients: of(Lane::Patients), others: of(Lane::Others) }
	}

	/// What `lane` may use of it.
	fn to(self, lane: Lane) -> u64 {
		match lane {
			Lane::Care => self.patients.saturating_add(self.others),
			Lane::Patients => self.others,
			Lane::Emergency | Lane::Protect | Lane::Paid | Lane::Others => 0,
		}
	}
}

impl Tally {
	/// Whether somebody with this lot goes before those who pay with what protects, though nobody has attested who it is.
	///
	/// If all did, an author would have to turn away thousands that find no room any more before it came to those who pay.
	pub fn goes_before_paid(&self, lot: u16) -> bool {
		lot.checked_shr(u16::BITS.saturating_sub(self.crowd.into())).unwrap_or_default() == 0
	}

	/// Among how many organizations care is shared.
	pub fn sharing(&self) -> u64 {
		u64::from(self.before.max(self.current).max(1))
	}

	/// Notes the end of a block that carried `used`. Organizations are given what care has room for in the next one, if
	/// the lanes before it carry as much as in this one.
	pub fn end_block(&mut self, figures: &Figures, used: &Used) {
		self.lent = Lent::after(used, figures);
		let most = used.most_before_paid(figures, self.paid);
		let is_crowded = used.of(Lane::Others) >= most.saturating_sub(most / 8);
		self.crowd = match is_crowded {
			true => self.crowd.saturating_add(1).min(MOST_CROWDED),
			false => self.crowd.saturating_sub(1),
		};
		self.paid = used.of(Lane::Paid);
		let given = figures
			.up_to(Lane::Care)
			.saturating_add(self.lent.to(Lane::Care))
			.saturating_sub(used.up_to(Lane::Protect));
		let each = given.checked_div(self.sharing()).unwrap_or_default();
		self.flow = self.flow.saturating_add(each);
		self.blocks = self.blocks.saturating_add(1);
		if self.blocks >= EPOCH {
			self.before = self.current;
			self.current = 0;
			self.blocks = 0;
			self.epoch = self.epoch.wrapping_add(1);
		}
	}
}

/// What the block that is being made has carried, lane by lane, in billionth parts of a block.
#[derive(
	Clone,
	Copy,
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
pub struct Used(pub [u64; LANES]);

impl Used {
	/// What `lane` and those before it have carried.
	fn up_to(&self, lane: Lane) -> u64 {
		self.0
			.iter()
			.take(lane.place().saturating_add(1))
			.fold(0, |sum, used| sum.saturating_add(*used))
	}

	/// Whether `lane` still has room for `cost`: of its own share, of what the lanes before it have left, or of what those
	/// after it have `lent`. If nothing was carried yet, it takes what is larger than that, too, up to half a block.
	pub fn has_room(&self, figures: &Figures, lane: Lane, cost: u64, lent: Lent) -> bool {
		let used = self.up_to(lane);
		let most = figures.up_to(lane).saturating_add(lent.to(lane));
		let most = if used == 0 { most.max(figures.largest(lane)) } else { most };
		cost <= most.saturating_sub(used)
	}

	/// Whether `lane` has room for `cost` of what found none in `first`. It comes before what the lanes between these two
	/// carry, so they keep their shares.
	pub fn has_room_beside(
		&self,
		figures: &Figures,
		first: Lane,
		lane: Lane,
		cost: u64,
		lent: Lent,
	) -> bool {
		let kept = ALL
			.into_iter()
			.filter(|other| {
				(first.place()..lane.place()).contains(&other.place()) && *other != first
			})
			.map(|other| figures.share(other).saturating_sub(self.of(other)))
			.fold(cost, u64::saturating_add);
		self.has_room(figures, lane, kept, lent)
	}

	/// Whether [`Lane::Others`] has room for `cost` of what protects, if so much was paid for in the block before.
	pub fn has_room_before_paid(&self, figures: &Figures, cost: u64, paid: u64) -> bool {
		let used = self.of(Lane::Others);
		self.has_room(figures, Lane::Others, cost, Lent::default())
			&& (used == 0 || used.saturating_add(cost) <= self.most_before_paid(figures, paid))
	}

	/// What [`Lane::Others`] may use for what protects. That goes before what is paid for, so it is the lane's own share, or,
	/// if that is more, what the lanes before those two have left, without what those who pay keep of it: twice what
	/// they had in the block before, an eighth at least, and a half at most, however many there are who need nobody's word
	/// to send something.
	fn most_before_paid(&self, figures: &Figures, paid: u64) -> u64 {
		let left = figures.up_to(Lane::Others).saturating_sub(self.up_to(Lane::Patients));
		let kept = paid.saturating_mul(2).max(left / 8).min(left / 2);
		figures.share(Lane::Others).max(left.saturating_sub(kept))
	}

	fn of(&self, lane: Lane) -> u64 {
		self.0.get(lane.place()).copied().unwrap_or_default()
	}

	/// Notes that `lane` carries `cost` more.
	pub fn add(&mut self, lane: Lane, cost: u64) {
		if let Some(used) = self.0.get_mut(lane.place()) {
			*used = used.saturating_add(cost);
		}
	}

	/// Notes that `lane` carries `cost` less than was said.
	pub fn give_back(&mut self, lane: Lane, cost: u64) {
		if let Some(used) = self.0.get_mut(lane.place()) {
			*used = used.saturating_sub(cost);
		}
	}
}
