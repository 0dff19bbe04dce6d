//! What always holds of the pallet's storage.

use crate::{
	joining,
	types::{
		Annex, BreakGlass, EndedGrant, EndsPage, File, Grant, Head, LiftedRestriction,
		PendingReview, MAX_CHILDREN, MAX_TRACKED_GRANTS,
	},
	Annexes, BreakGlasses, Config, EmergencyRings, Files, ForgottenBefore, Heads, LatestSessions,
	LiftedRestrictions, NextDraw, NextSession, Pallet, PendingReviews, Policies, Rejections,
	RepealedPolicies, Requests, Session, Sessions,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::Time};
use salus_primitives::{
	GrantId, Moment, OrganizationId, PatientDirectory, PatientId, PolicyId, SessionId,
};
use sp_runtime::TryRuntimeError;

/// All that is stored for one patient.
struct Dossier<T: Config> {
	head: Head<T::AccountId>,
	files: BTreeMap<OrganizationId, File<T::AccountId>>,
	annexes: BTreeMap<GrantId, Annex<T::AccountId>>,
	lifted: BTreeMap<u32, LiftedRestriction<T::AccountId>>,
}

impl<T: Config> Pallet<T> {
	/// Checks that
	/// - whatever is stored for a patient is for a known one; and of each that is not closed:
	/// - live grants and ends are bounded together, told apart and numbered in order; every live grant has
	///   its row in the file of the organization that it names, and the parent of every one that has one is
	///   live, too;
	/// - what was passed on lies within what it was passed on from, as long as both have their rows;
	/// - grants that had the same place in a file, one after another, did not overlap, and none is lost before
	///   its time; nor is any page of ends;
	/// - refusals stand once for each who may say them, only the controller's hold even in an emergency, and there is
	///   room for one more of each kind; no class is marked or excepted twice;
	/// - refusals and policies are numbered in order, and there are as many lifted and repealed ones as are
	///   counted, those aside that were forgotten;
	/// - emergency sessions, the latest of each practitioner and the reviews that are pending tell the same, and
	///   sessions of one practitioner for one patient never overlap;
	/// - an emergency ring names each custodian once, takes two or more of them, commits to something, and is of no
	///   later key than the patient's;
	/// - a rejected request is kept for the one that follows it, as long as that is open;
	/// - nothing has happened in the future.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let now = T::Time::now();
		let forgotten_before = ForgottenBefore::<T>::get();
		ensure!(forgotten_before <= now, "nothing is forgotten before it is past");

		let patients: BTreeSet<PatientId> = Heads::<T>::iter_keys()
			.chain(Files::<T>::iter_keys().map(|(patient, _)| patient))
			.chain(Annexes::<T>::iter_keys().map(|(patient, _)| patient))
			.chain(LiftedRestrictions::<T>::iter_keys().map(|(patient, _)| patient))
			.chain(Requests::<T>::iter_keys().map(|(patient, _)| patient))
			.chain(EmergencyRings::<T>::iter_keys())
			.chain(Sessions::<T>::iter_values().map(|session| session.patient))
			.collect();
		for patient in patients {
			ensure!(T::Patients::is_known(&patient), "whatever is stored is of a known patient");
			// Of a closed patient nothing is asked but its sessions: the rest goes bit by bit.
			if T::Patients::is_open(&patient) {
				Dossier::<T>::of(patient).check(now, forgotten_before)?;
			}
		}

		for (_, organization, request) in Requests::<T>::iter() {
			ensure!(
				request.requester.organization() == Some(organization),
				"a request is by who acts for the organization"
			);
			ensure!(
				request.asked_at <= now && request.asked_at < request.lapses_at,
				"a request was made, and lapses later"
			);
		}
		try_rejections::<T>()?;
		try_rings::<T>(now)?;
		try_policies::<T>(now, forgotten_before)?;
		try_sessions::<T>(now)?;
		for (organization, break_glass) in BreakGlasses::<T>::iter() {
			try_break_glass::<T>(organization, &break_glass)?;
		}
		Ok(())
	}
}

