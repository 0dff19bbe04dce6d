//! What decides over all files of one patient at once.

use crate::types::{
	AllConfidential, ConfidentialClass, EndedGrant, OptOut, RefuseAll, StandingRefusal,
	MAX_CONFIDENTIAL, MAX_REFUSALS,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{GrantId, Moment, OrganizationId, RecordClass, RefusalId};
use scale_info::TypeInfo;

/// How many grants of one patient may be live at a time.
pub const MAX_LIVE_GRANTS: u32 = 96;

/// How many grants of one patient, live ones and ends together, the head keeps. Whoever gives a grant
/// moves old ends out if there would be more, so that ending a grant always finds room.
pub const MAX_TRACKED_GRANTS: u32 = 128;

/// A grant that has not been ended.
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
pub struct LiveGrant {
	/// The grant.
	pub id: GrantId,
	/// Whose file holds it.
	pub organization: OrganizationId,
	/// When it ends by itself.
	pub until: Option<Moment>,
	/// The grant from which it was passed on; none for the patient's own.
	pub parent: Option<GrantId>,
}

/// What decides over all files of one patient at once, so that a revocation is one write.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Head<AccountId> {
	/// The number of the next grant.
	pub next: GrantId,
	/// The grants that count. The parent of each that has one is among them.
	pub live: BoundedVec<LiveGrant, ConstU32<MAX_LIVE_GRANTS>>,
	/// The latest of those that no longer do, in the order in which their ends were noted, so that the
	/// past can be judged.
	pub ended: BoundedVec<EndedGrant, ConstU32<MAX_TRACKED_GRANTS>>,
	/// The grant in whose annex the latest page of older ends lies.
	pub older_ends: Option<GrantId>,
	/// From this moment on files and head tell all about grants; for earlier moments annexes must be
	/// asked, too.
	pub complete_since: Moment,
	/// The number of the next refusal.
	pub next_refusal: RefusalId,
	/// What the patient refuses.
	pub refusals: BoundedVec<StandingRefusal<AccountId>, ConstU32<MAX_REFUSALS>>,
	/// Set while the patient refuses everything.
	pub refuse_all: Option<RefuseAll>,
	/// Set while the patient wants nobody to break the glass.
	pub opt_out: Option<OptOut>,
	/// The classes from which representatives are kept, as far as they were marked one by one.
	pub confidential: BoundedVec<ConfidentialClass, ConstU32<MAX_CONFIDENTIAL>>,
	/// Set while representatives are kept from all classes but some.
	pub all_confidential: Option<AllConfidential>,
	/// How many restrictions the patient has lifted so far, and when the latest.
	pub lifted: Lifted,
}

/// How many restrictions a patient has lifted.
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
pub struct Lifted {
	/// So many, numbered from 0.
	pub count: u32,
	/// When the latest was lifted: from then on the head tells all about restrictions.
	pub at: Moment,
}

impl<AccountId> Default for Head<AccountId> {
	fn default() -> Self {
		Self {
			next: 0,
			live: BoundedVec::new(),
			ended: BoundedVec::new(),
			older_ends: None,
			complete_since: 0,
			next_refusal: 0,
			refusals: BoundedVec::new(),
			refuse_all: None,
			opt_out: None,
			confidential: BoundedVec::new(),
			all_confidential: None,
			lifted: Lifted::default(),
		}
	}
}

impl<AccountId> Head<AccountId> {
	/// Whether grant `id` has not been ended.
	pub fn is_live(&self, id: GrantId) -> bool {
		self.live(id).is_some()
	}

	/// Grant `id`, if it has not been ended.
	pub fn live(&self, id: GrantId) -> Option<&LiveGrant> {
		self.live.iter().find(|live| live.id == id)
	}

	/// When grant `id` ended, as far as the head knows.
	pub fn end_of(&self, id: GrantId) -> Option<Moment> {
		self.ended.iter().find(|ended| ended.id == id).map(|ended| ended.at)
	}

	/// How many live grants were passed on from grant `id` directly.
	pub fn children(&self, id: GrantId) -> usize {
		self.live.iter().filter(|live| live.parent == Some(id)).count()
	}

	/// Ends grant `id` at `at`, or when its period ended if that was earlier, and with it all that were
	/// passed on from it. Returns whose it was; `None` if it is not live.
	pub fn end(&mut self, id: GrantId, at: Moment) -> Option<OrganizationId> {
		let organization = self.live(id)?.organization;
		self.end_where(at, |live| live.id == id);
		Some(organization)
	}

	/// Ends every live grant that is `meant`, and all that were passed on from it. Returns how many.
	pub fn end_where(&mut self, at: Moment, meant: impl Fn(&LiveGrant) -> bool) -> u32 {
		let before = self.live.len();
		let mut ending: alloc::vec::Vec<GrantId> =
			self.live.iter().filter(|live| meant(live)).map(|live| live.id).collect();
		// Whatever was passed on has a higher number than what it was passed on from, and the list is in
		// the order of numbers: one pass finds all descendants.
		for live in &self.live {
			if live.parent.is_some_and(|parent| ending.contains(&parent))
				&& !ending.contains(&live.id)
			{
				ending.push(live.id);
			}
		}
		for live in self.live.iter().filter(|live| ending.contains(&live.id)) {
			let at = live.until.map_or(at, |until| until.min(at));
			// There is room: live grants and ends together are no more than the list of ends holds.
			if self.ended.try_push(EndedGrant { id: live.id, at }).is_err() {
				frame_support::defensive!("an end found no room");
				self.complete_since = self.complete_since.max(at);
			}
		}
		self.live.retain(|live| !ending.contains(&live.id));
		before.saturating_sub(self.live.len()) as u32
	}

	/// Ends every grant whose period is over at `now`.
	pub fn end_lapsed(&mut self, now: Moment) {
		self.end_where(now, |live| live.until.is_some_and(|until| until <= now));
	}

	/// Takes the end of grant `id` out of the list: its row is about to leave its file.
	pub fn take_end(&mut self, id: GrantId) -> Option<Moment> {
		let position = self.ended.iter().position(|ended| ended.id == id)?;
		let ended = self.ended.remove(position);
		self.complete_since = self.complete_since.max(ended.at);
		Some(ended.at)
	}

	/// Whether representatives are kept from `class` since `at` or longer.
	pub fn is_confidential(&self, class: RecordClass, at: Moment) -> bool {
		self.confidential.iter().any(|marked| marked.class == class && marked.since <= at)
			|| self
				.all_confidential
				.as_ref()
				.is_some_and(|all| all.since <= at && !all.exceptions.contains(&class))
	}
}
