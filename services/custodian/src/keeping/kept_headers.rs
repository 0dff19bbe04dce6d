//! The headers of a batch that a custodian keeps. It cannot look into any of them, and the account that has one exchanged may be
//! a thief's: so what was replaced is kept for a while, and can be put back.

use crate::kept::{EarlierHeader, KeptBatch, KeptRecord, Moment, Name, PatientId, Writer};
use salus_client::batch::read_header;

/// How long what was replaced is kept, in milliseconds.
pub const KEPT_AFTER: u64 = 90 * 24 * 60 * 60 * 1000;

/// How many replaced headers are kept of a batch, beside the one with which it was handed in.
pub const MAX_EARLIER_HEADERS: usize = 32;

/// A batch as a writer hands it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedBatch {
	/// Its class.
	pub class: u16,
	/// Its header.
	pub header: Vec<u8>,
	/// Its records, in the order of the tree's leaves.
	pub records: Vec<KeptRecord>,
}

/// A batch that comes in.
pub fn kept_from(patient: PatientId, anchor: u32, batch: HandedBatch, writer: Writer) -> KeptBatch {
	let HandedBatch { class, header, records } = batch;
	let handed_in = name_of(&header);
	KeptBatch { patient, anchor, class, header, handed_in, earlier: Vec::new(), records, writer }
}

/// The epoch of a header. Nothing where it is no header, or of an epoch that is still to come: any other is worth more, and
/// `None` is less than any `Some`.
pub fn epoch_of(header: &[u8], present: u32) -> Option<u32> {
	read_header(header).ok().map(|header| header.epoch).filter(|epoch| *epoch <= present)
}

/// Whether the batch had this header before.
pub fn is_earlier(batch: &KeptBatch, header: &[u8]) -> bool {
	batch.earlier.iter().any(|one| one.header == header)
}

/// The batch with another header, and the one before among the earlier ones. However many a thief has replaced, the writer's
/// stays among them.
pub fn exchanged(batch: KeptBatch, header: Vec<u8>, at: Moment) -> KeptBatch {
	let replaced = EarlierHeader { header: batch.header, replaced: at };
	let others = batch.earlier.into_iter().filter(|one| one.header != header);
	let earlier = std::iter::once(replaced)
		.chain(others)
		.enumerate()
		.filter(|(place, one)| {
			*place < MAX_EARLIER_HEADERS || is_of_writer(&batch.handed_in, &one.header)
		})
		.map(|(_, one)| one)
		.collect();
	without_lapsed(KeptBatch { header, earlier, ..batch }, at)
}

/// The batch without the earlier headers of which the time is over. The writer's stays for good, since it alone is known to be
/// no thief's.
pub fn without_lapsed(mut batch: KeptBatch, now: Moment) -> KeptBatch {
	let handed_in = batch.handed_in;
	batch.earlier.retain(|one| {
		now.saturating_sub(one.replaced) < KEPT_AFTER || is_of_writer(&handed_in, &one.header)
	});
	batch
}

fn is_of_writer(handed_in: &Name, header: &[u8]) -> bool {
	name_of(header) == *handed_in
}

/// BLAKE2b-256 of these bytes.
fn name_of(bytes: &[u8]) -> Name {
	crate::hash::blake2b_256(bytes)
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_client::{
		batch::{seal_header, BatchKey, ClassPublicKey},
		rand_core::UnwrapErr,
		sealed_record::RecordContext,
		KeyPair, Secret, Suite,
	};

	const CONTEXT: RecordContext = RecordContext { patient: [1; 32], class: 96 };

	fn header(epoch: u32) -> Vec<u8> {
		let mut rng = UnwrapErr(getrandom::SysRng);
		let key = KeyPair::derive(Suite::X25519, &Secret::new([7; 32])).public;
		let batch_key = BatchKey::new(Secret::new([8; 32]));
		seal_header(&CONTEXT, &ClassPublicKey { epoch, key }, &batch_key, &mut rng).unwrap()
	}

	fn batch(header: Vec<u8>) -> KeptBatch {
		let records = vec![KeptRecord { commitment: [2; 32], name: [3; 32] }];
		let batch = HandedBatch { class: CONTEXT.class, header, records };
		kept_from(CONTEXT.patient, 4, batch, Writer::Organization(1))
	}

	#[test]
	fn a_header_that_is_none_or_of_an_epoch_to_come_is_earlier_than_all() {
		let first = header(0);
		assert_eq!(epoch_of(&first, 0), Some(0));
		assert_eq!(epoch_of(&header(3), 3), Some(3));
		assert_eq!(epoch_of(&header(4), 3), None);
		assert_eq!(epoch_of(&[], 3), None);
		assert_eq!(epoch_of(&[first.as_slice(), &[0]].concat(), 3), None);
		assert!(epoch_of(&[], 3) < epoch_of(&first, 3));
	}

	#[test]
	fn what_is_replaced_comes_first_among_the_earlier_ones_and_can_be_put_back() {
		let (first, second) = (header(0), header(1));
		let moved = exchanged(batch(first.clone()), second.clone(), 10);
		assert_eq!(moved.header, second);
		assert_eq!(moved.earlier, [EarlierHeader { header: first.clone(), replaced: 10 }]);
		assert!(is_earlier(&moved, &first) && !is_earlier(&moved, &second));
		let back = exchanged(moved, first.clone(), 20);
		assert_eq!(back.header, first);
		assert_eq!(back.earlier, [EarlierHeader { header: second, replaced: 20 }]);
	}

	#[test]
	fn however_often_it_is_exchanged_the_writers_header_stays() {
		let first = header(0);
		let mut kept = batch(first.clone());
		for number in 1..=40_u8 {
			kept = exchanged(kept, vec![number], u64::from(number));
		}
		assert_eq!(kept.earlier.len(), MAX_EARLIER_HEADERS + 1);
		assert_eq!(kept.earlier.first().unwrap().header, [39]);
		assert_eq!(kept.earlier.get(31).unwrap().header, [8]);
		assert_eq!(kept.earlier.last().unwrap().header, first);
	}

	#[test]
	fn what_was_replaced_lapses_after_ninety_days_but_for_the_writers() {
		let (first, second) = (header(0), header(1));
		let kept = exchanged(batch(first.clone()), second.clone(), 0);
		let kept = exchanged(kept, header(2), 1_000);
		assert_eq!(without_lapsed(kept.clone(), 999 + KEPT_AFTER).earlier.len(), 2);
		let left = without_lapsed(kept, 1_000 + KEPT_AFTER);
		assert_eq!(left.earlier, [EarlierHeader { header: first, replaced: 0 }]);
	}
}
