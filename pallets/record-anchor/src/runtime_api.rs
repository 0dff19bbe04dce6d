//! What a client asks the chain about anchors.

use crate::{Anchor, InclusionFault};
use alloc::vec::Vec;
use codec::Codec;
use salus_primitives::{AnchorId, PatientId};
use sp_core::H256;

sp_api::decl_runtime_apis! {
	/// Questions about anchored records.
	pub trait RecordAnchorApi<AccountId>
	where
		AccountId: Codec,
	{
		/// The anchor `anchor` of `patient`.
		fn anchor(patient: PatientId, anchor: AnchorId) -> Option<Anchor<AccountId>>;

		/// Whether the record whose salted commitment is `leaf` is number `index` of the records under
		/// `anchor`, as `proof` (the siblings from the leaf's row upwards) shows.
		fn verify_inclusion(
			patient: PatientId,
			anchor: AnchorId,
			index: u32,
			leaf: H256,
			proof: Vec<H256>,
		) -> Result<(), InclusionFault>;
	}
}
