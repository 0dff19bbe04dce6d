//! The command `salus-custodian repair`.

use super::{Blamed, NotRepaired, Repaired, Repairer};
use crate::{catalogue::CatalogueError, kept::PatientId, pieces::ledger::Unanswered};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// So many patients are looked up at once.
const PATIENTS_AT_ONCE: u32 = 100;
/// Every so many rows of the chain it is said how far it is.
const ROWS_A_LINE: u64 = 10_000;

/// What the command is told.
#[derive(Clone, Debug, clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[group(id = "what", required = true, multiple = true)]
pub struct Arguments {
	/// Repairs all that the chain says this custodian keeps, and every batch that it keeps whole.
	#[arg(long, conflicts_with_all = ["patient", "anchor"])]
	pub all: bool,
	/// Repairs what this custodian keeps of one patient, by the 64 digits of the id.
	#[arg(long, value_name = "ID", value_parser = patient_of)]
	pub patient: Option<PatientId>,
	/// Of the patient, one anchor by its number. May be repeated.
	#[arg(long, value_name = "NUMBER", requires = "patient")]
	pub anchor: Vec<u32>,
}

impl Arguments {
	/// Whether it says what to repair in one way, as the command's own rules are: also of what did not come by the command.
	pub(super) fn is_sound(&self) -> bool {
		self.all != self.patient.is_some() && (self.anchor.is_empty() || self.patient.is_some())
	}
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
	/// So many anchors were looked at.
	pub anchors: u64,
	/// So many pieces were restored.
	pub pieces: u64,
	/// So many sealed records were restored.
	pub records: u64,
	/// So many anchors could not be repaired.
	pub failed: u64,
	/// Of so many anchors that name this custodian the batch itself is not here.
	pub batches_absent: u64,
	/// Custodians that gave a false piece.
	pub false_custodians: BTreeSet<u32>,
}

/// Why the command came to no end. What was repaired before is repaired; it goes on when it is begun again.
#[derive(Debug, thiserror::Error)]
pub enum NotRun {
	/// Without the chain it is not known what is to be kept.
	#[error("{0}; run the command again, and it goes on")]
	Chain(#[from] Unanswered),
	/// What is kept does not answer.
	#[error("{0}; run the command again, and it goes on")]
	Catalogue(#[from] CatalogueError),
}

/// Repairs what `arguments` name, and tells line by line how far it is. Lines name custodians and anchors, and no patient.
pub async fn run(
	arguments: &Arguments,
	repairer: &Repairer,
	tell: &(dyn Fn(&str) + Send + Sync),
) -> Result<Summary, NotRun> {
	let todo = to_repair(arguments, repairer, tell).await?;
	let mut summary = Summary::default();
	let number = todo.len();
	for (done, (patient, anchor)) in (1_u64..).zip(&todo) {
		let of = format!("{done} of {number}, anchor {anchor}");
		summary.anchors = done;
		match repairer.repair(patient, *anchor).await {
			Ok(repaired) => summary.add(&repaired, &of, tell),
			Err(NotRepaired::NoAnchor) if arguments.anchor.is_empty() => {
				tell(&format!("{of}: erased or over, nothing to keep"));
			},
			Err(NotRepaired::Chain(error)) => return Err(error.into()),
			Err(NotRepaired::Catalogue(error)) => return Err(error.into()),
			Err(error) => {
				summary.failed = summary.failed.saturating_add(1);
				tell(&format!("{of}: not repaired: {error}"));
				if let NotRepaired::TooFewPieces(blamed) = &error {
					summary.blame(blamed, &of, tell);
				}
				if !repairer.tell_the_chain(patient, *anchor).await? {
					tell(&format!(
						"{of}: the chain still says that this custodian keeps its piece"
					));
				}
			},
		}
	}
	tell(&summary.to_string());
	Ok(summary)
}

impl Summary {
	fn add(&mut self, repaired: &Repaired, of: &str, tell: &(dyn Fn(&str) + Send + Sync)) {
		let Repaired { pieces, records, is_batch_absent, blamed } = repaired;
		if *is_batch_absent {
			self.batches_absent = self.batches_absent.saturating_add(1);
			tell(&format!("{of}: the batch itself is not here, with its header: its writer hands it in again, or a copy has it"));
		}
		if *pieces == 0 && *records == 0 {
			tell(&format!("{of}: whole"));
		} else {
			tell(&format!("{of}: {pieces} pieces and {records} sealed records restored"));
		}
		self.pieces = self.pieces.saturating_add((*pieces).into());
		self.records = self.records.saturating_add((*records).into());
		self.blame(blamed, of, tell);
	}

	fn blame(&mut self, blamed: &[Blamed], of: &str, tell: &(dyn Fn(&str) + Send + Sync)) {
		for Blamed { custodian, why } in blamed {
			tell(&format!("{of}: custodian {custodian}: {why}"));
			if why.is_false() {
				self.false_custodians.insert(*custodian);
			}
		}
	}
}

impl std::fmt::Display for Summary {
	fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		let Self { anchors, pieces, records, failed, batches_absent, false_custodians } = self;
		write!(formatter, "{anchors} anchors looked at: {pieces} pieces and {records} sealed records restored, {failed} anchors not repaired")?;
		if *batches_absent > 0 {
			write!(formatter, "; {batches_absent} batches are not here, with their headers")?;
		}
		if !false_custodians.is_empty() {
			let numbers: Vec<_> = false_custodians.iter().map(u32::to_string).collect();
			write!(formatter, "; false pieces came from custodians {}", numbers.join(", "))?;
		}
		Ok(())
	}
}

/// The anchors that are meant.
async fn to_repair(
	arguments: &Arguments,
	repairer: &Repairer,
	tell: &(dyn Fn(&str) + Send + Sync),
) -> Result<Vec<(PatientId, u32)>, NotRun> {
	match arguments.patient {
		Some(patient) if arguments.anchor.is_empty() => {
			let anchors = repairer.ledger.anchors(&patient).await?;
			Ok(anchors.into_iter().map(|anchor| (patient, anchor)).collect())
		},
		Some(patient) => {
			let anchors: BTreeSet<_> = arguments.anchor.iter().collect();
			Ok(anchors.into_iter().map(|anchor| (patient, *anchor)).collect())
		},
		None => all(repairer, tell).await,
	}
}

/// What the chain says that this custodian keeps, and what it keeps whole.
async fn all(
	repairer: &Repairer,
	tell: &(dyn Fn(&str) + Send + Sync),
) -> Result<Vec<(PatientId, u32)>, NotRun> {
	tell("Asking the chain what this custodian keeps");
	let seen = |rows: u64| {
		if rows.is_multiple_of(ROWS_A_LINE) {
			tell(&format!("{rows} rows looked at"));
		}
	};
	let own = repairer.ledger.own(&seen).await?;
	let mut all: BTreeSet<_> = own.into_iter().collect();
	let mut after: Option<PatientId> = None;
	loop {
		let patients = repairer.catalogue.patients(after.as_ref(), PATIENTS_AT_ONCE).await?;
		let Some(last) = patients.last() else { return Ok(all.into_iter().collect()) };
		after = Some(*last);
		for patient in &patients {
			let anchors = repairer.catalogue.anchors(patient).await?;
			all.extend(anchors.into_iter().map(|anchor| (*patient, anchor)));
		}
	}
}

fn patient_of(digits: &str) -> Result<PatientId, String> {
	let mut patient = [0; 32];
	let decoded = hex::decode_to_slice(digits, &mut patient);
	decoded.map(|()| patient).map_err(|_| "an id has 64 digits in hexadecimal".to_owned())
}
