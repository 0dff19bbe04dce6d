//! Sends a release, message by message: no more of it is in memory than what is being sealed and sent.

use super::finding::{tree, Batch, Found, FoundBatch, Gone, Part, Shelf};
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
	reading::AnchoredBatch,
	release::{ReleaseContext, ReleaseError, ReleaseHead, ReleaseSealer, ReleasedRecord},
	requests::{ReleaseRequest, ReleaseTarget},
	sealed_record::MAX_LENGTH,
};
use std::{sync::Arc, time::Duration};
use tokio::{
	sync::{mpsc, OwnedSemaphorePermit, Semaphore},
	task::spawn_blocking,
};

/// How much of heads, of records and of long records may be in memory at once, in units of [`UNIT`]. The longest of each fits.
const UNITS_OF_HEADS: u32 = 3 << 8;
const UNITS_OF_RECORDS: u32 = 1 << 8;
const UNITS_OF_LONG_RECORDS: u32 = 2 << 10;
/// What is longer, in bytes, is a long record.
const LONG_RECORD: usize = 1 << 21;
/// Memory is given out in pieces of so many bytes.
const UNIT: usize = 1 << 16;
/// Sealing has a record in memory so often: as its writer sealed it, and sealed to its reader.
const COPIES: usize = 2;
/// And a head, of which bytes are two digits each in its message.
const COPIES_OF_HEAD: usize = 6;
/// What is no longer than this, in bytes, waits for no room: long messages to slow readers must not hold up short ones.
const SHORT: usize = 1 << 16;
/// How long anything waits for room.
const ROOM_TIME: Duration = Duration::from_secs(60);
/// What was not held is at most so long.
const LONGEST_NAMED: usize = 1 << 22;
/// Longer messages are sealed where they hold up nobody.
const LONG: usize = 1 << 17;
/// So much goes out at a time.
const CHUNK: usize = 1 << 16;
/// How long a reader may take for a chunk.
const CHUNK_TIME: Duration = Duration::from_secs(30);

/// Room in memory for what is being sent, which all releases share. Each kind has its own: a reader that takes hours for a long record must not hold up anything else.
#[derive(Clone)]
pub(super) struct Room {
	heads: Shared,
	records: Shared,
	long_records: Shared,
}

impl Room {
	pub(super) fn new() -> Self {
		Self {
			heads: Shared::new(UNITS_OF_HEADS),
			records: Shared::new(UNITS_OF_RECORDS),
			long_records: Shared::new(UNITS_OF_LONG_RECORDS),
		}
	}

	/// Waits for room for a head that is so long.
	async fn of_head(&self, length: usize) -> Result<Option<OwnedSemaphorePermit>, Broken> {
		self.heads.of(length, COPIES_OF_HEAD).await
	}

	/// Waits for room for a record that is so long.
	async fn of_record(&self, length: usize) -> Result<Option<OwnedSemaphorePermit>, Broken> {
		let room = if length > LONG_RECORD { &self.long_records } else { &self.records };
		room.of(length, COPIES).await
	}
}

/// Room of one kind.
#[derive(Clone)]
struct Shared {
	units: u32,
	free: Arc<Semaphore>,
}

impl Shared {
	fn new(units: u32) -> Self {
		Self { units, free: Arc::new(Semaphore::new(usize::try_from(units).unwrap_or(usize::MAX))) }
	}

	/// Waits for room for a message that is so long, and so often in memory while it is sealed.
	async fn of(
		&self,
		length: usize,
		copies: usize,
	) -> Result<Option<OwnedSemaphorePermit>, Broken> {
		if length <= SHORT {
			return Ok(None);
		}
		let units = length.saturating_mul(copies).div_ceil(UNIT);
		let units = u32::try_from(units).unwrap_or(self.units).min(self.units);
		let room = tokio::time::timeout(ROOM_TIME, self.free.clone().acquire_many_owned(units));
		Ok(Some(room.await.map_err(|_| Broken::NoRoom)?.map_err(|_| Broken::Gone)?))
	}
}

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
	#[error("too much is being sent to readers that are slow")]
	NoRoom,
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
	pub(super) room: Room,
	pub(super) random: Random,
	pub(super) request: ReleaseRequest,
	pub(super) parts: Vec<Part>,
}

impl Sending {
	/// How many records there are, of all targets.
	pub(super) fn records(&self) -> u64 {
		let records = |part: &Part| part.batch.as_ref().map_or(0, |batch| batch.anchored.records);
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
		let mut outlet = Outlet { sender, short: BytesMut::new() };
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
		let Self { shelf, room, mut random, request, parts } = self;
		let context = ReleaseContext::from(&request);
		let (start, sealer) = ReleaseSealer::begin(&context, &request.reader, &mut random)?;
		outlet.send(start.into(), None).await?;
		let mut sealing = Sealing { sealer, shelf, room, patient: request.patient };
		for part in parts {
			sealing = sealing.send_part(part, outlet).await?;
		}
		Ok(sealing.sealer.finish()?)
	}
}

