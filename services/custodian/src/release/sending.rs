//! Sends a release, message by message. What is long is sealed into a file first: no reader has more of it in memory than what is being sent.

use super::{
	at_once::OneAtOnce,
	file::{off_the_threads, NotFilled, ReleaseFile, Row},
	finding::{tree, Batch, Found, FoundBatch, Gone, Part, Shelf},
	length::{
		batch_with_tree, is_long, is_long_batch, position, rows_of, sealing_head, sealing_record,
	},
	room::{OwnRoom, Permit, Reserved},
};
use crate::{
	catalogue::CatalogueError,
	kept::PatientId,
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
use std::{collections::VecDeque, io, sync::Arc};
use tokio::sync::mpsc;

/// So much goes out at a time.
const CHUNK: usize = 1 << 16;
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
	/// Where it waits.
	#[error("a file in which a release waits: {0}")]
	File(#[from] io::Error),
	#[error(transparent)]
	NotFilled(#[from] NotFilled),
	/// No release has room for it.
	#[error("a sealed record is longer than any")]
	TooLong,
	/// That is the reader's affair.
	#[error("the reader went")]
	Reader,
}

/// What the reader's connection gets in the place of the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the release breaks off")]
pub struct BrokenOff;

/// What is to be sent, and to whom.
pub(super) struct Sending {
	pub(super) shelf: Shelf,
	/// A file with room for what of it has to wait for its reader.
	pub(super) reserved: Reserved,
	/// Room for what is being sealed.
	pub(super) room: OwnRoom,
	pub(super) random: Random,
	pub(super) request: ReleaseRequest,
	pub(super) parts: Vec<Part>,
	/// One of the releases that its account has at once.
	pub(super) one_at_once: OneAtOnce,
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
		let Self { shelf, mut reserved, room, mut random, request, parts, one_at_once } = self;
		let _until_sent = one_at_once;
		let reader = sender.clone();
		let mut outlet = Outlet { sender, short: BytesMut::new() };
		let all = async {
			let context = ReleaseContext::from(&request);
			let (start, sealer) = ReleaseSealer::begin(&context, &request.reader, &mut random)?;
			outlet.send(&start).await?;
			let mut sealing = Sealing { sealer, shelf, room, patient: request.patient };
			let mut parts: VecDeque<_> = parts.into();
			loop {
				reserved.shrink(in_file(&parts)).await;
				let Some(part) = parts.pop_front() else { break };
				sealing = sealing.send_part(part, reserved.file(), &mut outlet).await?;
			}
			sealing.sealer.finish()?;
			outlet.end().await
		};
		// For a reader that is gone nothing more is sealed.
		let sent = tokio::select! {
			biased;
			sent = all => sent,
			() = reader.closed() => Err(Broken::Reader),
		};
		reserved.shrink(0).await;
		match sent {
			Ok(()) | Err(Broken::Reader) => {},
			Err(why) => Trouble::ReleaseBrokenOff.tell(why),
		}
	}
}

/// How many bytes of parts have to wait in a file, one part after the other.
pub(super) fn in_file<'a>(parts: impl IntoIterator<Item = &'a Part>) -> u64 {
	parts.into_iter().map(Part::in_file).max().unwrap_or(0)
}

/// A batch that goes out now.
struct Kept {
	anchor: u32,
	class: u16,
	header: Vec<u8>,
	records: u32,
	rows: Rows,
}

/// The records of a batch, with their proofs.
enum Rows {
	InMemory(Arc<Batch>, MerkleTree),
	InFile,
}

/// A release that is being sealed.
struct Sealing {
	sealer: ReleaseSealer,
	shelf: Shelf,
	room: OwnRoom,
	patient: PatientId,
}

