//! A store that takes nothing: its disk is full, or another program has locked its database.

use crate::{
	care::Care,
	identifiers::Used,
	program::{configured, Program},
	releasing::{ensure_opens, redeemers, set_up, started, FURTHER},
	small_disk::SmallDisk,
	stores::files,
};
use salus_client::{batch::SealedRecord, chain::types::Purpose, requests::ReleaseRequest};
use salus_dev_chain::Node;
use sqlx::{AnyConnection, Connection};
use std::path::Path;

/// Of a disk, in mebibytes: one on which long records are released, and one on which they are not.
const ROOMY: u32 = 512;
const SMALL: u32 = 32;
/// Such a record waits for its reader on the disk.
const LONG_TEXT: usize = 1 << 17;

/// A custodian at work, a ticket that serves once, and a record that it has not.
struct Scene {
	program: Program,
	care: Care,
	ticket: ReleaseRequest,
	token: String,
	record: SealedRecord,
	used: Used,
}

impl Scene {
	async fn in_folder(folder: &Path, node: &Node) -> Self {
		set_up(folder, node).await;
		let program = started(&configured(folder, FURTHER)).await;
		let care = Care::with_texts(&program, &node.url, LONG_TEXT).await;
		let ticket = care.ticketed(Purpose::Treatment, None).await;
		let token = care.session(&program).await;
		let record = care.sealed().records.remove(0);
		Self { program, care, ticket, token, record, used: Used::default() }
	}

	async fn takes_nothing_and_no_ticket(&mut self, folder: &Path) {
		let vault = folder.join("vault");
		let before = files(&vault);
		for _ in 0..2 {
			self.hand_in().await.expect_unavailable();
			let signed = self.signed();
			self.care.ask(&self.program, signed).await.expect_unavailable();
		}
		assert!(redeemers(&self.care, std::slice::from_ref(&self.ticket)).await.is_empty());
		assert!(files(&vault) == before, "something half-written is kept");
	}

	async fn goes_on(mut self) {
		self.hand_in().await.expect_status(201);
		let signed = self.signed();
		ensure_opens(&self.care, &signed, &self.care.ask(&self.program, signed.clone()).await);
		let (ended, log) = self.program.stop().await;
		assert!(ended.success(), "{log}");
		self.used.expect_none_in("log", &log);
	}

	async fn hand_in(&self) -> crate::care::Answered {
		self.care.put_record(&self.program, &self.token, &self.record).await
	}

	fn signed(&mut self) -> String {
		self.care.signed(&self.ticket, &self.care.physician, &mut self.used)
	}
}

pub async fn with_a_full_disk_it_takes_nothing_and_no_ticket(node: &Node) {
	let Some(disk) = SmallDisk::mount(ROOMY) else { return };
	let mut scene = Scene::in_folder(disk.path(), node).await;
	disk.resize(SMALL);
	disk.fill();
	scene.takes_nothing_and_no_ticket(disk.path()).await;
	scene.program.until_warnings(&["disk-short"]).await;
	disk.resize(ROOMY);
	scene.program.until_warnings(&[]).await;
	scene.goes_on().await;
}

pub async fn with_a_locked_database_it_takes_nothing_and_no_ticket(node: &Node) {
	let folder = tempfile::tempdir().unwrap();
	let mut scene = Scene::in_folder(folder.path(), node).await;
	sqlx::any::install_default_drivers();
	let catalogue = format!("sqlite://{}/catalogue.sqlite", folder.path().display());
	let mut other = AnyConnection::connect(&catalogue).await.unwrap();
	sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
	scene.takes_nothing_and_no_ticket(folder.path()).await;
	let is_gone = |reasons: &[String]| reasons == ["store-gone"];
	scene.program.until_reasons("it does not see that its database is locked", is_gone).await;
	sqlx::raw_sql("ROLLBACK").execute(&mut other).await.unwrap();
	scene.program.until_ready().await;
	scene.goes_on().await;
}
