//! Forgets what ended longer ago than history is kept, bit by bit, when blocks have room.
//!
//! A *round* walks through all that is kept about the past, in the order of storage keys, one item a step;
//! the next one begins a day after it began. What it decides by is its *horizon*: the moment before
//! which nothing is asked any more. [`ForgottenBefore`] says so from the round's first step on, so that
//! no answer is given from what is half forgotten.
//!
//! A step costs the same however much somebody has piled up: it looks at one item and at no more than
//! ten others that hang together with it, and leaves at most [`MAX_LAPSED_PER_STEP`] entries, of what had lapsed: a
//! file with more takes several steps. Nor can anybody hold a round up by piling up more: keys
//! are walked through in one direction.
//!
//! | item | goes when |
//! |---|---|
//! | a lapsed request, and the rejected one that it follows | nobody can answer it any more |
//! | a lifted restriction, a repealed policy | it was lifted, repealed before the horizon |
//! | an emergency session, and that it is the latest | it was over before the horizon, and the last word on it was said |
//! | a grant's row in a file | the grant ended before the horizon, or nothing tells any more when it ended |
//! | an annex's envelope | its grant counts no more |
//! | an annex's displaced grant | that grant ended before the horizon |
//! | an annex's page of ends | all of them came before the horizon |
//!
//! A file or an annex in which nothing is left goes itself. A session that nobody has reviewed stays.
//!
//! About a closed patient nothing is asked at any moment, so all of this goes whatever the horizon, with the
//! patient's head and emergency ring; but not its emergency sessions, which are judged all the same.

use crate::{
	lapsing,
	types::{Annex, EndedGrant, EndsPage, File, Head},
	Annexes, Config, EmergencyRings, Files, ForgottenBefore, Heads, LatestSessions,
	LiftedRestrictions, Pallet, Rejections, RepealedPolicies, Requests, Session, Sessions,
	Sweeping, WeightInfo,
};
use alloc::vec::Vec;
use codec::{Decode, Encode, MaxEncodedLen};
use core::cell::OnceCell;
use frame_support::{
	storage::PrefixIterator,
	traits::{ConstU32, Get, Time},
	weights::{Weight, WeightMeter},
	BoundedVec,
};
use salus_primitives::{
	AuditTrail, GrantId, Moment, OrganizationId, PatientDirectory, PatientId, SessionId, DAY,
};
use scale_info::TypeInfo;

/// How long after its beginning a round is followed by the next.
const BETWEEN_ROUNDS: Moment = DAY;

/// How many pages of ends one step reads to find out whether one of them tells when a grant ended.
pub(crate) const MAX_PAGES_PER_STEP: u32 = 8;

/// How many grants that had lapsed go in one step, each of which leaves an entry.
pub(crate) const MAX_LAPSED_PER_STEP: u32 = 4;

/// The storage key of the item that a round has looked at last.
type Cursor = BoundedVec<u8, ConstU32<128>>;

/// What a round looks at, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum Stage {
	/// The requests for consent.
	#[codec(index = 0)]
	Requests,
	/// What patients no longer refuse.
	#[codec(index = 1)]
	LiftedRestrictions,
	/// What law no longer permits.
	#[codec(index = 2)]
	RepealedPolicies,
	/// The emergency sessions.
	#[codec(index = 3)]
	Sessions,
	/// The files.
	#[codec(index = 4)]
	Files,
	/// The annexes.
	#[codec(index = 5)]
	Annexes,
	/// The heads.
	#[codec(index = 6)]
	Heads,
	/// The emergency rings.
	#[codec(index = 8)]
	EmergencyRings,
	/// The round is over.
	#[codec(index = 7)]
	Done,
}

impl Stage {
	fn next(self) -> Self {
		match self {
			Stage::Requests => Stage::LiftedRestrictions,
			Stage::LiftedRestrictions => Stage::RepealedPolicies,
			Stage::RepealedPolicies => Stage::Sessions,
			Stage::Sessions => Stage::Files,
			Stage::Files => Stage::Annexes,
			Stage::Annexes => Stage::Heads,
			Stage::Heads => Stage::EmergencyRings,
			Stage::EmergencyRings | Stage::Done => Stage::Done,
		}
	}
}

