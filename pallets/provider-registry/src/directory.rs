//! What other pallets ask of this one, and tell it.

use crate::{organizations::Successor, Config, Organizations, Pallet, Practitioners, WeightInfo};
use frame_support::{traits::Time, weights::Weight};
use salus_primitives::{
	Actor, AuditTrail, EncryptionKey, Moment, NotPractising, OnMisconduct, OrganizationId,
	PractitionerId, ProviderDirectory, Reviewers, Seed, Standing,
};

impl<T: Config> ProviderDirectory<T::AccountId> for Pallet<T> {
	fn standing(actor: &Actor<T::AccountId>, at: Moment) -> Result<Standing, NotPractising> {
		let (Some(organization), Some(practitioner)) = (actor.organization(), actor.practitioner())
		else {
			return Err(NotPractising::NotAPractitioner);
		};
		let employer =
			Organizations::<T>::get(organization).ok_or(NotPractising::UnknownOrganization)?;
		Self::check_organization(organization, &employer, at)?;
		if let Actor::Gateway { account, .. } = actor {
			Self::check_gateway(organization, &employer, account, at)?;
		}
		let roles = match Practitioners::<T>::get(organization, &practitioner)
			.and_then(|row| Self::roles_at(organization, &practitioner, &row, at))
		{
			Some(known) => known?,
			None if at < employer.practitioners_known_since => {
				return Err(NotPractising::NoLongerKnown)
			},
			None => return Err(NotPractising::NotAPractitioner),
		};
		Ok(Standing { kind: employer.kind, roles, predecessors: employer.predecessors_at(at) })
	}

	fn practises(
		organization: OrganizationId,
		practitioner: &PractitionerId<T::AccountId>,
		at: Moment,
	) -> bool {
		Self::is_accredited(organization, at)
			&& Practitioners::<T>::get(organization, practitioner)
				.and_then(|row| Self::roles_at(organization, practitioner, &row, at))
				.is_some_and(|roles| roles.is_ok())
	}

	fn is_accredited(organization: OrganizationId, at: Moment) -> bool {
		Organizations::<T>::get(organization)
			.is_some_and(|row| Self::check_organization(organization, &row, at).is_ok())
	}

	fn speaks_for(
		organization: OrganizationId,
		account: &T::AccountId,
		at: Moment,
	) -> Option<OrganizationId> {
		let Successor { organization, row, .. } = Self::successor(organization)?;
		Self::check_organization(organization, &row, at).ok()?;
		let holds = row.admins.contains(account)
			|| Self::check_gateway(organization, &row, account, at).is_ok();
		holds.then_some(organization)
	}

	fn vouches(organization: OrganizationId, _: Moment) -> bool {
		Self::successor(organization).is_some_and(|found| !found.was_any_revoked)
	}

	fn draw_reviewers(seed: Seed, not_for: OrganizationId, at: Moment) -> Reviewers {
		Self::draw(seed, not_for, at)
	}

	/// Whoever may not act now is sealed nothing: the account may be in the wrong hands, or still hold the key
	/// of a place that it has left.
	fn encryption_key(
		organization: OrganizationId,
		practitioner: Option<&PractitionerId<T::AccountId>>,
	) -> Option<EncryptionKey> {
		let now = T::Time::now();
		let employer = Organizations::<T>::get(organization)?;
		employer.check_present(now).ok()?;
		match practitioner {
			None => employer.key,
			Some(practitioner) => {
				let row = Practitioners::<T>::get(organization, practitioner)?;
				row.check_present(now).ok()?;
				row.key
			},
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn admit_for_benchmark(account: &T::AccountId) -> Option<OrganizationId> {
		Some(crate::benchmarking::admit::<T>(account))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn reviewers_for_benchmark() {
		crate::benchmarking::reviewers::<T>();
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn succession_for_benchmark(account: &T::AccountId) -> Option<OrganizationId> {
		Some(crate::benchmarking::succession::<T>(account))
	}
}

/// Suspends the practitioner in that organization, until whoever licenses lifts it: also one who has left
/// meanwhile, so that leaving is no way out. Somebody who was never in the organization, or is suspended
/// already, stays as it is.
impl<T: Config> OnMisconduct<T::AccountId> for Pallet<T> {
	fn on_misconduct(organization: OrganizationId, practitioner: &PractitionerId<T::AccountId>) {
		// Refused in these two cases only, and then nothing has changed.
		let _ = Self::do_suspend_practitioner(organization, practitioner.clone(), Actor::Chain);
	}

	fn weight() -> Weight {
		T::WeightInfo::on_misconduct().saturating_add(T::Audit::weight())
	}
}
