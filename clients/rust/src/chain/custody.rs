//! Who keeps the sealed records of an anchor, whole or in pieces.

use super::{
	salus,
	types::{Actor, CustodyView, NewPiece, PatientId, PieceView},
	AskError, AtBlock,
};
use crate::pieces::PiecePlan;
use subxt::utils::H256;

impl AtBlock {
	/// Where an anchor's sealed records can be had; nothing if there is no such anchor, or it was erased.
	pub async fn custody(
		&self,
		patient: [u8; 32],
		anchor: u32,
	) -> Result<Option<CustodyView>, AskError> {
		let api = salus::runtime_apis().record_anchor_api();
		self.ask(api.custody(PatientId(patient), anchor)).await
	}

	/// The anchors, each with its patient, of which one of these organizations is to keep a piece, or says that it keeps the whole. It goes
	/// through all that is kept on the chain; `seen` is told how many rows have come so far.
	pub async fn kept_by(
		&self,
		organizations: &[u32],
		mut seen: impl FnMut(u64),
	) -> Result<Vec<([u8; 32], u32)>, AskError> {
		let entry = self.client().storage().entry(salus::storage().record_anchor().custodies())?;
		let mut rows = entry.iter(()).await?;
		let (mut kept, mut count) = (Vec::new(), 0_u64);
		while let Some(row) = rows.next().await {
			let row = row?;
			let custody = row.value().decode()?;
			if custody.pieces.0.iter().any(|piece| organizations.contains(&piece.custodian)) {
				let (PatientId(patient), anchor) = row.key()?.decode()?;
				kept.push((patient, anchor));
			}
			count = count.saturating_add(1);
			seen(count);
		}
		Ok(kept)
	}
}

impl CustodyView {
	/// The plan by which pieces are checked and joined.
	pub fn plan(&self) -> PiecePlan {
		let roots = self.pieces.iter().map(|PieceView { root, .. }| root.0).collect();
		PiecePlan { needed: self.threshold, roots }
	}
}

impl NewPiece {
	/// The pieces of a plan, each for the custodian in the same place; nothing where they are not as many.
	pub fn of_plan(plan: &PiecePlan, custodians: &[u32]) -> Option<Vec<Self>> {
		let pieces = plan.roots.iter().zip(custodians);
		let pieces =
			pieces.map(|(root, custodian)| Self { custodian: *custodian, root: H256(*root) });
		(plan.roots.len() == custodians.len()).then(|| pieces.collect())
	}
}

impl<AccountId> Actor<AccountId> {
	/// The organization for which it acts; none for the patient's side, authorities and the chain.
	pub fn organization(&self) -> Option<u32> {
		match self {
			Self::Practitioner { organization, .. }
			| Self::Gateway { organization, .. }
			| Self::Organization { organization, .. } => Some(*organization),
			Self::Person(_) | Self::Authority | Self::Chain => None,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_plan_comes_back_from_what_the_chain_shows() {
		let plan = PiecePlan { needed: 1, roots: vec![[1; 32], [2; 32]] };
		let pieces = NewPiece::of_plan(&plan, &[7, 9]).unwrap();
		let shown = pieces.iter().map(|piece| PieceView {
			custodian: piece.custodian,
			root: piece.root,
			held_until: None,
			is_live: false,
		});
		let shown: Vec<_> = shown.collect();
		assert_eq!(shown.iter().map(|piece| piece.custodian).collect::<Vec<_>>(), [7, 9]);
		let view = CustodyView { threshold: 1, pieces: shown, live: 0, is_recoverable: false };
		assert_eq!(view.plan(), plan);
	}

	#[test]
	fn each_piece_has_one_custodian() {
		let plan = PiecePlan { needed: 1, roots: vec![[1; 32], [2; 32]] };
		for custodians in [&[7][..], &[7, 8, 9]] {
			assert_eq!(NewPiece::of_plan(&plan, custodians), None);
		}
	}
}
