//! An organization that keeps things for others, on a development chain.

use super::well_known;
use crate::{random::Random, service::Clerk};
use salus_client::{
	chain::{
		salus::{
			self,
			provider_registry::events::OrganizationAccredited,
			runtime_types::{pallet_provider_registry::pallet::Call, salus_runtime::RuntimeCall},
			sudo::events::Sudid,
		},
		types::{OrganizationKind, Period, PractitionerId, Role, Roles},
		AccountId32, AskError, Chain, Payload, Receipt, SendError, Signer, H256,
	},
	signatures::Sr25519Pair,
	PublishedKey, Secret,
};
use std::time::Duration;
use tokio::time::sleep;

/// How often a transaction is sent that another program's, of the same account, got in the way of.
const ATTEMPTS: u32 = 30;
/// How long it waits in between, and longer by a random part of as much.
const PAUSE: Duration = Duration::from_secs(2);
const FOR_EVER: Period = Period { from: 0, until: None };

/// What is there from now on.
pub struct Founded {
	/// The organization's number.
	pub organization: u32,
	/// The seed of its clerk.
	pub clerk: Secret<32>,
}

/// Why there is no organization.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FoundingError {
	/// The chain has another superuser, or none.
	#[error("this is no development chain: Alice is not its superuser")]
	NotAlices,
	/// The chain could not be asked.
	#[error("the chain could not be asked: {0}")]
	Unanswered(#[from] AskError),
	/// A transaction failed.
	#[error("{0}")]
	NotSent(#[from] SendError),
	/// The chain did not do what the superuser told it.
	#[error("the chain did not accredit the organization")]
	NotAccredited,
}

/// Accredits a new organization, by the superuser, lists its clerk as a custodian and publishes its key.
pub async fn found(
	chain: &Chain,
	key: &PublishedKey,
	random: &Random,
) -> Result<Founded, FoundingError> {
	let alice = well_known::alice(random);
	ensure_superuser(chain, &alice).await?;
	let accredit = RuntimeCall::ProviderRegistry(Call::accredit_organization {
		kind: OrganizationKind::Custodian,
		admin: alice.account_id(),
		accreditation: FOR_EVER,
		profile: H256(random.bytes()),
	});
	let receipt = send(chain, &salus::transactions().sudo().sudo(accredit), &alice, random).await?;
	let done = receipt.event::<Sudid>()?.is_some_and(|event| event.sudo_result.is_ok());
	let accredited = receipt.event::<OrganizationAccredited>()?.filter(|_| done);
	let organization = accredited.ok_or(FoundingError::NotAccredited)?.organization;

	let clerk = well_known::clerk(organization);
	let add_clerk = RuntimeCall::ProviderRegistry(Call::add_practitioner {
		organization,
		practitioner: PractitionerId::Account(AccountId32(
			Sr25519Pair::from_seed(&clerk).account(),
		)),
		roles: Roles::of(&[Role::Custodian]),
		licence: FOR_EVER,
	});
	let publish = RuntimeCall::ProviderRegistry(Call::publish_organization_key {
		organization,
		encryption_key: key.into(),
	});
	let both = salus::transactions().utility().batch_all(vec![add_clerk, publish]);
	send(chain, &both, &alice, random).await?;
	Ok(Founded { organization, clerk })
}

async fn ensure_superuser(chain: &Chain, alice: &Clerk) -> Result<(), FoundingError> {
	let at_best = chain.at_best().await?;
	let storage = at_best.client().storage();
	// A chain for production has no such pallet.
	let Ok(entry) = storage.entry(salus::storage().sudo().key()) else {
		return Err(FoundingError::NotAlices);
	};
	let superuser = entry.try_fetch(()).await.map_err(AskError::from)?;
	let superuser = superuser.map(|value| value.decode()).transpose().map_err(AskError::from)?;
	let is_alice = superuser.is_some_and(|account: AccountId32| account == alice.account_id());
	is_alice.then_some(()).ok_or(FoundingError::NotAlices)
}

/// Sends until a block holds it. Other programs may send for Alice at the same time, with the same nonce.
async fn send(
	chain: &Chain,
	call: &impl Payload,
	signer: &Clerk,
	random: &Random,
) -> Result<Receipt, FoundingError> {
	let mut attempts: u32 = 0;
	loop {
		let error = match chain.send(call, signer).await {
			Ok(receipt) => return Ok(receipt),
			Err(error @ (SendError::NotTaken(_) | SendError::LetGo(_))) => error,
			Err(error) => return Err(error.into()),
		};
		attempts = attempts.saturating_add(1);
		if attempts == ATTEMPTS {
			return Err(error.into());
		}
		let [part] = random.bytes();
		sleep(PAUSE.saturating_add(PAUSE.mul_f64(f64::from(part) / 255.0))).await;
	}
}
