//! A store that lost what the catalogue names: the command makes it anew from another custodian's pieces.

use crate::{
	care::Care,
	identifiers::Used,
	program::{configured, run, Program},
	releasing::{ensure_opens, set_up, started, FURTHER},
	stores::files,
};
use salus_client::{
	chain::{
		calls::plan_custody,
		types::{Capacity, NewPiece, Purpose},
	},
	package,
	pieces::{plan, split},
};
use salus_dev_chain::{bob, Node, HOSPITAL};
use std::fs;

const WRITER: Capacity = Capacity::Practitioner { organization: HOSPITAL };

pub async fn a_lost_vault_is_made_anew(node: &Node) {
	let other = Program::start(&["--dev", "--node", &node.url]).await;
	other.until_ready().await;
	let folder = tempfile::tempdir().unwrap();
	set_up(folder.path(), node).await;
	let peers = format!("{FURTHER}[peers]\n{} = \"http://{}\"\n", other.organization, other.http);
	let config = configured(folder.path(), &peers);
	let program = started(&config).await;
	let care = Care::by(&program, &node.url).await;
	let mut own = Vec::new();
	for (anchor, batch) in care.anchors.into_iter().zip(&care.batches) {
		let packed = package::pack(&batch.records).unwrap();
		let pieces = split(&packed, 1, 2).unwrap();
		let custodians = [program.organization, other.organization];
		let planned = NewPiece::of_plan(&plan(1, &pieces).unwrap(), &custodians).unwrap();
		let call = plan_custody(care.id, anchor, 1, planned, Purpose::Treatment, WRITER);
		care.chain.send_until_final(&call, &bob()).await.unwrap();
		for (keeper, piece) in [&program, &other].into_iter().zip(&pieces) {
			let token = care.session(keeper).await;
			let path = format!("pieces/{anchor}");
			care.put(keeper, &token, &path, piece.clone()).await.expect_status(201);
		}
		own.push((anchor, pieces[0].clone()));
	}
	let (ended, log) = program.stop().await;
	assert!(ended.success(), "{log}");

	let vault = folder.path().join("vault");
	let before = files(&vault);
	fs::remove_dir_all(&vault).unwrap();
	let (ended_well, told) = run(&["repair", "--config", config.to_str().unwrap(), "--all"]).await;
	let expected =
		"2 anchors looked at: 2 pieces and 4 sealed records restored, 0 anchors not repaired";
	assert!(ended_well && told.contains(expected), "{told}");
	let after = files(&vault);
	assert!(before == after, "{:?}, and now {:?}", before.keys(), after.keys());

	let program = started(&config).await;
	let token = care.session(&program).await;
	for (anchor, piece) in own {
		let given = care.get(&program, &token, &format!("pieces/{anchor}")).await;
		given.expect_status(200);
		assert!(given.body == piece);
	}
	let mut used = Used::default();
	let ticket = care.ticketed(Purpose::Treatment, None).await;
	let signed = care.signed(&ticket, &care.physician, &mut used);
	ensure_opens(&care, &signed, &care.ask(&program, signed.clone()).await);
	program.stop().await;
	other.stop().await;
}
