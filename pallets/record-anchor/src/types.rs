//! What is stored of anchored batches of records, and what is asked for and answered.

mod anchor;
mod custody;
mod dispute;
mod evicted;
mod finding;
mod index;
mod new;

pub use anchor::{Anchor, Batch, EnteredInError, RecordStatus, Side, Superseded};
pub use custody::{Custody, CustodyView, NewPiece, Piece, PieceView, Pieces, MAX_PIECES};
pub use dispute::{
	CoSignature, CoSignatures, Disagreement, Dispute, DisputeAnswer, RejectionReason, Verdict,
	MAX_CO_SIGNATURES, MAX_CO_SIGNATURES_PER_ORGANIZATION,
};
pub use evicted::{DueKey, EvictedChunk, MAX_CHUNK};
pub use finding::{
	AnchorFilter, AnchorView, AnchorsPage, Versions, MAX_PAGE, MAX_STEPS, MAX_VERSIONS,
};
pub use index::{class_bucket, RecordIndex};
pub use new::{MarkedAnchors, NewBatch, Run, RunItem, MAX_MARKED, MAX_RUN};
