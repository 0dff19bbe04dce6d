//! What always holds of the pallet's storage.

use crate::{
	history::{History, Past},
	reviewers::{is_officer, Officers},
	types::OrganizationState,
	Config, GatewayAnnexes, GatewayHistories, NextOrganizationId, Organization,
	OrganizationAnnexes, Organizations, Pallet, Practitioner, PractitionerAnnexes, Practitioners,
	PrivacyOfficers, References, ReviewerPlaces, ReviewerPool,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use frame_support::ensure;
use salus_primitives::{OrganizationId, Period, PractitionerId, Roles};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks that
	/// - the organizations are numbered from zero without gaps, since none is ever removed;
	/// - each has at least one admin and none twice;
	/// - all that is kept of the past follows one another, from row to annex without a gap, and each annex has the
	///   entries that its row counts;
	/// - an organization lists exactly those gateways of which it is known that they are;
	/// - an organization remembers that it was revoked, and only that;
	/// - who is followed and who followed say the same;
	/// - each practitioner's organization exists, its roles have codes, its terms follow one another;
	/// - privacy officers are counted, and the organizations that have one and are not over have a place each from
	///   which they are drawn, without gaps;
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
			Self::check_organization_row(id, &organization)?;
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
			Self::check_practitioner(id, &practitioner, &row)?;
			if let (Some(account), false) = (practitioner.account(), row.state().has_left()) {
				hold(account);
			}
		}
		Self::check_officers()?;
		Self::check_annexes_belong()?;
		References::<T>::check(roles)
	}

	/// Checks who counts as a privacy officer, and which organizations can be drawn.
	fn check_officers() -> Result<(), TryRuntimeError> {
		let mut counts = BTreeMap::<OrganizationId, u32>::new();
		for (organization, _, row) in Practitioners::<T>::iter() {
			if is_officer(&row.terms.latest) {
				let count = counts.entry(organization).or_default();
				*count = count.saturating_add(1);
			}
		}
		let mut places = BTreeMap::new();
		for (organization, Officers { count, place }) in PrivacyOfficers::<T>::iter() {
			ensure!(
				count > 0 && counts.remove(&organization) == Some(count),
				"privacy officers must be counted"
			);
			let has_ended = Organizations::<T>::get(organization)
				.is_none_or(|organization| organization.state().has_ended());
			ensure!(
				place.is_none() == has_ended,
				"an organization that could judge must have a place"
			);
			places.extend(place.map(|place| (place, organization)));
		}
		ensure!(counts.is_empty(), "privacy officers must be counted");
		ensure!(
			places.keys().copied().eq(0..ReviewerPool::<T>::get())
				&& ReviewerPlaces::<T>::iter().collect::<BTreeMap<_, _>>() == places,
			"each place must belong to one organization, and none be free"
		);
		Ok(())
	}

	fn check_organization_row(
		id: OrganizationId,
		organization: &Organization<T::AccountId>,
	) -> Result<(), TryRuntimeError> {
		let admins = organization.admins.iter().collect::<BTreeSet<_>>();
		ensure!(!admins.is_empty(), "an organization must have an admin");
		ensure!(
			admins.len() == organization.admins.len(),
			"an organization must not have the same admin twice"
		);
		let annex = OrganizationAnnexes::<T>::iter_prefix(id).collect();
		Self::check_history(&organization.terms, annex)?;
		let state = organization.state();
		ensure!(
			organization.was_revoked || state != OrganizationState::Revoked,
			"an organization must remember that it was revoked"
		);
		ensure!(
			!organization.was_revoked || state.has_ended(),
			"an organization that was revoked must be over"
		);
		ensure!(
			organization.key.is_none_or(|key| key.public.is_acceptable()),
			"an organization's key must be acceptable"
		);
		ensure!(
			organization.practitioners_known_since >= organization.terms.began_at,
			"an organization must know no practitioner from before it began"
		);
		Self::check_gateways(id, organization)?;
		Self::check_succession(id, organization)
	}

	/// Checks that a row and its annex, numbers and entries, are one history.
	fn check_history<V: Clone + PartialEq>(
		history: &History<V>,
		annex: BTreeMap<u32, Past<V>>,
	) -> Result<(), TryRuntimeError> {
		let numbers = history.annexed.first..history.annexed.next;
		ensure!(
			annex.keys().copied().eq(numbers),
			"an annex must have the entries that are counted"
		);
		let entries = annex.into_values().collect::<Vec<_>>();
		ensure!(history.is_well_formed(&entries), "what applied must follow one another");
		Ok(())
	}

	/// Checks that nothing is kept of the past of somebody unknown.
	fn check_annexes_belong() -> Result<(), TryRuntimeError> {
		ensure!(
			OrganizationAnnexes::<T>::iter_keys()
				.all(|(organization, _)| Organizations::<T>::contains_key(organization)),
			"the organization of an annex must exist"
		);
		ensure!(
			PractitionerAnnexes::<T>::iter_keys().all(|(organization, practitioner, _)| {
				Practitioners::<T>::contains_key(organization, practitioner)
			}),
			"the practitioner of an annex must exist"
		);
		ensure!(
			GatewayAnnexes::<T>::iter_keys().all(|(organization, account, _)| {
				GatewayHistories::<T>::contains_key(organization, account)
			}),
			"the gateway of an annex must exist"
		);
		ensure!(
			GatewayHistories::<T>::iter_keys()
				.all(|(organization, _)| Organizations::<T>::contains_key(organization)),
			"a gateway's organization must exist"
		);
		Ok(())
	}

	fn check_gateways(
		id: OrganizationId,
		organization: &Organization<T::AccountId>,
	) -> Result<(), TryRuntimeError> {
		let mut listed = organization
			.gateways
			.iter()
			.map(|gateway| (&gateway.account, gateway.period))
			.collect::<BTreeMap<_, _>>();
		ensure!(
			listed.len() == organization.gateways.len(),
			"an organization must not list a gateway twice"
		);
		for (account, known) in GatewayHistories::<T>::iter_prefix(id) {
			let annex = GatewayAnnexes::<T>::iter_prefix((id, &account)).collect();
			Self::check_history(&known, annex)?;
			let since = known.since();
			let fits = match listed.remove(&account) {
				Some(period) if known.latest => period == Period { from: since, until: None },
				Some(period) => period.from < since && period.until == Some(since),
				None => !known.latest && since <= organization.gateways_in_row_since,
			};
			ensure!(fits, "an organization must list a gateway as it is known");
		}
		ensure!(listed.is_empty(), "since when an account is a gateway must be known");
		ensure!(
			organization.gateways_known_since <= organization.gateways_in_row_since,
			"an organization's row must tell no more of gateways than is known"
		);
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

	fn check_practitioner(
		organization: OrganizationId,
		id: &PractitionerId<T::AccountId>,
		practitioner: &Practitioner,
	) -> Result<(), TryRuntimeError> {
		let terms = &practitioner.terms;
		let annex = PractitionerAnnexes::<T>::iter_prefix((organization, id)).collect();
		Self::check_history(terms, annex)?;
		// None at all is what remains of somebody who had nothing but the emergency role.
		ensure!(
			terms
				.past
				.iter()
				.map(|past| &past.value)
				.chain([&terms.latest])
				.all(|terms| terms.roles.is_within(Roles::ALL)),
			"a practitioner's roles must have codes"
		);
		ensure!(
			practitioner.key.is_none_or(|key| key.public.is_acceptable()),
			"a practitioner's key must be acceptable"
		);
		Ok(())
	}
}
