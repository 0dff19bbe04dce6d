//! What a custodian keeps besides sealed bytes: batches, what stands by name, nonces, whose account bytes are on, and what the
//! chain has still to be told. In SQLite, or in PostgreSQL by its URL.
//!
//! Whatever is acknowledged is durable: it is there after the process was killed, and after the machine lost power. What is
//! answered with an error changed nothing, but for a connection that broke while it was told: then either may be, and to ask
//! again is harmless, because everything here may be done twice.

mod accounts;
mod backups;
mod batches;
mod claims;
mod columns;
mod database;
mod error;
mod named;
mod owner;
mod patients;
mod pieces;
mod quotas;
mod sizes;
mod statements;

pub use error::CatalogueError;

use crate::{
	kept::{
		BackupEntry, BatchState, Charged, EndingRecords, KeptBatch, KeptPiece, Moment, Name,
		NamedKind, Owner, PatientId, PieceFigures, Usage, Writer,
	},
	quotas::{Quotas, Together},
};
use claims::{Claim, Claims, Entry};
use database::Database;

pub(crate) use database::{options, Kind};

/// What a custodian keeps besides sealed bytes.
#[derive(Debug)]
pub struct Catalogue {
	database: Database,
	claims: Claims,
}

impl Catalogue {
	/// Opens what `url` names, and brings its tables to the form that this version has: `sqlite://path?mode=rwc` (created where it
	/// is not there) or `postgres://user:password@host/database`.
	///
	/// Whoever opens one to work on it holds the [`Instance`](crate::instance::Instance) of it first.
	pub async fn open(url: &str) -> Result<Self, CatalogueError> {
		let database = Database::open(url).await?;
		let claims = Claims::start(database.clone());
		Ok(Self { database, claims })
	}

	/// Opens what is there as it is, for a command beside an instance at work, perhaps one of another version: nothing is made, and no
	/// table is changed under its hands.
	///
	/// # Errors
	/// [`CatalogueError::OtherVersion`] where its tables are not those of this version.
	pub async fn open_beside(url: &str) -> Result<Self, CatalogueError> {
		let database = Database::open_beside(url).await?;
		let claims = Claims::start(database.clone());
		Ok(Self { database, claims })
	}

	/// Finishes what is being written, and closes. What is asked afterwards is answered with [`CatalogueError::Closed`].
	pub async fn close(&self) {
		self.claims.close().await;
		self.database.close().await;
	}

	/// Whether it answers: for the question whether the service is ready.
	pub async fn ready(&self) -> Result<(), CatalogueError> {
		self.database.ready().await
	}

	/// How many bytes the catalogue itself takes: SQLite's file, with what is in its log, or PostgreSQL's database.
	pub async fn bytes(&self) -> Result<u64, CatalogueError> {
		sizes::bytes(&self.database).await
	}

	/// Whose the store with the catalogue of this URL is, whatever version its tables are of: nothing where it is nobody's yet, since there is no catalogue, or
	/// it names nothing. It stays as it is.
	pub async fn owner_at(url: &str) -> Result<Option<Owner>, CatalogueError> {
		owner::owner_at(url).await
	}

	/// Which store it is at this URL: a number at random of each that was begun. Nothing where there is none, or one that no version has worked on that says it.
	pub async fn id_at(url: &str) -> Result<Option<Vec<u8>>, CatalogueError> {
		owner::id_at(url).await
	}

	/// Whose store it is, once somebody has said it.
	pub async fn owner(&self) -> Result<Option<Owner>, CatalogueError> {
		owner::owner(&self.database).await
	}

	/// Says whose store it is.
	pub async fn put_owner(&self, owner: &Owner) -> Result<(), CatalogueError> {
		owner::put_owner(&self.database, owner).await
	}

	/// The batch under an anchor.
	pub async fn batch(
		&self,
		patient: &PatientId,
		anchor: u32,
	) -> Result<Option<KeptBatch>, CatalogueError> {
		batches::batch(&self.database, patient, anchor).await
	}

	/// The anchors of which a patient's batches are here, ascending.
	pub async fn anchors(&self, patient: &PatientId) -> Result<Vec<u32>, CatalogueError> {
		batches::anchors(&self.database, patient).await
	}

