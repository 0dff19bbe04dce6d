//! What a transaction did, in the block that holds it.

use super::{salus, AskError, SalusConfig};
use subxt::{
	events::DecodeAsEvent, ext::scale_decode::DecodeAsFields, extrinsics::ExtrinsicEvents,
	utils::H256,
};

/// The block that holds a transaction whose call succeeded in it, and the events.
#[derive(Debug)]
pub struct Receipt {
	/// The block's hash.
	pub block: H256,
	/// The transaction's hash.
	pub transaction: H256,
	/// What happened.
	pub events: ExtrinsicEvents<SalusConfig>,
}

impl Receipt {
	/// The first event of this kind, such as [`salus::consent::events::Granted`]; nothing if there is none.
	pub fn event<E: DecodeAsEvent + DecodeAsFields>(&self) -> Result<Option<E>, AskError> {
		Ok(self.events.find_first().transpose()?)
	}

	/// The id of the patient who was registered.
	pub fn patient(&self) -> Result<Option<[u8; 32]>, AskError> {
		let event = self.event::<salus::patient_identity::events::PatientRegistered>()?;
		Ok(event.map(|event| event.patient.0))
	}

	/// The number of the grant that was given.
	pub fn grant(&self) -> Result<Option<u32>, AskError> {
		Ok(self.event::<salus::consent::events::Granted>()?.map(|event| event.grant))
	}

	/// The number of the refusal that was made.
	pub fn refusal(&self) -> Result<Option<u32>, AskError> {
		Ok(self.event::<salus::consent::events::Refused>()?.map(|event| event.refusal))
	}

	/// The number of the batch that was anchored.
	pub fn anchor(&self) -> Result<Option<u32>, AskError> {
		let event = self.event::<salus::record_anchor::events::RecordsAnchored>()?;
		Ok(event.map(|event| event.anchor))
	}

	/// The number of the version that was put in the place of another.
	pub fn amendment(&self) -> Result<Option<u32>, AskError> {
		let event = self.event::<salus::record_anchor::events::RecordsAmended>()?;
		Ok(event.map(|event| event.anchor))
	}

	/// From when on the anchor whose erasure was announced may be erased, in milliseconds since 1970.
	pub fn erasable_from(&self) -> Result<Option<u64>, AskError> {
		let event = self.event::<salus::record_anchor::events::ErasureAnnounced>()?;
		Ok(event.map(|event| event.due))
	}

	/// The sequence of the ticket that a request for access got; nothing if nothing was permitted, of which nobody is told why.
	pub fn ticket(&self) -> Result<Option<u64>, AskError> {
		let event = self.event::<salus::audit_log::events::AccessAnswered>()?;
		Ok(event.and_then(|event| event.ticket))
	}

	/// The number of the emergency session that was opened; nothing if it was denied.
	pub fn emergency_session(&self) -> Result<Option<u32>, AskError> {
		Ok(self.event::<salus::consent::events::EmergencyOpened>()?.map(|event| event.session))
	}
}
