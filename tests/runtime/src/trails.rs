//! What trails tell, and whether they are whole.

use crate::Chain;
use pallet_audit_log::{
	chain::{next_head, seed},
	TrailHead, VerifyFault,
};
use salus_primitives::{AuditEntry, AuditedEvent, Outcome, Sequence, TrailId};
use salus_runtime::{AccountId, AuditLog, System};

/// An entry with its place.
pub type Placed = (Sequence, AuditEntry<AccountId>);

/// All entries that are kept of a trail, asked for in pages.
pub fn entries(chain: &mut Chain, trail: TrailId) -> Vec<Placed> {
	chain.look(|| {
		let mut all = Vec::new();
		loop {
			let from = all.last().map_or(0, |(sequence, _): &Placed| sequence + 1);
			let page = AuditLog::entries(trail, from, 256);
			if page.is_empty() {
				return all;
			}
			all.extend(page);
		}
	})
}

/// The last entry of a trail.
pub fn last(chain: &mut Chain, trail: TrailId) -> Placed {
	entries(chain, trail).pop().expect("the trail has entries")
}

/// What the trail tells, in its order.
pub fn told(chain: &mut Chain, trail: TrailId) -> Vec<AuditedEvent<AccountId>> {
	entries(chain, trail).into_iter().map(|(_, entry)| entry.event).collect()
}

/// What came of each record and class that was asked for, in the order of the trail.
pub fn outcomes(chain: &mut Chain, trail: TrailId) -> Vec<Outcome> {
	let attempts = told(chain, trail).into_iter().filter_map(|event| match event {
		AuditedEvent::AccessRequested(attempt) => Some(attempt.answers),
		_ => None,
	});
	attempts
		.flat_map(|answers| answers.iter().map(|(_, outcome)| outcome).collect::<Vec<_>>())
		.collect()
}

/// Where a trail begins and ends.
pub fn head(chain: &mut Chain, trail: TrailId) -> TrailHead {
	chain.look(|| AuditLog::head(trail))
}

/// Hashes a trail anew, from its checkpoint on, and checks that it ends where its head says, and that the chain says so,
/// too.
#[track_caller]
pub fn assert_whole(chain: &mut Chain, trail: TrailId) {
	let (entries, head) = (entries(chain, trail), head(chain, trail));
	let places: Vec<_> = entries.iter().map(|(sequence, _)| *sequence).collect();
	assert_eq!(places, (head.first..head.next).collect::<Vec<_>>(), "no gap");
	let hashed = |tip, (_, entry): &Placed| next_head(&tip, entry);
	assert_eq!(entries.iter().fold(head.checkpoint, hashed), head.tip);
	chain.look(|| {
		if head.first == 0 {
			assert_eq!(head.checkpoint, seed(&System::block_hash(0), &trail));
		}
		let verified = AuditLog::verify(trail, head.first, head.next, None).expect("it is whole");
		assert_eq!((verified.before, verified.after), (head.checkpoint, head.tip));
		let beyond = AuditLog::verify(trail, head.first, head.next + 1, None);
		assert_eq!(beyond, Err(VerifyFault::NotKept));
	});
}
