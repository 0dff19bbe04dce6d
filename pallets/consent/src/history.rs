//! What held as of a moment. The decision function asks here for what held at its moment; judging it is left to the
//! decision function.
//!
//! About the present a patient's [`Head`] and an organization's [`File`](crate::File) tell all, and nothing else is read.
//! What has ended since then lies in chains, each in the order of time, newest first:
//!
//! | what | the chain begins | and goes on |
//! |---|---|---|
//! | grants that gave up their place in a file | `Annexes[row.id].displaced` | `Annexes[that grant].displaced` |
//! | ends that the head had no room for | `Annexes[head.older_ends].ends` | `previous` |
//! | lifted restrictions | `LiftedRestrictions[head.lifted.count - 1]` | the number before |
//! | repealed policies | `RepealedPolicies[book.repealed - 1]` | the number before |
//! | emergency sessions of a practitioner | `LatestSessions` | `Sessions[that session].previous` |
//!
//! A chain is followed until what it tells lies before the moment. Where it breaks off, the sweep has been:
//! it takes away only what had ended when [`crate::ForgottenBefore`] begins, which can't matter at a moment that
//! is asked about, since earlier ones are *unknown* from the start. One decision takes at most
//! [`MAX_HISTORY_STEPS`] steps; if they don't suffice, the answer is *unknown*.
//!
//! Everything in a block happens at one moment. As of a moment is told what stood at its end: whatever was given and
//! ended, or set and lifted, within one moment is told as if it had never been. What was decided in between is in
//! the trail.

use crate::{
	circumstances::Circumstances,
	restricted::RestrictedAsOf,
	types::{DisplacedGrant, EnactedPolicy, EndedGrant, Grant, Head},
	Annexes, Config, LiftedRestrictions, RepealedPolicies, Sessions,
};
use alloc::{borrow::Cow, vec::Vec};
use salus_primitives::{GrantId, Moment, OrganizationId, PatientId, PractitionerId, SessionId};

/// How many items one decision about the past reads at most, besides what it would for the present. No call asks
/// about the past, so it bounds what a node does for one question. A page of ends counts as [`STEPS_OF_A_PAGE`],
/// since its ends are kept in memory.
pub(crate) const MAX_HISTORY_STEPS: u32 = 100_000;

/// How many steps one page of ends takes.
const STEPS_OF_A_PAGE: u32 = 8;

/// What was at that moment is forgotten, or lies too many steps back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoLongerKnown;

/// A grant that had a place in a file as of the moment that is asked about.
pub(crate) struct HeldAsOf<'a, AccountId: Clone> {
	/// The grant.
	pub grant: Cow<'a, Grant<AccountId>>,
	/// Whether it had been ended at that moment.
	pub had_ended: bool,
}

/// What held for one patient as of one moment.
pub(crate) struct AsOf<'a, T: Config> {
	circumstances: &'a Circumstances<'a, T>,
	patient: &'a PatientId,
	head: &'a Head<T::AccountId>,
	at: Moment,
	steps: Steps,
	older_ends: OlderEnds,
}

impl<'a, T: Config> AsOf<'a, T> {
	/// What held for the patient that is asked about, as of the moment that is asked about.
	pub fn new(circumstances: &'a Circumstances<'a, T>, steps: u32) -> Self {
		let head = circumstances.head();
		Self {
			circumstances,
			patient: &circumstances.request.patient,
			head,
			at: circumstances.at,
			steps: Steps(steps),
			older_ends: OlderEnds::of(head),
		}
	}

