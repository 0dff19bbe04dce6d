//! How a grant comes to be: what is checked of it, which place it takes, and what has to make room.

use crate::{
	content::content_hash,
	lapsing,
	refused::{refuses_all_of, refuses_any_of, Whom},
	Annex, Annexes, Config, DisplacedGrant, EndedGrant, EndsPage, Envelope, Error, Event, Files,
	Grant, Grantee, Head, Heads, LiveGrant, Pallet, Provision, MAX_DEPTH, MAX_ENDS_PER_PAGE,
	MAX_TRACKED_GRANTS,
};
use frame_support::{
	ensure,
	traits::{ConstU32, Get},
	BoundedVec,
};
use salus_primitives::{
	Actor, AuditedEvent, Commitment, GrantId, Moment, OrganizationId, PatientDirectory, PatientId,
	ProviderDirectory, Relation,
};
use sp_runtime::traits::{BlakeTwo256, Hash};

/// What somebody on the patient's side wants to give, as handed in.
pub(crate) struct Proposal<T: Config> {
	/// To whom.
	pub organization: OrganizationId,
	/// What it shall permit.
	pub provision: Provision<T::AccountId>,
	/// What was agreed to in words.
	pub terms: Option<Commitment>,
	/// The keys that shall come with it.
	pub envelope: Option<Envelope>,
}

/// A grant about to be given, checked but for the room that it needs.
pub(crate) struct Gift<T: Config> {
	/// To whom.
	pub organization: OrganizationId,
	/// What it permits.
	pub provision: Provision<T::AccountId>,
	/// What was agreed to in words.
	pub terms: Option<Commitment>,
	/// Whether it leaves out what is confidential.
	pub excludes_confidential: bool,
	/// From which grants it is passed on, the patient's own first.
	pub ancestors: BoundedVec<GrantId, ConstU32<MAX_DEPTH>>,
	/// The keys that come with it.
	pub envelope: Option<Envelope>,
}

/// A grant that was given.
pub(crate) struct Given {
	/// Its number.
	pub grant: GrantId,
	/// What names its provision in the trail.
	pub content: <BlakeTwo256 as Hash>::Output,
}

impl<T: Config> Pallet<T> {
	/// The patient's head, in which the grants whose period is over have ended: so a lapsed grant is none
	/// for any call, whether or not another has noted its end before.
	pub(crate) fn head_at(patient: &PatientId, now: Moment) -> Head<T::AccountId> {
		let mut head = Heads::<T>::get(patient);
		head.end_lapsed(now);
		head
	}

	/// How `who` stands to the patient, if it may give something away for it now.
	pub(crate) fn ensure_may_give(
		patient: &PatientId,
		who: &T::AccountId,
		now: Moment,
	) -> Result<Relation, Error<T>> {
		let relation = Self::ensure_may_consent(patient, who, now)?;
		Self::ensure_not_frozen(patient, now)?;
		Ok(relation)
	}

	/// How `who` stands to the patient, if it may end what was given: whoever may give, and the executor of a
	/// deceased patient.
	pub(crate) fn ensure_may_end(
		patient: &PatientId,
		who: &T::AccountId,
		now: Moment,
	) -> Result<Relation, Error<T>> {
		let relation =
			T::Patients::relation(patient, who, now).ok_or(Error::<T>::PatientNotFound)?;
		ensure!(relation.may_end_consent(), Error::<T>::NotAuthorized);
		Ok(relation)
	}

