//! What the patient's side asks: first what every request is checked for, then who asks, then what for.

use super::{Desk, PresentedRequest};
use crate::{
	keeping::{asking::Standing, uploads::Upload},
	kept::nonce_free_from,
	refusal::Refusal,
};
use bytes::Bytes;
use futures::stream::BoxStream;
use salus_client::{
	chain::Heads,
	requests::{Addressee, PatientRequest, PatientRequestKind, MAX_CONTENT},
};
use std::io;

/// Longer than any header with its anchor.
const MAX_MOVED_HEADER: usize = 1 << 12;

/// What is answered.
pub enum Answer {
	/// It is done.
	Done,
	/// JSON text, in parts: all that a patient has may be more than fits into memory.
	Given(BoxStream<'static, io::Result<Bytes>>),
}

/// Who asks, as of now.
struct Speaker {
	heads: Heads,
	/// Of the patient's key, at the head that is behind.
	epoch: u32,
}

impl Desk {
	/// Answers a request. Its content is read when it is known that the account speaks for the patient; until then whatever is wrong
	/// is [`Refusal::Refused`].
	pub async fn answer(
		&self,
		PresentedRequest(signed): &PresentedRequest,
		content: impl Upload,
	) -> Result<Answer, Refusal> {
		let (genesis, now) = (self.chain.genesis(), self.clock.now());
		let own = Addressee { genesis, custodian: self.organization, now };
		let request = signed.check(&own).map_err(|_| Refusal::Refused)?;
		// Only now: otherwise anybody could use up another's.
		self.accounts.admit(request.account)?;
		self.speaker(request).await?;
		let content = content.bytes(longest_content(request.kind)).await?;
		request.ensure_content(&content).map_err(|_| Refusal::Refused)?;
		self.claim_nonce(request).await?;
		match request.kind {
			PatientRequestKind::TakeBackup => {
				let backup = self.read_backup(&request.patient, content).await?;
				let _turn = self.turns.turn(&request.patient).await;
				// Asked again: control may have been taken back while the content was on its way.
				let heads = self.speaker(request).await?.heads;
				self.take_backup(request, &backup, self.time(&heads)).await?;
				Ok(Answer::Done)
			},
			PatientRequestKind::TakeMovedHeader => {
				let _turn = self.turns.turn(&request.patient).await;
				let Speaker { heads, epoch } = self.speaker(request).await?;
				self.take_moved_header(&request.patient, &content, epoch, self.time(&heads))
					.await?;
				Ok(Answer::Done)
			},
			PatientRequestKind::GiveBackups => {
				self.give_backups(&request.patient).await.map(Answer::Given)
			},
			PatientRequestKind::GiveHeaders => {
				self.give_headers(&request.patient).await.map(Answer::Given)
			},
		}
	}

	/// Who asks, if at both heads the account may ask for this.
	async fn speaker(&self, request: &PatientRequest) -> Result<Speaker, Refusal> {
		let PatientRequest { patient, account, kind, .. } = request;
		let heads = self.fresh_heads().await?;
		let (best, finalized) = tokio::try_join!(
			self.chain.standing(patient, account, heads.best.hash),
			self.chain.standing(patient, account, heads.finalized.hash),
		)?;
		let is_let = may_ask(*kind, &best) && may_ask(*kind, &finalized);
		let epoch = best.epoch.min(finalized.epoch);
		is_let.then_some(Speaker { heads, epoch }).ok_or(Refusal::Refused)
	}

	/// Whether the request is a new one; from now on it is not. This comes when it is known that the account may ask, so that nobody
	/// without a say fills the store, and before anything is done.
	async fn claim_nonce(&self, request: &PatientRequest) -> Result<(), Refusal> {
		let now = self.clock.now();
		let until = nonce_free_from(now);
		let is_new =
			self.catalogue.claim_nonce(&request.account, &request.nonce, now, until).await?;
		is_new.then_some(()).ok_or(Refusal::Refused)
	}
}

/// Only the controller has to do with backups. Whoever holds the key during a freeze may be a thief: it changes nothing. What is only given
/// stays sealed.
fn may_ask(kind: PatientRequestKind, standing: &Standing) -> bool {
	let Standing { is_controller, may_consent, is_frozen, .. } = *standing;
	match kind {
		PatientRequestKind::TakeBackup => is_controller && !is_frozen,
		PatientRequestKind::GiveBackups => is_controller,
		PatientRequestKind::TakeMovedHeader => (is_controller || may_consent) && !is_frozen,
		PatientRequestKind::GiveHeaders => is_controller || may_consent,
	}
}

fn longest_content(kind: PatientRequestKind) -> usize {
	match kind {
		PatientRequestKind::TakeBackup => MAX_CONTENT,
		PatientRequestKind::TakeMovedHeader => MAX_MOVED_HEADER,
		PatientRequestKind::GiveBackups | PatientRequestKind::GiveHeaders => 0,
	}
}
