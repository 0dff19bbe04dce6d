//! Each patient's turn to be swept comes, whether or not somebody asks.

use crate::{keeping::desk::Desk, kept::PatientId, refusal::Refusal};
use std::{sync::Arc, time::Duration};
use tokio::sync::watch;

/// How many patients are looked up at a time.
const PAGE: u32 = 64;
/// Between two patients: what is swept is in nobody's way.
const PAUSE: Duration = Duration::from_millis(500);
/// After all patients, and where the chain or the store does not answer.
const REST: Duration = Duration::from_secs(10 * 60);

impl Desk {
	/// Sweeps one patient after the other, again and again, until `until` turns true. It begins at `first`, which is random: so whoever
	/// comes late among the ids has a turn, however often the service is started anew.
	pub async fn run(self: Arc<Self>, first: PatientId, mut until: watch::Receiver<bool>) {
		let mut walk = Walk::from(first);
		while !*until.borrow() {
			let pause = self.step(&mut walk).await;
			tokio::select! {
				() = tokio::time::sleep(pause) => {},
				changed = until.changed() => if changed.is_err() { return },
			}
		}
	}

	/// Sweeps the next patient, and says for how long to wait. A patient where that fails is passed over until its next turn: it may be
	/// of this one alone, and must not keep the others from theirs.
	async fn step(&self, walk: &mut Walk) -> Duration {
		// Where the chain does not answer at all, no turn is lost.
		if self.fresh_heads().await.is_err() {
			return REST;
		}
		match walk.next(self).await {
			Ok(Some(patient)) => {
				if self.sweep(&patient).await.is_err() {
					metrics::counter!("salus_custodian_sweeps_failed_total").increment(1);
				}
				PAUSE
			},
			Ok(None) | Err(_) => REST,
		}
	}
}

/// How far the walk is.
struct Walk {
	after: Option<PatientId>,
	/// Looked up, and not swept yet; the next one last.
	waiting: Vec<PatientId>,
}

impl Walk {
	fn from(first: PatientId) -> Self {
		Self { after: Some(first), waiting: Vec::new() }
	}

	/// The next patient; nothing once all are through, from whose first it goes on then.
	async fn next(&mut self, desk: &Desk) -> Result<Option<PatientId>, Refusal> {
		if self.waiting.is_empty() {
			self.waiting = desk.catalogue.patients(self.after.as_ref(), PAGE).await?;
			self.waiting.reverse();
		}
		let next = self.waiting.pop();
		self.after = next;
		Ok(next)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{keeping::doubles::World, kept::NamedKind, quotas::Quotas};
	use std::sync::atomic::Ordering;

	const GIVEN_UP: Duration = Duration::from_secs(60);

	async fn of_three_patients() -> (World, [PatientId; 3]) {
		let (world, patients) = (World::new().await, [1, 5, 9].map(|patient| [patient; 32]));
		for patient in &patients {
			let (kind, name) = (NamedKind::Envelope, [1; 32]);
			world
				.catalogue
				.put_named(kind, patient, &name, b"sealed", &Quotas::default())
				.await
				.unwrap();
		}
		(world, patients)
	}

	async fn left(world: &World) -> Vec<PatientId> {
		world.catalogue.patients(None, PAGE).await.unwrap()
	}

	#[tokio::test]
	async fn every_patients_turn_comes_from_wherever_the_walk_begins() {
		let (world, [first, second, last]) = of_three_patients().await;
		// Of one the chain cannot be asked, which keeps the others from nothing.
		world.chain.unread.lock().unwrap().insert(last);
		let mut walk = Walk::from([7; 32]);
		assert_eq!(world.desk.step(&mut walk).await, PAUSE);
		assert_eq!(left(&world).await, [first, second, last]);
		assert_eq!(world.desk.step(&mut walk).await, REST, "all are through");
		assert_eq!(world.desk.step(&mut walk).await, PAUSE);
		assert_eq!(left(&world).await, [second, last]);
		assert_eq!(world.desk.step(&mut walk).await, PAUSE);
		world.chain.unread.lock().unwrap().clear();
		assert_eq!(world.desk.step(&mut walk).await, PAUSE);
		assert_eq!(left(&world).await, Vec::<PatientId>::new());
	}

	#[tokio::test]
	async fn without_the_chain_the_walk_rests_and_nobody_loses_a_turn() {
		let (world, patients) = of_three_patients().await;
		world.chain.is_silent.store(true, Ordering::SeqCst);
		let mut walk = Walk::from([0; 32]);
		for _ in 0..5 {
			assert_eq!(world.desk.step(&mut walk).await, REST);
		}
		world.chain.is_silent.store(false, Ordering::SeqCst);
		for _ in patients {
			assert_eq!(world.desk.step(&mut walk).await, PAUSE);
		}
		assert!(left(&world).await.is_empty());
	}

	#[tokio::test]
	async fn a_walk_ends_when_it_is_told_or_nobody_is_left_to_tell_it() {
		for is_told in [true, false] {
			let (world, _) = of_three_patients().await;
			let (stop, until) = watch::channel(false);
			let walk = tokio::spawn(world.desk.clone().run([0; 32], until));
			while !left(&world).await.is_empty() {
				tokio::time::sleep(Duration::from_millis(10)).await;
			}
			if is_told {
				stop.send(true).unwrap();
			}
			drop(stop);
			tokio::time::timeout(GIVEN_UP, walk).await.unwrap().unwrap();
		}
	}
}
