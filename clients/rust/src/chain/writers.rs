//! For whom an account may hand something in to a custodian (`docs/record-format.md`, "Sessions of writers").

use super::{
	types::{Actor, Organization, OrganizationState, Patient},
	AskError, AtBlock,
};
use crate::requests::Side;
use subxt::utils::AccountId32;

impl AtBlock {
	/// Whether an account writes for this side: as a practitioner who is listed now, or as a gateway, of an organization that is
	/// accredited; or as one that controls a patient, or represents it with the power *consent*, while the patient is not frozen.
	pub async fn writes_for(&self, account: [u8; 32], side: Side) -> Result<bool, AskError> {
		match side {
			Side::Organization(organization) => Ok(self.practises(account, organization).await?
				|| self.is_gateway(account, organization).await?),
			Side::Patient(patient) => {
				let powers = self.powers_of(patient, account).await?;
				Ok(powers.is_some_and(|powers| powers.has_consent())
					&& !self.is_frozen(patient).await?)
			},
		}
	}

	async fn practises(&self, account: [u8; 32], organization: u32) -> Result<bool, AskError> {
		let actor = Actor::Practitioner { organization, account: AccountId32(account) };
		Ok(self.standing(actor).await?.is_ok())
	}

	async fn is_gateway(&self, account: [u8; 32], organization: u32) -> Result<bool, AskError> {
		let Some(row) = self.organization(organization).await? else { return Ok(false) };
		let now = self.time().await?;
		Ok(row.is_accredited(now) && row.has_gateway(&AccountId32(account), now))
	}

	async fn is_frozen(&self, patient: [u8; 32]) -> Result<bool, AskError> {
		let Some(row) = self.patient(patient).await? else { return Ok(false) };
		Ok(row.is_frozen(self.time().await?))
	}
}

impl Organization<AccountId32> {
	/// Whether its people may act at `now`, the time of the block of which this row is.
	pub fn is_accredited(&self, now: u64) -> bool {
		self.terms.latest_at(now).is_some_and(|terms| {
			terms.state == OrganizationState::Active && terms.accreditation.contains(now)
		})
	}

	/// Whether an account is a gateway of it at `now`, the time of the block of which this row is.
	pub fn has_gateway(&self, account: &AccountId32, now: u64) -> bool {
		let mut listed = self.gateways.0.iter().filter(|gateway| gateway.account == *account);
		listed.any(|gateway| gateway.period.contains(now))
	}

	/// Whether it has followed another organization by `now`, directly or by way of a third.
	pub fn has_followed(&self, other: u32, now: u64) -> bool {
		let mut followed = self.predecessors.0.iter().filter(|one| one.organization == other);
		followed.any(|one| one.since <= now)
	}
}

impl Patient<AccountId32> {
	/// Whether the patient's side is frozen at `now`, the time of the block of which this row is.
	pub fn is_frozen(&self, now: u64) -> bool {
		self.frozen_until.is_some_and(|until| now < until)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::chain::{
		runtime::salus::runtime_types::{
			pallet_provider_registry::history::{Annexed, Past},
			salus_primitives::codes::OrganizationKind,
		},
		types::{BoundedVec, Gateway, History, OrganizationTerms, Period, Predecessor},
		H256,
	};

	const ACCOUNT: AccountId32 = AccountId32([1; 32]);
	const ALWAYS: Period = Period { from: 0, until: None };

	fn terms(state: OrganizationState, accreditation: Period) -> OrganizationTerms {
		OrganizationTerms { accreditation, state }
	}

	/// With these terms from 100 on.
	fn organization(latest: OrganizationTerms) -> Organization<AccountId32> {
		let before = terms(OrganizationState::Suspended, ALWAYS);
		Organization {
			kind: OrganizationKind::Hospital,
			admins: BoundedVec(vec![]),
			gateways: BoundedVec(vec![
				Gateway { account: ACCOUNT, period: Period { from: 200, until: Some(300) } },
				Gateway { account: AccountId32([2; 32]), period: ALWAYS },
			]),
			gateways_in_row_since: 0,
			gateways_known_since: 0,
			terms: History {
				latest,
				past: BoundedVec(vec![Past { until: 100, value: before }]),
				began_at: 50,
				known_since: 50,
				in_row_since: 50,
				annexed: Annexed { first: 0, next: 0 },
			},
			was_revoked: false,
			key: None,
			predecessors: BoundedVec(vec![Predecessor { organization: 7, since: 200 }]),
			profile: H256::zero(),
			practitioners_known_since: 0,
		}
	}

	#[test]
	fn an_organization_is_accredited_while_it_is_active_and_its_time_has_come() {
		let active = organization(terms(OrganizationState::Active, ALWAYS));
		assert!(active.is_accredited(100));
		assert!(!active.is_accredited(99), "suspended until then");
		let some_time = Period { from: 200, until: Some(300) };
		let some_time = organization(terms(OrganizationState::Active, some_time));
		let counts = [199, 200, 299, 300].map(|now| some_time.is_accredited(now));
		assert_eq!(counts, [false, true, true, false]);
		for state in [
			OrganizationState::Suspended,
			OrganizationState::Revoked,
			OrganizationState::Succeeded { by: 1 },
		] {
			assert!(!organization(terms(state, ALWAYS)).is_accredited(1_000));
		}
	}

	#[test]
	fn a_gateway_is_one_until_it_is_removed() {
		let row = organization(terms(OrganizationState::Active, ALWAYS));
		let counts = [199, 200, 299, 300].map(|now| row.has_gateway(&ACCOUNT, now));
		assert_eq!(counts, [false, true, true, false]);
		assert!(!row.has_gateway(&AccountId32([3; 32]), 250));
	}

	#[test]
	fn an_organization_has_followed_another_from_that_moment_on() {
		let row = organization(terms(OrganizationState::Active, ALWAYS));
		assert!(!row.has_followed(7, 199));
		assert!(row.has_followed(7, 200));
		assert!(!row.has_followed(8, 200));
	}
}
