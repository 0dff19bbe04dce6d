//! How a call is signed and handed to a node, and signed anew where that can do nothing twice.

use super::{
	mortality::{birth, Birth, LIFETIME},
	nonces::{Account, Known, Reserved},
	AtBlock, Chain, NotTaken, Receipt, SalusConfig, SendError, Submitted,
};
use std::{sync::Arc, time::Duration};
use subxt::{
	config::transaction_extensions::{
		ChargeTransactionPaymentParams, CheckMortalityParams, CheckNonceParams,
	},
	error::ExtrinsicError,
	transactions::{Payload, Signer},
	utils::AccountId32,
};

/// How often a call is signed for another nonce, since another program's transaction was faster.
const MOST_NONCES: u8 = 16;

/// Until the node shows the block that has used a nonce up, by which its pool judges already.
const PAUSE_OF_NODE: Duration = Duration::from_millis(100);

/// Until the node's pool judges by the block that the node shows, which a runtime's upgrade may be in.
const PAUSE_OF_POOL: Duration = Duration::from_secs(1);

impl Chain {
	/// Signs and sends; comes back when the node has taken the transaction. Of one account, one is signed and handed over after the other,
	/// and any number may be on their way.
	///
	/// What the node does not take, since another program sent with the same nonce or the runtime was upgraded in between, is signed anew:
	/// no block can hold it.
	pub async fn submit<C: Payload>(
		&self,
		call: &C,
		signer: &(impl Signer<SalusConfig> + ?Sized),
	) -> Result<Submitted, SendError> {
		let sender = Sender::of(self, signer);
		let _turn = sender.account.turn.lock().await;
		let (mut nonces, mut is_second_signature) = (1, false);
		loop {
			let moment = sender.moment().await?;
			let reserved = sender.account.reserve(moment.known, moment.best.number(), moment.death);
			match sender.hand_over(call, &moment, reserved).await {
				Err(SendError::NotTaken(reason @ (NotTaken::Outdated | NotTaken::NonceInPool)))
					if nonces < MOST_NONCES =>
				{
					nonces = nonces.saturating_add(1);
					if reason == NotTaken::Outdated {
						tokio::time::sleep(PAUSE_OF_NODE).await;
					}
				},
				Err(SendError::NotTaken(NotTaken::BadSignature)) if !is_second_signature => {
					is_second_signature = true;
					tokio::time::sleep(PAUSE_OF_POOL).await;
				},
				done => return done,
			}
		}
	}

	/// Signs and sends; comes back when a block holds the transaction and its call succeeded there. Another block may in the end:
	/// [`Self::send_until_final`] waits for it.
	///
	/// A transaction that the node let go of, such as one that was on its way when the runtime was upgraded, is signed anew once, for the
	/// same nonce: no chain holds both.
	pub async fn send<C: Payload>(
		&self,
		call: &C,
		signer: &(impl Signer<SalusConfig> + ?Sized),
	) -> Result<Receipt, SendError> {
		let mut submitted = self.submit(call, signer).await?;
		match submitted.included().await {
			Err(SendError::LetGo(words)) => {
				self.submit_again(call, signer, submitted.nonce(), words).await?.included().await
			},
			done => done,
		}
	}

	/// The same as [`Self::send`], but comes back when a final block holds the transaction and its call succeeded there.
	pub async fn send_until_final<C: Payload>(
		&self,
		call: &C,
		signer: &(impl Signer<SalusConfig> + ?Sized),
	) -> Result<Receipt, SendError> {
		let mut submitted = self.submit(call, signer).await?;
		match submitted.finalized().await {
			Err(SendError::LetGo(words)) => {
				self.submit_again(call, signer, submitted.nonce(), words).await?.finalized().await
			},
			done => done,
		}
	}

	/// Signs a call anew for a nonce of which the node let go, saying `words`.
	async fn submit_again<C: Payload>(
		&self,
		call: &C,
		signer: &(impl Signer<SalusConfig> + ?Sized),
		nonce: u64,
		words: String,
	) -> Result<Submitted, SendError> {
		let sender = Sender::of(self, signer);
		let _turn = sender.account.turn.lock().await;
		let Ok(moment) = sender.moment().await else { return Err(SendError::LetGo(words)) };
		// Whatever has used it may be the very transaction.
		let is_unused = moment.known.chain <= nonce;
		let reserved = sender.account.reserve_again(nonce, moment.death).filter(|_| is_unused);
		let Some(reserved) = reserved else { return Err(SendError::LetGo(words)) };
		match sender.hand_over(call, &moment, reserved).await {
			// So only the first one can still be in a block.
			Err(SendError::NotTaken(_) | SendError::NotSent(_)) => Err(SendError::LetGo(words)),
			done => done,
		}
	}
}

/// Whoever signs, over a connection.
struct Sender<'a, S: ?Sized> {
	chain: &'a Chain,
	signer: &'a S,
	id: AccountId32,
	account: Arc<Account>,
}

/// What a transaction is signed for.
struct Moment {
	best: AtBlock,
	birth: Birth,
	/// The first block that is too late for it.
	death: u64,
	known: Known,
}

impl<'a, S: Signer<SalusConfig> + ?Sized> Sender<'a, S> {
	fn of(chain: &'a Chain, signer: &'a S) -> Self {
		let id = signer.account_id();
		let account = chain.nonces.of(&id.0);
		Self { chain, signer, id, account }
	}

	async fn moment(&self) -> Result<Moment, SendError> {
		let (best, finalized) = self.chain.both().await.map_err(SendError::NotSent)?;
		let next = best.client().transactions().account_nonce(&self.id).await;
		let known = Known {
			chain: next.map_err(not_sent)?,
			pool: self.chain.nonce_past_pool(&self.id).await.map_err(SendError::NotSent)?,
		};
		let birth = birth(Birth::of(&best), Birth::of(&finalized));
		Ok(Moment { best, birth, death: birth.number.saturating_add(LIFETIME), known })
	}

	async fn hand_over<C: Payload>(
		&self,
		call: &C,
		moment: &Moment,
		reserved: Reserved<'_>,
	) -> Result<Submitted, SendError> {
		let transactions = moment.best.client().transactions();
		let params = params(reserved.nonce, moment.birth);
		let signed = transactions.create_signable_offline(call, params).and_then(|mut signable| {
			let signature = self.signer.sign(&signable.signer_payload()?);
			signable.sign_with_account_and_signature(&self.id, &signature)
		});
		match signed.map_err(not_sent)?.submit_and_watch().await {
			Ok(progress) => {
				let nonce = reserved.keep();
				Ok(Submitted { progress, account: self.account.clone(), nonce })
			},
			Err(error) => Err(NotTaken::of(&error).map_or_else(
				|| {
					// The connection is lost: the chain says what is true.
					self.account.forget();
					SendError::Unknown(error.into())
				},
				SendError::NotTaken,
			)),
		}
	}
}

type Params = <<SalusConfig as subxt::Config>::TransactionExtensions as subxt::config::TransactionExtensions<
	SalusConfig,
>>::Params;

fn params(nonce: u64, birth: Birth) -> Params {
	let mortality = CheckMortalityParams::mortal_from_unchecked(LIFETIME, birth.number, birth.hash);
	let nonce = CheckNonceParams::with_nonce(nonce);
	((), (), (), mortality, nonce, ChargeTransactionPaymentParams::no_tip(), ())
}

pub(super) fn not_sent(error: ExtrinsicError) -> SendError {
	SendError::NotSent(error.into())
}
