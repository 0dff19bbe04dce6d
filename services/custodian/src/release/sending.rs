//! Sends a release, message by message: no more of it is in memory than what is being sealed and sent.

use super::{
	finding::{tree, Batch, Found, FoundBatch, Gone, Part, Shelf},
	room::{Need, Reserved},
};
use crate::{
	catalogue::CatalogueError,
	kept::{KeptRecord, PatientId},
	random::Random,
	trouble::Trouble,
	vault::{Content, VaultError},
};
use bytes::{Bytes, BytesMut};
use futures::{
	stream::{self, BoxStream},
	Stream, TryStreamExt,
};
use salus_client::{
	merkle::MerkleTree,
	release::{ReleaseContext, ReleaseError, ReleaseHead, ReleaseSealer, ReleasedRecord},
	requests::{ReleaseRequest, ReleaseTarget},
	sealed_record::MAX_LENGTH,
};
use std::{collections::VecDeque, sync::Arc, time::Duration};
use tokio::{sync::mpsc, task::spawn_blocking, time::Instant};

/// Longer messages are sealed where they hold up nobody.
const LONG: usize = 1 << 17;
/// So much goes out at a time.
const CHUNK: usize = 1 << 16;
/// How long a reader may take for a chunk.
const CHUNK_TIME: Duration = Duration::from_secs(30);
/// How many bytes a reader takes in a second at least, whose release has room that others wait for; besides the time for a chunk.
const PACE: u64 = 1 << 14;

