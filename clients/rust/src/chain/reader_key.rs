//! To which key a release is sealed: the reader's published one, so that a stolen answer, or a stolen ticket, is worth nothing.

use super::{
	types::{Actor, Basis, PractitionerId},
	AskError, AtBlock, GrantedTarget,
};
use crate::PublishedKey;
use subxt::utils::AccountId32;

/// The key that the reader of a ticket has published: of a team it is whoever shows it. Nothing if there is none, so that the request alone
/// names one.
pub(super) async fn published_key(
	at: &AtBlock,
	patient: [u8; 32],
	reader: &Actor<AccountId32>,
	granted: &[GrantedTarget],
) -> Result<Option<PublishedKey>, AskError> {
	match reader {
		Actor::Practitioner { organization, account } => {
			of_practitioner(at, *organization, PractitionerId::Account(*account)).await
		},
		Actor::Gateway { organization, practitioner, .. } => {
			let practitioner = PractitionerId::Pseudonym(practitioner.clone());
			of_practitioner(at, *organization, practitioner).await
		},
		Actor::Organization { organization, .. } => of_organization(at, *organization).await,
		Actor::Person(_) | Actor::Authority | Actor::Chain => {
			// Representatives and devices read for the patient, and do not have its keys.
			if !granted.iter().any(|one| one.basis == Basis::Patient) {
				return Ok(None);
			}
			let patient = at.patient(patient).await?;
			Ok(patient.and_then(|patient| patient.key).map(|key| (&key.public).into()))
		},
	}
}

async fn of_practitioner(
	at: &AtBlock,
	organization: u32,
	practitioner: PractitionerId<AccountId32>,
) -> Result<Option<PublishedKey>, AskError> {
	let row = at.practitioner(organization, practitioner).await?;
	match row.and_then(|row| row.key) {
		Some(key) => Ok(Some((&key.public).into())),
		None => of_organization(at, organization).await,
	}
}

async fn of_organization(
	at: &AtBlock,
	organization: u32,
) -> Result<Option<PublishedKey>, AskError> {
	let row = at.organization(organization).await?;
	Ok(row.and_then(|row| row.key).map(|key| (&key.public).into()))
}