	/// Those of them of which earlier headers are kept.
	pub async fn anchors_with_earlier(
		&self,
		patient: &PatientId,
	) -> Result<Vec<u32>, CatalogueError> {
		batches::anchors_with_earlier(&self.database, patient).await
	}

	/// Keeps a batch within the limits, in the place of the one that is there: wholly or not at all. The records that it names are loose no
	/// longer. Its row is on its writer's account, and earlier headers on the patient's.
	///
	/// If the chain has it of an organization, the patient has a history here from now on.
	///
	/// # Errors
	/// [`CatalogueError::RecordsMissing`] where a record that it names is charged to nobody.
	pub async fn charge_batch(
		&self,
		batch: &KeptBatch,
		is_of_organization: bool,
		quotas: &Quotas,
	) -> Result<Charged, CatalogueError> {
		batches::charge_batch(&self.database, batch, is_of_organization, quotas).await
	}

	/// As [`Catalogue::charge_batch`], whatever the limits: where a header is exchanged, which follows on a revocation, or lapses.
	///
	/// # Errors
	/// [`CatalogueError::RecordsMissing`] where a record that it names is charged to nobody.
	pub async fn put_batch(&self, batch: &KeptBatch) -> Result<(), CatalogueError> {
		batches::put_batch(&self.database, batch).await
	}

	/// The anchors of which a patient's batches are here, ascending, and where each stands. Those that are being destroyed are among them.
	pub async fn batch_states(
		&self,
		patient: &PatientId,
	) -> Result<Vec<(u32, BatchState)>, CatalogueError> {
		batches::states(&self.database, patient).await
	}

	/// Notes where a batch stands, if it is here. One that is being destroyed stays so: it is no longer found by its anchor.
	pub async fn note_batch_state(
		&self,
		patient: &PatientId,
		anchor: u32,
		state: BatchState,
	) -> Result<(), CatalogueError> {
		batches::note_state(&self.database, patient, anchor, state).await
	}

	/// What is destroyed next of a batch that is being destroyed, at most so many records; none where none of its records is left.
	pub async fn ending_records(
		&self,
		patient: &PatientId,
		anchor: u32,
		most: u32,
	) -> Result<EndingRecords, CatalogueError> {
		batches::ending_records(&self.database, patient, anchor, most).await
	}

	/// Notes that these records of a batch, its last ones, are destroyed: nobody is charged for the doomed ones any more, and those
	/// others that no batch names are loose.
	pub async fn end_records(
		&self,
		patient: &PatientId,
		anchor: u32,
		records: &EndingRecords,
	) -> Result<(), CatalogueError> {
		batches::end_records(&self.database, patient, anchor, records).await
	}

	/// Forgets a batch. Its records that no other batch names are loose.
	pub async fn remove_batch(
		&self,
		patient: &PatientId,
		anchor: u32,
	) -> Result<(), CatalogueError> {
		batches::remove_batch(&self.database, patient, anchor).await
	}

	/// What is kept under this name.
	pub async fn named(
		&self,
		kind: NamedKind,
		patient: &PatientId,
		name: &Name,
	) -> Result<Option<Vec<u8>>, CatalogueError> {
		named::named(&self.database, kind, patient, name).await
	}

	/// The names under which something of this kind is kept for a patient, ascending.
	pub async fn names(
		&self,
		kind: NamedKind,
		patient: &PatientId,
	) -> Result<Vec<Name>, CatalogueError> {
		named::names(&self.database, kind, patient).await
	}

	/// Keeps this under the name, in the place of what is there, on the patient's account: if the difference is within its limits.
	pub async fn put_named(
		&self,
		kind: NamedKind,
		patient: &PatientId,
		name: &Name,
		content: &[u8],
		quotas: &Quotas,
	) -> Result<Charged, CatalogueError> {
		named::put_named(&self.database, kind, patient, name, content, quotas).await
	}

	/// Forgets what is kept under this name.
	pub async fn remove_named(
		&self,
		kind: NamedKind,
		patient: &PatientId,
		name: &Name,
	) -> Result<(), CatalogueError> {
		named::remove_named(&self.database, kind, patient, name).await
	}

