//! Verdicts on emergency sessions, and what a practitioner answers to one.
//!
//! A session is found justified by one reviewer. Not justified is a first verdict only: nothing follows from it
//! until the practitioner has answered, or had its time to, and a second reviewer has said the same.

use crate::{Answer, Config, Error, Event, NextDraw, Pallet, Review, Session, Sessions};
use frame_support::{
	ensure,
	traits::{Get, Time},
	weights::Weight,
};
use salus_primitives::{
	Actor, AuditedEvent, Capacity, Commitment, Moment, NotPractising, OnMisconduct, OrganizationId,
	ProviderDirectory, SessionId,
};
use sp_runtime::DispatchResult;

/// How much is read to hear a practitioner through a gateway: how both stand at present, three reads, and how they stood
/// when the session was opened, of which [`ProviderDirectory::standing`] says how much that is at most.
const READS_TO_BE_HEARD: u64 = 3 + 3 + 3 * 32;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_review_emergency(
		reviewer: Actor<T::AccountId>,
		session: SessionId,
		is_justified: bool,
		findings: Option<Commitment>,
	) -> DispatchResult {
		let now = T::Time::now();
		let mut judged = Sessions::<T>::get(session).ok_or(Error::<T>::SessionNotFound)?;
		ensure!(judged.verdict().is_none(), Error::<T>::AlreadyReviewed);
		// Between the reviewer's reading and the block the practitioner could do more, which the verdict would
		// cover; and a verdict that ended it would take the records away from a patient on the table.
		ensure!(judged.until <= now, Error::<T>::SessionStillOpen);
		ensure!(Self::is_independent(&reviewer, &judged, now), Error::<T>::CannotReviewOwnSession);
		let first = judged.contested();
		ensure!(
			first.is_none_or(|first| Self::is_another(&reviewer, &first.reviewer, now)),
			Error::<T>::CannotReviewTwice
		);
		ensure!(Self::is_its_turn(&reviewer, session, &judged, now), Error::<T>::NotDrawn);
		ensure!(is_justified || findings.is_some(), Error::<T>::FindingsMissing);
		let has_been_heard = judged.answer.is_some()
			|| first.is_none_or(|first| first.at.saturating_add(T::AnswerPeriod::get()) <= now);
		ensure!(is_justified || has_been_heard, Error::<T>::AnswerAwaited);
		let organization = reviewer.organization();
		let review = Review { reviewer: reviewer.clone(), at: now, is_justified, findings };
		judged.reviews.try_push(review).map_err(|_| Error::<T>::AlreadyReviewed)?;

		let verdict = judged.verdict();
		if verdict.is_none() {
			judged.review_due = now.saturating_add(T::ReviewPeriod::get());
		}
		let patient = judged.patient;
		let misused = judged.actor.practitioner().filter(|_| verdict == Some(false));
		let licensed = judged.organization;
		Self::store_session(session, judged);
		let is_final = verdict.is_some();
		let event = AuditedEvent::EmergencyReviewed { session, justified: is_justified, is_final };
		Self::note(&patient, reviewer, event);
		Self::deposit_event(Event::EmergencyReviewed {
			patient,
			session,
			organization,
			is_justified,
			is_final,
		});
		if let Some(practitioner) = misused {
			T::OnMisconduct::on_misconduct(licensed, &practitioner);
		}
		Ok(())
	}

	/// Whether `reviewer` has nothing to do with the session: it acts for another organization, which did not
	/// follow the session's; it is neither the practitioner nor whoever signed; and it is not on the patient's
	/// side. One person may practise in several organizations, and one account be the gateway of one and a
	/// practitioner of another.
	///
	/// An organization that the session's has followed has nobody left to judge.
	fn is_independent(
		reviewer: &Actor<T::AccountId>,
		session: &Session<T::AccountId>,
		now: Moment,
	) -> bool {
		let is_patients_side = reviewer
			.account()
			.is_some_and(|account| Self::is_on_patients_side(&session.patient, account, now));
		!Self::acts_for(reviewer, session.organization, now)
			&& !is_same_person(reviewer, &session.actor)
			&& !is_patients_side
	}

	/// Whether `reviewer` may give the second verdict after `first`: for another organization, or as the authority
	/// after an organization, and as another person.
	fn is_another(
		reviewer: &Actor<T::AccountId>,
		first: &Actor<T::AccountId>,
		now: Moment,
	) -> bool {
		match first.organization() {
			Some(organization) => {
				!Self::acts_for(reviewer, organization, now) && !is_same_person(reviewer, first)
			},
			None => reviewer.organization().is_some(),
		}
	}

	/// Whether `actor` acts for `organization`, or for one that has followed it.
	fn acts_for(actor: &Actor<T::AccountId>, organization: OrganizationId, now: Moment) -> bool {
		actor.organization() == Some(organization)
			|| T::Providers::standing(actor, now)
				.is_ok_and(|standing| standing.predecessors.contains(&organization))
	}

	/// Whether `reviewer` may judge already: those who were drawn and the authority at once; anybody when half of
	/// the time for the verdict has gone, or if there was nobody to draw.
	fn is_its_turn(
		reviewer: &Actor<T::AccountId>,
		id: SessionId,
		session: &Session<T::AccountId>,
		now: Moment,
	) -> bool {
		let Some(organization) = reviewer.organization() else { return true };
		let begin = session.contested().map_or(session.until, |first| first.at);
		let half = session.review_due.saturating_sub(begin) / 2;
		let was_drawn = || {
			id < NextDraw::<T>::get()
				&& (session.reviewers.is_empty() || session.reviewers.contains(&organization))
		};
		begin.saturating_add(half) <= now || was_drawn()
	}

	pub(crate) fn do_answer_emergency(
		who: T::AccountId,
		capacity: Capacity,
		session: SessionId,
		answer: Commitment,
	) -> DispatchResult {
		let now = T::Time::now();
		let actor = Actor::new(who, capacity);
		let mut answered = Self::session_to_answer(&actor, session, now)?;

		answered.answer = Some(Answer { at: now, commitment: answer });
		let patient = answered.patient;
		Sessions::<T>::insert(session, answered);
		Self::note(&patient, actor, AuditedEvent::EmergencyAnswered { session, answer });
		Self::deposit_event(Event::EmergencyAnswered { patient, session });
		Ok(())
	}

	/// The session, if it is `actor`'s and a verdict on it waits for an answer.
	pub(crate) fn session_to_answer(
		actor: &Actor<T::AccountId>,
		session: SessionId,
		now: Moment,
	) -> Result<Session<T::AccountId>, Error<T>> {
		let session = Sessions::<T>::get(session)
			.filter(|session| {
				actor.organization() == Some(session.organization)
					&& actor.practitioner() == session.actor.practitioner()
			})
			.ok_or(Error::<T>::SessionNotFound)?;
		let speaks_for_itself =
			matches!(actor, Actor::Practitioner { .. }) || Self::is_heard(actor, &session, now);
		ensure!(speaks_for_itself, Error::<T>::NotPractising);
		ensure!(
			session.contested().is_some() && session.answer.is_none(),
			Error::<T>::NothingToAnswer
		);
		Ok(session)
	}

	/// What it costs to know whether a practitioner without an account [is heard](Self::is_heard).
	pub(crate) fn hearing_weight() -> Weight {
		T::DbWeight::get().reads(READS_TO_BE_HEARD)
	}

	/// Whether a practitioner without an account is heard through the gateway `actor`, also if it was suspended
	/// meanwhile, has left, or its organization may no longer act.
	///
	/// Of an organization that may not act nobody says who its gateways are: then those count that it had when the
	/// session was opened.
	fn is_heard(actor: &Actor<T::AccountId>, session: &Session<T::AccountId>, now: Moment) -> bool {
		use NotPractising::*;
		match T::Providers::standing(actor, now) {
			Ok(_) | Err(NotLicensed | PractitionerLeft | PractitionerSuspended) => true,
			Err(
				NotAccredited
				| OrganizationSuspended
				| AccreditationRevoked
				| OrganizationSucceeded,
			) => T::Providers::standing(actor, session.opened_at).is_ok(),
			Err(UnknownOrganization | NotAPractitioner | NotAGateway | NoLongerKnown) => false,
		}
	}
}

/// Whether two actors are one practitioner, or one account signs for both.
fn is_same_person<AccountId: Clone + PartialEq>(
	one: &Actor<AccountId>,
	other: &Actor<AccountId>,
) -> bool {
	one.practitioner().is_some_and(|practitioner| other.practitioner() == Some(practitioner))
		|| one.account().is_some_and(|account| other.account() == Some(account))
}
