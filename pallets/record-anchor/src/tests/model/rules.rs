//! Who there is, what was anchored, and what the rules say of a call: in lists that are searched from end to end.

use super::super::{root, CorrectionReason, Months, NewBatch, PatientId, RecordClass};
use crate::{mock::*, RecordStatus, Side};
use salus_primitives::{
	doubles::{Patients, Policy, Providers},
	AccessRequest, Action, Actor, AnchorId, Basis, Capacity, ClassSet, Decision, Denial, Moment,
	OrganizationId, RecordDirectory, Relation, Role, Roles, Target,
};
use std::collections::{BTreeMap, BTreeSet};

/// The patients; the account that speaks for number `n` is 100 + n, its watch is 200 + n.
pub const PATIENTS: [PatientId; 3] =
	[PatientId([0x71; 32]), PatientId([0x72; 32]), PatientId([0x73; 32])];

/// What a watch adds.
pub const WATCHED: RecordClass = RecordClass(90);
/// What only the hospital may add.
pub const RESERVED: RecordClass = RecordClass(0x8001);

/// An organization that has followed the clinic, and its practitioner.
pub const FOLLOWER: OrganizationId = 7;
pub const HEIR: u64 = 27;

/// An anchor, as the rules speak of it.
#[derive(Clone, Debug)]
pub struct Entry {
	pub batch: NewBatch,
	pub author: Actor<u64>,
	pub at: Moment,
	pub supersedes: Option<AnchorId>,
	pub superseded_by: Option<AnchorId>,
	pub marked: Option<CorrectionReason>,
	pub marked_at: Option<Moment>,
	/// Whether it took its root and still has it.
	pub has_root: bool,
	pub withheld_since: Option<Moment>,
	pub is_settled: bool,
}

impl Entry {
	pub fn side(&self) -> Side {
		match self.author {
			Actor::Practitioner { organization, .. } | Actor::Gateway { organization, .. } => {
				Side::Organization(organization)
			},
			_ => Side::Patient,
		}
	}

	/// The moment that whoever looks at it sees: of the mark, or else of the withholding.
	pub fn seen_mark(&self) -> Option<Moment> {
		if self.marked.is_some() {
			self.marked_at
		} else {
			self.withheld_since
		}
	}

	pub fn status(&self) -> RecordStatus {
		match (self.marked, self.superseded_by) {
			(Some(_), _) => RecordStatus::EnteredInError,
			(None, Some(_)) => RecordStatus::Superseded,
			(None, None) => RecordStatus::Current,
		}
	}
}

/// What the rules say of a call: every reason to refuse it, or none.
pub type Reasons = BTreeSet<&'static str>;

pub struct World {
	pub now: Moment,
	pub files: BTreeMap<PatientId, Vec<Entry>>,
	pub epochs: BTreeMap<PatientId, Option<u32>>,
}

impl World {
	/// Lets everybody be known, and the policy answer by its rule.
	pub fn begin() -> Self {
		let mut epochs = BTreeMap::new();
		for (number, patient) in (0..).zip(PATIENTS) {
			Patients::open(patient, 100 + number);
			let classes = ClassSet::truncate_from(vec![WATCHED]);
			let device = Relation::Device { classes, by_representative: false };
			Patients::relate(patient, 200 + number, device);
			epochs.insert(patient, Some(0));
		}
		Providers::admit(FOLLOWER, HEIR, Roles::of(&[Role::Physician]));
		Policy::answer_by(policy);
		World { now: NOW, files: BTreeMap::new(), epochs }
	}

	pub fn file(&self, patient: &PatientId) -> &[Entry] {
		self.files.get(patient).map_or(&[], |file| file)
	}

	pub fn entry(&mut self, patient: &PatientId, number: AnchorId) -> &mut Entry {
		&mut self.files.get_mut(patient).unwrap()[number as usize]
	}

	/// How the signer stands to the patient: as itself, as its watch, or in no way.
	fn is_controller(patient: &PatientId, account: u64) -> bool {
		(0..).zip(PATIENTS).any(|(number, each)| each == *patient && account == 100 + number)
	}

	fn is_watch(patient: &PatientId, account: u64) -> bool {
		(0..).zip(PATIENTS).any(|(number, each)| each == *patient && account == 200 + number)
	}

