//! What a custodian goes through.

use crate::program::{configured, reasons, run, Program};
use salus_dev_chain::{free_port, Node, Proxy, PATIENCE};
use sqlx::{AnyConnection, Connection};
use std::{net::SocketAddr, path::PathBuf, time::Duration};

const EVERYTHING_SIGNED: [&str; 3] = ["/v1/releases", "/v1/requests", "/v1/sessions"];

pub async fn killed_it_starts_again_as_who_it_was(node: &Node) {
	let folder = tempfile::tempdir().unwrap();
	let data = folder.path().to_str().unwrap();
	let arguments = ["--dev", "--node", &node.url, "--data", data];
	let program = Program::start(&arguments).await;
	program.until_ready().await;
	let organization = program.organization;
	program.kill();
	let program = Program::start(&arguments).await;
	assert_eq!(program.organization, organization);
	program.until_ready().await;
	let (ended, log) = program.stop().await;
	assert!(ended.success(), "{log}");
}

pub async fn without_its_node_it_guesses_nothing(node: &Node) {
	let proxy = Proxy::to(node.port()).await;
	let program = Program::start(&["--dev", "--node", &proxy.url()]).await;
	program.until_ready().await;
	proxy.close();
	program
		.until_reasons("it does not see that its node is gone", |reasons| {
			reasons.contains(&"node-gone".to_owned())
		})
		.await;
	for path in EVERYTHING_SIGNED {
		let answer = program.post(path, "{}").await;
		assert_eq!((answer.status, answer.error().as_str()), (503, "unavailable"), "{path}");
		assert!(answer.headers.iter().any(|(name, _)| name == "retry-after"), "{path}");
	}
	assert_eq!(program.get("/v1").await.status, 200, "what it is called needs no node");
	proxy.open();
	program.until_ready().await;
	assert_eq!(program.post("/v1/releases", "{}").await.status, 400);
	program.stop().await;
}

pub async fn with_a_wrong_clock_it_releases_nothing(node: &Node) {
	for offset in ["-120", "120"] {
		let arguments = ["--dev", "--node", &node.url, "--clock-offset-seconds", offset];
		let program = Program::start(&arguments).await;
		program
			.until_reasons("it does not see that its clock is wrong", |reasons| {
				reasons == ["clock-apart"]
			})
			.await;
		for path in EVERYTHING_SIGNED {
			let answer = program.post(path, "{}").await;
			assert_eq!((answer.status, answer.error().as_str()), (503, "unavailable"), "{path}");
		}
		let metrics = program.metrics().await;
		assert!(metrics.contains("salus_custodian_ready 0"), "{metrics}");
	}
}

pub async fn a_second_instance_stands_by(node: &Node) {
	let folder = tempfile::tempdir().unwrap();
	let data = folder.path().to_str().unwrap();
	let first = Program::start(&["--dev", "--node", &node.url, "--data", data]).await;
	first.until_ready().await;

	let second = standing_by(|further| configured(folder.path(), further)).await;
	assert!(first.reasons().await.is_empty());

	first.kill();
	second.until_ready().await;
	assert_eq!(second.get("/v1").await.status, 200);
}

/// A second instance with this configuration, to which its own addresses are added, while another one is at work.
pub async fn standing_by(configured: impl FnOnce(&str) -> PathBuf) -> Program {
	let operations = SocketAddr::from(([127, 0, 0, 1], free_port()));
	let http = SocketAddr::from(([127, 0, 0, 1], free_port()));
	let further = format!("[http]\nlisten = \"{http}\"\n[operations]\nlisten = \"{operations}\"\n");
	let config = configured(&further);
	let mut second = Program::begin(&["--config", config.to_str().unwrap()]);
	(second.http, second.operations) = (http, operations);
	let answers = async || reasons(operations).await.is_some();
	second.until("the second one does not start", answers).await;
	assert!(second.reasons().await.contains(&"stands-by".to_owned()));
	assert!(second.metrics().await.contains("salus_custodian_at_work 0"));
	assert!(tokio::net::TcpStream::connect(http).await.is_err(), "it takes no requests");
	second
}

pub async fn it_repairs_beside_its_work(node: &Node) {
	let folder = tempfile::tempdir().unwrap();
	let data = folder.path().to_str().unwrap();
	Program::start(&["--dev", "--node", &node.url, "--data", data]).await.stop().await;
	let operations = SocketAddr::from(([127, 0, 0, 1], free_port()));
	let further =
		format!("[http]\nlisten = \"127.0.0.1:0\"\n[operations]\nlisten = \"{operations}\"\n");
	let config = configured(folder.path(), &further);
	let repair = ["repair", "--config", config.to_str().unwrap(), "--all"];
	let (ended_well, alone) = run(&repair).await;
	assert!(ended_well && alone.contains("0 anchors looked at"), "{alone}");
	let program = Program::start(&["--config", config.to_str().unwrap()]).await;
	program.until_ready().await;
	assert_eq!(run(&repair).await, (true, alone), "it says the same");
	let (status, log) = program.stop().await;
	assert!(status.success(), "{log}");
}

/// Also where it takes a while until what the service before it left is taken up, since another program has locked the catalogue.
pub async fn ready_it_answers(node: &Node) {
	let folder = tempfile::tempdir().unwrap();
	let data = folder.path().to_str().unwrap();
	Program::start(&["--dev", "--node", &node.url, "--data", data]).await.stop().await;
	let further = "[http]\nlisten = \"127.0.0.1:0\"\n[operations]\nlisten = \"127.0.0.1:0\"\n";
	let config = configured(folder.path(), further);
	let proxy = Proxy::to(node.port()).await;
	let text = std::fs::read_to_string(&config).unwrap();
	std::fs::write(&config, text.replace(&node.url, &proxy.url())).unwrap();
	proxy.close();
	let program = Program::start(&["--config", config.to_str().unwrap()]).await;
	sqlx::any::install_default_drivers();
	let catalogue = format!("sqlite://{data}/catalogue.sqlite");
	let mut other = AnyConnection::connect(&catalogue).await.unwrap();
	sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
	proxy.open();
	// From when on it would be ready within a second; the service waits for the catalogue for five at most.
	tokio::time::timeout(PATIENCE, proxy.until_connected()).await.expect("it does not connect");
	let early = tokio::time::timeout(Duration::from_secs(3), program.until_ready()).await;
	assert!(early.is_err(), "it is ready before it answers");
	sqlx::raw_sql("ROLLBACK").execute(&mut other).await.unwrap();
	program.until_ready().await;
	assert_eq!(program.post("/v1/releases", "{}").await.status, 400);
	program.stop().await;
}