impl<T: Config> Dossier<T> {
	fn of(patient: PatientId) -> Self {
		Self {
			head: Heads::<T>::get(patient),
			files: Files::<T>::iter_prefix(patient).collect(),
			annexes: Annexes::<T>::iter_prefix(patient).collect(),
			lifted: LiftedRestrictions::<T>::iter_prefix(patient).collect(),
		}
	}

	fn check(&self, now: Moment, forgotten_before: Moment) -> Result<(), TryRuntimeError> {
		self.check_live()?;
		let paged = self.check_ends(now)?;
		self.check_rows(now, forgotten_before, &paged)?;
		self.check_families()?;
		self.check_places(forgotten_before)?;
		self.check_restrictions(now)?;
		self.check_lifted(forgotten_before)
	}

	/// The list of live grants in itself.
	fn check_live(&self) -> Result<(), TryRuntimeError> {
		let live = &self.head.live;
		ensure!(
			live.len().saturating_add(self.head.ended.len()) <= MAX_TRACKED_GRANTS as usize,
			"live grants and ends are bounded together"
		);
		ensure!(live.is_sorted_by(|one, next| one.id < next.id), "live grants are in order");
		let mut passed_on = BTreeMap::<GrantId, BTreeSet<OrganizationId>>::new();
		for grant in live {
			ensure!(grant.id < self.head.next, "a live grant's number was given out");
			let Some(parent) = grant.parent else { continue };
			ensure!(
				parent < grant.id && self.head.is_live(parent),
				"what a live grant was passed on from is live"
			);
			ensure!(
				passed_on.entry(parent).or_default().insert(grant.organization),
				"a grant is passed on to an organization once"
			);
		}
		ensure!(
			passed_on.values().all(|children| children.len() <= MAX_CHILDREN as usize),
			"a grant is passed on to few organizations"
		);
		Ok(())
	}

	/// The ends in the head and in its pages. Returns those in pages.
	fn check_ends(&self, now: Moment) -> Result<BTreeMap<GrantId, Moment>, TryRuntimeError> {
		let mut known = BTreeSet::new();
		let mut check = |ended: &EndedGrant| -> Result<(), TryRuntimeError> {
			ensure!(ended.id < self.head.next && ended.at <= now, "what has ended was given");
			ensure!(!self.head.is_live(ended.id), "a grant is live or has ended");
			ensure!(known.insert(ended.id), "a grant has ended once");
			Ok(())
		};
		self.head.ended.iter().try_for_each(&mut check)?;

		ensure!(self.head.complete_since <= now, "the head tells all about the present");
		let mut paged = BTreeMap::new();
		let mut pages: usize = 0;
		let mut next = self.head.older_ends;
		while let Some(holder) = next {
			let page: &EndsPage = self
				.annexes
				.get(&holder)
				.and_then(|annex| annex.ends.as_ref())
				.ok_or("a page of ends that is named is there")?;
			ensure!(
				page.previous.is_none_or(|previous| previous < holder),
				"older ends lie in older annexes"
			);
			ensure!(!page.ends.is_empty(), "a page of ends holds some");
			page.ends.iter().try_for_each(&mut check)?;
			ensure!(
				page.ends.iter().all(|ended| ended.at <= self.head.complete_since),
				"the head knows how far back it tells all"
			);
			paged.extend(page.ends.iter().map(|ended| (ended.id, ended.at)));
			pages = pages.saturating_add(1);
			next = page.previous;
		}
		let stored = self.annexes.values().filter(|annex| annex.ends.is_some()).count();
		ensure!(pages == stored, "every page of ends is named");
		Ok(paged)
	}

	fn grants(&self) -> impl Iterator<Item = (OrganizationId, &Grant<T::AccountId>)> {
		self.files
			.iter()
			.flat_map(|(organization, file)| file.grants().map(|grant| (*organization, grant)))
	}