	/// What speaks against a batch, whoever sends it.
	fn faults_of(&self, patient: &PatientId, batch: &NewBatch, side: Side) -> Reasons {
		let mut reasons = Reasons::new();
		let mut unless = |holds: bool, reason| {
			if !holds {
				reasons.insert(reason);
			}
		};
		unless(batch.leaves != 0, "NoLeaves");
		unless(batch.leaves <= 65_536, "TooManyLeaves");
		unless((batch.content.from..batch.content.until).next().is_some(), "InvalidContentPeriod");
		// A root is one anchor's of a side, until that calls it an error.
		let stands = self
			.file(patient)
			.iter()
			.any(|entry| entry.batch.root == batch.root && entry.side() == side && entry.has_root);
		unless(!stands, "AlreadyAnchored");
		let known = match (batch.key_epoch, self.epochs.get(patient).copied().flatten()) {
			(None, _) => true,
			(Some(_), None) => false,
			(Some(epoch), Some(latest)) => epoch <= latest,
		};
		unless(known, "UnknownKeyEpoch");
		reasons
	}

	/// Adding: the patient whatever it likes, a watch what it measures, an organization by its grants.
	pub fn may_anchor(&self, patient: &PatientId, actor: &Actor<u64>, batch: &NewBatch) -> Reasons {
		let side = side_of(actor);
		let permitted = match actor {
			Actor::Person(account) => {
				Self::is_controller(patient, *account)
					|| (Self::is_watch(patient, *account) && batch.class == WATCHED)
			},
			_ => match side {
				Side::Organization(HOSPITAL) => true,
				Side::Organization(CLINIC | FOLLOWER) => batch.class != RESERVED,
				_ => false,
			},
		};
		let mut reasons = self.faults_of(patient, batch, side);
		if !permitted {
			reasons.insert("NotPermitted");
		}
		reasons
	}

	/// Correcting: whoever wrote it, which the follower of the clinic is, too; the patient what its side wrote. The
	/// hospital has a grant to correct everything, which does not make it the author.
	fn may_correct(&self, patient: &PatientId, actor: &Actor<u64>, number: AnchorId) -> Reasons {
		let Some(entry) = self.file(patient).get(number as usize) else {
			return Reasons::from(["NotPermitted", "AnchorNotFound"]);
		};
		let (mine, theirs) = (side_of(actor), entry.side());
		let clinics = Side::Organization(CLINIC);
		match actor {
			Actor::Person(account) if !Self::is_controller(patient, *account) => {
				Reasons::from(["NotPermitted"])
			},
			Actor::Person(_) if theirs == Side::Patient => Reasons::new(),
			Actor::Person(_) => Reasons::from(["NotTheAuthor"]),
			_ if mine == theirs => Reasons::new(),
			_ if mine == Side::Organization(FOLLOWER) && theirs == clinics => Reasons::new(),
			_ if mine == Side::Organization(HOSPITAL) => Reasons::from(["NotTheAuthor"]),
			_ => Reasons::from(["NotPermitted"]),
		}
	}

	pub fn may_amend(
		&self,
		patient: &PatientId,
		actor: &Actor<u64>,
		number: AnchorId,
		batch: &NewBatch,
		reason: CorrectionReason,
	) -> Reasons {
		let mut reasons = self.may_correct(patient, actor, number);
		reasons.extend(self.faults_of(patient, batch, side_of(actor)));
		let Some(old) = self.file(patient).get(number as usize) else { return reasons };
		if old.marked.is_some() {
			reasons.insert("EnteredInError");
		}
		if old.superseded_by.is_some() {
			reasons.insert("NotLatestVersion");
		}
		if old.batch.class != batch.class {
			reasons.insert("OtherClass");
		}
		if old.is_settled && reason == CorrectionReason::WrongPatient {
			reasons.insert("Settled");
		}
		reasons
	}

	pub fn may_mark(
		&self,
		patient: &PatientId,
		actor: &Actor<u64>,
		numbers: &[AnchorId],
		reason: CorrectionReason,
	) -> Reasons {
		let mut reasons = Reasons::new();
		let twice =
			numbers.iter().any(|one| numbers.iter().filter(|other| *other == one).count() > 1);
		if numbers.is_empty() || twice {
			reasons.insert("InvalidAnchors");
		}
		for number in numbers {
			reasons.extend(self.may_correct(patient, actor, *number));
			let Some(entry) = self.file(patient).get(*number as usize) else { continue };
			let is_late_discovery =
				reason == CorrectionReason::WrongPatient && entry.withheld_since.is_none();
			if entry.marked.is_some() && !is_late_discovery {
				reasons.insert("EnteredInError");
			}
			if entry.is_settled && reason == CorrectionReason::WrongPatient {
				reasons.insert("Settled");
			}
		}
		reasons
	}

