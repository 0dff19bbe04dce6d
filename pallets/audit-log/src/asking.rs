//! The gate: deciding on an attempt, and writing it down.

use crate::{Config, Error, Event, Heads, Pallet, WeightInfo};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	traits::{Get, Time},
	weights::Weight,
};
use salus_primitives::{
	AccessAttempt, AccessPolicy, AccessRequest, Action, Actor, Answers, AuditedEvent, Capacity,
	Commitment, Decision, Denial, Encounter, Moment, NotPractising, OrganizationId, Outcome,
	PatientDirectory, PatientId, ProviderDirectory, Purpose, Relation, Role, Target, TicketClaim,
	TicketHolder, TrailId,
};
use sp_runtime::DispatchResult;

/// What is asked, but for the targets.
pub(crate) struct Question {
	pub patient: PatientId,
	pub action: Action,
	pub purpose: Purpose,
	pub custodian: OrganizationId,
	pub reason: Option<Commitment>,
	pub claim: TicketClaim,
	pub encounter: Option<Encounter>,
}

/// Where an attempt is written down.
enum Place {
	/// In the patient's own trail.
	Patients,
	/// In that of the organization which the signer claims to act for, since nobody knows the patient.
	Organizations(OrganizationId),
	/// Nowhere: no trail is made for an id that somebody thought up.
	Nowhere,
}

impl<T: Config> Pallet<T> {
	/// Decides on each of `targets`, of which there is at least one, writes it down and tells the answer.
	///
	/// Every denial does the same: it decides on each target and deposits one event. That something was written down, and
	/// the hash after it, is told of what is permitted alone: from the hash, whoever knows the question could try out
	/// the answers.
	pub(crate) fn answer(
		account: T::AccountId,
		capacity: Capacity,
		question: Question,
		targets: &[Target],
	) {
		let now = T::Time::now();
		let patient = question.patient;
		let actor = Actor::new(account.clone(), capacity);
		let organization = actor.organization();
		let place = Self::place_of(&actor, &patient, now);
		let decided = Self::decide_on_each(&actor, &question, targets, now);
		let answers =
			Answers::join(targets.iter().copied().zip(decided).map(|(target, decided)| {
				// Whatever a policy says: nothing is to be had of somebody whom nobody knows.
				let outcome = match place {
					Place::Patients => outcome(decided),
					Place::Organizations(_) | Place::Nowhere => {
						Outcome::Denied(Denial::UnknownOrClosedPatient)
					},
				};
				(target, outcome)
			}));
		let is_permitted = answers.is_permitted();
		let attempt = AccessAttempt {
			patient: matches!(place, Place::Organizations(_)).then_some(patient),
			action: question.action,
			purpose: question.purpose,
			custodian: question.custodian,
			reason: question.reason,
			claim: (is_permitted && question.action.shows_records()).then_some(question.claim),
			encounter: question.encounter,
			answers,
		};
		let event = AuditedEvent::AccessRequested(attempt);
		let trail = match place {
			Place::Patients => Some(TrailId::Patient(patient)),
			Place::Organizations(organization) => Some(TrailId::Organization(organization)),
			Place::Nowhere => None,
		};
		let ticket = trail.and_then(|trail| {
			if is_permitted {
				Some(Self::enter_listed(trail, actor, event))
			} else {
				Self::enter_quietly(trail, actor, event);
				None
			}
		});
		Self::deposit_event(Event::AccessAnswered { patient, account, organization, ticket });
	}

	/// Whether what is told of the patient has a trail of its own: the chain knows the patient, open or closed, or such a
	/// trail exists already.
	pub(crate) fn has_own_trail(patient: &PatientId) -> bool {
		T::Patients::is_known(patient) || Heads::<T>::contains_key(TrailId::Patient(*patient))
	}

