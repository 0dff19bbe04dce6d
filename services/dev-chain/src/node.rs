//! A development node on free ports, which ends with the test.

use crate::until;
use salus_client::chain::Chain;
use std::{
	ffi::OsStr,
	io::Write,
	net::TcpListener,
	process::{Child, Command, Stdio},
	time::Duration,
};

/// A running node. It is killed when it is dropped.
pub struct Node {
	/// Where it answers.
	pub url: String,
	child: Child,
}

impl Node {
	/// Of the program that the environment's `SALUS_NODE` names; without it, nothing, and it is said that the test is skipped. `SALUS_CHAIN` may name the specification
	/// of a development chain: with its first state in it, as `export-chain-spec --chain dev --raw` writes it, a node starts ten seconds of a processor's sooner.
	pub async fn of_environment() -> Option<Self> {
		let Some(program) = std::env::var_os("SALUS_NODE") else {
			// Past the harness, which would keep it to itself.
			let told = b"Skipped: SALUS_NODE does not name a node's program.\n";
			std::io::stderr().write_all(told).unwrap();
			return None;
		};
		Some(Self::start(&program).await)
	}

	/// Starts it, and waits until it answers.
	async fn start(program: &OsStr) -> Self {
		let port = free_port();
		let rpc = port.to_string();
		let chain = std::env::var_os("SALUS_CHAIN").unwrap_or_else(|| "dev".into());
		let child = Command::new(program)
			.args(["--dev", "--tmp", "--chain"])
			.arg(chain)
			.args(["--rpc-port", &rpc, "--listen-addr", "/ip4/127.0.0.1/tcp/0"])
			.args(["--no-prometheus", "--no-telemetry", "--no-mdns"])
			.stdout(Stdio::null())
			.stderr(Stdio::null())
			.spawn()
			.expect("SALUS_NODE names a program");
		let mut node = Self { url: format!("ws://127.0.0.1:{port}"), child };
		until("the node answers", async || {
			assert!(node.child.try_wait().unwrap().is_none(), "the node ended");
			let is_open = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok();
			let connected =
				tokio::time::timeout(Duration::from_secs(10), Chain::connect(&node.url));
			is_open && matches!(connected.await, Ok(Ok(_)))
		})
		.await;
		node
	}

	/// Where it answers, on this machine.
	pub fn port(&self) -> u16 {
		self.url.rsplit(':').next().unwrap().parse().unwrap()
	}
}

impl Drop for Node {
	fn drop(&mut self) {
		let _ = self.child.kill();
		let _ = self.child.wait();
	}
}

/// One that nobody listens at.
pub fn free_port() -> u16 {
	TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}