/// How far a round has come.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Sweep {
	/// When it began.
	pub began_at: Moment,
	/// What ended at this moment or before is forgotten.
	pub horizon: Moment,
	/// What it looks at.
	pub stage: Stage,
	/// The storage key up to which it has done so; none at the beginning of a stage.
	pub cursor: Option<Cursor>,
}

impl<T: Config> Pallet<T> {
	/// Takes as many steps as the meter has weight for, and begins a round if it is time to.
	pub(crate) fn sweep(meter: &mut WeightMeter) {
		let db = T::DbWeight::get();
		// The round is read once and, if it moves on, written once.
		if meter.try_consume(db.reads(1)).is_err() {
			return;
		}
		let now = T::Time::now();
		let under_way = match Sweeping::<T>::get() {
			Some(sweep) if sweep.stage != Stage::Done => Some(sweep),
			Some(last) if now < last.began_at.saturating_add(BETWEEN_ROUNDS) => return,
			_ => None,
		};
		let to_begin = if under_way.is_some() { Weight::zero() } else { db.reads_writes(1, 1) };
		let before_first_step = to_begin.saturating_add(db.writes(1));
		// Without room for one step, it isn't worth a write.
		if !meter.can_consume(before_first_step.saturating_add(Self::sweep_step_weight())) {
			return;
		}
		meter.consume(before_first_step);
		let mut sweep = under_way.unwrap_or_else(|| Self::begin_round(now));
		while sweep.stage != Stage::Done && meter.try_consume(Self::sweep_step_weight()).is_ok() {
			sweep.step::<T>(now);
		}
		Sweeping::<T>::put(sweep);
	}

	/// What one step costs, whatever it looks at.
	pub(crate) fn sweep_step_weight() -> Weight {
		// Beside the items, the key of the first of them is looked up.
		T::WeightInfo::sweep_step()
			.max(T::WeightInfo::sweep_step_of_file())
			.saturating_add(T::Patients::weight())
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::Audit::weight().saturating_mul(MAX_LAPSED_PER_STEP.into()))
	}

	fn begin_round(now: Moment) -> Sweep {
		let horizon = ForgottenBefore::<T>::mutate(|forgotten| {
			*forgotten = now.saturating_sub(T::HistoryRetention::get()).max(*forgotten);
			*forgotten
		});
		Sweep { began_at: now, horizon, stage: Stage::Requests, cursor: None }
	}
}

impl Sweep {
	/// Looks at the item that comes next, or goes on to the next stage if there is none.
	pub(crate) fn step<T: Config>(&mut self, now: Moment) {
		let horizon = self.horizon;
		let cursor = match self.stage {
			Stage::Requests => {
				self.next_of(Requests::<T>::iter()).map(|((patient, by, request), cursor)| {
					let is_closed = is_closed::<T>(&patient);
					if request.lapses_at <= now || is_closed {
						// How what was open with a closed patient ended, its closing tells.
						if !is_closed {
							Pallet::<T>::note_if_request_lapsed(&patient, by, &request, now);
						}
						Requests::<T>::remove(patient, by);
						// It was made earlier, and lapsed no later.
						Rejections::<T>::remove(patient, by);
					}
					cursor
				})
			},
			Stage::LiftedRestrictions => self.next_of(LiftedRestrictions::<T>::iter()).map(
				|((patient, number, lifted), cursor)| {
					if lifted.lifted_at <= horizon || is_closed::<T>(&patient) {
						LiftedRestrictions::<T>::remove(patient, number);
					}
					cursor
				},
			),
			Stage::RepealedPolicies => {
				self.next_of(RepealedPolicies::<T>::iter()).map(|((number, repealed), cursor)| {
					if repealed.repealed_at <= horizon {
						RepealedPolicies::<T>::remove(number);
					}
					cursor
				})
			},
			Stage::Sessions => {
				self.next_of(Sessions::<T>::iter()).map(|((id, session), cursor)| {
					// Whatever the same practitioner opened before it was over earlier: what is left of a chain of
					// sessions is whole.
					if session.verdict().is_some() && session.until <= horizon {
						Sessions::<T>::remove(id);
						forget_latest::<T>(id, &session);
					}
					cursor
				})
			},
			Stage::Files => match self.next_of(Files::<T>::iter()) {
				Some(((patient, organization, file), cursor)) => {
					if !sweep_file::<T>(patient, organization, file, horizon, now) {
						// The next step goes on with the same file.
						return;
					}
					Some(cursor)
				},
				None => None,
			},
			Stage::Annexes => {
				self.next_of(Annexes::<T>::iter()).map(|((patient, grant, annex), cursor)| {
					sweep_annex::<T>(patient, grant, annex, horizon, now);
					cursor
				})
			},
			Stage::Heads => self.next_of(Heads::<T>::iter()).map(|((patient, _), cursor)| {
				if is_closed::<T>(&patient) {
					Heads::<T>::remove(patient);
				}
				cursor
			}),
			Stage::EmergencyRings => {
				self.next_of(EmergencyRings::<T>::iter()).map(|((patient, _), cursor)| {
					if is_closed::<T>(&patient) {
						EmergencyRings::<T>::remove(patient);
					}
					cursor
				})
			},
			Stage::Done => None,
		};
		if cursor.is_none() {
			self.stage = self.stage.next();
		}
		self.cursor = cursor;
	}

