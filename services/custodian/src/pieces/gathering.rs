//! Asking several custodians at once: the first k good pieces are enough, so that whoever is slow, gone or false holds nobody up.

use super::peers::NotGiven;
use futures::{stream::FuturesUnordered, StreamExt};
use salus_client::pieces::PieceHead;
use std::{collections::BTreeMap, future::Future};

/// A piece that is the one of its root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Good<T> {
	/// What it says of itself.
	pub(super) head: PieceHead,
	/// The piece, or where it is.
	pub(super) content: T,
}

/// A custodian that gave no good piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blamed {
	/// Which.
	pub custodian: u32,
	/// Why.
	pub why: NotGiven,
}

/// What came of asking.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Gathered<T> {
	/// Pieces that name the same length of the package: as many as it takes, or as many as there are.
	pub(super) good: Vec<Good<T>>,
	/// Who gave none, as far as it was waited for.
	pub(super) blamed: Vec<Blamed>,
}

/// Waits until `needed` good pieces name the same length of the package; those that are `there` count. What is not waited for then is broken off.
pub(super) async fn first_good<T, F>(
	needed: usize,
	there: Vec<Good<T>>,
	asked: impl IntoIterator<Item = (u32, F)>,
) -> Gathered<T>
where
	F: Future<Output = Result<Good<T>, NotGiven>>,
{
	let mut by_length: BTreeMap<u32, Vec<Good<T>>> = BTreeMap::new();
	for good in there {
		by_length.entry(good.head.package_length).or_default().push(good);
	}
	let answers = asked.into_iter();
	let answers = answers.map(|(custodian, answer)| async move { (custodian, answer.await) });
	let mut answers: FuturesUnordered<_> = answers.collect();
	let mut blamed = Vec::new();
	while by_length.values().all(|good| good.len() < needed) {
		match answers.next().await {
			Some((_, Ok(good))) => {
				by_length.entry(good.head.package_length).or_default().push(good);
			},
			Some((custodian, Err(why))) => blamed.push(Blamed { custodian, why }),
			None => break,
		}
	}
	let good = by_length.into_values().max_by_key(Vec::len).unwrap_or_default();
	Gathered { good, blamed }
}

#[cfg(test)]
mod tests {
	use super::*;
	use futures::{future, FutureExt};

	fn good(index: u8, package_length: u32) -> Good<()> {
		Good { head: PieceHead { needed: 2, pieces: 4, index, package_length }, content: () }
	}

	#[tokio::test]
	async fn whoever_never_answers_is_not_waited_for() {
		let asked = [
			(1, future::pending().boxed()),
			(2, future::ready(Err(NotGiven::FalsePiece)).boxed()),
			(3, future::ready(Ok(good(2, 9))).boxed()),
			(4, future::ready(Ok(good(3, 9))).boxed()),
		];
		let gathered = first_good(2, Vec::new(), asked).await;
		assert_eq!(gathered.good.len(), 2);
		assert!(gathered
			.blamed
			.iter()
			.all(|blamed| blamed.custodian == 2 && blamed.why.is_false()));
	}

	#[tokio::test]
	async fn pieces_of_another_length_do_not_count() {
		let asked = [(2, future::ready(Ok(good(1, 8)))), (3, future::ready(Ok(good(2, 9))))];
		let gathered = first_good(2, vec![good(0, 9)], asked).await;
		assert_eq!(gathered.good, [good(0, 9), good(2, 9)]);
	}

	#[tokio::test]
	async fn with_too_few_all_that_there_are_come_back() {
		let asked =
			[(2, future::ready(Err(NotGiven::OutOfReach))), (3, future::ready(Ok(good(2, 9))))];
		let gathered = first_good(2, Vec::new(), asked).await;
		let blamed = vec![Blamed { custodian: 2, why: NotGiven::OutOfReach }];
		assert_eq!(gathered, Gathered { good: vec![good(2, 9)], blamed });
	}
}
