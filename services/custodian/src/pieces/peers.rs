//! Other custodians of a plan, of whom pieces are asked. None is trusted: [`fetch`] gives what is the piece of its root, and nothing else.

mod over_http;

pub use over_http::{InvalidAddress, OverHttp, Own, Sign};

use super::shelf::ProvedChunk;
use crate::kept::{Name, PatientId};
use async_trait::async_trait;
use bytes::Bytes;
use futures::{stream::BoxStream, StreamExt};
use salus_client::pieces::{
	chunks::{self, PieceHasher},
	PieceHead, PiecePlan,
};
use tokio::io::{AsyncWrite, AsyncWriteExt};

/// Whoever can be asked for pieces.
#[async_trait]
pub trait Peers: Send + Sync {
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

/// Asks a custodian for piece `index` of a plan, and writes it down while it comes; comes back when all of it is the piece of its root. The first
/// chunk, with its siblings, says how long the piece is, before more than that is taken.
pub async fn fetch(
	peers: &dyn Peers,
	peer: u32,
	wanted: &Wanted,
	plan: &PiecePlan,
	index: u8,
	mut to: impl AsyncWrite + Send + Unpin,
) -> Result<PieceHead, NotGiven> {
	let ProvedChunk { chunk, siblings } = peers.chunk(peer, wanted, 0).await?;
	let head = PieceHead::of(&chunk).filter(|head| is_planned(head, plan, index));
	let head = head.ok_or(NotGiven::FalsePiece)?;
	let length = head.piece_length().ok_or(NotGiven::FalsePiece)?;
	if !chunks::verify(&wanted.root, length, 0, &chunk, &siblings) {
		return Err(NotGiven::FalsePiece);
	}
	let mut content = peers.piece(peer, wanted).await?;
	let (mut hasher, mut came) = (PieceHasher::default(), 0_usize);
	while let Some(bytes) = content.next().await {
		let bytes = bytes?;
		came = came.saturating_add(bytes.len());
		if came > length {
			return Err(NotGiven::FalsePiece);
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

fn is_planned(head: &PieceHead, plan: &PiecePlan, index: u8) -> bool {
	head.needed == plan.needed
		&& usize::from(head.pieces) == plan.roots.len()
		&& head.index == index
}