	/// That `who`, who stands to the patient in `relation`, can give what it proposes.
	pub(crate) fn ensure_can_be_given(
		patient: &PatientId,
		who: &T::AccountId,
		relation: &Relation,
		head: &Head<T::AccountId>,
		proposal: Proposal<T>,
		now: Moment,
	) -> Result<Gift<T>, Error<T>> {
		let Proposal { organization, provision, terms, envelope } = proposal;
		let is_representative = *relation != Relation::Controller;
		let to_itself =
			matches!(&provision.grantee, Grantee::Practitioner(account) if account == who);
		ensure!(!(is_representative && to_itself), Error::<T>::CannotGrantToItself);
		Self::ensure_sound(&provision, now)?;
		Self::ensure_grantee_practises(organization, &provision.grantee, now)?;
		// A patient may grant what it refuses, for when it lifts that; but nobody gives in its name what it
		// refuses, and keys that are handed out can't be taken back.
		let needs_consent_now = is_representative || envelope.is_some();
		ensure!(
			!(needs_consent_now && Self::refuses_grantee_all(head, organization, &provision)),
			Error::<T>::Refused
		);
		let envelope = envelope
			.map(|keys| Self::ensure_envelope_fits(patient, organization, &provision.grantee, keys))
			.transpose()?;
		Ok(Gift {
			organization,
			provision,
			terms,
			excludes_confidential: is_representative,
			ancestors: BoundedVec::new(),
			envelope,
		})
	}

	/// That a provision says something, and is not over.
	pub(crate) fn ensure_sound(
		provision: &Provision<T::AccountId>,
		now: Moment,
	) -> Result<(), Error<T>> {
		ensure!(provision.period.is_long_enough(), Error::<T>::InvalidPeriod);
		ensure!(!provision.period.has_ended(now), Error::<T>::PeriodEnded);
		ensure!(!provision.scope.is_empty(), Error::<T>::EmptyScope);
		ensure!(provision.scope.names_none_twice(), Error::<T>::DuplicateInScope);
		ensure!(provision.actions.is_meaningful(), Error::<T>::InvalidActions);
		ensure!(provision.purposes.is_meaningful(), Error::<T>::InvalidPurposes);
		let content_holds_a_month = provision.content.is_none_or(|content| content.is_not_empty());
		ensure!(content_holds_a_month, Error::<T>::InvalidContentPeriod);
		Ok(())
	}

	/// That the organization may act now, and whoever is named practises for it.
	pub(crate) fn ensure_grantee_practises(
		organization: OrganizationId,
		grantee: &Grantee<T::AccountId>,
		now: Moment,
	) -> Result<(), Error<T>> {
		ensure!(
			T::Providers::is_accredited(organization, now),
			Error::<T>::OrganizationNotAccredited
		);
		ensure!(
			grantee.practitioner().is_none_or(|named| T::Providers::practises(
				organization,
				&named,
				now
			)),
			Error::<T>::PractitionerNotPractising
		);
		Ok(())
	}

	/// Whether the patient refuses all of `provision` to whom it is for.
	pub(crate) fn refuses_grantee_all(
		head: &Head<T::AccountId>,
		organization: OrganizationId,
		provision: &Provision<T::AccountId>,
	) -> bool {
		let named = provision.grantee.practitioner();
		refuses_all_of(head, &Whom { organization, practitioner: named.as_ref() }, provision)
	}

	/// Whether the patient refuses anything of `provision` to whom it is for.
	pub(crate) fn refuses_grantee_any(
		head: &Head<T::AccountId>,
		organization: OrganizationId,
		provision: &Provision<T::AccountId>,
	) -> bool {
		let named = provision.grantee.practitioner();
		refuses_any_of(head, &Whom { organization, practitioner: named.as_ref() }, provision)
	}