	/// What a request for so many targets costs: the same whatever is decided, and wherever it is written down. Of a patient
	/// whom nobody knows the decision ends at its first step, which is measured with the call.
	pub(crate) fn weight_of_request(targets: u32) -> Weight {
		let of_known = T::WeightInfo::request_access(targets)
			.saturating_add(T::Policy::weight_of_each(targets));
		Self::with_questions(
			of_known.max(T::WeightInfo::request_access_to_unknown_patient(targets)),
		)
	}

	/// Refuses a list that is empty, or names something twice.
	pub(crate) fn ensure_distinct(targets: &[Target]) -> DispatchResult {
		ensure!(!targets.is_empty() && are_distinct(targets), Error::<T>::TargetsNotDistinct);
		Ok(())
	}

	/// Refuses hours that are none or too many, and a team of nobody's.
	pub(crate) fn ensure_encounter(
		capacity: Capacity,
		encounter: Option<Encounter>,
	) -> DispatchResult {
		let Some(Encounter { hours, holder }) = encounter else { return Ok(()) };
		let has_organization = capacity != Capacity::Person;
		ensure!(
			(1..=T::MaxEncounterHours::get()).contains(&hours)
				&& (has_organization || holder == TicketHolder::Requester),
			Error::<T>::EncounterOutOfBounds
		);
		Ok(())
	}

	/// Whether `who` pays no fee for asking: it stands in a relation to the patient, or may act for
	/// the organization and the practitioner it names, who has not asked too often today. In an emergency nobody counts.
	pub(crate) fn asks_freely(
		who: T::AccountId,
		patient: &PatientId,
		purpose: Purpose,
		capacity: Capacity,
	) -> bool {
		let now = T::Time::now();
		match Actor::new(who, capacity) {
			Actor::Person(account) => T::Patients::relation(patient, &account, now)
				.is_some_and(|relation| relation != Relation::Stranger),
			actor => T::Providers::standing(&actor, now).is_ok_and(|standing| {
				let is_urgent = purpose == Purpose::EmergencyTreatment
					&& standing.roles.contains(Role::Emergency);
				is_urgent || Self::has_free_attempts(patient, &actor)
			}),
		}
	}

	/// Where an attempt of `actor` on `patient` is written down. That an organization exists is enough: whoever claims to
	/// act for it need not.
	fn place_of(actor: &Actor<T::AccountId>, patient: &PatientId, now: Moment) -> Place {
		if Self::has_own_trail(patient) {
			return Place::Patients;
		}
		match actor.organization() {
			Some(organization)
				if T::Providers::standing(actor, now)
					!= Err(NotPractising::UnknownOrganization) =>
			{
				Place::Organizations(organization)
			},
			_ => Place::Nowhere,
		}
	}

	/// What the policy says of each of `targets`; *unknown* of those that it says nothing of.
	fn decide_on_each(
		actor: &Actor<T::AccountId>,
		question: &Question,
		targets: &[Target],
		now: Moment,
	) -> Vec<Decision> {
		let Some(target) = targets.first() else { return Vec::new() };
		let request = AccessRequest {
			patient: question.patient,
			actor: actor.clone(),
			action: question.action,
			purpose: question.purpose,
			target: *target,
		};
		let mut decisions = T::Policy::decide_each(&request, targets, now);
		decisions.resize(targets.len(), Decision::Unknown);
		decisions
	}
}

/// Whether each of `targets` is named once.
pub(crate) fn are_distinct(targets: &[Target]) -> bool {
	let mut later = targets.iter();
	while let Some(target) = later.next() {
		if later.as_slice().contains(target) {
			return false;
		}
	}
	true
}

/// What is written down of a decision. What cannot be decided is not permitted.
fn outcome(decision: Decision) -> Outcome {
	match decision {
		Decision::Permit(basis) => Outcome::Permitted(basis),
		Decision::Deny(denial) => Outcome::Denied(denial),
		Decision::Unknown => Outcome::Denied(Denial::NotPermitted),
	}
}
