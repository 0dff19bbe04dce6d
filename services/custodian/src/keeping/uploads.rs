//! What comes in as the body of a request.

use crate::refusal::Refusal;
use async_trait::async_trait;
use axum::body::{to_bytes, Body, Bytes};

/// Its name says what it must be.
pub const OTHER_BYTES: Refusal =
	Refusal::NotAsCommitted("these are other bytes than the name says");

/// What somebody brings, of which nothing was read yet.
#[async_trait]
pub trait Upload: Send {
	/// All of it, if it has no more than so many bytes.
	async fn bytes(self, most: usize) -> Result<Bytes, Refusal>;
}

#[async_trait]
impl Upload for Body {
	async fn bytes(self, most: usize) -> Result<Bytes, Refusal> {
		to_bytes(self, most)
			.await
			.map_err(|_| Refusal::Malformed("the body is longer than any, or broke off"))
	}
}
