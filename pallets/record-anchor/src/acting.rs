//! Who acts, at what cost, and whether the policy permits it.

use crate::{Anchor, Anchors, Config, Error, Pallet, Run, RunItem};
use frame_support::{
	traits::{Get, Time},
	weights::Weight,
};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use salus_primitives::{
	AccessPolicy, AccessRequest, Action, Actor, AnchorId, AuditTrail, Basis, Capacity, Decision,
	OnRecordAnchored, PatientDirectory, PatientId, Power, ProviderDirectory, Purpose, RecordClass,
	Relation, Target,
};

impl<T: Config> Pallet<T> {
	/// What a call costs that asks the directories and writes one entry into a trail.
	pub(crate) fn auditing(call: Weight) -> Weight {
		Self::with_questions(call).saturating_add(T::Audit::weight())
	}

	/// What a call costs that writes one entry into a trail, and asks how a gateway stands where an own account need not
	/// be asked about. Two reads, the organization and the practitioner.
	pub(crate) fn standing(call: Weight) -> Weight {
		Self::auditing(call).saturating_add(T::DbWeight::get().reads(2))
	}

	/// What a call costs that asks the policy besides.
	pub(crate) fn deciding(call: Weight) -> Weight {
		Self::auditing(call).saturating_add(T::Policy::weight())
	}

	/// What a call costs that adds an anchor, of which others hear.
	pub(crate) fn anchoring(call: Weight) -> Weight {
		Self::deciding(call).saturating_add(T::OnRecordAnchored::weight())
	}

	/// Whether the signer pays no fee for adding records: it acts for the patient, is the patient's device
	/// for this class, or may act for the organization and the practitioner it names. Whether it may add
	/// them is for the policy to say.
	pub(crate) fn adds_freely(
		origin: &OriginFor<T>,
		patient: &PatientId,
		class: RecordClass,
		capacity: Capacity,
	) -> bool {
		let Ok(who) = ensure_signed(origin.clone()) else { return false };
		let now = T::Time::now();
		match Actor::new(who, capacity) {
			Actor::Person(account) => {
				T::Patients::relation(patient, &account, now).is_some_and(|relation| {
					relation.holds(Power::Records)
						|| matches!(relation, Relation::Device { classes, .. } if classes.contains(&class))
				})
			},
			actor => T::Providers::standing(&actor, now).is_ok(),
		}
	}

	/// Whether the signer pays no fee for a run: it practises, or adds each batch freely.
	pub(crate) fn runs_freely(origin: &OriginFor<T>, run: &Run, capacity: Capacity) -> bool {
		let adds =
			|item: &RunItem| Self::adds_freely(origin, &item.patient, item.batch.class, capacity);
		match capacity {
			Capacity::Person => !run.is_empty() && run.iter().all(adds),
			// Who practises does so whoever the patient is.
			_ => run.first().is_some_and(adds),
		}
	}

	/// Whether the signer pays no fee: it acts for the patient with the power *records*, or may act for the organization
	/// and the practitioner it names.
	pub(crate) fn acts_freely(
		origin: &OriginFor<T>,
		patient: &PatientId,
		capacity: Capacity,
	) -> bool {
		let Ok(who) = ensure_signed(origin.clone()) else { return false };
		let now = T::Time::now();
		match Actor::new(who, capacity) {
			Actor::Person(account) => T::Patients::may_act(patient, &account, Power::Records, now),
			actor => T::Providers::standing(&actor, now).is_ok(),
		}
	}

	/// The ground on which the policy permits `actor` to do `action` with `target` now.
	pub(crate) fn permit(
		actor: &Actor<T::AccountId>,
		patient: PatientId,
		action: Action,
		purpose: Purpose,
		target: Target,
	) -> Result<Basis, Error<T>> {
		let request = AccessRequest { patient, actor: actor.clone(), action, purpose, target };
		match T::Policy::decide(&request, T::Time::now()) {
			Decision::Permit(basis) => Ok(basis),
			Decision::Deny(_) | Decision::Unknown => Err(Error::NotPermitted),
		}
	}

	/// The anchor, and the ground on which the policy permits `actor` to correct it. Only the side that wrote records
	/// corrects them: the patient's what it wrote itself, an organization its own.
	pub(crate) fn permit_author(
		actor: &Actor<T::AccountId>,
		patient: PatientId,
		anchor: AnchorId,
		purpose: Purpose,
	) -> Result<(Anchor<T::AccountId>, Basis), Error<T>> {
		let (anchored, basis) = Self::permit_to_correct(actor, patient, anchor, purpose)?;
		let by_author = match basis {
			Basis::Author => true,
			Basis::Patient | Basis::Representative => anchored.author.organization().is_none(),
			_ => false,
		};
		if by_author {
			Ok((anchored, basis))
		} else {
			Err(Error::NotTheAuthor)
		}
	}

	/// The anchor, and the ground on which the policy permits `actor` to correct it, whoever wrote it. What there is of an
	/// anchor only those hear who may correct it.
	pub(crate) fn permit_to_correct(
		actor: &Actor<T::AccountId>,
		patient: PatientId,
		anchor: AnchorId,
		purpose: Purpose,
	) -> Result<(Anchor<T::AccountId>, Basis), Error<T>> {
		let target = Target::Anchor(anchor);
		let basis = Self::permit(actor, patient, Action::Correct, purpose, target)?;
		let anchored = Anchors::<T>::get(patient, anchor).ok_or(Error::AnchorNotFound)?;
		Ok((anchored, basis))
	}
}
