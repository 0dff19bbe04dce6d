//! What a client asks the chain about anchors.

use crate::{
	Anchor, AnchorFilter, AnchorView, AnchorsPage, CustodyView, EvictedChunk, InclusionFault, Side,
	Versions,
};
use alloc::vec::Vec;
use codec::Codec;
use salus_primitives::{AnchorId, PatientId};
use sp_core::H256;

sp_api::decl_runtime_apis! {
	/// Questions about anchored records.
	#[api_version(1)]
	pub trait RecordAnchorApi<AccountId>
	where
		AccountId: Codec,
	{
		/// The anchor `anchor` of `patient`, with what others say about it.
		fn anchor(patient: PatientId, anchor: AnchorId) -> Option<AnchorView<AccountId>>;

		/// Those of `patient`'s anchors that meet `filter`, newest first: `limit` of them at most, from 1 to 100, from number
		/// `from` on, or from the newest. One question looks at 500 anchors at most, and says where to go on.
		fn anchors(
			patient: PatientId,
			filter: AnchorFilter,
			from: Option<AnchorId>,
			limit: u32,
		) -> AnchorsPage<AccountId>;

		/// The anchor with `root` that `side` made for `patient`, and that is neither marked as entered in error nor
		/// erased.
		fn anchor_by_root(patient: PatientId, side: Side, root: H256) -> Option<AnchorId>;

		/// The versions of what `anchor` commits to, oldest first, up to 50 in either direction; none if there is no such
		/// anchor.
		fn versions(patient: PatientId, anchor: AnchorId) -> Option<Versions<AccountId>>;

		/// Where the ciphertext of `anchor` can be had; none if there is no such anchor, or it was erased.
		fn custody(patient: PatientId, anchor: AnchorId) -> Option<CustodyView>;

		/// Whether the record whose leaf is `leaf` is number `index` of the records under
		/// `anchor`, as `proof` (the siblings from the leaf's row upwards) shows.
		fn verify_inclusion(
			patient: PatientId,
			anchor: AnchorId,
			index: u32,
			leaf: H256,
			proof: Vec<H256>,
		) -> Result<(), InclusionFault>;

		/// What stays of the anchors that were evicted with `newest`.
		fn evicted(patient: PatientId, newest: AnchorId) -> Option<EvictedChunk>;

		/// Whether `anchor` is what number `number` of `patient` was when it was evicted: number `index`, from the newest,
		/// of those that were evicted with `newest`, as `proof` shows.
		fn verify_evicted(
			patient: PatientId,
			newest: AnchorId,
			index: u32,
			number: AnchorId,
			anchor: Anchor<AccountId>,
			proof: Vec<H256>,
		) -> Result<(), InclusionFault>;
	}
}