	/// The item of a map after the cursor, and its key. Rows that were removed meanwhile play no part.
	fn next_of<Item>(&self, mut items: PrefixIterator<Item>) -> Option<(Item, Cursor)> {
		if let Some(cursor) = &self.cursor {
			items.set_last_raw_key(cursor.to_vec());
		}
		let item = items.next()?;
		// No key of this pallet is longer.
		let cursor = Cursor::try_from(items.last_raw_key().to_vec()).ok()?;
		Some((item, cursor))
	}
}

/// Ends what has lapsed, so that it can be forgotten though nobody looked at the patient since.
fn settle<AccountId>(head: &mut Head<AccountId>, now: Moment) -> bool {
	let before = head.live.len();
	head.end_lapsed(now);
	before != head.live.len()
}

/// Whether nothing is asked about the patient any more, at whatever moment.
fn is_closed<T: Config>(patient: &PatientId) -> bool {
	!T::Patients::is_open(patient)
}

/// Forgets the grants in a file that may be, and says whether that were all: of those that lapsed, each of which leaves an
/// entry, no more than [`MAX_LAPSED_PER_STEP`] go in one step.
fn sweep_file<T: Config>(
	patient: PatientId,
	organization: OrganizationId,
	mut file: File<T::AccountId>,
	horizon: Moment,
	now: Moment,
) -> bool {
	if is_closed::<T>(&patient) {
		Files::<T>::remove(patient, organization);
		return true;
	}
	let mut head = Heads::<T>::get(patient);
	let mut head_changed = settle(&mut head, now);
	let older_ends = OnceCell::new();
	let in_pages = || older_ends.get_or_init(|| older_ends_of::<T>(&patient, &head));
	let (mut gone, mut lapsed) = (Vec::<GrantId>::new(), Vec::new());
	let mut are_all = true;
	for grant in file.grants().filter(|grant| !head.is_live(grant.id)) {
		let known = head.end_of(grant.id);
		let is_forgotten = match known {
			Some(at) => at <= horizon,
			// The end was moved out of the head. It was no later than the latest that was, and no later than
			// the grant's period. A page that tells of it is kept for as long as it matters.
			None => {
				head.complete_since <= horizon
					|| grant.provision.period.has_ended(horizon)
					|| in_pages().are_forgotten(grant.id, horizon)
			},
		};
		if !is_forgotten {
			continue;
		}
		let has_period = grant.provision.period.until.is_some();
		let end = known.or_else(|| if has_period { in_pages().end_of(grant.id) } else { None });
		if let Some(at) = lapsing::lapsed_at(grant, end, now) {
			if lapsed.len() == MAX_LAPSED_PER_STEP as usize {
				are_all = false;
				continue;
			}
			lapsed.push((grant.id, at));
		}
		gone.push(grant.id);
	}
	for id in &gone {
		head_changed |= head.take_end(*id).is_some();
	}
	if head_changed {
		Heads::<T>::insert(patient, head);
	}
	if !gone.is_empty() {
		file.own.retain(|grant| !gone.contains(&grant.id));
		file.referred.retain(|grant| !gone.contains(&grant.id));
		store_file::<T>(patient, organization, file);
	}
	for (grant, at) in lapsed {
		Pallet::<T>::note_lapsed(&patient, grant, organization, at);
	}
	are_all
}