impl Sealing {
	async fn send_part(
		mut self,
		part: Part,
		file: &ReleaseFile,
		outlet: &mut Outlet,
	) -> Result<Self, Broken> {
		let Part { target, batch, envelope, emergency, head } = part;
		let kept = match batch {
			Some(batch) => Some(self.batch(batch, file).await?),
			None => None,
		};
		let class = match (&kept, target) {
			(Some(kept), _) => kept.class,
			(None, ReleaseTarget::Class { class, .. }) => class,
			(None, ReleaseTarget::Anchor { .. }) => return Err(Gone.into()),
		};
		let records = kept.as_ref().map_or(0, |kept| kept.records);
		let at = rows_of(records);
		let memory = self.room.sealing(sealing_head(head)).await;
		let head_is_long = is_long(head);
		let head = ReleaseHead {
			anchor: kept.as_ref().map(|kept| kept.anchor),
			class,
			header: kept.as_ref().map(|kept| kept.header.clone()),
			records,
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
		if head_is_long {
			let seal = move |sealer: &mut ReleaseSealer| Ok(sealer.part(&head)?);
			self = self.send_by_file(seal, memory, (file, at), outlet).await?;
		} else {
			outlet.send(&self.sealer.part(&head)?).await?;
		}
		match kept {
			Some(Kept { records, rows, .. }) => {
				self.send_records(records, &rows, file, outlet).await
			},
			None => Ok(self),
		}
	}

	/// A batch, with its records and their proofs: those of a long one are in the file.
	async fn batch(&self, found: FoundBatch, file: &ReleaseFile) -> Result<Kept, Broken> {
		let FoundBatch { anchor, on_chain, kept, .. } = found;
		let records = on_chain.batch.records;
		let memory = self.room.sealing(batch_with_tree(records)).await;
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
		let (class, header) = (batch.class, batch.header.clone());
		let rows = if is_long_batch(records) {
			let file = file.clone();
			off_the_threads(move || {
				let _memory = memory;
				file.put_rows(&batch.records, &tree)
			})
			.await?;
			Rows::InFile
		} else {
			Rows::InMemory(batch, tree)
		};
		Ok(Kept { anchor, class, header, records, rows })
	}

	async fn send_records(
		mut self,
		records: u32,
		rows: &Rows,
		file: &ReleaseFile,
		outlet: &mut Outlet,
	) -> Result<Self, Broken> {
		let at = rows_of(records);
		for index in 0..records {
			let Row { name, commitment, proof } = match rows {
				Rows::InMemory(batch, tree) => {
					Row::in_tree(&batch.records, tree, index).ok_or(Gone)?
				},
				Rows::InFile => file.row(index).await?,
			};
			let Content { length, stream } = self.shelf.vault.get(&self.patient, &name).await?;
			let length = usize::try_from(length).map_err(|_| Broken::TooLong)?;
			if length > MAX_LENGTH {
				return Err(Broken::TooLong);
			}
			if !is_long(length) {
				let sealed = collected(length, stream).await?;
				let record = ReleasedRecord { index, commitment, proof, sealed };
				outlet.send(&self.sealer.record(record)?).await?;
				continue;
			}
			// As it is kept, first: whoever waits for a bucket has no memory for which others wait.
			file.fill(stream, at).await?;
			let memory = self.room.sealing(sealing_record(length)).await;
			let kept = file.clone();
			let seal = move |sealer: &mut ReleaseSealer| {
				let mut sealed =
					Vec::with_capacity(length.saturating_add(ReleaseSealer::AROUND_RECORD));
				sealed.resize(length, 0);
				kept.read(&mut sealed, at)?;
				Ok(sealer.record(ReleasedRecord { index, commitment, proof, sealed })?)
			};
			self = self.send_by_file(seal, memory, (file, at), outlet).await?;
		}
		Ok(self)
	}

	/// Seals a long message into the file where it holds up nobody, gives its memory back, and sends it.
	async fn send_by_file(
		mut self,
		seal: impl FnOnce(&mut ReleaseSealer) -> Result<Vec<u8>, Broken> + Send + 'static,
		memory: Permit,
		(file, at): (&ReleaseFile, u64),
		outlet: &mut Outlet,
	) -> Result<Self, Broken> {
		let into = file.clone();
		let (sealing, length) = off_the_threads(move || {
			let _memory = memory;
			let message = seal(&mut self.sealer)?;
			into.put(&message, at)?;
			Ok::<_, Broken>((self, message.len()))
		})
		.await?;
		outlet.send_file(file, at, length).await?;
		Ok(sealing)
	}
}

async fn collected(
	length: usize,
	mut stream: BoxStream<'static, Result<Bytes, VaultError>>,
) -> Result<Vec<u8>, VaultError> {
	let mut sealed = Vec::with_capacity(length.saturating_add(ReleaseSealer::AROUND_RECORD));
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

/// Gathers what is short, and takes what is long apart. It waits for its reader: who is too slow for an answer is let go by what stands around all routes.
struct Outlet {
	sender: mpsc::Sender<Sent>,
	short: BytesMut,
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

	/// So many bytes of the file, from there on.
	async fn send_file(
		&mut self,
		file: &ReleaseFile,
		from: u64,
		length: usize,
	) -> Result<(), Broken> {
		self.flush().await?;
		for start in (0..length).step_by(CHUNK) {
			let chunk = length.saturating_sub(start).min(CHUNK);
			let chunk = file.get(from.saturating_add(position(start)), chunk).await?;
			self.pass_on(Sent::Chunk(chunk)).await?;
		}
		Ok(())
	}

	async fn end(&mut self) -> Result<(), Broken> {
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
		self.sender.send(sent).await.map_err(|_| Broken::Reader)
	}
}
