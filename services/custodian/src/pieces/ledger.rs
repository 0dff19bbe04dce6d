//! What the chain says of pieces, and what it is told.

use crate::kept::{KeptPiece, Moment, Name, PatientId, Writer};
use async_trait::async_trait;
use salus_client::{pieces::PiecePlan, reading::AnchoredBatch};
use std::collections::BTreeSet;

/// The chain, as far as pieces need it.
#[async_trait]
pub trait PieceLedger: Send + Sync {
	/// The chain's clock at its finalized head, which is not stale.
	async fn now(&self) -> Result<Moment, Unanswered>;

	/// An anchor at both heads, neither of which is stale.
	async fn standing(&self, patient: &PatientId, anchor: u32) -> Result<Standing, Unanswered>;

	/// The numbers by which plans name an organization: its own, and those of the organizations that it has followed, finally.
	async fn numbers(&self, organization: u32) -> Result<Vec<u32>, Unanswered>;

	/// Those of a patient's anchors that were erased, finally.
	async fn erased(
		&self,
		patient: &PatientId,
		anchors: &[u32],
	) -> Result<BTreeSet<u32>, Unanswered>;

	/// All of a patient's anchors, the latest first.
	async fn anchors(&self, patient: &PatientId) -> Result<Vec<u32>, Unanswered>;

	/// The anchors of which this custodian is to keep a piece or the whole, as far as somebody planned it, or this custodian said so. `seen` is
	/// told how many have been looked at.
	async fn own(
		&self,
		seen: &(dyn Fn(u64) + Send + Sync),
	) -> Result<Vec<(PatientId, u32)>, Unanswered>;

	/// Says until when this custodian keeps a piece; comes back when that is final.
	async fn hold(&self, piece: &KeptPiece, until: Moment) -> Result<Told, Unanswered>;

	/// Says that this custodian no longer keeps a piece; comes back when that is final.
	async fn release(&self, piece: &KeptPiece) -> Result<Told, Unanswered>;
}

/// The chain does not answer, is stale, or did not take what it was told. Nothing is guessed: it is asked or told again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the chain does not answer, or not as of now")]
pub struct Unanswered;

/// What became of what the chain was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
	/// It stands in a final block.
	Taken,
	/// The chain refused it, by the name of its error.
	Refused(String),
}

/// An anchor at both heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
	/// The chain's clock at the finalized head.
	pub now: Moment,
	/// The numbers by which a plan names this custodian: its own, and those of the organizations that it has followed.
	pub own: Vec<u32>,
	/// At the best head.
	pub best: AnchorState,
	/// At the finalized head.
	pub finalized: AnchorState,
}

/// Where an anchor stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnchorState {
	/// The chain has none of this number: there never was one, or its retention is over.
	Unknown,
	/// The patient has erased it.
	Erased,
	/// It is there.
	Anchored(Anchored),
}

/// An anchor that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchored {
	/// Its root and the number of its records.
	pub batch: AnchoredBatch,
	/// The organization that wrote the records; none where the patient's side did.
	pub author: Option<u32>,
	/// The custodian that its author names.
	pub custodian: u32,
	/// Who shall keep which piece, if that was planned.
	pub plan: Option<Plan>,
}

/// Who shall keep which piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
	/// By which the pieces are checked.
	pub pieces: PiecePlan,
	/// The custodian of each.
	pub custodians: Vec<u32>,
	/// Until when each custodian says that it keeps its own.
	pub held_until: Vec<Option<Moment>>,
}

impl AnchorState {
	/// The plan, where there is one.
	pub fn plan(&self) -> Option<&Plan> {
		match self {
			Self::Anchored(anchored) => anchored.plan.as_ref(),
			Self::Unknown | Self::Erased => None,
		}
	}

	/// Whether an organization wrote the records.
	pub fn is_of_organization(&self) -> bool {
		matches!(self, Self::Anchored(Anchored { author: Some(_), .. }))
	}
}

impl Anchored {
	/// On whose account what belongs to the anchor is kept where nobody handed it in.
	pub fn writer(&self, patient: &PatientId) -> Writer {
		self.author.map_or(Writer::Patient(*patient), Writer::Organization)
	}

	/// Whether somebody is let fetch pieces: a custodian of the plan, the organization that wrote the records, the custodian that the anchor
	/// names, the patient's side.
	fn lets_fetch(&self, patient: &PatientId, asking: &Writer) -> bool {
		match asking {
			Writer::Patient(own) => own == patient,
			Writer::Organization(organization) => {
				let plan = self.plan.as_ref();
				self.author == Some(*organization)
					|| self.custodian == *organization
					|| plan.is_some_and(|plan| plan.custodians.contains(organization))
			},
		}
	}
}