/// A batch that goes out now.
struct Kept {
	anchor: u32,
	anchored: AnchoredBatch,
	batch: Arc<Batch>,
	tree: MerkleTree,
}

/// How long something is, or may be.
fn length<T>(found: &Option<Found<T>>, of: impl Fn(&T) -> usize) -> usize {
	match found {
		Some(Found::Held(held)) => of(held),
		Some(Found::Named(_)) => LONGEST_NAMED,
		None => 0,
	}
}

/// A release that is being sealed.
struct Sealing {
	sealer: ReleaseSealer,
	shelf: Shelf,
	room: Room,
	patient: PatientId,
}

impl Sealing {
	async fn send_part(mut self, part: Part, outlet: &mut Outlet) -> Result<Self, Broken> {
		let Part { target, batch, envelope, emergency } = part;
		let kept = match batch {
			Some(batch) => Some(self.batch(batch).await?),
			None => None,
		};
		let length = length(&envelope, |envelope| envelope.len())
			.saturating_add(length(&emergency, |emergency| emergency.parts.ring.len()))
			.saturating_add(kept.as_ref().map_or(0, |kept| kept.batch.header.len()));
		let room = self.room.of_head(length).await?;
		let head = ReleaseHead {
			anchor: kept.as_ref().map(|kept| kept.anchor),
			class: match (&kept, target) {
				(Some(kept), _) => kept.batch.class,
				(None, ReleaseTarget::Class { class, .. }) => class,
				(None, ReleaseTarget::Anchor { .. }) => return Err(Gone.into()),
			},
			header: kept.as_ref().map(|kept| kept.batch.header.clone()),
			records: kept.as_ref().map_or(0, |kept| kept.anchored.records),
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
		outlet.send(self.sealer.part(&head)?.into(), room).await?;
		drop(head);
		match kept {
			Some(Kept { batch, tree, .. }) => {
				self.send_records(&batch.records, &tree, outlet).await
			},
			None => Ok(self),
		}
	}

	/// A batch, with the tree over it.
	async fn batch(&self, found: FoundBatch) -> Result<Kept, Broken> {
		let FoundBatch { anchor, anchored, kept } = found;
		let (batch, tree) = match kept {
			Found::Held(batch) => {
				let tree = tree(&batch.records).ok_or(Gone)?;
				(batch, tree)
			},
			Found::Named(_) => {
				let (batch, tree) =
					self.shelf.batch(&self.patient, anchor, &anchored).await?.ok_or(Gone)?;
				(Arc::new(batch), tree)
			},
		};
		Ok(Kept { anchor, anchored, batch, tree })
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
			let room = self.room.of_record(length).await?;
			let sealed = collected(length, stream).await?;
			let proof = tree.proof(index).ok_or(Gone)?;
			let record = ReleasedRecord { index, commitment: *commitment, proof, sealed };
			let message;
			(self, message) = self.sealed(record).await?;
			outlet.send(message.into(), room).await?;
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
}

/// A message that gives its room back when the last of it is sent.
struct WithRoom {
	message: Bytes,
	_room: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for WithRoom {
	fn as_ref(&self) -> &[u8] {
		&self.message
	}
}

impl Outlet {
	async fn send(
		&mut self,
		message: Bytes,
		room: Option<OwnedSemaphorePermit>,
	) -> Result<(), Broken> {
		if self.short.len().saturating_add(message.len()) <= CHUNK {
			self.short.extend_from_slice(&message);
			return Ok(());
		}
		self.flush().await?;
		let mut rest = match room {
			Some(room) => Bytes::from_owner(WithRoom { message, _room: room }),
			None => message,
		};
		while !rest.is_empty() {
			let chunk = rest.split_to(rest.len().min(CHUNK));
			self.pass_on(Sent::Chunk(chunk)).await?;
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

	async fn pass_on(&self, sent: Sent) -> Result<(), Broken> {
		let passed = tokio::time::timeout(CHUNK_TIME, self.sender.send(sent)).await;
		passed.map_err(|_| Broken::Reader)?.map_err(|_| Broken::Reader)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use tokio::time::timeout;

	#[tokio::test(start_paused = true)]
	async fn a_long_record_to_a_slow_reader_holds_up_no_shorter_one_and_no_head() {
		let room = Room::new();
		let _slow = room.of_record(MAX_LENGTH).await.unwrap();
		let patience = Duration::from_secs(1);
		let shorter = timeout(patience, room.of_record(LONG_RECORD)).await;
		assert!(shorter.is_ok_and(|room| room.is_ok()), "a shorter one waits");
		let head = timeout(patience, room.of_head(2 * LONGEST_NAMED)).await;
		assert!(head.is_ok_and(|room| room.is_ok()), "a head waits");
		let as_long = timeout(patience, room.of_record(MAX_LENGTH)).await;
		assert!(as_long.is_err(), "there is no more memory than there is");
	}
}
