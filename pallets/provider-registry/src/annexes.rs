//! Where the past lies that rows have no room for, and how moments are judged by both.

use crate::{
	history::{Annex, History, Known, Past},
	reviewers::is_officer,
	types::{Organization, OrganizationTerms, Practitioner, PractitionerTerms},
	Config, GatewayAnnexes, GatewayHistories, OrganizationAnnexes, Pallet, PractitionerAnnexes,
};
use alloc::vec::Vec;
use core::marker::PhantomData;
use frame_support::traits::Get;
use salus_primitives::{Moment, NotPractising, OrganizationId, PractitionerId, Roles};

/// How many entries of an annex one call forgets.
pub(crate) const FORGOTTEN_PER_CALL: u32 = 16;

/// The annex of an organization's terms.
pub(crate) struct OrganizationAnnex<T>(OrganizationId, PhantomData<T>);

impl<T> OrganizationAnnex<T> {
	pub(crate) fn of(organization: OrganizationId) -> Self {
		Self(organization, PhantomData)
	}
}

impl<T: Config> Annex<OrganizationTerms> for OrganizationAnnex<T> {
	fn entry(&self, number: u32) -> Option<Past<OrganizationTerms>> {
		OrganizationAnnexes::<T>::get(self.0, number)
	}

	fn store(&self, number: u32, entry: &Past<OrganizationTerms>) {
		OrganizationAnnexes::<T>::insert(self.0, number, entry);
	}

	fn remove(&self, number: u32) {
		OrganizationAnnexes::<T>::remove(self.0, number);
	}
}

/// The annex of a practitioner's terms in an organization.
pub(crate) struct PractitionerAnnex<'a, T: Config>(
	OrganizationId,
	&'a PractitionerId<T::AccountId>,
);

impl<'a, T: Config> PractitionerAnnex<'a, T> {
	pub(crate) fn of(
		organization: OrganizationId,
		practitioner: &'a PractitionerId<T::AccountId>,
	) -> Self {
		Self(organization, practitioner)
	}
}

impl<T: Config> Annex<PractitionerTerms> for PractitionerAnnex<'_, T> {
	fn entry(&self, number: u32) -> Option<Past<PractitionerTerms>> {
		PractitionerAnnexes::<T>::get((self.0, self.1, number))
	}

	fn store(&self, number: u32, entry: &Past<PractitionerTerms>) {
		PractitionerAnnexes::<T>::insert((self.0, self.1, number), entry);
	}

	fn remove(&self, number: u32) {
		PractitionerAnnexes::<T>::remove((self.0, self.1, number));
	}
}

/// The annex of the times at which an account was a gateway of an organization.
pub(crate) struct GatewayAnnex<'a, T: Config>(OrganizationId, &'a T::AccountId);

impl<'a, T: Config> GatewayAnnex<'a, T> {
	pub(crate) fn of(organization: OrganizationId, account: &'a T::AccountId) -> Self {
		Self(organization, account)
	}
}

impl<T: Config> Annex<bool> for GatewayAnnex<'_, T> {
	fn entry(&self, number: u32) -> Option<Past<bool>> {
		GatewayAnnexes::<T>::get((self.0, self.1, number))
	}

	fn store(&self, number: u32, entry: &Past<bool>) {
		GatewayAnnexes::<T>::insert((self.0, self.1, number), entry);
	}

	fn remove(&self, number: u32) {
		GatewayAnnexes::<T>::remove((self.0, self.1, number));
	}
}

/// How many rows one question of a client is answered with at most.
const MAX_PAGE: u32 = 100;

/// Up to `limit` entries of an annex, from `number` on.
pub(crate) fn page<V>(annex: &impl Annex<V>, number: u32, limit: u32) -> Vec<Past<V>> {
	let end = number.saturating_add(limit.min(MAX_PAGE));
	(number..end).map_while(|number| annex.entry(number)).collect()
}

impl<T: Config> Pallet<T> {
	/// Up to `limit` accounts that are or were gateways, those that follow `after` in the order of storage.
	pub(crate) fn gateways_after(
		organization: OrganizationId,
		after: Option<T::AccountId>,
		limit: u32,
	) -> Vec<(T::AccountId, History<bool>)> {
		let rows = match after {
			None => GatewayHistories::<T>::iter_prefix(organization),
			Some(after) => GatewayHistories::<T>::iter_prefix_from(
				organization,
				GatewayHistories::<T>::hashed_key_for(organization, after),
			),
		};
		let limit = usize::try_from(limit.min(MAX_PAGE)).unwrap_or_default();
		rows.take(limit).collect()
	}