impl Plan {
	/// The pieces that one of these organizations shall keep: their indices and roots.
	pub fn pieces_of<'a>(&'a self, own: &'a [u32]) -> impl Iterator<Item = (u8, Name)> + 'a {
		let pieces = (0..).zip(self.custodians.iter().zip(&self.pieces.roots));
		let own = pieces.filter(|(_, (custodian, _))| own.contains(custodian));
		own.map(|(index, (_, root))| (index, *root))
	}

	/// Whether the chain says that the piece is kept for longer than until `now`.
	pub fn is_held(&self, index: u8, now: Moment) -> bool {
		let held_until = self.held_until.get(usize::from(index)).copied().flatten();
		held_until.is_some_and(|until| now < until)
	}
}

impl Standing {
	/// Whether the plan at both heads has this piece for this custodian.
	pub fn has_planned(&self, index: u8, root: &Name) -> bool {
		[&self.best, &self.finalized].iter().all(|state| self.is_planned(state, index, root))
	}

	/// Whether the plan at the finalized head has this piece for this custodian.
	pub fn has_finally_planned(&self, index: u8, root: &Name) -> bool {
		self.is_planned(&self.finalized, index, root)
	}

	/// Whether somebody is let fetch pieces of the anchor, at both heads.
	pub fn lets_fetch(&self, patient: &PatientId, asking: &Writer) -> bool {
		[&self.best, &self.finalized].iter().all(|state| match state {
			AnchorState::Anchored(anchored) => anchored.lets_fetch(patient, asking),
			AnchorState::Unknown | AnchorState::Erased => false,
		})
	}

	fn is_planned(&self, state: &AnchorState, index: u8, root: &Name) -> bool {
		let plan = state.plan();
		plan.is_some_and(|plan| plan.pieces_of(&self.own).any(|own| own == (index, *root)))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const PATIENT: PatientId = [9; 32];

	fn anchored(custodians: &[u32]) -> AnchorState {
		let roots = (0..).zip(custodians).map(|(index, _)| [index; 32]).collect();
		AnchorState::Anchored(Anchored {
			batch: AnchoredBatch { root: [7; 32], records: 1 },
			author: Some(4),
			custodian: 5,
			plan: Some(Plan {
				pieces: PiecePlan { needed: 1, roots },
				custodians: custodians.to_vec(),
				held_until: vec![None; custodians.len()],
			}),
		})
	}

	fn standing(best: AnchorState, finalized: AnchorState) -> Standing {
		Standing { now: 1, own: vec![1, 8], best, finalized }
	}

	#[test]
	fn a_piece_is_taken_only_where_both_heads_have_it_for_this_custodian_or_whom_it_followed() {
		let both = standing(anchored(&[1, 2, 8]), anchored(&[1, 2, 8]));
		assert!(both.has_planned(0, &[0; 32]) && both.has_planned(2, &[2; 32]));
		assert!(!both.has_planned(1, &[1; 32]), "another custodian's");
		assert!(!both.has_planned(0, &[2; 32]), "another piece");
		for other in [anchored(&[3]), AnchorState::Erased, AnchorState::Unknown] {
			let one = standing(other.clone(), anchored(&[1]));
			assert!(!one.has_planned(0, &[0; 32]) && one.has_finally_planned(0, &[0; 32]));
			assert!(!standing(anchored(&[1]), other).has_planned(0, &[0; 32]));
		}
	}

	#[test]
	fn pieces_are_fetched_by_custodians_of_the_plan_writer_named_custodian_and_patient() {
		let both = standing(anchored(&[1, 2]), anchored(&[1, 2]));
		for organization in [1, 2, 4, 5] {
			assert!(both.lets_fetch(&PATIENT, &Writer::Organization(organization)));
		}
		assert!(both.lets_fetch(&PATIENT, &Writer::Patient(PATIENT)));
		assert!(!both.lets_fetch(&PATIENT, &Writer::Patient([1; 32])));
		assert!(!both.lets_fetch(&PATIENT, &Writer::Organization(3)));
		let dropped = standing(anchored(&[1]), anchored(&[1, 2]));
		assert!(!dropped.lets_fetch(&PATIENT, &Writer::Organization(2)));
		let erased = standing(AnchorState::Erased, anchored(&[1, 2]));
		assert!(!erased.lets_fetch(&PATIENT, &Writer::Patient(PATIENT)));
	}
}
