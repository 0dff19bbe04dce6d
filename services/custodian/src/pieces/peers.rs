//! Other custodians of a plan, of whom pieces are asked. None is trusted: [`fetch`] gives what is the piece of its root, and nothing else.

mod over_http;
mod paced;

pub use over_http::{InvalidAddress, OverHttp, Own, Sign};
pub use paced::Paced;

use super::shelf::ProvedChunk;
use crate::kept::{Name, PatientId};
use async_trait::async_trait;
use bytes::Bytes;
use futures::{stream::BoxStream, StreamExt};
use salus_client::pieces::{
	chunks::{self, PieceHasher},
	PieceHead, PiecePlan,
};
use std::{future::Future, time::Duration};
use tokio::{
	io::{AsyncWrite, AsyncWriteExt},
	time::{timeout, Instant},
};

/// Whoever can be asked for pieces.
#[async_trait]
pub trait Peers: Send + Sync {
	/// The numbers of those of whom it is known where they are asked.
	fn known(&self) -> Vec<u32>;

	/// A chunk of a piece, with the siblings of its leaf, as this custodian gives it.
	async fn chunk(&self, peer: u32, wanted: &Wanted, index: u32) -> Result<ProvedChunk, NotGiven>;

	/// A piece, as this custodian gives it.
	async fn piece(
		&self,
		peer: u32,
		wanted: &Wanted,
	) -> Result<BoxStream<'static, Result<Bytes, NotGiven>>, NotGiven>;
}

/// Which piece is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
	/// Whose records it is of.
	pub patient: PatientId,
	/// The number of their anchor.
	pub anchor: u32,
	/// What commits to it.
	pub root: Name,
}

/// Why a custodian gave no good piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotGiven {
	/// Nobody says where it is asked.
	#[error("no address is known")]
	NoAddress,
	/// It does not answer, or broke off.
	#[error("it does not answer, or broke off")]
	OutOfReach,
	/// It does not have the piece, or does not give it.
	#[error("it does not give the piece")]
	Refused,
	/// It gave something that is not the piece.
	#[error("it gave a false piece")]
	FalsePiece,
	/// It gave the piece, which could not be written down here.
	#[error("what it gave could not be written down here")]
	NoRoom,
}

impl NotGiven {
	/// Whether the custodian is to blame for more than its absence.
	pub fn is_false(&self) -> bool {
		*self == Self::FalsePiece
	}
}

/// So long a custodian may take to answer, to go on, and for what comes slowly whatever it is.
const PATIENCE: Duration = Duration::from_secs(60);
/// So many bytes of a piece come in a second at least: otherwise one custodian, by a byte now and then, would hold up all that is to be restored.
const SLOWEST: u64 = 1 << 16;

/// Asks a custodian for piece `index` of a plan, and writes it down while it comes; comes back when all of it is the piece of its root. The first
/// chunk, with its siblings, says how long the piece is, before more than that is taken. Who is too slow is out of reach.
pub async fn fetch(
	peers: &dyn Peers,
	peer: u32,
	wanted: &Wanted,
	plan: &PiecePlan,
	index: u8,
	mut to: impl AsyncWrite + Send + Unpin,
) -> Result<PieceHead, NotGiven> {
	let ProvedChunk { chunk, siblings } = in_time(peers.chunk(peer, wanted, 0)).await??;
	let head = PieceHead::of(&chunk).filter(|head| is_planned(head, plan, index));
	let head = head.ok_or(NotGiven::FalsePiece)?;
	let length = head.piece_length().ok_or(NotGiven::FalsePiece)?;
	if !chunks::verify(&wanted.root, length, 0, &chunk, &siblings) {
		return Err(NotGiven::FalsePiece);
	}
	let began = Instant::now();
	let mut content = in_time(peers.piece(peer, wanted)).await??;
	let (mut hasher, mut came) = (PieceHasher::default(), 0_usize);
	while let Some(bytes) = in_time(content.next()).await? {
		let bytes = bytes?;
		came = came.saturating_add(bytes.len());
		if came > length {
			return Err(NotGiven::FalsePiece);
		}
		if began.elapsed() > may_take(came) {
			return Err(NotGiven::OutOfReach);
		}
		hasher.update(&bytes);
		to.write_all(&bytes).await.map_err(|_| NotGiven::NoRoom)?;
	}
	if came != length || hasher.root() != Some(wanted.root) {
		return Err(NotGiven::FalsePiece);
	}
	to.flush().await.map_err(|_| NotGiven::NoRoom)?;
	Ok(head)
}

async fn in_time<T>(what: impl Future<Output = T>) -> Result<T, NotGiven> {
	timeout(PATIENCE, what).await.map_err(|_| NotGiven::OutOfReach)
}

fn may_take(came: usize) -> Duration {
	let came = u64::try_from(came).unwrap_or(u64::MAX);
	PATIENCE.saturating_add(Duration::from_secs(came.div_euclid(SLOWEST)))
}

fn is_planned(head: &PieceHead, plan: &PiecePlan, index: u8) -> bool {
	head.needed == plan.needed
		&& usize::from(head.pieces) == plan.roots.len()
		&& head.index == index
}

#[cfg(test)]
mod tests;
