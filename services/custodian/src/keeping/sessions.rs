//! Sessions of writers (`docs/record-format.md`, "Sessions of writers"): who hands something in shows once who it is.

use super::{
	open_sessions::{OpenSessions, Session, SESSION_LENGTH},
	writers::WritersOnChain,
};
use crate::{
	catalogue::Catalogue,
	clock::Clock,
	hash::blake2b_256,
	kept::{nonce_free_from, Moment, Name, Writer},
	limits::PerMinute,
	refusal::Refusal,
};
use axum::http::{header::AUTHORIZATION, HeaderMap};
use salus_client::{
	rand_core::CryptoRng,
	requests::{Addressee, SessionRequest, Side, Signed},
	Secret,
};
use std::sync::{Arc, Mutex, PoisonError};

/// What sessions are made of.
pub struct SessionParts {
	/// The custodian's number on the chain.
	pub organization: u32,
	/// The hash of the chain's first block.
	pub genesis: [u8; 32],
	/// Is asked for each session anew.
	pub chain: Arc<dyn WritersOnChain>,
	/// Where nonces are noted.
	pub catalogue: Arc<Catalogue>,
	/// What time it is.
	pub clock: Clock,
	/// Of which tokens are made.
	pub random: Box<dyn CryptoRng + Send>,
	/// How often one account is answered.
	pub accounts: Arc<PerMinute>,
}

/// The sessions of a custodian. They are gone when it is started again.
pub struct Sessions {
	organization: u32,
	genesis: [u8; 32],
	chain: Arc<dyn WritersOnChain>,
	catalogue: Arc<Catalogue>,
	clock: Clock,
	random: Mutex<Box<dyn CryptoRng + Send>>,
	open: Mutex<OpenSessions>,
	accounts: Arc<PerMinute>,
}

/// A session that was begun.
#[derive(Debug, PartialEq, Eq)]
pub struct BegunSession {
	/// What shows it. It is kept nowhere.
	pub token: Secret<32>,
	/// The first moment at which it is over.
	pub until: Moment,
}

impl Sessions {
	/// None of them begun yet.
	pub fn new(parts: SessionParts) -> Self {
		let SessionParts { organization, genesis, chain, catalogue, clock, random, accounts } =
			parts;
		let (random, open) = (Mutex::new(random), Mutex::default());
		Self { organization, genesis, chain, catalogue, clock, random, open, accounts }
	}

	/// Begins a session for who asks for it by this JSON text, and writes for whom it says as of both heads.
	///
	/// # Errors
	/// [`Refusal::Refused`], whatever the reason. A text that is no request is [`Refusal::Malformed`], and of an account
	/// it may be told that it asks [too often](Refusal::TooMany).
	pub async fn begin(&self, text: &str) -> Result<BegunSession, Refusal> {
		let signed = Signed::<SessionRequest>::from_json(text);
		let signed = signed.map_err(|_| Refusal::Malformed("this is no request for a session"))?;
		let now = self.clock.now();
		let Self { organization: custodian, genesis, .. } = *self;
		let request = signed.check(&Addressee { genesis, custodian, now });
		let SessionRequest { account, side, nonce, .. } = request.map_err(|_| Refusal::Refused)?;
		// Only now: otherwise anybody could use up another's.
		self.accounts.admit(account)?;

		self.ensure_standing(account, *side, now).await?;
		// Only now, so that nobody without a say fills the store.
		let until = nonce_free_from(now);
		if !self.catalogue.claim_nonce(account, nonce, now, until).await? {
			return Err(Refusal::Refused);
		}
		Ok(self.open(Session { account: *account, writer: writer(*side) }, now))
	}

	/// The session that a request shows by its header `authorization`.
	pub fn of(&self, headers: &HeaderMap) -> Result<Session, Refusal> {
		let token = token_in(headers).ok_or(Refusal::NoSession)?;
		let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
		open.of(&name_of(&token), self.clock.now()).ok_or(Refusal::NoSession)
	}

	/// As [`Sessions::of`], if whoever began the session still writes for whom it says: for what is handed out, which is judged anew each
	/// time, and for batches, whose headers nobody but their writers can tell. A session outlives what it rests on by some minutes, in
	/// which somebody may hand in records, and has nothing of that.
	///
	/// # Errors
	/// [`Refusal::Refused`] to whom does not any more.
	pub async fn in_good_standing(&self, headers: &HeaderMap) -> Result<Session, Refusal> {
		let session = self.of(headers)?;
		let side = side(session.writer);
		self.ensure_standing(&session.account, side, self.clock.now()).await?;
		Ok(session)
	}

	/// Whether an account writes for this side, as of both heads.
	async fn ensure_standing(
		&self,
		account: &[u8; 32],
		side: Side,
		now: Moment,
	) -> Result<(), Refusal> {
		let heads = self.chain.fresh_heads(now).await?;
		for head in [heads.best, heads.finalized] {
			if !self.chain.writes_for(account, side, head.hash).await? {
				return Err(Refusal::Refused);
			}
		}
		Ok(())
	}

	fn open(&self, session: Session, now: Moment) -> BegunSession {
		let token = {
			let mut random = self.random.lock().unwrap_or_else(PoisonError::into_inner);
			Secret::random(&mut *random)
		};
		let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
		open.add(name_of(&token), session, now);
		BegunSession { token, until: now.saturating_add(SESSION_LENGTH) }
	}
}

/// What a token is found by. So neither the time that the search takes nor a look into memory shows one.
fn name_of(token: &Secret<32>) -> Name {
	blake2b_256(token.expose())
}

fn writer(side: Side) -> Writer {
	match side {
		Side::Organization(organization) => Writer::Organization(organization),
		Side::Patient(patient) => Writer::Patient(patient),
	}
}

fn side(writer: Writer) -> Side {
	match writer {
		Writer::Organization(organization) => Side::Organization(organization),
		Writer::Patient(patient) => Side::Patient(patient),
	}
}

fn token_in(headers: &HeaderMap) -> Option<Secret<32>> {
	let mut values = headers.get_all(AUTHORIZATION).iter();
	let (value, None) = (values.next()?, values.next()) else { return None };
	let (scheme, digits) = value.to_str().ok()?.split_once(' ')?;
	let mut token = [0; 32];
	hex::decode_to_slice(digits, &mut token).ok()?;
	scheme.eq_ignore_ascii_case("bearer").then(|| token.into())
}

impl std::fmt::Debug for Sessions {
	fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		formatter.write_str("Sessions")
	}
}

#[cfg(test)]
mod tests;