	/// The rows of grants in files, each against the head.
	fn check_rows(
		&self,
		now: Moment,
		forgotten_before: Moment,
		paged: &BTreeMap<GrantId, Moment>,
	) -> Result<(), TryRuntimeError> {
		ensure!(self.files.values().all(|file| !file.is_empty()), "a file that is empty goes");
		let mut in_files = BTreeMap::new();
		for (organization, grant) in self.grants() {
			ensure!(grant.id < self.head.next, "a grant's number was given out");
			let other = in_files.insert(grant.id, grant.granted_at);
			ensure!(other.is_none(), "a grant has one row");
			ensure!(grant.granted_at <= now, "a grant was given");
			check_provision::<T>(grant)?;
			match self.head.live(grant.id) {
				Some(live) => ensure!(
					live.organization == organization
						&& live.until == grant.provision.period.until
						&& live.parent == grant.ancestors.last().copied(),
					"the head and the row of a live grant tell the same"
				),
				None => {
					let end = self.head.end_of(grant.id).or(paged.get(&grant.id).copied());
					ensure!(
						end.map_or(forgotten_before > 0, |end| grant.granted_at <= end),
						"when a grant ended is known until it is forgotten"
					);
				},
			}
		}
		ensure!(
			self.head.live.iter().all(|live| in_files.contains_key(&live.id)),
			"every live grant has its row"
		);
		ensure!(in_files.values().is_sorted(), "numbers are given out in the order of time");
		for file in self.files.values() {
			ensure!(
				file.own.iter().all(|grant| grant.ancestors.is_empty())
					&& file.referred.iter().all(|grant| !grant.ancestors.is_empty()),
				"the patient's own grants lie apart from those passed on"
			);
		}
		Ok(())
	}

	/// What was passed on, against what it was passed on from.
	fn check_families(&self) -> Result<(), TryRuntimeError> {
		let rows: BTreeMap<GrantId, &Grant<T::AccountId>> =
			self.grants().map(|(_, grant)| (grant.id, grant)).collect();
		for child in rows.values() {
			ensure!(
				child.ancestors.is_sorted_by(|one, next| one < next)
					&& child.ancestors.iter().all(|ancestor| *ancestor < child.id),
				"what a grant was passed on from is older"
			);
			let Some((parent, grandparents)) = child.ancestors.split_last() else { continue };
			let Some(parent) = rows.get(parent) else { continue };
			ensure!(
				parent.ancestors.as_slice() == grandparents,
				"a child's ancestors are its parent's and it"
			);
			ensure!(
				parent.provision.covers_whoever(&child.provision),
				"what was passed on lies within what it was passed on from"
			);
			ensure!(
				parent.granted_at <= child.granted_at
					&& (!parent.excludes_confidential || child.excludes_confidential),
				"what was passed on is no more than it was passed on from"
			);
		}
		Ok(())
	}

	/// The places in files, each with all that had it one after another.
	fn check_places(&self, forgotten_before: Moment) -> Result<(), TryRuntimeError> {
		let mut numbers: BTreeSet<GrantId> = self.grants().map(|(_, grant)| grant.id).collect();
		let mut reached = BTreeSet::new();
		for (_, row) in self.grants() {
			let mut later = row;
			while let Some(displaced) =
				self.annexes.get(&later.id).and_then(|annex| annex.displaced.as_ref())
			{
				ensure!(
					displaced.ended_at <= later.granted_at,
					"grants that had the same place didn't overlap"
				);
				ensure!(
					displaced.grant.ancestors.is_empty() == later.ancestors.is_empty(),
					"what was passed on gives up its place to what was passed on"
				);
				reached.insert(later.id);
				later = &displaced.grant;
			}
		}
		for (id, annex) in &self.annexes {
			ensure!(*id < self.head.next, "an annex belongs to a grant");
			ensure!(!annex.is_empty(), "an annex that is empty goes");
			let Some(displaced) = &annex.displaced else { continue };
			ensure!(
				displaced.grant.id < *id && displaced.grant.granted_at <= displaced.ended_at,
				"a grant gives up its place to a newer one, after it was given"
			);
			ensure!(!self.head.is_live(displaced.grant.id), "a live grant keeps its place");
			ensure!(numbers.insert(displaced.grant.id), "a grant lies in one place");
			ensure!(
				reached.contains(id) || displaced.ended_at <= forgotten_before,
				"a grant that gave up its place is found until it is forgotten"
			);
		}
		Ok(())
	}