	/// What the patient had set against access.
	pub fn restricted(&mut self) -> Result<RestrictedAsOf<'a, T::AccountId>, NoLongerKnown> {
		let mut lifted_since = Vec::new();
		if self.at < self.head.lifted.at {
			for number in (0..self.head.lifted.count).rev() {
				self.steps.take(1)?;
				match LiftedRestrictions::<T>::get(self.patient, number) {
					Some(lifted) if self.at < lifted.lifted_at => {
						if lifted.since <= self.at {
							lifted_since.push(lifted.restriction);
						}
					},
					_ => break,
				}
			}
		}
		Ok(RestrictedAsOf::new(self.head, self.at, lifted_since))
	}

	/// The policies that nobody had repealed, in no order; also some that were enacted later.
	pub fn policies(&mut self) -> Result<Vec<Cow<'a, EnactedPolicy>>, NoLongerKnown> {
		let book = self.circumstances.policies();
		let mut policies = book.enacted.iter().map(Cow::Borrowed).collect::<Vec<_>>();
		if self.at < book.repealed_at {
			for number in (0..book.repealed).rev() {
				self.steps.take(1)?;
				match RepealedPolicies::<T>::get(number) {
					Some(repealed) if self.at < repealed.repealed_at => {
						if repealed.enacted.enacted_at <= self.at {
							policies.push(Cow::Owned(repealed.enacted));
						}
					},
					_ => break,
				}
			}
		}
		Ok(policies)
	}

	/// Which grant had the place in a file that `row` has now; none if the place was free.
	pub fn holder(
		&mut self,
		row: &'a Grant<T::AccountId>,
	) -> Result<Option<HeldAsOf<'a, T::AccountId>>, NoLongerKnown> {
		// Grants of one place never overlapped: whichever was the latest to be given by `at` is the only one
		// that can have counted.
		if row.granted_at <= self.at || self.head.complete_since <= self.at {
			let had_ended = self.had_ended(row.id)?;
			return Ok(Some(HeldAsOf { grant: Cow::Borrowed(row), had_ended }));
		}
		let mut later = row.id;
		loop {
			self.steps.take(1)?;
			let Some(displaced) = Annexes::<T>::get(self.patient, later).displaced else {
				return Ok(None);
			};
			let DisplacedGrant { grant, ended_at, is_end_in_page } = displaced;
			if grant.granted_at <= self.at {
				// If its end lies in a page, it gave up its place later than it ended.
				let had_ended =
					ended_at <= self.at || (is_end_in_page && self.had_ended_by_page(grant.id)?);
				return Ok(Some(HeldAsOf { grant: Cow::Owned(grant), had_ended }));
			}
			later = grant.id;
		}
	}

	/// Whether the grant `id`, which has its place in a file to this day, had been ended.
	fn had_ended(&mut self, id: GrantId) -> Result<bool, NoLongerKnown> {
		if self.head.is_live(id) {
			return Ok(false);
		}
		if let Some(end) = self.head.end_of(id) {
			return Ok(end <= self.at);
		}
		// The head gives ends away, and says up to which.
		if self.head.complete_since <= self.at {
			return Ok(true);
		}
		self.had_ended_by_page(id)
	}

	/// Whether the grant `id`, whose end was moved out of the head, had been ended. Pages are forgotten when all
	/// of their ends lie too far back to be asked about.
	fn had_ended_by_page(&mut self, id: GrantId) -> Result<bool, NoLongerKnown> {
		let end = self.older_ends.find::<T>(self.patient, id, &mut self.steps)?;
		Ok(end.is_none_or(|end| end <= self.at))
	}

	/// The emergency session that `practitioner` of `organization` had open.
	pub fn open_session(
		&mut self,
		organization: OrganizationId,
		practitioner: &PractitionerId<T::AccountId>,
	) -> Result<Option<SessionId>, NoLongerKnown> {
		let latest = self.circumstances.latest_session(organization, practitioner);
		let Some(latest) = latest else { return Ok(None) };
		// Sessions of one practitioner for one patient never overlap: whichever was the latest to be opened by
		// `at` is the only one that can have been open.
		if latest.opened_at <= self.at {
			return Ok(latest.is_open(self.at).then_some(latest.id));
		}
		let mut next = Some(latest.id);
		while let Some(id) = next {
			self.steps.take(1)?;
			let Some(session) = Sessions::<T>::get(id) else { break };
			if session.opened_at <= self.at {
				return Ok((self.at < session.until).then_some(id));
			}
			next = session.previous;
		}
		Ok(None)
	}
}

/// The steps that are left.
struct Steps(u32);

impl Steps {
	fn take(&mut self, steps: u32) -> Result<(), NoLongerKnown> {
		self.0 = self.0.checked_sub(steps).ok_or(NoLongerKnown)?;
		Ok(())
	}
}

/// The ends that the head had no room for, as far as they were read.
struct OlderEnds {
	read: Vec<EndedGrant>,
	next_page: Option<GrantId>,
}

impl OlderEnds {
	fn of<AccountId>(head: &Head<AccountId>) -> Self {
		Self { read: Vec::new(), next_page: head.older_ends }
	}

	/// When `grant` ended; `None` if no page tells.
	fn find<T: Config>(
		&mut self,
		patient: &PatientId,
		grant: GrantId,
		steps: &mut Steps,
	) -> Result<Option<Moment>, NoLongerKnown> {
		let end_in =
			|ends: &[EndedGrant]| ends.iter().find(|ended| ended.id == grant).map(|ended| ended.at);
		let mut found = end_in(&self.read);
		while let (None, Some(holder)) = (found, self.next_page) {
			steps.take(STEPS_OF_A_PAGE)?;
			let page = Annexes::<T>::get(patient, holder).ends;
			self.next_page = page.as_ref().and_then(|page| page.previous);
			let ends = page.map(|page| page.ends.into_inner()).unwrap_or_default();
			found = end_in(&ends);
			self.read.extend(ends);
		}
		Ok(found)
	}
}
