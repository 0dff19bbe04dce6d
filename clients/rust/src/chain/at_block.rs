//! What the chain says at a block.

use super::{
	body::{Body, Rpc},
	salus,
	types::{
		Actor, AnchorFilter, AnchorView, AnchorsPage, AuditEntry, EmergencyRingStatus,
		EnvelopeStatus, Grant, Mandate, NotPractising, Organization, Patient, PatientId, Powers,
		Practitioner, PractitionerId, Pseudonym, Standing, Ticket, TicketFault, TrailId,
	},
	AskError, Receipt, SalusConfig, SendError,
};
use subxt::{
	client::OnlineClientAtBlock,
	error::DispatchError,
	runtime_apis::Payload,
	utils::{AccountId32, H256},
};

/// The chain at a block: its answers, by the runtime of that block.
#[derive(Clone)]
pub struct AtBlock(pub(super) OnlineClientAtBlock<SalusConfig>, pub(super) Rpc);

/// A ticket as it is shown to a custodian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownTicket {
	/// The patient's id.
	pub patient: [u8; 32],
	/// Its number in the patient's trail.
	pub sequence: u64,
	/// The account that shows it.
	pub holder: [u8; 32],
	/// Of a ticket for a team that a gateway shows: for whom, by pseudonym.
	pub practitioner: Option<[u8; 32]>,
	/// The organization to which it is shown.
	pub custodian: u32,
}

impl AtBlock {
	/// subxt's client at this block, for whatever this library has no method for.
	pub fn client(&self) -> &OnlineClientAtBlock<SalusConfig> {
		&self.0
	}

	/// The block's hash.
	pub fn hash(&self) -> H256 {
		self.0.block_hash()
	}

	/// The block's number.
	pub fn number(&self) -> u64 {
		self.0.block_number()
	}

	/// Asks a runtime API, such as `salus::runtime_apis().consent_api().live_grants(patient)`.
	pub async fn ask<P: Payload>(&self, question: P) -> Result<P::ReturnType, AskError> {
		Ok(self.0.runtime_apis().call(question).await?)
	}

	/// The chain's clock, in milliseconds since 1970.
	pub async fn time(&self) -> Result<u64, AskError> {
		let entry = self.0.storage().entry(salus::storage().timestamp().now())?;
		Ok(entry.fetch(()).await?.decode()?)
	}

	/// Whether a ticket holds for who shows it, and what it permits now.
	pub async fn check_ticket(
		&self,
		shown: &ShownTicket,
	) -> Result<Result<Ticket<AccountId32>, TicketFault>, AskError> {
		self.ask(salus::runtime_apis().audit_log_api().check_ticket(
			PatientId(shown.patient),
			shown.sequence,
			AccountId32(shown.holder),
			shown.practitioner.map(Pseudonym),
			shown.custodian,
		))
		.await
	}

	/// A patient, with the published key and the hash of its card; nothing if there is none of this id.
	pub async fn patient(
		&self,
		patient: [u8; 32],
	) -> Result<Option<Patient<AccountId32>>, AskError> {
		self.ask(salus::runtime_apis().patient_identity_api().patient(PatientId(patient))).await
	}

	/// Which powers an account has for a patient: the controller has all; nothing if it has none. Whether the patient's side is
	/// frozen, this does not say.
	pub async fn powers_of(
		&self,
		patient: [u8; 32],
		account: [u8; 32],
	) -> Result<Option<Powers>, AskError> {
		let api = salus::runtime_apis().patient_identity_api();
		self.ask(api.powers_of(PatientId(patient), AccountId32(account))).await
	}

	/// Who may act for a patient, and as what.
	pub async fn acting_for(
		&self,
		patient: [u8; 32],
	) -> Result<Vec<Mandate<AccountId32>>, AskError> {
		self.ask(salus::runtime_apis().patient_identity_api().acting_for(PatientId(patient))).await
	}

	/// An organization, with its published key.
	pub async fn organization(
		&self,
		organization: u32,
	) -> Result<Option<Organization<AccountId32>>, AskError> {
		self.ask(salus::runtime_apis().provider_registry_api().organization(organization)).await
	}

	/// A practitioner of an organization, with the published key.
	pub async fn practitioner(
		&self,
		organization: u32,
		practitioner: PractitionerId<AccountId32>,
	) -> Result<Option<Practitioner>, AskError> {
		let api = salus::runtime_apis().provider_registry_api();
		self.ask(api.practitioner(organization, practitioner)).await
	}