	/// What stands.
	fn check_restrictions(&self, now: Moment) -> Result<(), TryRuntimeError> {
		let refusals = &self.head.refusals;
		ensure!(
			refusals.is_sorted_by(|one, next| one.id < next.id && one.since <= next.since),
			"refusals are in order"
		);
		for (position, standing) in refusals.iter().enumerate() {
			ensure!(standing.id < self.head.next_refusal, "a refusal's number was given out");
			ensure!(standing.since <= now, "a refusal was made");
			ensure!(
				standing.refusal.purposes.is_none_or(|purposes| purposes.is_meaningful()),
				"a refusal names purposes that have a code"
			);
			ensure!(
				refusals
					.iter()
					.skip(position)
					.skip(1)
					.all(|other| other.refusal != standing.refusal
						|| other.by_controller != standing.by_controller),
				"a refusal stands once for each who may say it"
			);
			ensure!(
				standing.by_controller || !standing.refusal.even_in_emergency,
				"only the controller refuses even in an emergency"
			);
		}
		ensure!(joining::has_room(refusals), "each kind of refusal finds room");
		ensure!(
			self.head.refuse_all.is_none_or(|all| all.by_controller || !all.even_in_emergency),
			"only the controller refuses everything even in an emergency"
		);
		let marked: BTreeSet<_> = self.head.confidential.iter().map(|mark| mark.class).collect();
		ensure!(marked.len() == self.head.confidential.len(), "a class is marked once");
		if let Some(all) = &self.head.all_confidential {
			let excepted: BTreeSet<_> = all.exceptions.iter().collect();
			ensure!(excepted.len() == all.exceptions.len(), "a class is excepted once");
			ensure!(all.since <= now, "all classes were marked");
		}
		ensure!(
			self.head.refuse_all.is_none_or(|all| all.since <= now)
				&& self.head.opt_out.is_none_or(|opt_out| opt_out.since <= now)
				&& self.head.confidential.iter().all(|mark| mark.since <= now),
			"a restriction was made"
		);
		ensure!(self.head.lifted.at <= now, "a restriction was lifted");
		Ok(())
	}

	/// What no longer does.
	fn check_lifted(&self, forgotten_before: Moment) -> Result<(), TryRuntimeError> {
		let lifted = self.head.lifted;
		ensure!(
			self.lifted.values().is_sorted_by(|one, next| one.lifted_at <= next.lifted_at),
			"restrictions are numbered as they were lifted"
		);
		ensure!(
			self.lifted
				.values()
				.all(|item| item.since <= item.lifted_at && item.lifted_at <= lifted.at),
			"a restriction stood before it was lifted"
		);
		let ends = self.lifted.iter().map(|(number, item)| (*number, item.lifted_at));
		check_numbered(ends, lifted.count, lifted.at, forgotten_before)
	}
}

/// That what was numbered from 0 to below `count`, and ended in that order, the last at `last_end`, is there
/// unless it may have been forgotten. `ends` are in the order of numbers.
fn check_numbered(
	ends: impl DoubleEndedIterator<Item = (u32, Moment)>,
	count: u32,
	last_end: Moment,
	forgotten_before: Moment,
) -> Result<(), TryRuntimeError> {
	// Whatever is missing between two ended no later than the later of them; before the last of all, no
	// later than that.
	let mut expected = count;
	let mut is_missing_one = false;
	for (number, end) in ends.rev() {
		ensure!(number < expected, "what has ended is counted");
		is_missing_one |= number.saturating_add(1) < expected;
		ensure!(
			!is_missing_one || end <= forgotten_before,
			"what has ended is kept until it is forgotten"
		);
		if number.saturating_add(1) == count {
			ensure!(end == last_end, "when the last has ended is known");
		}
		expected = number;
	}
	let is_last_missing = count > 0 && expected == count;
	ensure!(
		!is_last_missing || last_end <= forgotten_before,
		"what has ended last is kept until it is forgotten"
	);
	ensure!(expected == 0 || forgotten_before > 0, "nothing is lost before anything is forgotten");
	Ok(())
}

fn check_provision<T: Config>(grant: &Grant<T::AccountId>) -> Result<(), TryRuntimeError> {
	let provision = &grant.provision;
	ensure!(
		!provision.scope.is_empty()
			&& provision.actions.is_meaningful()
			&& provision.purposes.is_meaningful()
			&& provision.content.is_none_or(|months| months.is_not_empty())
			&& provision.period.is_long_enough(),
		"a grant permits something"
	);
	Ok(())
}

