//! What the patient has erased: whoever keeps the sealed records, or pieces of them, destroys it, too.

use super::{
	salus,
	types::{AuditedEvent, PatientId, TrailId},
	AskError, AtBlock,
};
use std::collections::BTreeSet;

/// As many entries of a trail as one question answers.
const PAGE: u32 = 256;

impl AtBlock {
	/// Those of a patient's anchors that were erased. Whoever destroys by it asks at the finalized block.
	///
	/// An anchor may have been erased and its retention may be over since, so that the chain knows nothing of it any more: then the patient's
	/// trail tells. One whose retention is over is not erased by that.
	pub async fn erased_anchors(
		&self,
		patient: [u8; 32],
		anchors: impl IntoIterator<Item = u32>,
	) -> Result<BTreeSet<u32>, AskError> {
		let (mut erased, mut unknown) = (BTreeSet::new(), BTreeSet::new());
		for number in anchors {
			match self.anchor(patient, number).await? {
				None => {
					unknown.insert(number);
				},
				Some(view) if view.anchor.erased_at.is_some() => {
					erased.insert(number);
				},
				Some(_) => {},
			}
		}
		if !unknown.is_empty() {
			let in_trail = self.erased_by_trail(patient).await?;
			erased.extend(unknown.intersection(&in_trail));
		}
		Ok(erased)
	}

	/// The anchors of whose erasure a patient's trail has an entry.
	async fn erased_by_trail(&self, patient: [u8; 32]) -> Result<BTreeSet<u32>, AskError> {
		let api = || salus::runtime_apis().audit_log_api();
		let trail = || TrailId::Patient(PatientId(patient));
		let head = self.ask(api().head(trail())).await?;
		let (mut erased, mut from) = (BTreeSet::new(), head.first);
		while from < head.next {
			let page = self.ask(api().entries(trail(), from, PAGE)).await?;
			let last = page.last().map(|(sequence, _)| *sequence).filter(|last| *last >= from);
			let Some(last) = last else { break };
			erased.extend(page.iter().filter_map(|(_, entry)| match entry.event {
				AuditedEvent::RecordsErased { anchor } => Some(anchor),
				_ => None,
			}));
			from = last.saturating_add(1);
		}
		Ok(erased)
	}
}
