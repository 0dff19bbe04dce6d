//! The service on PostgreSQL.

use crate::{
	care::Care,
	failing::standing_by,
	identifiers::Used,
	postgres::Server,
	program::{configured, Program},
	releasing::{ensure_opens, set_up, started, ENCOUNTER, FURTHER},
};
use salus_client::{chain::types::Purpose, requests::ReleaseRequest};
use salus_dev_chain::Node;
use std::{fs, path::PathBuf};

pub async fn killed_it_starts_again_and_another_takes_over(node: &Node) {
	let Some(server) = Server::find().await else { return };
	let database = server.database().await;
	let folder = tempfile::tempdir().unwrap();
	set_up(folder.path(), node).await;
	// What was set up had a catalogue of SQLite.
	fs::remove_file(folder.path().join("catalogue.sqlite")).unwrap();
	let on_postgres = |further: &str| -> PathBuf {
		let config = configured(folder.path(), further);
		let text = fs::read_to_string(&config).unwrap();
		let store = format!("[store]\ncatalogue = \"{}\"\n", database.url);
		fs::write(&config, text.replace("[store]\n", &store)).unwrap();
		config
	};
	let config = on_postgres(FURTHER);
	let program = started(&config).await;
	let care = Care::by(&program, &node.url).await;
	let mut used = Used::default();
	let ticket = care.ticketed(Purpose::Treatment, Some(ENCOUNTER)).await;
	releases(&care, &program, &ticket, &mut used).await;
	program.kill();
	let program = started(&config).await;
	releases(&care, &program, &ticket, &mut used).await;

	let second = standing_by(on_postgres).await;
	releases(&care, &program, &ticket, &mut used).await;
	program.kill();
	second.until_ready().await;
	releases(&care, &second, &ticket, &mut used).await;
	let (ended, log) = second.stop().await;
	assert!(ended.success(), "{log}");
	assert!(!folder.path().join("catalogue.sqlite").exists(), "it is on SQLite");
	database.drop_it().await;
}

async fn releases(care: &Care, program: &Program, ticket: &ReleaseRequest, used: &mut Used) {
	let signed = care.signed(ticket, &care.physician, used);
	ensure_opens(care, &signed, &care.ask(program, signed.clone()).await);
}
