//! What needs no chain.

use crate::{
	client::send,
	program::{run, run_with, Program},
};
use salus_dev_chain::{free_port, until, PATIENCE};
use std::{
	net::SocketAddr,
	path::Path,
	process::Command,
	time::{Duration, Instant},
};

/// A configuration whose node is nowhere, with keys of its own.
pub async fn configured(folder: &Path, further: &str) -> String {
	let at = |name: &str| folder.join(name).display().to_string();
	let (clerk, share) = (at("clerk"), at("key-1"));
	if !folder.join("clerk").exists() {
		let (ended_well, told) = run(&["keys", "new", "--clerk", &clerk, "--share", &share]).await;
		assert!(ended_well, "{told}");
	}
	let (nowhere, genesis, store) = (free_port(), "07".repeat(32), at("store"));
	std::fs::create_dir_all(&store).unwrap();
	let text = format!(
		"node = \"ws://127.0.0.1:{nowhere}\"\ngenesis = \"{genesis}\"\norganization = 4\n\
		[store]\nfolder = \"{store}\"\n[keys]\nclerk = \"{clerk}\"\nshares = [\"{share}\"]\n\
		[operations]\nlisten = \"127.0.0.1:0\"\n{further}"
	);
	let path = at("custodian.toml");
	std::fs::write(&path, text).unwrap();
	path
}

