//! The classes from which a patient keeps its representatives: some that it lists, or all but some.
//!
//! Only the controller marks and unmarks, since it is representatives who are kept out. Marking needs no free place: a
//! class for which the list has none makes all of them confidential, which keeps out more and never less.

use crate::{
	AllConfidential, ConfidentialClass, Config, Error, Event, Head, Heads, Pallet, Restriction,
};
use frame_support::{ensure, traits::Time};
use salus_primitives::{Actor, AuditedEvent, ClassSet, Moment, PatientId, RecordClass};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Whether marking all classes as confidential but `exceptions` only takes something away: no class becomes an
	/// exception that is none.
	pub fn only_marks_more(patient: &PatientId, exceptions: &ClassSet) -> bool {
		let standing = Heads::<T>::get(patient).all_confidential;
		standing.is_none_or(|standing| !standing.would_except_more(exceptions))
	}

	pub(crate) fn do_mark_confidential(
		who: T::AccountId,
		patient: PatientId,
		class: RecordClass,
	) -> DispatchResult {
		let now = T::Time::now();
		Self::ensure_controls(&patient, &who, now)?;
		let mut head = Heads::<T>::get(patient);
		ensure!(!head.is_confidential(class, now), Error::<T>::NothingToDo);
		// It is among the exceptions, or there are none since nothing but what is listed is confidential.
		if let Some(AllConfidential { mut exceptions, .. }) = head.all_confidential.clone() {
			exceptions.retain(|exception| *exception != class);
			Self::write_all_confidential(patient, &mut head, Some(exceptions), now);
		} else if head.confidential.try_push(ConfidentialClass { class, since: now }).is_err() {
			let exceptions = ClassSet::new();
			Self::write_all_confidential(patient, &mut head, Some(exceptions.clone()), now);
			return Self::note_all_confidential(who, patient, head, exceptions);
		}

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
		ensure!(head.is_confidential(class, now), Error::<T>::NothingToDo);
		let exceptions = head
			.all_confidential
			.as_ref()
			.filter(|all| !all.exceptions.contains(&class))
			.map(|all| {
				let mut exceptions = all.exceptions.clone();
				exceptions.try_push(class)?;
				exceptions.sort();
				Ok(exceptions)
			})
			.transpose()
			.map_err(|_: RecordClass| Error::<T>::MaxClassesExceeded)?;

		if let Some(position) = head.confidential.iter().position(|marked| marked.class == class) {
			let since = head.confidential.remove(position).since;
			let restriction = Restriction::Confidential(class);
			Self::write_lifted(patient, &mut head.lifted, restriction, since, now);
		}
		if exceptions.is_some() {
			Self::write_all_confidential(patient, &mut head, exceptions, now);
		}
		Heads::<T>::insert(patient, head);
		Self::note(&patient, Actor::Person(who), AuditedEvent::ClassUnmarkedConfidential { class });
		Self::deposit_event(Event::ClassUnmarkedConfidential { patient, class });
		Ok(())
	}

	pub(crate) fn do_mark_all_confidential(
		who: T::AccountId,
		patient: PatientId,
		mut exceptions: ClassSet,
	) -> DispatchResult {
		let now = T::Time::now();
		Self::ensure_controls(&patient, &who, now)?;
		exceptions.sort();
		let mut last = None;
		exceptions.retain(|class| last.replace(*class) != Some(*class));
		let mut head = Heads::<T>::get(patient);
		if let Some(standing) = &head.all_confidential {
			let excepts_more = standing.would_except_more(&exceptions);
			let is_news = standing.exceptions.len() != exceptions.len() || excepts_more;
			ensure!(is_news, Error::<T>::NothingToDo);
			// Another exception gives something away.
			if excepts_more {
				Self::ensure_not_frozen(&patient, now)?;
			}
		}

		Self::write_all_confidential(patient, &mut head, Some(exceptions.clone()), now);
		Self::note_all_confidential(who, patient, head, exceptions)
	}

	pub(crate) fn do_unmark_all_confidential(
		who: T::AccountId,
		patient: PatientId,
	) -> DispatchResult {
		let now = T::Time::now();
		Self::ensure_controls(&patient, &who, now)?;
		Self::ensure_not_frozen(&patient, now)?;
		let mut head = Heads::<T>::get(patient);
		ensure!(head.all_confidential.is_some(), Error::<T>::NothingToDo);

		Self::write_all_confidential(patient, &mut head, None, now);
		Heads::<T>::insert(patient, head);
		Self::note(&patient, Actor::Person(who), AuditedEvent::AllClassesUnmarkedConfidential);
		Self::deposit_event(Event::AllUnmarkedConfidential { patient });
		Ok(())
	}

	/// Lets all classes but `exceptions` be confidential from now on, or, without, none but those that are listed.
	fn write_all_confidential(
		patient: PatientId,
		head: &mut Head<T::AccountId>,
		exceptions: Option<ClassSet>,
		now: Moment,
	) {
		let marked = exceptions.map(|exceptions| AllConfidential { exceptions, since: now });
		if let Some(stood) = core::mem::replace(&mut head.all_confidential, marked) {
			let restriction = Restriction::AllConfidential { exceptions: stood.exceptions };
			Self::write_lifted(patient, &mut head.lifted, restriction, stood.since, now);
		}
	}

	fn note_all_confidential(
		who: T::AccountId,
		patient: PatientId,
		head: Head<T::AccountId>,
		exceptions: ClassSet,
	) -> DispatchResult {
		Heads::<T>::insert(patient, head);
		let event =
			AuditedEvent::AllClassesMarkedConfidential { exceptions: exceptions.len() as u32 };
		Self::note(&patient, Actor::Person(who), event);
		Self::deposit_event(Event::AllMarkedConfidential { patient, exceptions });
		Ok(())
	}
}
