//! What a patient sets against access: refusals, opting out of emergencies, confidential classes.
//!
//! Whoever may consent may restrict, at any time and without a free place. To take a restriction back is to
//! give something away: not while the patient's side is frozen, and what the controller said only by the
//! controller. If a representative said it first, the controller makes it its own by saying it again;
//! otherwise a representative could forestall what it wants to undo later.

use crate::{
	ConfidentialClass, Config, Error, Event, Head, Heads, Lifted, LiftedRestriction,
	LiftedRestrictions, OptOut, Pallet, Refusal, RefuseAll, Restriction, StandingRefusal,
};
use frame_support::{defensive, ensure, traits::Time};
use salus_primitives::{
	Actor, AuditedEvent, Moment, PatientDirectory, PatientId, RecordClass, RefusalId, Relation,
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_refuse(
		who: T::AccountId,
		patient: PatientId,
		refusal: Refusal<T::AccountId>,
	) -> DispatchResult {
		let now = T::Time::now();
		let relation = Self::ensure_may_end(&patient, &who, now)?;
		let by_controller = relation == Relation::Controller;
		if refusal.even_in_emergency {
			Self::ensure_may_consent(&patient, &who, now)?;
		}
		ensure!(
			refusal.purposes.is_none_or(|purposes| purposes.is_meaningful()),
			Error::<T>::InvalidPurposes
		);
		let mut head = Heads::<T>::get(patient);
		let same = head.refusals.iter_mut().find(|standing| standing.refusal == refusal);
		let (refusal, joined) = match same {
			Some(same) => {
				ensure!(by_controller && !same.by_controller, Error::<T>::NothingToDo);
				same.by_controller = true;
				(same.id, None)
			},
			None => Self::write_refusal(patient, &mut head, refusal, by_controller, now),
		};

		Heads::<T>::insert(patient, head);
		Self::note(&patient, Actor::Person(who), AuditedEvent::RefusalMade { refusal });
		Self::deposit_event(Event::Refused { patient, refusal, joined });
		Ok(())
	}

	pub(crate) fn do_lift_refusal(
		who: T::AccountId,
		patient: PatientId,
		refusal: RefusalId,
	) -> DispatchResult {
		let now = T::Time::now();
		let relation = Self::ensure_may_loosen(&patient, &who, now)?;
		let mut head = Heads::<T>::get(patient);
		let position = head
			.refusals
			.iter()
			.position(|standing| standing.id == refusal)
			.ok_or(Error::<T>::RefusalNotFound)?;
		let by_controller = head.refusals.get(position).is_some_and(|row| row.by_controller);
		Self::ensure_may_lift(&relation, by_controller)?;

		let lifted = head.refusals.remove(position);
		let restriction = Restriction::Refusal(lifted.refusal);
		Self::write_lifted(patient, &mut head.lifted, restriction, lifted.since, now);
		Heads::<T>::insert(patient, head);
		Self::note(&patient, Actor::Person(who), AuditedEvent::RefusalLifted { refusal });
		Self::deposit_event(Event::RefusalLifted { patient, refusal });
		Ok(())
	}

	pub(crate) fn do_refuse_all(
		who: T::AccountId,
		patient: PatientId,
		even_in_emergency: bool,
	) -> DispatchResult {
		let now = T::Time::now();
		let relation = Self::ensure_may_end(&patient, &who, now)?;
		let by_controller = relation == Relation::Controller;
		if even_in_emergency {
			Self::ensure_may_consent(&patient, &who, now)?;
		}
		let mut head = Heads::<T>::get(patient);
		let said = RefuseAll { since: now, by_controller, even_in_emergency };
		let (stands, replaced) = match head.refuse_all {
			None => (said, None),
			Some(standing) if standing.even_in_emergency == even_in_emergency => {
				ensure!(by_controller && !standing.by_controller, Error::<T>::NothingToDo);
				(RefuseAll { by_controller, ..standing }, None)
			},
			Some(standing) => {
				if standing.even_in_emergency {
					Self::ensure_not_frozen(&patient, now)?;
					Self::ensure_may_lift(&relation, standing.by_controller)?;
				}
				// What a representative adds to the controller's word does not make it the representative's.
				let by_controller = by_controller || standing.by_controller;
				(RefuseAll { by_controller, ..said }, Some(standing))
			},
		};

		if let Some(RefuseAll { since, even_in_emergency, .. }) = replaced {
			let restriction = Restriction::All { even_in_emergency };
			Self::write_lifted(patient, &mut head.lifted, restriction, since, now);
		}
		head.refuse_all = Some(stands);
		Heads::<T>::insert(patient, head);
		Self::note(&patient, Actor::Person(who), AuditedEvent::AllRefused { even_in_emergency });
		Self::deposit_event(Event::AllRefused { patient, even_in_emergency });
		Ok(())
	}

	pub(crate) fn do_lift_refuse_all(who: T::AccountId, patient: PatientId) -> DispatchResult {
		let now = T::Time::now();
		let relation = Self::ensure_may_loosen(&patient, &who, now)?;
		let mut head = Heads::<T>::get(patient);
		let RefuseAll { since, by_controller, even_in_emergency } =
			head.refuse_all.ok_or(Error::<T>::NothingToDo)?;
		Self::ensure_may_lift(&relation, by_controller)?;

		head.refuse_all = None;
		let restriction = Restriction::All { even_in_emergency };
		Self::write_lifted(patient, &mut head.lifted, restriction, since, now);
		Heads::<T>::insert(patient, head);
		Self::note(&patient, Actor::Person(who), AuditedEvent::AllRefusedLifted);
		Self::deposit_event(Event::AllRefusedLifted { patient });
		Ok(())
	}

	pub(crate) fn do_opt_out_of_emergencies(
		who: T::AccountId,
		patient: PatientId,
	) -> DispatchResult {
		let now = T::Time::now();
		let by_controller = Self::ensure_may_consent(&patient, &who, now)? == Relation::Controller;
		let mut head = Heads::<T>::get(patient);
		let since = match head.opt_out {
			None => now,
			Some(standing) => {
				ensure!(by_controller && !standing.by_controller, Error::<T>::NothingToDo);
				standing.since
			},
		};

		head.opt_out = Some(OptOut { since, by_controller });
		Heads::<T>::insert(patient, head);
		Self::note(&patient, Actor::Person(who), AuditedEvent::EmergenciesOptedOut);
		Self::deposit_event(Event::EmergenciesOptedOut { patient });
		Ok(())
	}

	pub(crate) fn do_opt_in_to_emergencies(
		who: T::AccountId,
		patient: PatientId,
	) -> DispatchResult {
		let now = T::Time::now();
		let relation = Self::ensure_may_loosen(&patient, &who, now)?;
		let mut head = Heads::<T>::get(patient);
		let OptOut { since, by_controller } = head.opt_out.ok_or(Error::<T>::NothingToDo)?;
		Self::ensure_may_lift(&relation, by_controller)?;

		head.opt_out = None;
		Self::write_lifted(patient, &mut head.lifted, Restriction::Emergencies, since, now);
		Heads::<T>::insert(patient, head);
		Self::note(&patient, Actor::Person(who), AuditedEvent::EmergenciesOptedIn);
		Self::deposit_event(Event::EmergenciesOptedIn { patient });
		Ok(())
	}

	pub(crate) fn do_mark_confidential(
		who: T::AccountId,
		patient: PatientId,
		class: RecordClass,
	) -> DispatchResult {
		let now = T::Time::now();
		Self::ensure_controls(&patient, &who, now)?;
		let mut head = Heads::<T>::get(patient);
		let is_marked = head.confidential.iter().any(|marked| marked.class == class);
		ensure!(!is_marked, Error::<T>::NothingToDo);
		head.confidential
			.try_push(ConfidentialClass { class, since: now })
			.map_err(|_| Error::<T>::MaxConfidentialExceeded)?;

		Heads::<T>::insert(patient, head);
		Self::note(&patient, Actor::Person(who), AuditedEvent::ClassMarkedConfidential { class });
		Self::deposit_event(Event::ClassMarkedConfidential { patient, class });
		Ok(())
	}

	pub(crate) fn do_unmark_confidential(
		who: T::AccountId,
		patient: PatientId,
		class: RecordClass,
	) -> DispatchResult {
		let now = T::Time::now();
		Self::ensure_controls(&patient, &who, now)?;
		Self::ensure_not_frozen(&patient, now)?;
		let mut head = Heads::<T>::get(patient);
		let position = head
			.confidential
			.iter()
			.position(|marked| marked.class == class)
			.ok_or(Error::<T>::NothingToDo)?;

		let since = head.confidential.remove(position).since;
		let restriction = Restriction::Confidential(class);
		Self::write_lifted(patient, &mut head.lifted, restriction, since, now);
		Heads::<T>::insert(patient, head);
		Self::note(&patient, Actor::Person(who), AuditedEvent::ClassUnmarkedConfidential { class });
		Self::deposit_event(Event::ClassUnmarkedConfidential { patient, class });
		Ok(())
	}

	/// That `who` speaks for the patient: about confidential classes nobody else has a say, since it is
	/// representatives who are kept from them.
	fn ensure_controls(
		patient: &PatientId,
		who: &T::AccountId,
		now: Moment,
	) -> Result<(), Error<T>> {
		let relation =
			T::Patients::relation(patient, who, now).ok_or(Error::<T>::PatientNotFound)?;
		ensure!(relation == Relation::Controller, Error::<T>::NotAuthorized);
		Ok(())
	}

	/// How `who` stands to the patient, if it may take back restrictions of the patient now.
	fn ensure_may_loosen(
		patient: &PatientId,
		who: &T::AccountId,
		now: Moment,
	) -> Result<Relation, Error<T>> {
		let relation = Self::ensure_may_consent(patient, who, now)?;
		Self::ensure_not_frozen(patient, now)?;
		Ok(relation)
	}

	/// That no representative takes back what the controller said.
	fn ensure_may_lift(relation: &Relation, by_controller: bool) -> Result<(), Error<T>> {
		ensure!(!by_controller || *relation == Relation::Controller, Error::<T>::NotAuthorized);
		Ok(())
	}

	/// Adds a refusal to the head, and in a full list joins it with the closest that stands, which leaves
	/// the list. Returns its number, and that of the one it replaces.
	fn write_refusal(
		patient: PatientId,
		head: &mut Head<T::AccountId>,
		refusal: Refusal<T::AccountId>,
		by_controller: bool,
		now: Moment,
	) -> (RefusalId, Option<RefusalId>) {
		let id = head.next_refusal;
		let mut made = StandingRefusal { id, since: now, by_controller, refusal };
		let mut replaced = None;
		if head.refusals.is_full() {
			if let Some(position) = closest(&head.refusals, &made.refusal) {
				let standing = head.refusals.remove(position);
				replaced = Some(standing.id);
				made.refusal = standing.refusal.joined(&made.refusal);
				made.by_controller = made.by_controller || standing.by_controller;
				let restriction = Restriction::Refusal(standing.refusal);
				Self::write_lifted(patient, &mut head.lifted, restriction, standing.since, now);
			}
		}
		if head.refusals.try_push(made).is_err() {
			defensive!("a refusal found no room");
		}
		head.next_refusal = id.saturating_add(1);
		(id, replaced)
	}

	/// Keeps what no longer restricts access, so that the past can be judged. What stood for no time at
	/// all never did.
	fn write_lifted(
		patient: PatientId,
		lifted: &mut Lifted,
		restriction: Restriction<T::AccountId>,
		since: Moment,
		now: Moment,
	) {
		if since >= now {
			return;
		}
		let row = LiftedRestriction { restriction, since, lifted_at: now };
		LiftedRestrictions::<T>::insert(patient, lifted.count, row);
		*lifted = Lifted { count: lifted.count.saturating_add(1), at: now };
	}
}

/// Where in the list the refusal is that widens least when it is joined with `refusal`: one that refuses it
/// already, so that no two ever become the same; then one about the same people rather than others, then one
/// about the same class, then that with the fewest purposes after joining; among equals the oldest, which
/// is the first.
fn closest<AccountId: Clone + PartialEq>(
	standing: &[StandingRefusal<AccountId>],
	refusal: &Refusal<AccountId>,
) -> Option<usize> {
	let widening = |other: &Refusal<AccountId>| {
		let joined = other.joined(refusal);
		(
			joined != *other,
			other.whom != refusal.whom,
			other.class != refusal.class,
			joined.purposes.map_or(u32::MAX, |purposes| purposes.0.count_ones()),
		)
	};
	standing
		.iter()
		.enumerate()
		.min_by_key(|(_, standing)| widening(&standing.refusal))
		.map(|(position, _)| position)
}