	/// A patient's backups, as they came, without their texts: all of those may be more than fits into memory.
	pub async fn backup_list(
		&self,
		patient: &PatientId,
	) -> Result<Vec<BackupEntry>, CatalogueError> {
		backups::backup_list(&self.database, patient).await
	}

	/// Some bytes of the text of one of a patient's backups: at most so many, after the first `from`; none after its end.
	pub async fn backup_part(
		&self,
		patient: &PatientId,
		number: u64,
		from: u32,
		most: u32,
	) -> Result<Option<Vec<u8>>, CatalogueError> {
		backups::backup_part(&self.database, patient, number, from, most).await
	}

	/// Patients of whom there is a batch, something by name, a backup, or a piece: by their ids, after one or from the first, at most `limit`.
	pub async fn patients(
		&self,
		after: Option<&PatientId>,
		limit: u32,
	) -> Result<Vec<PatientId>, CatalogueError> {
		patients::patients(self.database.reading(), after, limit).await
	}

	/// Keeps a backup on the patient's account, and says its number; nothing where that would be over the limits. The very same one, from the same
	/// account at the same time, has the number it has.
	pub async fn add_backup(
		&self,
		patient: &PatientId,
		account: &[u8; 32],
		at: Moment,
		text: &str,
		quotas: &Quotas,
	) -> Result<Option<u64>, CatalogueError> {
		backups::add_backup(&self.database, patient, account, at, text, quotas).await
	}

	/// Forgets those of a patient's backups that have these numbers.
	pub async fn remove_backups(
		&self,
		patient: &PatientId,
		numbers: &[u64],
	) -> Result<(), CatalogueError> {
		backups::remove_backups(&self.database, patient, numbers).await
	}

	/// Whether an account's nonce is new at `now`; from then on until `until` it is not. Of two that ask at once one is told yes.
	/// Once that moment has passed the catalogue forgets the nonce by itself.
	///
	/// Whoever breaks off while it waits may have used up the nonce.
	pub async fn claim_nonce(
		&self,
		account: &[u8; 32],
		nonce: &[u8; 32],
		now: Moment,
		until: Moment,
	) -> Result<bool, CatalogueError> {
		let claim = Claim { account: *account, nonce: *nonce, now, until, note: None };
		self.claims.ask(Entry::Claim(claim)).await
	}

	/// As [`Catalogue::claim_nonce`]; where the nonce is new, `pending` is kept under `statement` as by
	/// [`Catalogue::put_pending`]: both or neither.
	pub async fn claim_and_note(
		&self,
		account: &[u8; 32],
		nonce: &[u8; 32],
		now: Moment,
		until: Moment,
		statement: &Name,
		pending: &[u8],
	) -> Result<bool, CatalogueError> {
		let note = Some((*statement, pending.to_vec()));
		let claim = Claim { account: *account, nonce: *nonce, now, until, note };
		self.claims.ask(Entry::Claim(claim)).await
	}

	/// Puts a sealed record on a writer's account, before the vault takes it in. It is loose until a batch names it.
	///
	/// Of writers that ask at once none comes over its limits, nor all of a kind together over theirs. A record that is charged already stays on the account it is on: [`Charged::Known`]. That says nothing of the vault, which may
	/// still be taking it in for another, or have failed to.
	pub async fn charge(
		&self,
		patient: &PatientId,
		name: &Name,
		length: u64,
		writer: Writer,
		at: Moment,
		quotas: &Quotas,
	) -> Result<Charged, CatalogueError> {
		let record = quotas::Charge { patient, name, length, writer, at };
		quotas::charge(&self.database, &record, quotas).await
	}

	/// Makes a sealed record as one that is handed in now, and says whether it is on an account. One that is loose and another's stays as it
	/// is: nobody fills an account for longer than its owner wants. Whoever calls this has seen the very record.
	pub async fn renew(
		&self,
		patient: &PatientId,
		name: &Name,
		by: Writer,
		at: Moment,
	) -> Result<bool, CatalogueError> {
		quotas::renew(&self.database, patient, name, by, at).await
	}