	/// The arbiter is nobody's signer.
	pub fn may_reinstate(
		&self,
		patient: &PatientId,
		actor: Option<&Actor<u64>>,
		number: AnchorId,
		marked_at: Moment,
	) -> Reasons {
		let Some(entry) = self.file(patient).get(number as usize) else {
			return Reasons::from(["NotPermitted", "AnchorNotFound"]);
		};
		let mut reasons = match actor {
			Some(actor) => self.may_correct(patient, actor, number),
			None => Reasons::new(),
		};
		if entry.marked.is_none() && entry.withheld_since.is_none() {
			reasons.insert("NothingToReinstate");
		} else if entry.seen_mark() != Some(marked_at) {
			reasons.insert("OtherMark");
		}
		if actor.is_some() && entry.marked.is_some() && self.is_taken(patient, entry) {
			reasons.insert("AlreadyAnchored");
		}
		reasons
	}

	/// Whether the root of what was marked is another anchor's by now.
	pub fn is_taken(&self, patient: &PatientId, entry: &Entry) -> bool {
		self.file(patient).iter().any(|other| {
			other.batch.root == entry.batch.root && other.side() == entry.side() && other.has_root
		})
	}

	/// The arbiter alone is asked.
	pub fn may_unsettle(&self, patient: &PatientId, number: AnchorId) -> Reasons {
		match self.file(patient).get(number as usize) {
			None => Reasons::from(["AnchorNotFound"]),
			Some(entry) if entry.is_settled => Reasons::new(),
			Some(_) => Reasons::from(["NotSettled"]),
		}
	}
}

/// On whose side somebody acts.
pub fn side_of(actor: &Actor<u64>) -> Side {
	match actor {
		Actor::Practitioner { organization, .. } | Actor::Gateway { organization, .. } => {
			Side::Organization(*organization)
		},
		_ => Side::Patient,
	}
}

/// A batch as most are.
pub fn usual(class: RecordClass, number: u8) -> NewBatch {
	NewBatch {
		class,
		root: root(number),
		leaves: 12,
		content: Months { from: 640, until: 641 },
		custodian: ARCHIVE,
		key_epoch: Some(0),
	}
}

/// What stands in for consent: permits on the grounds that the real one would.
fn policy(request: &AccessRequest<u64>, _: Moment) -> Decision {
	let permit = Decision::Permit;
	let deny = Decision::Deny;
	let organization = request.actor.organization();
	let account = request.actor.account().copied().unwrap_or_default();
	match (request.action, request.target) {
		(Action::Collect, Target::Class { class, .. }) => match organization {
			None if World::is_controller(&request.patient, account) => permit(Basis::Patient),
			None if World::is_watch(&request.patient, account) && class == WATCHED => {
				permit(Basis::Device)
			},
			Some(HOSPITAL) => permit(Basis::Grant(1)),
			Some(CLINIC | FOLLOWER) if class != RESERVED => permit(Basis::Grant(2)),
			_ => deny(Denial::NotGranted),
		},
		(Action::Correct, Target::Anchor(number)) => {
			let Some(record) = RecordAnchor::record(&request.patient, number) else {
				return deny(Denial::UnknownRecord);
			};
			let author = record.author.organization();
			match organization {
				None if World::is_controller(&request.patient, account) => permit(Basis::Patient),
				None => deny(Denial::NotGranted),
				Some(mine) if Some(mine) == author => permit(Basis::Author),
				Some(FOLLOWER) if author == Some(CLINIC) => permit(Basis::Author),
				Some(HOSPITAL) => permit(Basis::Grant(1)),
				Some(_) => deny(Denial::NotGranted),
			}
		},
		_ => deny(Denial::NotGranted),
	}
}

/// In which capacity somebody acts.
pub fn capacity_of(actor: &Actor<u64>) -> Capacity {
	match actor {
		Actor::Practitioner { organization, .. } => {
			Capacity::Practitioner { organization: *organization }
		},
		Actor::Gateway { organization, practitioner, .. } => {
			Capacity::Gateway { organization: *organization, practitioner: *practitioner }
		},
		_ => Capacity::Person,
	}
}
