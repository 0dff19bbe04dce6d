//! The transactions of patients, practitioners, gateways and custodians. Any other call is made by [`salus::transactions`](super::salus::transactions).
//!
//! A call is sent by [`Chain::send`](super::Chain::send) and its like; what came of it says the [`Receipt`](super::Receipt).

mod custodians;
mod patients;
mod readers;
mod writers;

pub use custodians::{
	hold_piece, publish_organization_key, redeem_ticket, release_piece, report_access, OwnPiece,
};
pub use patients::{
	announce_erasure, cancel_erasure, erase_records, grant, opt_in_to_emergencies,
	opt_out_of_emergencies, refuse, register_patient, remove_emergency_ring, replace_patient_key,
	revoke, set_emergency_ring,
};
pub use readers::{
	close_emergency, open_emergency, publish_practitioner_key, request_access,
	request_access_to_many, AccessQuestion,
};
pub use writers::{amend, anchor, plan_custody};