	/// Puts a loose sealed record that has come on the account of whoever brought it, with its true length, and gives back what another was
	/// charged who began to bring it. One that a batch names stays where it is, and counts as handed in now. Nothing where it is on
	/// nobody's account.
	pub async fn recharge(
		&self,
		patient: &PatientId,
		name: &Name,
		length: u64,
		writer: Writer,
		at: Moment,
		quotas: &Quotas,
	) -> Result<Option<Charged>, CatalogueError> {
		let record = quotas::Charge { patient, name, length, writer, at };
		quotas::recharge(&self.database, &record, quotas).await
	}

	/// Whether a batch names a sealed record.
	pub async fn is_used(&self, patient: &PatientId, name: &Name) -> Result<bool, CatalogueError> {
		quotas::is_used(&self.database, patient, name).await
	}

	/// Whether a sealed record is on this writer's account.
	pub async fn is_charged_to(
		&self,
		patient: &PatientId,
		name: &Name,
		writer: Writer,
	) -> Result<bool, CatalogueError> {
		quotas::is_charged_to(&self.database, patient, name, writer).await
	}

	/// Takes a sealed record off the account it is on. One that a batch names stays.
	pub async fn uncharge(&self, patient: &PatientId, name: &Name) -> Result<(), CatalogueError> {
		quotas::uncharge(&self.database, patient, name).await
	}

	/// What is on a writer's account.
	pub async fn usage(&self, writer: Writer) -> Result<Usage, CatalogueError> {
		accounts::usage(&self.database, writer).await
	}

	/// What is on the accounts of all writers of each kind.
	pub async fn together(&self) -> Result<Together, CatalogueError> {
		accounts::together(&self.database).await
	}

	/// Whether a writer has room now for so much more of records and pieces, before they are read. It may be gone when they are charged.
	pub async fn has_room(
		&self,
		writer: Writer,
		more: Usage,
		quotas: &Quotas,
	) -> Result<bool, CatalogueError> {
		accounts::has_room(&self.database, writer, more, quotas).await
	}

	/// Whether a patient has a history here: see [`Self::note_history`].
	pub async fn has_history(&self, patient: &PatientId) -> Result<bool, CatalogueError> {
		accounts::has_history(&self.database, patient).await
	}

	/// Notes that a patient has a history here: an organization has anchored something that is kept here. It lasts until nothing of the patient is
	/// kept.
	pub async fn note_history(&self, patient: &PatientId) -> Result<(), CatalogueError> {
		accounts::note_history(&self.database, patient).await
	}

	/// Sealed records that were charged before this moment and that no batch names, the oldest first.
	pub async fn loose_since(
		&self,
		before: Moment,
		limit: u32,
	) -> Result<Vec<(PatientId, Name)>, CatalogueError> {
		quotas::loose_since(&self.database, before, limit).await
	}

	/// Which of these sealed records are charged, in their order.
	pub async fn known_records(
		&self,
		patient: &PatientId,
		names: &[Name],
	) -> Result<Vec<bool>, CatalogueError> {
		quotas::known_records(&self.database, patient, names).await
	}

	/// Keeps what there is to do for a statement, in the place of what is there, until it is removed.
	pub async fn put_pending(
		&self,
		statement: &Name,
		pending: &[u8],
	) -> Result<(), CatalogueError> {
		self.claims.ask(Entry::Note(*statement, pending.to_vec())).await.map(|_| ())
	}

	/// All that there is still to do, by statement.
	pub async fn pending(&self) -> Result<Vec<(Name, Vec<u8>)>, CatalogueError> {
		statements::all(&self.database, statements::Kind::Pending).await
	}

	/// Forgets what there was to do for a statement.
	pub async fn remove_pending(&self, statement: &Name) -> Result<(), CatalogueError> {
		self.claims.ask(Entry::Done(*statement)).await.map(|_| ())
	}

	/// Keeps a report on a statement, unless there is one: that may be on its way.
	pub async fn add_report(&self, statement: &Name, report: &[u8]) -> Result<(), CatalogueError> {
		statements::add(&self.database, statements::Kind::Report, statement, report).await
	}

