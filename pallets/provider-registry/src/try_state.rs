//! What always holds of the pallet's storage.

use crate::{
	types::OrganizationState, Config, NextOrganizationId, Organization, Organizations, Pallet,
	Practitioner, Practitioners, References,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::ensure;
use salus_primitives::{EncryptionKey, OrganizationId, Roles};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks that
	/// - the organizations are numbered from zero without gaps, since none is ever removed;
	/// - each has at least one admin and none twice, and no gateway twice at the same moment;
	/// - all that is kept of the past follows one another;
	/// - who is followed and who followed say the same;
	/// - each practitioner's organization exists, its roles have codes, its terms follow one another;
	/// - a key that is published may be published;
	/// - an account's role count is the number of rows that name it (as an admin, a gateway or a
	///   practitioner, now), and never stored as zero;
	/// - the system holds at least that many sufficient references for the account, so that it cannot
	///   lose its nonce.
	///
	/// That deposits held equal the tickets of applications cannot be seen here: what a ticket stands for
	/// is the runtime's choice. The pallet's tests check it.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut roles = BTreeMap::<T::AccountId, u32>::new();
		let mut hold = |account: &T::AccountId| {
			let held = roles.entry(account.clone()).or_default();
			*held = held.saturating_add(1);
		};

		let next = NextOrganizationId::<T>::get();
		let mut organizations: u32 = 0;
		for (id, organization) in Organizations::<T>::iter() {
			ensure!(id < next, "an organization's id must have been given out");
			organizations = organizations.saturating_add(1);
			Self::check_organization(id, &organization)?;
			organization.admins.iter().for_each(&mut hold);
			organization
				.gateways
				.iter()
				.filter(|gateway| gateway.is_present())
				.for_each(|gateway| hold(&gateway.account));
		}
		ensure!(organizations == next, "organizations must be numbered without gaps");

		for (id, practitioner, row) in Practitioners::<T>::iter() {
			ensure!(
				Organizations::<T>::contains_key(id),
				"a practitioner's organization must exist"
			);
			Self::check_practitioner(&row)?;
			if let (Some(account), false) = (practitioner.account(), row.state().has_left()) {
				hold(account);
			}
		}
		References::<T>::check(roles)
	}

	fn check_organization(
		id: OrganizationId,
		organization: &Organization<T::AccountId>,
	) -> Result<(), TryRuntimeError> {
		let admins = organization.admins.iter().collect::<BTreeSet<_>>();
		ensure!(!admins.is_empty(), "an organization must have an admin");
		ensure!(
			admins.len() == organization.admins.len(),
			"an organization must not have the same admin twice"
		);
		ensure!(
			organization.terms.is_well_formed(),
			"the terms of an organization must follow one another"
		);
		ensure!(
			organization.key.is_none_or(|key| EncryptionKey::is_acceptable(&key.public)),
			"an organization's key must be acceptable"
		);
		ensure!(
			organization.practitioners_known_since >= organization.terms.began_at,
			"an organization must know no practitioner from before it began"
		);
		Self::check_gateways(organization)?;
		Self::check_succession(id, organization)
	}

	fn check_gateways(organization: &Organization<T::AccountId>) -> Result<(), TryRuntimeError> {
		let mut free_from = BTreeMap::new();
		for gateway in &organization.gateways {
			let period = gateway.period;
			ensure!(
				period.until.is_none_or(|until| {
					period.from < until && organization.gateways_known_since < until
				}),
				"a gateway that was removed must have been one at a moment that is not forgotten"
			);
			let before = free_from.insert(&gateway.account, period.until);
			ensure!(
				before.is_none_or(|free| free.is_some_and(|free| free < period.from)),
				"the times at which an account was a gateway must follow one another"
			);
		}
		Ok(())
	}

	fn check_succession(
		id: OrganizationId,
		organization: &Organization<T::AccountId>,
	) -> Result<(), TryRuntimeError> {
		let followed = organization
			.predecessors
			.iter()
			.map(|predecessor| predecessor.organization)
			.collect::<BTreeSet<_>>();
		ensure!(
			followed.len() == organization.predecessors.len() && !followed.contains(&id),
			"an organization must follow nobody twice, and not itself"
		);
		for predecessor in &followed {
			let by = Organizations::<T>::get(predecessor).map(|row| row.state());
			ensure!(
				matches!(
					by,
					Some(OrganizationState::Succeeded { by }) if by == id || followed.contains(&by)
				),
				"an organization that was followed must know by whom"
			);
		}
		if let OrganizationState::Succeeded { by } = organization.state() {
			let successor = Organizations::<T>::get(by).ok_or("a successor must exist")?;
			let inherited = successor
				.predecessors
				.iter()
				.map(|predecessor| predecessor.organization)
				.collect::<BTreeSet<_>>();
			ensure!(
				inherited.contains(&id) && followed.is_subset(&inherited),
				"a successor must have followed the organization and all that it had followed"
			);
		}
		Ok(())
	}

	fn check_practitioner(practitioner: &Practitioner) -> Result<(), TryRuntimeError> {
		let terms = &practitioner.terms;
		ensure!(terms.is_well_formed(), "a practitioner's terms must follow one another");
		// None at all is what remains of somebody who had nothing but the emergency role.
		ensure!(
			terms
				.past
				.iter()
				.map(|past| &past.value)
				.chain([&terms.current])
				.all(|terms| terms.roles.is_within(Roles::ALL)),
			"a practitioner's roles must have codes"
		);
		ensure!(
			practitioner.key.is_none_or(|key| EncryptionKey::is_acceptable(&key.public)),
			"a practitioner's key must be acceptable"
		);
		Ok(())
	}
}
