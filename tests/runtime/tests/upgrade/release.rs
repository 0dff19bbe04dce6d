//! The migrations of the release itself.

use frame_support::{
	migrations::MultiStepMigrator,
	traits::{GetStorageVersion, StorageVersion},
};
use salus_runtime::{
	AuditLog, Consent, Migrations, PatientIdentity, ProviderRegistry, RecordAnchor,
};
use salus_runtime_tests::*;

#[test]
fn a_new_chain_has_nothing_to_migrate() {
	let mut chain = Chain::development();
	chain.look(|| {
		for version in [
			PatientIdentity::on_chain_storage_version(),
			ProviderRegistry::on_chain_storage_version(),
			RecordAnchor::on_chain_storage_version(),
			Consent::on_chain_storage_version(),
			AuditLog::on_chain_storage_version(),
		] {
			assert_eq!(version, StorageVersion::new(1));
		}
	});
	chain.pass_a_block();
	assert!(!chain.look(<Migrations as MultiStepMigrator>::ongoing));
}