	/// Keeps a report on a statement, in the place of what is there, until it is removed.
	pub async fn put_report(&self, statement: &Name, report: &[u8]) -> Result<(), CatalogueError> {
		statements::put(&self.database, statements::Kind::Report, statement, report).await
	}

	/// All reports that the chain has still to be told, by statement.
	pub async fn reports(&self) -> Result<Vec<(Name, Vec<u8>)>, CatalogueError> {
		statements::all(&self.database, statements::Kind::Report).await
	}

	/// Forgets a report.
	pub async fn remove_report(&self, statement: &Name) -> Result<(), CatalogueError> {
		statements::remove(&self.database, statements::Kind::Report, statement).await
	}

	/// Keeps what there is to know of an account that redeems tickets, in the place of what is there.
	pub async fn put_clerk(&self, account: &[u8; 32], known: &[u8]) -> Result<(), CatalogueError> {
		statements::put(&self.database, statements::Kind::Clerk, account, known).await
	}

	/// All accounts that redeem tickets here, or did, and what is known of them.
	pub async fn clerks(&self) -> Result<Vec<([u8; 32], Vec<u8>)>, CatalogueError> {
		statements::all(&self.database, statements::Kind::Clerk).await
	}

	/// The piece of an anchor's package that has this root.
	pub async fn piece(
		&self,
		patient: &PatientId,
		anchor: u32,
		root: &Name,
	) -> Result<Option<KeptPiece>, CatalogueError> {
		pieces::piece(&self.database, patient, anchor, root).await
	}

	/// All pieces of a patient's records, by ascending anchors.
	pub async fn pieces(&self, patient: &PatientId) -> Result<Vec<KeptPiece>, CatalogueError> {
		pieces::pieces(&self.database, patient).await
	}

	/// Notes a piece, in the place of the one that is there. Its length is on its writer's account, whatever is there already.
	pub async fn put_piece(&self, piece: &KeptPiece) -> Result<(), CatalogueError> {
		pieces::put_piece(&self.database, piece).await
	}

	/// Notes a piece where it is not there and its length fits: of writers that ask at once none comes over its limits by this. The one that is
	/// there stays as it is: [`Charged::Known`].
	pub async fn charge_piece(
		&self,
		piece: &KeptPiece,
		quotas: &Quotas,
	) -> Result<Charged, CatalogueError> {
		pieces::charge_piece(&self.database, piece, quotas).await
	}

	/// As [`Catalogue::put_piece`], within the limits.
	pub async fn replace_piece(
		&self,
		piece: &KeptPiece,
		quotas: &Quotas,
	) -> Result<Charged, CatalogueError> {
		pieces::replace_piece(&self.database, piece, quotas).await
	}

	/// Forgets a piece, and takes it off its writer's account.
	pub async fn remove_piece(
		&self,
		patient: &PatientId,
		anchor: u32,
		root: &Name,
	) -> Result<(), CatalogueError> {
		pieces::remove_piece(&self.database, patient, anchor, root).await
	}

	/// Pieces that were never compared with their root, or before this moment, the longest ago first.
	pub async fn pieces_due(
		&self,
		before: Moment,
		limit: u32,
	) -> Result<Vec<KeptPiece>, CatalogueError> {
		pieces::pieces_due(&self.database, before, limit).await
	}

	/// Pieces of all patients, by patient, anchor and root, after this one or from the first, at most `limit`.
	pub async fn all_pieces(
		&self,
		after: Option<&KeptPiece>,
		limit: u32,
	) -> Result<Vec<KeptPiece>, CatalogueError> {
		pieces::all_pieces(&self.database, after, limit).await
	}

	/// Those that are lost or damaged, and that no plan has dropped, in the same order.
	pub async fn lost_pieces(
		&self,
		after: Option<&KeptPiece>,
		limit: u32,
	) -> Result<Vec<KeptPiece>, CatalogueError> {
		pieces::lost_pieces(&self.database, after, limit).await
	}

	/// How all pieces are.
	pub async fn piece_figures(&self) -> Result<PieceFigures, CatalogueError> {
		pieces::piece_figures(&self.database).await
	}
}
