//! Transactions that somebody else sends (`docs/architecture.md`): one account signs a call, any other sends it and bears it.

use super::{
	mortality::{birth, Birth},
	salus::{
		meta_tx::events::Dispatched,
		runtime_types::sp_runtime::{DispatchError, DispatchErrorWithPostInfo},
	},
	sending::not_sent,
	AskError, AtBlock, Chain, Receipt, Refusal, SalusConfig, SendError,
};
use crate::hash::blake2b_256;
use subxt::{
	ext::codec::{Compact, Encode},
	transactions::{Payload, Signer},
	utils::Era,
};

/// For how many blocks one is good: the chain takes none that lives longer.
const META_LIFETIME: u64 = 256;

/// The only version of its extensions that there is.
const EXTENSION_VERSION: u8 = 0;

/// Which of its variants an extension is that holds a signature.
const SIGNED: u8 = 1;

/// What no signature of an ordinary transaction is over.
const MARKER: &[u8] = b"_meta_tx";

/// What a signer hands to whoever relays it, who can send it once and change nothing. It is good for 256 blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetaTransaction(Vec<u8>);

/// What became of a meta transaction.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RelayError {
	/// The transaction that carries it did nothing. One of `MetaTx` refused it if it was altered, replayed or is too old.
	#[error(transparent)]
	Carrier(#[from] SendError),
	/// It was carried, its nonce is used, and a pallet refused the call in it.
	#[error("the chain refused the call that was relayed: {}.{}", .0.pallet, .0.name)]
	Refused(Refusal),
	/// It was carried, its nonce is used, and the call in it failed with an error that is no pallet's.
	#[error("the call that was relayed failed: {0:?}")]
	Failed(DispatchError),
	/// What became of it could not be read.
	#[error("what became of the call that was relayed could not be read")]
	Unread(#[from] AskError),
}

impl MetaTransaction {
	/// As it came from its signer. Whether it is one, the chain says.
	pub fn from_bytes(bytes: Vec<u8>) -> Self {
		Self(bytes)
	}

	/// What is handed over.
	pub fn as_bytes(&self) -> &[u8] {
		&self.0
	}
}

impl Chain {
	/// Signs a call for somebody else to send. Without `nonce` it is the signer's next transaction, and nothing else of the signer may come
	/// before it; several need nonces that follow one another.
	pub async fn sign_meta_transaction<C: Payload>(
		&self,
		call: &C,
		signer: &(impl Signer<SalusConfig> + ?Sized),
		nonce: Option<u64>,
	) -> Result<MetaTransaction, SendError> {
		let (best, finalized) = self.both().await.map_err(SendError::NotSent)?;
		let account = signer.account_id();
		let nonce = match nonce {
			Some(nonce) => nonce,
			None => self.nonce_past_pool(&account).await.map_err(SendError::NotSent)?,
		};
		let birth = birth(Birth::of(&best), Birth::of(&finalized));
		let transactions = best.client().transactions();
		transactions.validate(call).map_err(not_sent)?;
		let call = transactions.call_data(call).map_err(not_sent)?;
		let explicit = (Era::mortal(META_LIFETIME, birth.number), Compact(nonce)).encode();
		let payload = payload(&call, &explicit, self.genesis(), birth, &best);
		// Any length is hashed, other than in an ordinary transaction.
		let signature = signer.sign(&blake2b_256(&[&payload]));
		let head = (EXTENSION_VERSION, SIGNED, signature, account).encode();
		Ok(MetaTransaction([call, head, explicit].concat()))
	}

	/// Sends somebody's meta transaction; comes back when a block holds it and the call in it succeeded there. `relayer` pays for it.
	pub async fn relay(
		&self,
		meta_transaction: &MetaTransaction,
		relayer: &(impl Signer<SalusConfig> + ?Sized),
	) -> Result<Receipt, RelayError> {
		let call = self.carrier(meta_transaction, None).await?;
		let receipt = self.send(&call, relayer).await?;
		self.relayed(receipt).await
	}

	/// The same, but an organization for which `relayer` practises bears it on its budget.
	pub async fn relay_on_budget(
		&self,
		meta_transaction: &MetaTransaction,
		relayer: &(impl Signer<SalusConfig> + ?Sized),
		organization: u32,
	) -> Result<Receipt, RelayError> {
		let call = self.carrier(meta_transaction, Some(organization)).await?;
		let receipt = self.send(&call, relayer).await?;
		self.relayed(receipt).await
	}

	/// The call that carries it. It is put together as bytes, since a meta transaction is: what the chain's types do not take is refused here.
	async fn carrier(
		&self,
		MetaTransaction(bytes): &MetaTransaction,
		budget_of: Option<u32>,
	) -> Result<impl Payload, SendError> {
		let best = self.at_best().await.map_err(SendError::NotSent)?;
		// More bytes than that are in no memory.
		let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX).encode();
		let dispatch = [&indices(&best, "MetaTx", "dispatch")?, bytes.as_slice(), &length].concat();
		let call = match budget_of {
			None => dispatch,
			Some(organization) => {
				let relay = indices(&best, "Admission", "relay")?;
				[&relay, organization.encode().as_slice(), &dispatch].concat()
			},
		};
		best.client().transactions().from_call_data_bytes(&call).map_err(not_sent)
	}

	/// The carrier succeeds whatever becomes of the call in it.
	async fn relayed(&self, receipt: Receipt) -> Result<Receipt, RelayError> {
		let dispatched = receipt.event::<Dispatched>()?;
		let missing = || AskError::from(subxt::Error::other_str("the block says nothing of it"));
		match dispatched.ok_or_else(missing)?.result {
			Ok(_) => Ok(receipt),
			Err(DispatchErrorWithPostInfo { error, .. }) => {
				let at = self.at(receipt.block).await?;
				Err(named(&error, &at).map_or(RelayError::Failed(error), RelayError::Refused))
			},
		}
	}
}

/// How a call's bytes begin.
fn indices(at: &AtBlock, pallet: &str, call: &str) -> Result<[u8; 2], SendError> {
	let metadata = at.client().metadata();
	let found = metadata
		.pallet_by_name(pallet)
		.and_then(|pallet| Some([pallet.call_index(), pallet.call_variant_by_name(call)?.index]));
	let missing = || subxt::Error::other_str("the chain takes no meta transactions");
	found.ok_or_else(|| SendError::NotSent(missing().into()))
}

/// What is signed, beside the signature of it.
fn payload(call: &[u8], explicit: &[u8], genesis: [u8; 32], birth: Birth, at: &AtBlock) -> Vec<u8> {
	let versions = (at.client().spec_version(), at.client().transaction_version()).encode();
	[&[EXTENSION_VERSION], call, explicit, MARKER, &versions, &genesis, &birth.hash.0].concat()
}

/// The name of an error, if it is a pallet's.
fn named(error: &DispatchError, at: &AtBlock) -> Option<Refusal> {
	let DispatchError::Module(module) = error else { return None };
	let metadata = at.client().metadata();
	let pallet = metadata.pallet_by_error_index(module.index)?;
	let [index, ..] = module.error;
	let name = pallet.error_variant_by_index(index)?.name.clone();
	Some(Refusal { pallet: pallet.name().to_owned(), name })
}