	/// In which roles a practitioner, or one for whom a gateway acts, may act for the organization; or why not.
	pub async fn standing(
		&self,
		actor: Actor<AccountId32>,
	) -> Result<Result<Standing, NotPractising>, AskError> {
		self.ask(salus::runtime_apis().provider_registry_api().standing(actor, None)).await
	}

	/// An anchor of a patient.
	pub async fn anchor(
		&self,
		patient: [u8; 32],
		anchor: u32,
	) -> Result<Option<AnchorView<AccountId32>>, AskError> {
		self.ask(salus::runtime_apis().record_anchor_api().anchor(PatientId(patient), anchor)).await
	}

	/// The number that a patient's next anchor has: those that there were, also if nothing is left of them, have the numbers below it.
	pub async fn next_anchor(&self, patient: [u8; 32]) -> Result<u32, AskError> {
		let indexes = salus::storage().record_anchor().record_indexes();
		let entry = self.0.storage().entry(indexes)?;
		Ok(entry.fetch((PatientId(patient),)).await?.decode()?.next)
	}

	/// A patient's anchors that fit `filter`, the latest first or from one on, at most `limit`; and where to go on.
	pub async fn anchors(
		&self,
		patient: [u8; 32],
		filter: AnchorFilter,
		from: Option<u32>,
		limit: u32,
	) -> Result<AnchorsPage<AccountId32>, AskError> {
		let api = salus::runtime_apis().record_anchor_api();
		self.ask(api.anchors(PatientId(patient), filter, from, limit)).await
	}

	/// A patient's grants that count, each with the organization that holds it.
	pub async fn live_grants(
		&self,
		patient: [u8; 32],
	) -> Result<Vec<(u32, Grant<AccountId32>)>, AskError> {
		self.ask(salus::runtime_apis().consent_api().live_grants(PatientId(patient))).await
	}

	/// The hash of the envelope that a grant names, and whether it still fits.
	pub async fn envelope(
		&self,
		patient: [u8; 32],
		grant: u32,
	) -> Result<Option<EnvelopeStatus>, AskError> {
		self.ask(salus::runtime_apis().consent_api().envelope(PatientId(patient), grant)).await
	}

	/// The entries of a trail from the place `from` on, at most `limit` and at most 256, each with its place.
	pub async fn entries(
		&self,
		trail: TrailId,
		from: u64,
		limit: u32,
	) -> Result<Vec<(u64, AuditEntry<AccountId32>)>, AskError> {
		self.ask(salus::runtime_apis().audit_log_api().entries(trail, from, limit)).await
	}

	/// The place of the first entry of a trail that was written at `moment` or later, in milliseconds since 1970; that of the next entry if
	/// there is none.
	pub async fn first_since(&self, trail: TrailId, moment: u64) -> Result<u64, AskError> {
		self.ask(salus::runtime_apis().audit_log_api().first_since(trail, moment)).await
	}

	/// Whether the call of a transaction succeeded in this block; nothing if the block does not hold it. A node that keeps no archive tells
	/// it of its latest blocks only.
	pub async fn succeeded(&self, transaction: H256) -> Result<Option<bool>, AskError> {
		Ok(self.outcome(&[transaction]).await?.map(|outcome| outcome.is_ok()))
	}

	/// What came in this block of the first of these transactions that it holds; nothing if it holds none of them.
	pub(super) async fn outcome(
		&self,
		transactions: &[H256],
	) -> Result<Option<Result<Receipt, SendError>>, AskError> {
		let body = Body::of(self.hash(), &self.1).await?;
		let Some(place) = body.place(transactions) else { return Ok(None) };
		let extrinsics = self.0.extrinsics().from_bytes(body.0).await;
		let Some(found) = extrinsics.iter().nth(place).transpose()? else { return Ok(None) };
		let events = found.events().await?;
		for event in events.iter() {
			let event = event?;
			if event.pallet_name() == "System" && event.event_name() == "ExtrinsicFailed" {
				let error = DispatchError::decode_from(event.field_bytes(), self.0.metadata());
				let unread = |error| SendError::Unknown(AskError::from(error));
				return Ok(Some(Err(error.map_or_else(unread, SendError::of_dispatch))));
			}
		}
		Ok(Some(Ok(Receipt { block: self.hash(), transaction: found.hash(), events })))
	}

	/// The custodians, the threshold and the commitment of a patient's emergency ring, and whether it still fits.
	pub async fn emergency_ring(
		&self,
		patient: [u8; 32],
	) -> Result<Option<EmergencyRingStatus>, AskError> {
		self.ask(salus::runtime_apis().consent_api().emergency_ring(PatientId(patient))).await
	}
}