	/// Gives a grant: finds its place, ends what has to make room, and writes head, file and annex. `head`
	/// is as [`Self::head_at`] returned it, changed at most by the caller's own endings. `instead_of`: the
	/// row of the same file, ended by the caller, whose place the grant takes. `by`: who gives. Whatever is
	/// refused is refused before anything is written. It writes two entries at most: of what made room, and of what had
	/// lapsed in the place that the grant takes.
	pub(crate) fn give(
		patient: PatientId,
		mut head: Head<T::AccountId>,
		gift: Gift<T>,
		instead_of: Option<GrantId>,
		by: &Actor<T::AccountId>,
		now: Moment,
	) -> Result<Given, Error<T>> {
		let Gift { organization, provision, terms, excludes_confidential, ancestors, envelope } =
			gift;
		let mut file = Files::<T>::get(patient, organization);
		let id = head.next;
		head.next = id.checked_add(1).ok_or(Error::<T>::MaxGrantsExceeded)?;

		let content = content_hash(&provision);
		let parent = ancestors.last().copied();
		let made_room = if parent.is_none() { make_room(&mut head, now) } else { None };
		let until = provision.period.until;
		head.live
			.try_push(LiveGrant { id, organization, until, parent })
			.map_err(|_| Error::<T>::MaxGrantsExceeded)?;

		let grant =
			Grant { id, granted_at: now, terms, excludes_confidential, ancestors, provision };
		let displaced = if parent.is_none() {
			place(&mut file.own, grant, instead_of, &mut head, now)
				.map_err(|()| Error::<T>::MaxGrantsExceeded)?
		} else {
			place(&mut file.referred, grant, None, &mut head, now)
				.map_err(|()| Error::<T>::MaxReferralsExceeded)?
		};
		let ends = move_ends(&mut head, id);
		let lapsed = displaced.as_ref().and_then(|past| {
			let end = (!past.is_end_in_page).then_some(past.ended_at);
			Some((past.grant.id, lapsing::lapsed_at(&past.grant, end, now)?))
		});

		Heads::<T>::insert(patient, head);
		Files::<T>::insert(patient, organization, file);
		// The number is new, so nothing can lie there yet.
		let annex = Annex { envelope, displaced, ends };
		if !annex.is_empty() {
			Annexes::<T>::insert(patient, id, annex);
		}
		if let Some((grant, lapsed_at)) = lapsed {
			Self::note_lapsed(&patient, grant, organization, lapsed_at);
		}
		if let Some(LiveGrant { id: grant, organization, .. }) = made_room {
			let event = AuditedEvent::ConsentDisplaced { grant, organization };
			Self::note(&patient, by.clone(), event);
			Self::deposit_event(Event::Displaced { patient, organization, grant });
		}
		Ok(Given { grant: id, content })
	}
}

/// Ends the newest of the live grants that were passed on, if the list of live grants is full, so that no
/// referral keeps a patient from granting. Nothing was passed on from the newest.
fn make_room<AccountId>(head: &mut Head<AccountId>, now: Moment) -> Option<LiveGrant> {
	if !head.live.is_full() {
		return None;
	}
	let newest = head.live.iter().rev().find(|live| live.parent.is_some()).copied()?;
	head.end(newest.id, now)?;
	Some(newest)
}

/// Puts `grant` into `list`: in the place of `instead_of`, or else in a free one, or else in that of the
/// oldest which has ended; what was there is returned. Errs if all of them are live.
fn place<AccountId, Bound: Get<u32>>(
	list: &mut BoundedVec<Grant<AccountId>, Bound>,
	grant: Grant<AccountId>,
	instead_of: Option<GrantId>,
	head: &mut Head<AccountId>,
	now: Moment,
) -> Result<Option<DisplacedGrant<AccountId>>, ()> {
	let grant = match instead_of {
		Some(_) => grant,
		None => match list.try_push(grant) {
			Ok(()) => return Ok(None),
			Err(grant) => grant,
		},
	};
	let row = match instead_of {
		Some(id) => list.iter_mut().find(|row| row.id == id),
		None => list.iter_mut().filter(|row| !head.is_live(row.id)).min_by_key(|row| row.id),
	}
	.ok_or(())?;
	let old = core::mem::replace(row, grant);
	let end = head.take_end(old.id);
	Ok(Some(DisplacedGrant {
		grant: old,
		ended_at: end.unwrap_or(now),
		is_end_in_page: end.is_none(),
	}))
}

/// Moves the oldest ends out of the head, into the annex of the new grant `id`, if it keeps track of more
/// grants than it shall: ending a grant must always find room.
fn move_ends<AccountId>(head: &mut Head<AccountId>, id: GrantId) -> Option<EndsPage> {
	let tracked = head.live.len().saturating_add(head.ended.len());
	if tracked <= MAX_TRACKED_GRANTS as usize {
		return None;
	}
	let count = head.ended.len().min(MAX_ENDS_PER_PAGE as usize);
	let ends = BoundedVec::<EndedGrant, _>::truncate_from(head.ended.drain(..count).collect());
	for ended in &ends {
		head.complete_since = head.complete_since.max(ended.at);
	}
	Some(EndsPage { ends, previous: head.older_ends.replace(id) })
}
