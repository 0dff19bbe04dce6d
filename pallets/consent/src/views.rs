//! What can be asked without a transaction.

use crate::{
	envelopes::grantee_key_epoch_now, Annexes, Config, ConsentRequest, EnvelopeStatus, Files, Head,
	HeldGrant, LiveGrant, Pallet, PastGrant, PendingReview, PendingReviews, Requests, ReviewsPage,
};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::traits::Time;
use salus_primitives::{GrantId, Moment, OrganizationId, PatientDirectory, PatientId, SessionId};

/// How many items one answer holds at most.
const MAX_ANSWERS: usize = 256;

/// How many items one answer reads at most where nothing else bounds them.
pub(crate) const MAX_ITEMS_READ: u32 = 1_024;

pub(crate) fn live_grants<T: Config>(patient: PatientId) -> Vec<HeldGrant<T::AccountId>> {
	with_rows::<T>(patient, Pallet::<T>::head_at(&patient, T::Time::now()).live.into_inner())
}

/// The rows of live grants, each with the organization that holds it.
pub(crate) fn with_rows<T: Config>(
	patient: PatientId,
	mut live: Vec<LiveGrant>,
) -> Vec<HeldGrant<T::AccountId>> {
	live.sort_by_key(|grant| grant.organization);
	live.chunk_by(|one, other| one.organization == other.organization)
		.filter_map(|grants| grants.first().map(|first| (first.organization, grants)))
		.flat_map(|(organization, grants)| {
			let file = Files::<T>::get(patient, organization);
			file.grants()
				.filter(|row| grants.iter().any(|grant| grant.id == row.id))
				.map(|row| (organization, row.clone()))
				.collect::<Vec<_>>()
		})
		.collect()
}

/// Each place in the file leads to a chain of grants, the latest to end first: the latest of all is always
/// at the front of one of them.
pub(crate) fn past_grants<T: Config>(
	patient: PatientId,
	organization: OrganizationId,
) -> Vec<PastGrant<T::AccountId>> {
	let head = Pallet::<T>::head_at(&patient, T::Time::now());
	let ends = all_ends::<T>(&head, &patient);
	let before = |id: GrantId| {
		let displaced = Annexes::<T>::get(patient, id).displaced?;
		let ended_at = if displaced.is_end_in_page {
			ends.get(&displaced.grant.id).copied()?
		} else {
			displaced.ended_at
		};
		Some(PastGrant { grant: displaced.grant, ended_at })
	};
	let file = Files::<T>::get(patient, organization);
	let mut fronts: Vec<PastGrant<T::AccountId>> = file
		.grants()
		.filter_map(|row| {
			if head.is_live(row.id) {
				return before(row.id);
			}
			ends.get(&row.id).map(|at| PastGrant { grant: row.clone(), ended_at: *at })
		})
		.collect();
	let mut past = Vec::new();
	while past.len() < MAX_ANSWERS {
		let latest = fronts
			.iter()
			.enumerate()
			.max_by_key(|(_, front)| (front.ended_at, front.grant.id))
			.map(|(position, _)| position);
		let Some(latest) = latest else { break };
		let taken = fronts.swap_remove(latest);
		fronts.extend(before(taken.grant.id));
		past.push(taken);
	}
	past
}

/// When grants of the patient ended, as far as head and pages tell.
fn all_ends<T: Config>(
	head: &Head<T::AccountId>,
	patient: &PatientId,
) -> BTreeMap<GrantId, Moment> {
	let mut ends: BTreeMap<_, _> = head.ended.iter().map(|ended| (ended.id, ended.at)).collect();
	let page_in = |grant: GrantId| Annexes::<T>::get(patient, grant).ends;
	let pages = core::iter::successors(head.older_ends.and_then(page_in), |page| {
		page.previous.and_then(page_in)
	});
	for page in pages.take(MAX_ITEMS_READ as usize) {
		ends.extend(page.ends.iter().map(|ended| (ended.id, ended.at)));
	}
	ends
}

pub(crate) fn envelope<T: Config>(patient: PatientId, grant: GrantId) -> Option<EnvelopeStatus> {
	let organization = Pallet::<T>::head_at(&patient, T::Time::now()).live(grant)?.organization;
	let envelope = Annexes::<T>::get(patient, grant).envelope?;
	let file = Files::<T>::get(patient, organization);
	let grantee_key_epoch =
		grantee_key_epoch_now::<T>(organization, &file.grant(grant)?.provision.grantee);
	Some(EnvelopeStatus {
		is_patient_key_stale: T::Patients::key_epoch(&patient) != Some(envelope.key_epoch),
		is_grantee_key_stale: grantee_key_epoch != Some(envelope.grantee_key_epoch),
		envelope,
	})
}

pub(crate) fn open_requests<T: Config>(
	patient: PatientId,
) -> Vec<(OrganizationId, ConsentRequest<T::AccountId>)> {
	let now = T::Time::now();
	// A dead patient's executor still says no. Of a closed patient nobody says anything.
	if !T::Patients::is_open(&patient) {
		return Vec::new();
	}
	Requests::<T>::iter_prefix(patient)
		.filter(|(_, request)| request.is_open(now))
		.take(MAX_ANSWERS)
		.collect()
}

pub(crate) fn overdue_reviews<T: Config>(after: Option<SessionId>) -> ReviewsPage {
	let now = T::Time::now();
	pending_reviews::<T>(after, |pending| pending.due <= now)
}

pub(crate) fn flagged_sessions<T: Config>(after: Option<SessionId>) -> ReviewsPage {
	pending_reviews::<T>(after, |pending| pending.is_flagged)
}

/// Those that are meant of the sessions that come after `after`, of which only so many are read.
fn pending_reviews<T: Config>(
	after: Option<SessionId>,
	is_meant: impl Fn(&PendingReview) -> bool,
) -> ReviewsPage {
	let mut pending = match after {
		// The place is where its key would be, whether or not it waits for a verdict still.
		Some(session) => {
			PendingReviews::<T>::iter_from(PendingReviews::<T>::hashed_key_for(session))
		},
		None => PendingReviews::<T>::iter(),
	};
	let mut page = ReviewsPage::default();
	let mut last = None;
	for (session, review) in pending.by_ref().take(MAX_ITEMS_READ as usize) {
		last = Some(session);
		if is_meant(&review) {
			page.reviews.push((session, review));
		}
		if page.reviews.len() == MAX_ANSWERS {
			break;
		}
	}
	page.next = last.filter(|_| pending.next().is_some());
	page
}
