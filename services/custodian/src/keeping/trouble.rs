//! Trouble with what is kept: whoever asks is told that it is not now, whoever runs the custodian what it was.

use crate::{catalogue::CatalogueError, refusal::Refusal, vault::VaultError};

impl From<CatalogueError> for Refusal {
	fn from(error: CatalogueError) -> Self {
		tracing::error!(%error, "nothing is done without the catalogue");
		Self::Unavailable
	}
}

impl From<VaultError> for Refusal {
	fn from(error: VaultError) -> Self {
		tracing::error!(%error, "nothing is done without the vault");
		Self::Unavailable
	}
}
