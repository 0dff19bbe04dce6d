//! Reading a batch from the custodians of its plan, of whom n − k may be lost: for a client that is let fetch their pieces.

use super::{
	gathering::{first_good, Blamed, Good},
	ledger::{Anchored, Plan},
	peers::{fetch, Peers, Wanted},
};
use crate::kept::PatientId;
use salus_client::{
	batch::SealedRecord,
	package::{self, PackageError},
	pieces::{self, PieceError},
};

/// The records of a batch, and who gave no good piece on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
	/// The sealed records, in their order. They are those of the anchor.
	pub records: Vec<SealedRecord>,
	/// Who gave none, as far as it was waited for.
	pub blamed: Vec<Blamed>,
}

/// Why there are no records.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotRead {
	/// Nobody planned pieces of this anchor.
	#[error("no pieces were planned")]
	NoPlan,
	/// Too few custodians gave a good one.
	#[error("fewer custodians than it takes gave a good piece")]
	TooFewPieces(Vec<Blamed>),
	/// All pieces are as planned, and do not give the batch: whoever made the plan is to blame.
	#[error("the plan is not of the anchored batch: who made it is to blame")]
	FalsePlan,
}

/// Asks all custodians of the plan at once, takes the first good pieces that are enough, and puts the records together in memory.
pub async fn read(
	peers: &dyn Peers,
	patient: &PatientId,
	anchor: u32,
	anchored: &Anchored,
) -> Result<Read, NotRead> {
	let plan = anchored.plan.as_ref().ok_or(NotRead::NoPlan)?;
	let asked = in_order(plan).map(|(index, custodian, root)| {
		let wanted = Wanted { patient: *patient, anchor, root };
		let fetched = async move {
			let mut content = Vec::new();
			let head = fetch(peers, custodian, &wanted, &plan.pieces, index, &mut content).await?;
			Ok(Good { head, content })
		};
		(custodian, fetched)
	});
	let gathered = first_good(plan.pieces.needed.into(), Vec::new(), asked).await;
	let found: Vec<_> = gathered.good.into_iter().map(|good| good.content).collect();
	let joined = match pieces::join(&plan.pieces, &found) {
		Ok(joined) => joined,
		Err(PieceError::TooFewPieces) => return Err(NotRead::TooFewPieces(gathered.blamed)),
		Err(_) => return Err(NotRead::FalsePlan),
	};
	let records = package::open(&anchored.batch, &joined.package);
	let records = records.map_err(|_: PackageError| NotRead::FalsePlan)?;
	Ok(Read { records, blamed: gathered.blamed })
}

/// The pieces of a plan: index, custodian and root of each.
pub(super) fn in_order(plan: &Plan) -> impl Iterator<Item = (u8, u32, [u8; 32])> + '_ {
	let pieces = plan.custodians.iter().zip(&plan.pieces.roots);
	(0..).zip(pieces).map(|(index, (custodian, root))| (index, *custodian, *root))
}
