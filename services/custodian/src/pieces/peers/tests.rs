//! Custodians that give a piece slowly, without an end, or not at all.

use super::*;
use crate::pieces::doubles::{Batch, ANCHOR, PATIENT};
use futures::stream;
use tokio::time::sleep;

/// Gives a piece in parts of so many bytes, each after so long, and then something else.
struct Slow {
	piece: Vec<u8>,
	part: usize,
	pause: Duration,
	is_endless: bool,
	/// Whether it answers at all: with a chunk, and with the piece.
	answers: (bool, bool),
}

impl Slow {
	fn new(piece: &[u8], part: usize, pause: Duration) -> Self {
		Self { piece: piece.into(), part, pause, is_endless: false, answers: (true, true) }
	}
}

async fn answer(answers: bool) {
	if !answers {
		std::future::pending::<()>().await;
	}
}

#[async_trait]
impl Peers for Slow {
	fn known(&self) -> Vec<u32> {
		vec![2]
	}

	async fn chunk(&self, _: u32, _: &Wanted, index: u32) -> Result<ProvedChunk, NotGiven> {
		answer(self.answers.0).await;
		let chunk = self.piece.chunks(chunks::CHUNK_LENGTH).nth(index as usize).unwrap();
		let siblings = chunks::proof(&self.piece, index).unwrap();
		Ok(ProvedChunk { chunk: Bytes::copy_from_slice(chunk), siblings })
	}

	async fn piece(
		&self,
		_: u32,
		_: &Wanted,
	) -> Result<BoxStream<'static, Result<Bytes, NotGiven>>, NotGiven> {
		answer(self.answers.1).await;
		let parts: Vec<_> = self.piece.chunks(self.part).map(Bytes::copy_from_slice).collect();
		let rest = self.is_endless.then(|| stream::repeat(Bytes::from_static(&[0; 1_000])));
		let pause = self.pause;
		let all = stream::iter(parts).chain(stream::iter(rest).flatten());
		Ok(all
			.then(move |part| async move {
				sleep(pause).await;
				Ok(part)
			})
			.boxed())
	}
}

/// What comes of asking it, and after how many seconds.
async fn fetched(slow: &Slow, batch: &Batch) -> (Result<PieceHead, NotGiven>, u64) {
	let plan = &batch.anchored.plan.as_ref().unwrap().pieces;
	let wanted = Wanted { patient: PATIENT, anchor: ANCHOR, root: batch.root(1) };
	let (began, mut came) = (Instant::now(), Vec::new());
	let fetched = fetch(slow, 2, &wanted, plan, 1, &mut came).await;
	assert!(fetched.is_err() || came == batch.pieces[1]);
	assert!(came.len() <= batch.pieces[1].len());
	(fetched, began.elapsed().as_secs())
}

#[tokio::test(start_paused = true)]
async fn a_byte_a_second_holds_nobody_up_for_longer_than_a_minute() {
	let batch = Batch::new(2, &[1, 2, 3]);
	let slow = Slow::new(&batch.pieces[1], 1, Duration::from_secs(1));
	let (failed, took) = fetched(&slow, &batch).await;
	assert_eq!(failed, Err(NotGiven::OutOfReach));
	assert!((60..=62).contains(&took), "{took}");
}

#[tokio::test(start_paused = true)]
async fn who_begins_to_answer_and_does_not_go_on_is_out_of_reach() {
	let batch = Batch::new(2, &[1, 2, 3]);
	for answers in [(false, true), (true, false)] {
		let slow = Slow { answers, ..Slow::new(&batch.pieces[1], 1_000, Duration::ZERO) };
		let (failed, took) = fetched(&slow, &batch).await;
		assert_eq!((failed, took), (Err(NotGiven::OutOfReach), 60));
	}
	let stalling = Slow::new(&batch.pieces[1], 100_000, Duration::from_secs(3_600));
	let (failed, took) = fetched(&stalling, &batch).await;
	assert_eq!((failed, took), (Err(NotGiven::OutOfReach), 60));
}

#[tokio::test(start_paused = true)]
async fn a_slow_line_is_waited_for_and_what_has_no_end_is_false() {
	let batch = Batch::new(2, &[1, 2, 3]);
	let slow = Slow::new(&batch.pieces[1], 10_000, Duration::from_millis(2_500));
	let (fetched_all, took) = fetched(&slow, &batch).await;
	assert_eq!(fetched_all.unwrap().index, 1);
	assert!(took > 50, "{took}");
	let endless = Slow { is_endless: true, ..Slow::new(&batch.pieces[1], 10_000, Duration::ZERO) };
	assert_eq!(fetched(&endless, &batch).await.0, Err(NotGiven::FalsePiece));
}
