//! What always holds of the pallet's storage.

use crate::{
	Config, NextOrganizationId, Organization, Organizations, Pallet, Practitioner, Practitioners,
	RoleCount,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::ensure;
use salus_primitives::EncryptionKey;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks that
	/// - the organizations are numbered from zero without gaps, since none is ever removed;
	/// - each has at least one admin and none twice, and suspensions that follow one another;
	/// - each practitioner's organization exists, its roles have codes, its past terms follow one
	///   another, and a key that it has published may be published;
	/// - an account's role count is the number of rows that name it, and never stored as zero;
	/// - the system holds at least that many sufficient references for the account, so that it
	///   cannot lose its nonce.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut roles = BTreeMap::<T::AccountId, u32>::new();
		let mut hold = |account: T::AccountId| {
			let held = roles.entry(account).or_default();
			*held = held.saturating_add(1);
		};

		let next = NextOrganizationId::<T>::get();
		let mut organizations: u32 = 0;
		for (id, organization) in Organizations::<T>::iter() {
			ensure!(id < next, "an organization's id must have been given out");
			organizations = organizations.saturating_add(1);
			Self::check_organization(&organization)?;
			organization.admins.into_iter().for_each(&mut hold);
		}
		ensure!(organizations == next, "organizations must be numbered without gaps");

		for (id, account, practitioner) in Practitioners::<T>::iter() {
			ensure!(
				Organizations::<T>::contains_key(id),
				"a practitioner's organization must exist"
			);
			Self::check_practitioner(&practitioner)?;
			hold(account);
		}

		let counted = RoleCount::<T>::iter().collect::<BTreeMap<_, _>>();
		ensure!(counted == roles, "role counts must equal the role rows");
		for (account, count) in roles {
			ensure!(
				frame_system::Pallet::<T>::sufficients(&account) >= count,
				"every role row must hold a sufficient reference of its account"
			);
		}
		Ok(())
	}

	fn check_organization(
		organization: &Organization<T::AccountId>,
	) -> Result<(), TryRuntimeError> {
		let admins = organization.admins.iter().collect::<BTreeSet<_>>();
		ensure!(!admins.is_empty(), "an organization must have an admin");
		ensure!(
			admins.len() == organization.admins.len(),
			"an organization must not have the same admin twice"
		);

		let mut free_from = Some(organization.suspensions_kept_since);
		for suspension in &organization.suspensions {
			ensure!(
				free_from.is_some_and(|free_from| free_from <= suspension.from),
				"suspensions must follow one another"
			);
			ensure!(
				suspension.until.is_none_or(|until| suspension.from < until),
				"a suspension must cover a moment"
			);
			free_from = suspension.until;
		}
		Ok(())
	}

	fn check_practitioner(practitioner: &Practitioner) -> Result<(), TryRuntimeError> {
		ensure!(practitioner.roles.is_meaningful(), "a practitioner's roles must have codes");
		ensure!(
			practitioner.key.is_none_or(|key| EncryptionKey::is_acceptable(&key.public)),
			"a practitioner's key must be acceptable"
		);
		let mut since = practitioner.added_at;
		for terms in &practitioner.past {
			ensure!(since < terms.replaced_at, "past terms must follow one another");
			ensure!(terms.roles.is_meaningful(), "past roles must have codes");
			since = terms.replaced_at;
		}
		Ok(())
	}
}