/// What the latest pages of ends tell, and whether there are others.
struct OlderEnds {
	ends: Vec<EndedGrant>,
	are_all: bool,
}

impl OlderEnds {
	/// Whether nobody asks any more when `grant` ended, which is no longer live: as a page says, or because no
	/// page does.
	fn are_forgotten(&self, grant: GrantId, horizon: Moment) -> bool {
		self.end_of(grant).map_or(self.are_all, |end| end <= horizon)
	}

	/// When `grant` ended, if a page in reach tells.
	fn end_of(&self, grant: GrantId) -> Option<Moment> {
		self.ends.iter().find(|ended| ended.id == grant).map(|ended| ended.at)
	}
}

fn older_ends_of<T: Config>(patient: &PatientId, head: &Head<T::AccountId>) -> OlderEnds {
	let mut ends = Vec::new();
	let mut next = head.older_ends;
	for _ in 0..MAX_PAGES_PER_STEP {
		let Some(holder) = next else { break };
		let page = Annexes::<T>::get(patient, holder).ends;
		next = page.as_ref().and_then(|page| page.previous);
		ends.extend(page.into_iter().flat_map(|page| page.ends));
	}
	OlderEnds { ends, are_all: next.is_none() }
}

/// Forgets that a session that is gone was the latest.
fn forget_latest<T: Config>(id: SessionId, session: &Session<T::AccountId>) {
	let Some(practitioner) = session.actor.practitioner() else { return };
	let key = (session.patient, session.organization, practitioner);
	LatestSessions::<T>::mutate_exists(key, |latest| {
		*latest = latest.take().filter(|latest| latest.id != id);
	});
}

fn store_file<T: Config>(
	patient: PatientId,
	organization: OrganizationId,
	file: File<T::AccountId>,
) {
	if file.is_empty() {
		Files::<T>::remove(patient, organization);
	} else {
		Files::<T>::insert(patient, organization, file);
	}
}

fn sweep_annex<T: Config>(
	patient: PatientId,
	grant: GrantId,
	mut annex: Annex<T::AccountId>,
	horizon: Moment,
	now: Moment,
) {
	if is_closed::<T>(&patient) {
		return Annexes::<T>::remove(patient, grant);
	}
	let mut head = Heads::<T>::get(patient);
	let mut head_changed = settle(&mut head, now);
	let mut annex_changed = false;
	if annex.envelope.is_some() && !head.is_live(grant) {
		annex.envelope = None;
		annex_changed = true;
	}
	if annex.displaced.as_ref().is_some_and(|past| past.ended_at <= horizon) {
		annex.displaced = None;
		annex_changed = true;
	}
	if let Some(page) = annex.ends.as_mut() {
		annex_changed |= skip_old_page::<T>(patient, page, horizon);
		if head.older_ends == Some(grant) && is_old(page, horizon) {
			head.older_ends = page.previous;
			head_changed = true;
			annex.ends = None;
			annex_changed = true;
		}
	}
	if head_changed {
		Heads::<T>::insert(patient, head);
	}
	if annex_changed {
		store_annex::<T>(patient, grant, annex);
	}
}

/// Takes the page before `page` out of the chain if nothing in it is needed. Pages go one by one, from
/// wherever the walk comes by, and the chain stays whole: each that a round finds takes one out, or is
/// taken out itself, so that a round halves whatever is too old.
fn skip_old_page<T: Config>(patient: PatientId, page: &mut EndsPage, horizon: Moment) -> bool {
	let Some(previous) = page.previous else { return false };
	let mut annex = Annexes::<T>::get(patient, previous);
	let before = match annex.ends.as_ref() {
		Some(before) if !is_old(before, horizon) => return false,
		Some(before) => before.previous,
		None => None,
	};
	page.previous = before;
	if annex.ends.take().is_some() {
		store_annex::<T>(patient, previous, annex);
	}
	true
}

fn is_old(page: &EndsPage, horizon: Moment) -> bool {
	page.ends.iter().all(|ended| ended.at <= horizon)
}

fn store_annex<T: Config>(patient: PatientId, grant: GrantId, annex: Annex<T::AccountId>) {
	if annex.is_empty() {
		Annexes::<T>::remove(patient, grant);
	} else {
		Annexes::<T>::insert(patient, grant, annex);
	}
}