fn try_rings<T: Config>(now: Moment) -> Result<(), TryRuntimeError> {
	for (patient, standing) in EmergencyRings::<T>::iter() {
		let ring = &standing.ring;
		ensure!(
			ring.custodians_ascend() && ring.has_sound_threshold(),
			"it takes two or more custodians to open a ring, each named once"
		);
		ensure!(!ring.commitment.is_zero(), "a ring is committed to");
		ensure!(standing.since <= now, "a ring was set");
		// A closed patient has no key any more.
		ensure!(
			T::Patients::key_epoch(&patient).is_none_or(|present| ring.key_epoch <= present),
			"a ring is of no later key than the patient's"
		);
	}
	Ok(())
}

/// Rejected requests that others follow.
fn try_rejections<T: Config>() -> Result<(), TryRuntimeError> {
	for (patient, organization, rejected) in Rejections::<T>::iter() {
		ensure!(
			rejected.is_rejected && rejected.requester.organization() == Some(organization),
			"what was rejected was asked for by the organization"
		);
		ensure!(
			Requests::<T>::get(patient, organization).is_some_and(|request| {
				!request.is_rejected
					&& request.follows_rejection
					&& rejected.lapses_at <= request.lapses_at
			}),
			"a rejection is kept for the request that follows it"
		);
	}
	for (patient, organization, request) in Requests::<T>::iter() {
		ensure!(
			request.is_rejected
				|| !request.follows_rejection
				|| Rejections::<T>::contains_key(patient, organization),
			"what an open request follows is kept"
		);
	}
	Ok(())
}

fn try_policies<T: Config>(now: Moment, forgotten_before: Moment) -> Result<(), TryRuntimeError> {
	let book = Policies::<T>::get();
	let mut numbers = BTreeSet::<PolicyId>::new();
	ensure!(
		book.enacted.is_sorted_by(|one, next| one.id < next.id),
		"policies are in the order in which they were enacted"
	);
	for enacted in &book.enacted {
		ensure!(enacted.id < book.next, "a policy's number was given out");
		ensure!(enacted.enacted_at <= now, "a policy was enacted");
		ensure!(
			enacted.policy.kinds.is_meaningful() && enacted.policy.roles.is_meaningful(),
			"a policy is for somebody"
		);
		numbers.insert(enacted.id);
	}
	let repealed: BTreeMap<u32, _> = RepealedPolicies::<T>::iter().collect();
	for past in repealed.values() {
		ensure!(past.enacted.id < book.next, "a repealed policy's number was given out");
		ensure!(numbers.insert(past.enacted.id), "a policy is in force or was repealed, once");
		ensure!(past.enacted.enacted_at <= past.repealed_at, "a policy was enacted before");
	}
	ensure!(book.repealed <= book.next && book.repealed_at <= now, "policies were repealed");
	let ends = repealed.iter().map(|(number, past)| (*number, past.repealed_at));
	check_numbered(ends, book.repealed, book.repealed_at, forgotten_before)
}

fn try_sessions<T: Config>(now: Moment) -> Result<(), TryRuntimeError> {
	let next = NextSession::<T>::get();
	ensure!(NextDraw::<T>::get() <= next, "nothing is drawn for sessions to come");
	for (id, session) in Sessions::<T>::iter() {
		ensure!(id < next, "a session's number was given out");
		ensure!(
			session.opened_at <= now && session.opened_at <= session.until,
			"a session was opened, and ends no earlier"
		);
		ensure!(
			session.until <= session.review_due || session.verdict().is_some(),
			"a session is to be judged after its end"
		);
		ensure!(
			id < NextDraw::<T>::get() || session.reviewers.is_empty(),
			"who judges a session is drawn in turn"
		);
		ensure!(
			!session.reviewers.contains(&session.organization),
			"no organization is drawn to judge itself"
		);
		check_reviews(&session, now)?;
		check_order::<T>(id, &session)?;
		let pending = session.verdict().is_none().then_some(PendingReview {
			organization: session.organization,
			due: session.review_due,
			is_flagged: !session.flags.is_empty(),
		});
		ensure!(
			PendingReviews::<T>::get(id) == pending,
			"a session waits for its review until the last word on it"
		);
	}
	ensure!(
		PendingReviews::<T>::iter().all(|(id, pending)| {
			Sessions::<T>::contains_key(id) && BreakGlasses::<T>::contains_key(pending.organization)
		}),
		"a session that waits is there, and its organization counts it"
	);
	for ((patient, organization, practitioner), latest) in LatestSessions::<T>::iter() {
		let session = Sessions::<T>::get(latest.id).ok_or("the latest session is there")?;
		ensure!(
			session.patient == patient
				&& session.organization == organization
				&& session.actor.practitioner() == Some(practitioner)
				&& session.opened_at == latest.opened_at
				&& session.until == latest.until,
			"a session and that it is the latest tell the same"
		);
	}
	Ok(())
}