/// Why a release breaks off after it began. The ticket is redeemed by then.
#[derive(Debug, thiserror::Error)]
pub(super) enum Broken {
	#[error(transparent)]
	Catalogue(#[from] CatalogueError),
	#[error(transparent)]
	Vault(#[from] VaultError),
	#[error(transparent)]
	Sealing(#[from] ReleaseError),
	#[error(transparent)]
	NotHere(#[from] Gone),
	/// No release has room for it.
	#[error("a sealed record is longer than any")]
	TooLong,
	#[error("the service ends")]
	Gone,
	/// That is the reader's affair.
	#[error("the reader went, or is too slow")]
	Reader,
}

/// What the reader's connection gets in the place of the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the release breaks off")]
pub struct BrokenOff;

/// What is to be sent, and to whom.
pub(super) struct Sending {
	pub(super) shelf: Shelf,
	/// Room for all of it.
	pub(super) reserved: Reserved,
	pub(super) random: Random,
	pub(super) request: ReleaseRequest,
	pub(super) parts: Vec<Part>,
}

impl Sending {
	/// How many records there are, of all targets.
	pub(super) fn records(&self) -> u64 {
		let records =
			|part: &Part| part.batch.as_ref().map_or(0, |batch| batch.on_chain.batch.records);
		self.parts.iter().map(|part| u64::from(records(part))).sum()
	}

	/// The bytes, each made when the one before it was taken. A stream that ends without an error is whole.
	pub(super) fn stream(self) -> impl Stream<Item = Result<Bytes, BrokenOff>> {
		let (sender, receiver) = mpsc::channel(1);
		tokio::spawn(self.send(sender));
		// Whoever ends without a word has broken off.
		stream::unfold(Some(receiver), |receiver| async move {
			let mut receiver = receiver?;
			match receiver.recv().await {
				Some(Sent::Chunk(chunk)) => Some((Ok(chunk), Some(receiver))),
				Some(Sent::End) => None,
				None => Some((Err(BrokenOff), None)),
			}
		})
	}

	async fn send(self, sender: mpsc::Sender<Sent>) {
		let mut outlet = Outlet {
			sender,
			short: BytesMut::new(),
			keeps_others_waiting: self.reserved.is_some(),
			passed: 0,
			waited: Duration::ZERO,
		};
		let sent = match self.send_to(&mut outlet).await {
			Ok(()) => outlet.end().await,
			broken => broken,
		};
		match sent {
			Ok(()) | Err(Broken::Reader) => {},
			Err(why) => Trouble::ReleaseBrokenOff.tell(why),
		}
	}

	async fn send_to(self, outlet: &mut Outlet) -> Result<(), Broken> {
		let Self { shelf, mut reserved, mut random, request, parts } = self;
		let context = ReleaseContext::from(&request);
		let (start, sealer) = ReleaseSealer::begin(&context, &request.reader, &mut random)?;
		outlet.send(&start).await?;
		let mut sealing = Sealing { sealer, shelf, patient: request.patient };
		let mut parts: VecDeque<_> = parts.into();
		loop {
			reserved.shrink(need(&parts));
			let Some(part) = parts.pop_front() else { break };
			sealing = sealing.send_part(part, outlet).await?;
		}
		Ok(sealing.sealer.finish()?)
	}
}

/// What parts need, one after the other.
pub(super) fn need<'a>(parts: impl IntoIterator<Item = &'a Part>) -> Need {
	parts.into_iter().fold(Need::default(), |need, part| need.or(part.need))
}

/// A batch that goes out now.
struct Kept {
	anchor: u32,
	records: u32,
	batch: Arc<Batch>,
	tree: MerkleTree,
}

/// A release that is being sealed.
struct Sealing {
	sealer: ReleaseSealer,
	shelf: Shelf,
	patient: PatientId,
}

impl Sealing {
	async fn send_part(mut self, part: Part, outlet: &mut Outlet) -> Result<Self, Broken> {
		let Part { target, batch, envelope, emergency, .. } = part;
		let kept = match batch {
			Some(batch) => Some(self.batch(batch).await?),
			None => None,
		};
		let head = ReleaseHead {
			anchor: kept.as_ref().map(|kept| kept.anchor),
			class: match (&kept, target) {
				(Some(kept), _) => kept.batch.class,
				(None, ReleaseTarget::Class { class, .. }) => class,
				(None, ReleaseTarget::Anchor { .. }) => return Err(Gone.into()),
			},
			header: kept.as_ref().map(|kept| kept.batch.header.clone()),
			records: kept.as_ref().map_or(0, |kept| kept.records),
			envelope: match envelope {
				Some(Found::Held(envelope)) => Some(envelope.to_vec()),
				Some(Found::Named(name)) => {
					Some(self.shelf.envelope(&self.patient, &name).await?.ok_or(Gone)?)
				},
				None => None,
			},
			emergency: match emergency {
				Some(Found::Held(emergency)) => Some((*emergency).clone()),
				Some(Found::Named(name)) => {
					Some(self.shelf.emergency(&self.patient, &name).await?.ok_or(Gone)?)
				},
				None => None,
			},
		};
		let message = self.sealer.part(&head)?;
		drop(head);
		outlet.send(&message).await?;
		match kept {
			Some(Kept { batch, tree, .. }) => {
				self.send_records(&batch.records, &tree, outlet).await
			},
			None => Ok(self),
		}
	}

	/// A batch, with the tree over it.
	async fn batch(&self, found: FoundBatch) -> Result<Kept, Broken> {
		let FoundBatch { anchor, on_chain, kept, .. } = found;
		let (batch, tree) = match kept {
			Found::Held(batch) => {
				let tree = tree(&batch.records).ok_or(Gone)?;
				(batch, tree)
			},
			Found::Named(_) => {
				let (batch, tree) =
					self.shelf.batch(&self.patient, anchor, &on_chain).await?.ok_or(Gone)?;
				(Arc::new(batch), tree)
			},
		};
		Ok(Kept { anchor, records: on_chain.batch.records, batch, tree })
	}

	async fn send_records(
		mut self,
		records: &[KeptRecord],
		tree: &MerkleTree,
		outlet: &mut Outlet,
	) -> Result<Self, Broken> {
		for (index, KeptRecord { commitment, name }) in (0..).zip(records) {
			let Content { length, stream } = self.shelf.vault.get(&self.patient, name).await?;
			let length = usize::try_from(length).map_err(|_| Broken::TooLong)?;
			if length > MAX_LENGTH {
				return Err(Broken::TooLong);
			}
			let sealed = collected(length, stream).await?;
			let proof = tree.proof(index).ok_or(Gone)?;
			let record = ReleasedRecord { index, commitment: *commitment, proof, sealed };
			let message;
			(self, message) = self.sealed(record).await?;
			outlet.send(&message).await?;
		}
		Ok(self)
	}

	async fn sealed(mut self, record: ReleasedRecord) -> Result<(Self, Vec<u8>), Broken> {
		let is_long = record.sealed.len() >= LONG;
		let seal = move || {
			let message = self.sealer.record(&record)?;
			Ok((self, message))
		};
		if is_long {
			spawn_blocking(seal).await.map_err(|_| Broken::Gone)?
		} else {
			seal()
		}
	}
}

async fn collected(
	length: usize,
	mut stream: BoxStream<'static, Result<Bytes, VaultError>>,
) -> Result<Vec<u8>, VaultError> {
	let mut sealed = Vec::with_capacity(length);
	while let Some(chunk) = stream.try_next().await? {
		sealed.extend_from_slice(&chunk);
	}
	Ok(sealed)
}

/// What goes to the reader's connection.
enum Sent {
	Chunk(Bytes),
	/// That was all of it.
	End,
}

/// Gathers what is short, and takes what is long apart.
struct Outlet {
	sender: mpsc::Sender<Sent>,
	short: BytesMut,
	/// Whether the release has room that others may wait for.
	keeps_others_waiting: bool,
	/// How many bytes were passed on.
	passed: u64,
	/// How long the reader was waited for.
	waited: Duration,
}

impl Outlet {
	async fn send(&mut self, message: &[u8]) -> Result<(), Broken> {
		if self.short.len().saturating_add(message.len()) <= CHUNK {
			self.short.extend_from_slice(message);
			return Ok(());
		}
		self.flush().await?;
		// Copies, so that a connection that holds on to one has no more than that in memory.
		for chunk in message.chunks(CHUNK) {
			self.pass_on(Sent::Chunk(Bytes::copy_from_slice(chunk))).await?;
		}
		Ok(())
	}

	async fn end(mut self) -> Result<(), Broken> {
		self.flush().await?;
		self.pass_on(Sent::End).await
	}

	async fn flush(&mut self) -> Result<(), Broken> {
		if self.short.is_empty() {
			return Ok(());
		}
		let chunk = self.short.split().freeze();
		self.pass_on(Sent::Chunk(chunk)).await
	}

	async fn pass_on(&mut self, sent: Sent) -> Result<(), Broken> {
		let length = match &sent {
			Sent::Chunk(chunk) => chunk.len() as u64,
			Sent::End => 0,
		};
		let began = Instant::now();
		let passed = tokio::time::timeout(self.patience(), self.sender.send(sent)).await;
		passed.map_err(|_| Broken::Reader)?.map_err(|_| Broken::Reader)?;
		self.waited = self.waited.saturating_add(began.elapsed());
		self.passed = self.passed.saturating_add(length);
		Ok(())
	}

	/// How long the reader may take now.
	fn patience(&self) -> Duration {
		if !self.keeps_others_waiting {
			return CHUNK_TIME;
		}
		let earned = Duration::from_secs(self.passed.checked_div(PACE).unwrap_or(0));
		CHUNK_TIME.saturating_add(earned).saturating_sub(self.waited).min(CHUNK_TIME)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// How many bytes a reader gets that takes a chunk every so often.
	async fn sent_to(every: Duration, keeps_others_waiting: bool) -> (Result<(), Broken>, usize) {
		let (sender, mut receiver) = mpsc::channel(1);
		let reading = tokio::spawn(async move {
			let mut read = 0;
			while let Some(sent) = receiver.recv().await {
				if let Sent::Chunk(chunk) = sent {
					read += chunk.len();
				}
				tokio::time::sleep(every).await;
			}
			read
		});
		let (short, passed, waited) = (BytesMut::new(), 0, Duration::ZERO);
		let mut outlet = Outlet { sender, short, keeps_others_waiting, passed, waited };
		let sent = outlet.send(&vec![7; 64 * CHUNK]).await;
		drop(outlet);
		(sent, reading.await.unwrap())
	}

	#[tokio::test(start_paused = true)]
	async fn who_keeps_others_waiting_takes_it_at_a_pace() {
		let (sent, read) = sent_to(Duration::from_secs(20), true).await;
		assert!(matches!(sent, Err(Broken::Reader)) && read < 8 * CHUNK, "{read} bytes");
		let (sent, read) = sent_to(Duration::from_secs(3), true).await;
		assert!(sent.is_ok() && read == 64 * CHUNK, "{read} bytes");
	}

	#[tokio::test(start_paused = true)]
	async fn who_keeps_back_nobody_has_a_slow_line() {
		let (sent, read) = sent_to(Duration::from_secs(20), false).await;
		assert!(sent.is_ok() && read == 64 * CHUNK, "{read} bytes");
		let (sent, _) = sent_to(Duration::from_secs(31), false).await;
		assert!(matches!(sent, Err(Broken::Reader)));
	}
}
