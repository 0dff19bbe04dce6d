//! How a call is signed and handed to a node, and signed anew where that can do nothing twice.

use super::{
	fate::{Fate, Trace},
	mortality::{birth, Birth, LIFETIME},
	nonces::{Account, Known, Reserved},
	submitted::Goal,
	AtBlock, Chain, NotTaken, Receipt, SalusConfig, SendError, Submitted,
};
use core::ops::ControlFlow;
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

/// How often a call is signed for one nonce, since the node let go of its transaction.
const MOST_OF_ONE_NONCE: usize = 2;

/// How many seconds finality may take to tell whose transaction has a nonce: about as long as one lives.
const MOST_PAUSES: u8 = 128;

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
	/// same nonce: no chain holds both. Where another program's transaction has that nonce, it is signed for the next one as soon as a final
	/// block shows it.
	pub async fn send<C: Payload>(
		&self,
		call: &C,
		signer: &(impl Signer<SalusConfig> + ?Sized),
	) -> Result<Receipt, SendError> {
		self.send_to(Goal::Block, call, signer).await
	}

	/// The same as [`Self::send`], but comes back when a final block holds the transaction and its call succeeded there.
	pub async fn send_until_final<C: Payload>(
		&self,
		call: &C,
		signer: &(impl Signer<SalusConfig> + ?Sized),
	) -> Result<Receipt, SendError> {
		self.send_to(Goal::FinalBlock, call, signer).await
	}

	async fn send_to<C: Payload>(
		&self,
		goal: Goal,
		call: &C,
		signer: &(impl Signer<SalusConfig> + ?Sized),
	) -> Result<Receipt, SendError> {
		let mut submitted = self.submit(call, signer).await?;
		for _ in 1..MOST_NONCES {
			submitted = match submitted.reaches(goal).await {
				Err(SendError::Superseded) => self.submit(call, signer).await?,
				Err(SendError::LetGo(words)) => {
					match Sender::of(self, signer).go_on(call, &submitted.trace, words).await? {
						ControlFlow::Break(receipt) => return Ok(receipt),
						ControlFlow::Continue(another) => another,
					}
				},
				done => return done,
			};
		}
		submitted.reaches(goal).await
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

	/// Goes on with a call whose transaction the node let go of, saying `words`: what came of it after all, or another transaction of it.
	///
	/// It is signed for the same nonce while that is unused, since a chain holds one of the two at most; and for another nonce only
	/// once a final block holds another program's transaction in its place.
	async fn go_on<C: Payload>(
		&self,
		call: &C,
		gone: &Trace,
		words: String,
	) -> Result<ControlFlow<Receipt, Submitted>, SendError> {
		for _ in 0..MOST_PAUSES {
			match gone.fate().await {
				Ok(Fate::Final(outcome)) => return outcome.map(ControlFlow::Break),
				Ok(Fate::Superseded) => {
					return self.chain.submit(call, self.signer).await.map(ControlFlow::Continue);
				},
				Ok(Fate::Unused | Fate::Expired) if gone.hashes.len() < MOST_OF_ONE_NONCE => {
					match self.submit_again(call, gone).await {
						// Another transaction has the nonce in the node's pool.
						Err(SendError::NotTaken(reason)) if reason.is_about_the_nonce() => {},
						// So only the first one can still be in a block.
						Err(SendError::NotTaken(_) | SendError::NotSent(_)) => {
							return Err(SendError::LetGo(words));
						},
						again => return again.map(ControlFlow::Continue),
					}
				},
				Ok(Fate::Undecided) => {},
				Ok(Fate::Unused | Fate::Expired) | Err(_) => return Err(SendError::LetGo(words)),
			}
			tokio::time::sleep(PAUSE_OF_POOL).await;
		}
		Err(SendError::LetGo(words))
	}

	/// Signs a call anew for the nonce of a transaction that the node let go of.
	async fn submit_again<C: Payload>(
		&self,
		call: &C,
		gone: &Trace,
	) -> Result<Submitted, SendError> {
		let _turn = self.account.turn.lock().await;
		let moment = self.moment().await?;
		// Whatever has used it may be the very transaction; or another one of this connection has the nonce by now.
		let is_unused = moment.known.chain <= gone.nonce;
		let reserved = self.account.reserve_again(gone.nonce, moment.death);
		let reserved = reserved.filter(|_| is_unused);
		let reserved = reserved.ok_or(SendError::NotTaken(NotTaken::NonceInPool))?;
		let mut another = self.hand_over(call, &moment, reserved).await?;
		another.trace.hashes.splice(..0, gone.hashes.iter().copied());
		another.trace.birth = gone.birth;
		Ok(another)
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
				let trace = Trace {
					chain: self.chain.clone(),
					id: self.id,
					nonce: reserved.keep(),
					hashes: vec![progress.extrinsic_hash()],
					birth: moment.birth.number,
					death: moment.death,
				};
				Ok(Submitted { progress, account: self.account.clone(), trace })
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