/// The verdicts on a session, and the answer to the first.
fn check_reviews<AccountId>(
	session: &Session<AccountId>,
	now: Moment,
) -> Result<(), TryRuntimeError> {
	for review in &session.reviews {
		ensure!(
			session.until <= review.at && review.at <= now,
			"a session was over before it was judged"
		);
		ensure!(review.is_justified || review.findings.is_some(), "a finding is given");
	}
	ensure!(
		session.reviews.is_sorted_by(|one, next| one.at <= next.at && !one.is_justified),
		"a second verdict follows one that a session was not justified"
	);
	if let Some(answer) = session.answer {
		let first = session.reviews.first().filter(|first| !first.is_justified);
		ensure!(
			first.is_some_and(|first| first.at <= answer.at) && answer.at <= now,
			"an answer follows a verdict that a session was not justified"
		);
	}
	Ok(())
}

/// A session among those of the same practitioner for the same patient.
fn check_order<T: Config>(
	id: SessionId,
	session: &Session<T::AccountId>,
) -> Result<(), TryRuntimeError> {
	let practitioner =
		session.actor.practitioner().ok_or("a session is of a practitioner of its organization")?;
	ensure!(
		session.actor.organization() == Some(session.organization),
		"a session is of a practitioner of its organization"
	);
	if let Some(previous) = session.previous {
		ensure!(previous < id, "the session before is older");
		ensure!(
			Sessions::<T>::get(previous).is_none_or(|previous| {
				previous.patient == session.patient
					&& previous.organization == session.organization
					&& previous.actor.practitioner() == session.actor.practitioner()
					&& previous.until <= session.opened_at
			}),
			"the session before is of the same practitioner and patient, and was over"
		);
	}
	let key = (session.patient, session.organization, practitioner);
	let latest = LatestSessions::<T>::get(key);
	let is_in_order = match latest {
		Some(latest) if latest.id == id => true,
		Some(latest) => id < latest.id && session.until <= latest.opened_at,
		None => session.until <= ForgottenBefore::<T>::get(),
	};
	ensure!(is_in_order, "the latest session is known until it is forgotten");
	Ok(())
}

fn try_break_glass<T: Config>(
	organization: OrganizationId,
	break_glass: &BreakGlass,
) -> Result<(), TryRuntimeError> {
	ensure!(
		*break_glass != BreakGlass::default(),
		"nothing is stored of an organization that never broke the glass, nor may"
	);
	ensure!(
		break_glass.listed.is_sorted_by(|one, next| one.session < next.session),
		"sessions wait for their reviews in order, each once"
	);
	for listed in &break_glass.listed {
		let session = Sessions::<T>::get(listed.session).ok_or("a session that waits is there")?;
		ensure!(
			session.organization == organization
				&& session.verdict().is_none()
				&& session.until == listed.until
				&& session.review_due == listed.due,
			"a session and the review that it waits for tell the same"
		);
	}
	let pending = PendingReviews::<T>::iter_values()
		.filter(|pending| pending.organization == organization)
		.count();
	ensure!(
		break_glass.listed.len().saturating_add(break_glass.unlisted as usize) == pending,
		"an organization counts all of its sessions that wait"
	);
	Ok(())
}
