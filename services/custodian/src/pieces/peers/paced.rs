//! Custodians that are asked for no more bytes in a second than whoever runs this one lets pass.

use super::{NotGiven, Peers, Wanted};
use crate::pieces::shelf::ProvedChunk;
use async_trait::async_trait;
use bytes::Bytes;
use futures::{stream::BoxStream, StreamExt};
use std::{
	sync::{Arc, Mutex, PoisonError},
	time::Duration,
};
use tokio::time::{sleep_until, Instant};

/// Others, of whom all pieces together come so fast at most. What is not taken their connections hold back.
pub struct Paced {
	peers: Arc<dyn Peers>,
	line: Arc<Line>,
}

struct Line {
	bytes_per_second: u32,
	/// When all that has come was to be had at that rate.
	free: Mutex<Instant>,
}

impl Paced {
	/// These custodians, at this rate.
	pub fn new(peers: Arc<dyn Peers>, bytes_per_second: u32) -> Self {
		let free = Mutex::new(Instant::now());
		Self { peers, line: Arc::new(Line { bytes_per_second, free }) }
	}
}

impl Line {
	/// When so many more bytes may have come.
	fn after(&self, bytes: usize) -> Instant {
		let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
		let took = Duration::from_secs(bytes.into())
			.checked_div(self.bytes_per_second)
			.unwrap_or_default();
		let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
		*free = (*free).max(Instant::now()).checked_add(took).unwrap_or(*free);
		*free
	}
}

#[async_trait]
impl Peers for Paced {
	fn known(&self) -> Vec<u32> {
		self.peers.known()
	}

	async fn chunk(&self, peer: u32, wanted: &Wanted, index: u32) -> Result<ProvedChunk, NotGiven> {
		self.peers.chunk(peer, wanted, index).await
	}

	async fn piece(
		&self,
		peer: u32,
		wanted: &Wanted,
	) -> Result<BoxStream<'static, Result<Bytes, NotGiven>>, NotGiven> {
		let (piece, line) = (self.peers.piece(peer, wanted).await?, self.line.clone());
		let paced = piece.then(move |part| {
			let line = line.clone();
			async move {
				if let Ok(bytes) = &part {
					sleep_until(line.after(bytes.len())).await;
				}
				part
			}
		});
		Ok(paced.boxed())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use futures::stream;

	/// Gives a mebibyte, in parts of a tenth and less, at once.
	struct Fast;

	#[async_trait]
	impl Peers for Fast {
		fn known(&self) -> Vec<u32> {
			vec![1, 2]
		}

		async fn chunk(&self, _: u32, _: &Wanted, _: u32) -> Result<ProvedChunk, NotGiven> {
			Err(NotGiven::Refused)
		}

		async fn piece(
			&self,
			_: u32,
			_: &Wanted,
		) -> Result<BoxStream<'static, Result<Bytes, NotGiven>>, NotGiven> {
			let parts: Vec<_> = vec![7; 1 << 20].chunks(100_000).map(<[u8]>::to_vec).collect();
			Ok(stream::iter(parts).map(|part| Ok(part.into())).boxed())
		}
	}

	#[tokio::test(start_paused = true)]
	async fn all_pieces_together_come_no_faster() {
		let paced = Paced::new(Arc::new(Fast), 1 << 20);
		let wanted = Wanted { patient: [1; 32], anchor: 1, root: [2; 32] };
		let began = Instant::now();
		let fetched = async |peer| {
			let parts: Vec<_> = paced.piece(peer, &wanted).await.unwrap().collect().await;
			parts.into_iter().map(|part| part.unwrap().len()).sum::<usize>()
		};
		assert_eq!(tokio::join!(fetched(1), fetched(2)), (1 << 20, 1 << 20));
		let took = began.elapsed().as_millis();
		assert!((1_990..2_100).contains(&took), "{took}");
		// What was not used is not saved up.
		tokio::time::advance(Duration::from_secs(100)).await;
		let began = Instant::now();
		fetched(1).await;
		assert!(began.elapsed().as_millis() >= 990);
	}
}