	/// What ended at this moment, or before, need not be known any more.
	fn forgettable_until(now: Moment) -> Moment {
		now.saturating_sub(Self::retention())
	}

	/// Nothing is forgotten in the moment in which it ended.
	fn retention() -> Moment {
		T::HistoryRetention::get().max(1)
	}

	/// Whether what ended at this moment has been kept for as long as it must be.
	pub(crate) fn may_be_forgotten(ended_at: Moment, now: Moment) -> bool {
		now.checked_sub(ended_at).is_some_and(|passed| passed >= Self::retention())
	}

	/// Lets these terms apply to an organization; its row is to be stored.
	pub(crate) fn change_organization_terms(
		organization: OrganizationId,
		row: &mut Organization<T::AccountId>,
		terms: OrganizationTerms,
		now: Moment,
	) {
		let annex = OrganizationAnnex::<T>::of(organization);
		row.terms.change(terms, now, Self::forgettable_until(now), &annex);
	}

	/// Lets these terms apply to a practitioner; its row is to be stored.
	pub(crate) fn change_practitioner_terms(
		organization: OrganizationId,
		practitioner: &PractitionerId<T::AccountId>,
		row: &mut Practitioner,
		terms: PractitionerTerms,
		now: Moment,
	) {
		let annex = PractitionerAnnex::<T>::of(organization, practitioner);
		let was_officer = is_officer(&row.terms.latest);
		row.terms.change(terms, now, Self::forgettable_until(now), &annex);
		Self::count_officer(organization, was_officer, is_officer(&row.terms.latest));
	}

	/// Lets an account be a gateway, or not, and says what is known of it now.
	pub(crate) fn change_gateway(
		organization: OrganizationId,
		account: &T::AccountId,
		is_gateway: bool,
		now: Moment,
	) -> History<bool> {
		let mut history = GatewayHistories::<T>::get(organization, account)
			.unwrap_or_else(|| History::new(is_gateway, now));
		let annex = GatewayAnnex::<T>::of(organization, account);
		history.change(is_gateway, now, Self::forgettable_until(now), &annex);
		GatewayHistories::<T>::insert(organization, account, &history);
		history
	}

	/// Whether the people of an organization could act at `at`.
	pub(crate) fn check_organization(
		organization: OrganizationId,
		row: &Organization<T::AccountId>,
		at: Moment,
	) -> Result<(), NotPractising> {
		match row.terms.at(at, &OrganizationAnnex::<T>::of(organization)) {
			Known::NotYet => Err(NotPractising::NotAccredited),
			Known::Unknown => Err(NotPractising::NoLongerKnown),
			Known::Value(terms) => terms.check(at),
		}
	}

	/// Whether an account was a gateway of an organization at `at`. The row tells of the present, and of the
	/// time since a gateway was last removed, whoever is asked about.
	pub(crate) fn check_gateway(
		organization: OrganizationId,
		row: &Organization<T::AccountId>,
		account: &T::AccountId,
		at: Moment,
	) -> Result<(), NotPractising> {
		if row.had_gateway(account, at) {
			return Ok(());
		}
		if row.gateways_in_row_since <= at {
			return Err(NotPractising::NotAGateway);
		}
		let known = GatewayHistories::<T>::get(organization, account)
			.map(|history| history.at(at, &GatewayAnnex::<T>::of(organization, account)));
		match known {
			Some(Known::Value(true)) => Ok(()),
			Some(Known::Value(false)) => Err(NotPractising::NotAGateway),
			Some(Known::Unknown) => Err(NotPractising::NoLongerKnown),
			Some(Known::NotYet) | None if at < row.gateways_known_since => {
				Err(NotPractising::NoLongerKnown)
			},
			Some(Known::NotYet) | None => Err(NotPractising::NotAGateway),
		}
	}

	/// The roles in which a practitioner, whose row this is, could act at `at`; `None` if the row says nothing
	/// about that moment.
	pub(crate) fn roles_at(
		organization: OrganizationId,
		practitioner: &PractitionerId<T::AccountId>,
		row: &Practitioner,
		at: Moment,
	) -> Option<Result<Roles, NotPractising>> {
		match row.terms.at(at, &PractitionerAnnex::<T>::of(organization, practitioner)) {
			Known::NotYet => None,
			Known::Unknown => Some(Err(NotPractising::NoLongerKnown)),
			Known::Value(terms) => Some(terms.check(at)),
		}
	}
}
