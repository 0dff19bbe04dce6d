//! What a patient refuses: something, everything, or that anybody breaks the glass.
//!
//! Whoever may consent may refuse, at any time and without a free place. What bars *emergencies* only the controller
//! says, and not during a freeze: a patient who has a controller may lie unconscious while somebody else speaks for it,
//! and who holds the key during a freeze may be a thief.
//!
//! To take a restriction back is to give something away: not while the patient's side is frozen, and what the
//! controller said only by the controller. If a representative said it first, the controller makes it its own by saying
//! it again; otherwise a representative could forestall what it wants to undo later.

use crate::{
	content::content_hash,
	joining::{self, Made, Merged},
	Config, Error, Event, Head, Heads, Lifted, LiftedRestriction, LiftedRestrictions, OptOut,
	Pallet, Refusal, RefuseAll, Restriction, StandingRefusal,
};
use frame_support::{ensure, traits::Time};
use salus_primitives::{
	Actor, AuditedEvent, Moment, PatientDirectory, PatientId, RefusalId, Relation,
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
		ensure!(
			refusal.purposes.is_none_or(|purposes| purposes.is_meaningful()),
			Error::<T>::InvalidPurposes
		);
		if refusal.even_in_emergency {
			Self::ensure_may_close_emergencies(&patient, &relation, now)?;
		}
		let mut head = Heads::<T>::get(patient);
		let refusal = joining::as_it_can_stand(&head.refusals, refusal);
		let even_in_emergency = refusal.even_in_emergency;
		let content = content_hash(&refusal);
		let is_same = |standing: &StandingRefusal<_>| standing.refusal == refusal;
		let is_controllers = |standing: &StandingRefusal<_>| standing.by_controller;
		let said = head.refusals.iter().position(is_same);
		let is_news =
			by_controller && !head.refusals.iter().filter(|row| is_same(row)).any(is_controllers);
		ensure!(said.is_none() || is_news, Error::<T>::NothingToDo);
		let made = match said.and_then(|position| head.refusals.get_mut(position)) {
			Some(said) => {
				said.by_controller = true;
				let id = said.id;
				Made { id, joined: None, merged: joining::make_room(&mut head, now) }
			},
			None => joining::add(&mut head, refusal, by_controller, now),
		};

		let Made { id: refusal, joined, merged } = made;
		let actor = Actor::Person(who);
		if let Some(Merged { one, other, id }) = merged {
			let event = AuditedEvent::RefusalsJoined { one: one.id, other: other.id, refusal: id };
			Self::note(&patient, actor.clone(), event);
			let (one, other) = (
				Self::write_joined(patient, &mut head, one, now),
				Self::write_joined(patient, &mut head, other, now),
			);
			Self::deposit_event(Event::RefusalsJoined { patient, one, other, refusal: id });
		}
		let joined = joined.map(|joined| Self::write_joined(patient, &mut head, joined, now));
		Heads::<T>::insert(patient, head);
		let event = AuditedEvent::RefusalMade { refusal, joined, even_in_emergency, content };
		Self::note(&patient, actor, event);
		Self::deposit_event(Event::Refused { patient, refusal, joined, even_in_emergency });
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
		let mut head = Heads::<T>::get(patient);
		if even_in_emergency {
			Self::ensure_may_close_emergencies(&patient, &relation, now)?;
		}
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
				(said, Some(standing))
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
		let relation = Self::ensure_may_consent(&patient, &who, now)?;
		Self::ensure_may_close_emergencies(&patient, &relation, now)?;
		let mut head = Heads::<T>::get(patient);
		ensure!(head.opt_out.is_none(), Error::<T>::NothingToDo);

		head.opt_out = Some(OptOut { since: now });
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
		let OptOut { since } = head.opt_out.ok_or(Error::<T>::NothingToDo)?;
		// Nobody else opts out.
		Self::ensure_may_lift(&relation, true)?;

		head.opt_out = None;
		Self::write_lifted(patient, &mut head.lifted, Restriction::Emergencies, since, now);
		Heads::<T>::insert(patient, head);
		Self::note(&patient, Actor::Person(who), AuditedEvent::EmergenciesOptedIn);
		Self::deposit_event(Event::EmergenciesOptedIn { patient });
		Ok(())
	}

	/// That it is the controller who bars the patient from emergencies, and nobody has reason to think that
	/// somebody else holds its key.
	fn ensure_may_close_emergencies(
		patient: &PatientId,
		relation: &Relation,
		now: Moment,
	) -> Result<(), Error<T>> {
		ensure!(
			*relation == Relation::Controller && !T::Patients::is_frozen(patient, now),
			Error::<T>::EmergenciesStayOpen
		);
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

	/// Keeps a refusal that stands no longer by itself, and returns its number.
	fn write_joined(
		patient: PatientId,
		head: &mut Head<T::AccountId>,
		joined: StandingRefusal<T::AccountId>,
		now: Moment,
	) -> RefusalId {
		let restriction = Restriction::Refusal(joined.refusal);
		Self::write_lifted(patient, &mut head.lifted, restriction, joined.since, now);
		joined.id
	}

	/// Keeps what no longer restricts access, so that the past can be judged. What stood for no time at
	/// all never did.
	pub(crate) fn write_lifted(
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