#[tokio::test(flavor = "multi_thread")]
async fn before_its_node_answers_it_says_that_it_is_not_now() {
	let folder = tempfile::tempdir().unwrap();
	let config = configured(folder.path(), "[http]\nlisten = \"127.0.0.1:0\"\n").await;
	let program = Program::start(&["--config", &config]).await;
	let answer = send(program.http, "GET", "/v1/releases", &[], "").await.unwrap();
	assert_eq!((answer.status, answer.error().as_str()), (503, "unavailable"));
	// What it is called its configuration says.
	assert_eq!(program.get("/v1").await.status, 200);
	let reasons = program.reasons().await;
	assert!(reasons.contains(&"node-gone".to_owned()), "{reasons:?}");
	program.until_told("\"kind\":\"node-gone\"").await;
	let (ended, log) = program.stop().await;
	assert!(ended.success(), "{log}");

	let (ended_well, told) = run(&["check", "--config", &config]).await;
	assert!(!ended_well);
	assert!(told.contains("well     keys") && told.contains("well     vault"), "{told}");
	assert!(told.contains("TROUBLE  node"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_says_to_read_again_ends_nothing_where_there_is_nothing_to_read() {
	let folder = tempfile::tempdir().unwrap();
	let config = configured(folder.path(), "[http]\nlisten = \"127.0.0.1:0\"\n").await;
	let program = Program::start(&["--config", &config]).await;
	program.signal("HUP");
	assert_eq!(program.get("/v1").await.status, 200);
	let (ended, log) = program.stop().await;
	assert!(ended.success(), "{ended}: {log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_its_node_says_so_and_can_be_ended() {
	let nowhere = format!("ws://127.0.0.1:{}", free_port());
	let program = Program::begin(&["--dev", "--node", &nowhere]);
	let until = Instant::now() + PATIENCE;
	while !program.log().contains(&nowhere) {
		assert!(Instant::now() < until, "it does not tell: {}", program.log());
		tokio::time::sleep(Duration::from_millis(50)).await;
	}
	let (ended, log) = program.stop().await;
	assert!(ended.success(), "{ended}: {log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificates_key_is_a_secret() {
	use std::os::unix::fs::PermissionsExt;
	let folder = tempfile::tempdir().unwrap();
	let at = |name: &str| folder.path().join(name).display().to_string();
	let (certificate, key) = (at("certificate.pem"), at("key.pem"));
	certify(&certificate, &key, 2);
	std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
	let further = format!(
		"[http]\nlisten = \"127.0.0.1:0\"\ncertificate = \"{certificate}\"\nkey = \"{key}\"\n"
	);
	let config = configured(folder.path(), &further).await;
	let (ended_well, told) = run(&["--config", &config]).await;
	assert!(!ended_well && told.contains("http.key: ") && told.contains("chmod 600"), "{told}");
	assert!(!told.contains("answers at"), "{told}");
	let (_, told) = run(&["check", "--config", &config]).await;
	assert!(told.contains("TROUBLE  certificate: http.key: "), "{told}");
	std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
	let (_, told) = run(&["check", "--config", &config]).await;
	assert!(told.contains("well     certificate: "), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_does_not_go_with_its_key_is_told() {
	let folder = tempfile::tempdir().unwrap();
	let at = |name: &str| folder.path().join(name).display().to_string();
	let (certificate, key) = (at("certificate.pem"), at("key.pem"));
	certify(&certificate, &key, 2);
	certify(&certificate, &at("other-key.pem"), 2);
	let further = format!("[http]\ncertificate = \"{certificate}\"\nkey = \"{key}\"\n");
	let config = configured(folder.path(), &further).await;
	let (_, told) = run(&["check", "--config", &config]).await;
	assert!(told.contains("TROUBLE  certificate: http.certificate and http.key"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_is_read_again_when_it_is_told_to() {
	let folder = tempfile::tempdir().unwrap();
	let at = |name: &str| folder.path().join(name).display().to_string();
	let (certificate, key) = (at("certificate.pem"), at("key.pem"));
	let (port, operations) = (free_port(), free_port());
	let further = format!(
		"[http]\nlisten = \"127.0.0.1:{port}\"\ncertificate = \"{certificate}\"\nkey = \"{key}\"\n"
	);
	let config = configured(folder.path(), &further).await;
	let text = std::fs::read_to_string(&config).unwrap();
	let named = format!("[operations]\nlisten = \"127.0.0.1:{operations}\"");
	std::fs::write(&config, text.replace("[operations]\nlisten = \"127.0.0.1:0\"", &named))
		.unwrap();
	certify(&certificate, &key, 2);
	let program = Program::begin(&["--config", &config]);
	let first = certificate_of(port).await;
	let first_end = end_of(&certificate);
	assert_eq!(told_end(operations).await, first_end);
	// After 2049, which a certificate writes in another form.
	certify(&certificate, &key, 36_500);
	assert_eq!(certificate_of(port).await, first, "nobody has told it yet");
	assert_eq!(told_end(operations).await, first_end);
	program.signal("HUP");
	let is_another = async || certificate_of(port).await != first;
	program.until("it is not read again", is_another).await;
	let second_end = end_of(&certificate);
	assert_ne!(second_end, first_end);
	assert_eq!(told_end(operations).await, second_end);
	// One that is none changes nothing.
	let second = certificate_of(port).await;
	std::fs::write(&certificate, "none").unwrap();
	program.signal("HUP");
	program.until_told("\"kind\":\"certificate\"").await;
	assert_eq!(certificate_of(port).await, second);
	assert_eq!(told_end(operations).await, second_end);
	// Without encryption nobody is answered.
	let address = SocketAddr::from(([127, 0, 0, 1], port));
	assert!(send(address, "GET", "/v1", &[], "").await.is_err());
}

/// A new certificate for this machine and so many days, as Debian's openssl makes one.
fn certify(certificate: &str, key: &str, days: u32) {
	let days = days.to_string();
	let made = Command::new("openssl")
		.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"])
		.args([
			"-nodes",
			"-days",
			&days,
			"-subj",
			"/CN=localhost",
			"-keyout",
			key,
			"-out",
			certificate,
		])
		.output()
		.expect("openssl is there");
	assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

/// When a certificate is over, in seconds since 1970, as openssl and date say.
fn end_of(certificate: &str) -> String {
	let said = |program: &str, arguments: &[&str]| {
		let output = Command::new(program).args(arguments).output().unwrap();
		assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
		String::from_utf8(output.stdout).unwrap().trim().to_owned()
	};
	let end = said("openssl", &["x509", "-in", certificate, "-noout", "-enddate"]);
	said("date", &["--date", end.strip_prefix("notAfter=").unwrap(), "+%s"])
}

/// When the certificate in use is over, as the metrics tell it.
async fn told_end(operations: u16) -> String {
	let address = SocketAddr::from(([127, 0, 0, 1], operations));
	let metrics = send(address, "GET", "/metrics", &[], "").await.unwrap().body;
	let name = "salus_custodian_certificate_expiry_timestamp_seconds ";
	let told = metrics.lines().find_map(|line| line.strip_prefix(name));
	told.unwrap_or_else(|| panic!("it is not told: {metrics}")).to_owned()
}

/// The certificate that is shown at this port, once somebody answers there.
async fn certificate_of(port: u16) -> Vec<u8> {
	let _ = rustls::crypto::ring::default_provider().install_default();
	let client = reqwest::Client::builder()
		.danger_accept_invalid_certs(true)
		.tls_info(true)
		.pool_max_idle_per_host(0)
		.build()
		.unwrap();
	let mut answer = None;
	until("somebody answers at this port", async || {
		answer = client.get(format!("https://127.0.0.1:{port}/v1")).send().await.ok();
		answer.is_some()
	})
	.await;
	let answer = answer.unwrap();
	assert_eq!(answer.status(), 200);
	let shown = answer.extensions().get::<reqwest::tls::TlsInfo>().unwrap();
	shown.peer_certificate().unwrap().to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_configuration_is_told_in_a_sentence() {
	let folder = tempfile::tempdir().unwrap();
	let config = configured(folder.path(), "[http]\nlisten = \"0.0.0.0:0\"\n").await;
	let (ended_well, told) = run(&["--config", &config]).await;
	assert!(!ended_well);
	assert!(told.starts_with("salus-custodian: http.listen: must be on loopback"), "{told}");

	let config = configured(folder.path(), "[https]\nlisten = \"127.0.0.1:0\"\n").await;
	let (_, told) = run(&["check", "--config", &config]).await;
	assert!(told.contains("line 11") && told.contains("unknown field `https`"), "{told}");

	let config = configured(folder.path(), "").await;
	for (variable, value, expected) in [
		("SALUS_CUSTODIAN_NODE", "ws://127.0.0.1:1", "it is called SALUS_CUSTODIAN__NODE"),
		("SALUS_CUSTODIAN__HTTP__LISTEN", "nowhere", "invalid socket address"),
		("SALUS_CUSTODIAN__HTTP__LISTNE", "127.0.0.1:1", "unknown field"),
		("SALUS_CUSTODIAN__ORGANIZATION", "four", "expected u32"),
	] {
		let (ended_well, told) =
			run_with(&[(variable, value)], &["check", "--config", &config]).await;
		let beginning = format!("salus-custodian: {variable}, in the environment: ");
		assert!(!ended_well && told.starts_with(&beginning), "{told}");
		assert!(told.contains(expected), "{told}");
	}
	let of_cluster = [("SALUS_CUSTODIAN_PORT", "tcp://10.0.0.1:8420")];
	let (_, told) = run_with(&of_cluster, &["check", "--config", &config]).await;
	assert!(told.contains("well     configuration"), "{told}");

	let clerk = folder.path().join("clerk");
	let open = std::os::unix::fs::PermissionsExt::from_mode(0o644);
	std::fs::set_permissions(&clerk, open).unwrap();
	let config = configured(folder.path(), "").await;
	let (_, told) = run(&["--config", &config]).await;
	assert!(told.contains("may be read by others"), "{told}");

	let text = std::fs::read_to_string(&config).unwrap();
	let text = text.replace("[keys]", "catalogue = \"postgres://salus@127.0.0.1/kept\"\n[keys]");
	std::fs::write(&config, text).unwrap();
	let to = folder.path().join("copy").display().to_string();
	let (ended_well, told) = run(&["backup", "--config", &config, "--to", &to]).await;
	assert!(!ended_well && told.contains("pg_dump"), "{told}");

	let (ended_well, told) =
		run(&["--dev", "--node", "ws://127.0.0.1:1", "--listen", "0.0.0.0:1"]).await;
	assert!(!ended_well && told.contains("this machine only"), "{told}");
}
