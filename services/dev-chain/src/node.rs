//! A development node on free ports, which ends with the test.

use crate::until;
use salus_client::chain::Chain;
use std::{
	ffi::{OsStr, OsString},
	io::Write,
	net::TcpListener,
	process::{Child, Command, Stdio},
	time::Duration,
};

/// By which the first of two nodes is known to the second.
const NODE_KEY: &str = "0000000000000000000000000000000000000000000000000000000000000001";
const NODE_ID: &str = "12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";

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
		let program = program_of_environment()?;
		let chain = std::env::var("SALUS_CHAIN").unwrap_or_else(|_| "dev".to_owned());
		let listen = ["--listen-addr", "/ip4/127.0.0.1/tcp/0"];
		let mut node =
			Self::start(&program, &[["--dev", "--chain"].as_slice(), &[&chain], &listen].concat());
		node.answers().await;
		Some(node)
	}

	/// The same, of two nodes that make the blocks of one chain by turns, which has no superuser.
	pub async fn two_of_environment() -> Option<[Self; 2]> {
		let program = program_of_environment()?;
		let address = format!("/ip4/127.0.0.1/tcp/{}", free_port());
		let first = ["--alice", "--node-key", NODE_KEY, "--listen-addr", &address];
		let known = format!("{address}/p2p/{NODE_ID}");
		let second = ["--bob", "--bootnodes", &known, "--listen-addr", "/ip4/127.0.0.1/tcp/0"];
		let local = ["--chain", "local", "--unsafe-force-node-key-generation"];
		let mut nodes =
			[first.as_slice(), &second].map(|own| Self::start(&program, &[own, &local].concat()));
		for node in &mut nodes {
			node.answers().await;
			let chain = Chain::connect(&node.url).await.unwrap();
			// Only both of them together make a block final.
			until("there is a final block", async || {
				chain.heads().await.is_ok_and(|heads| heads.finalized.number > 0)
			})
			.await;
		}
		Some(nodes)
	}

	fn start(program: &OsStr, arguments: &[&str]) -> Self {
		let port = free_port();
		let child = Command::new(program)
			.args(arguments)
			.args(["--tmp", "--rpc-port", &port.to_string()])
			.args(["--no-prometheus", "--no-telemetry", "--no-mdns"])
			.stdout(Stdio::null())
			.stderr(Stdio::null())
			.spawn()
			.expect("SALUS_NODE names a program");
		Self { url: format!("ws://127.0.0.1:{port}"), child }
	}

	/// Waits until it answers.
	async fn answers(&mut self) {
		until("the node answers", async || {
			assert!(self.child.try_wait().unwrap().is_none(), "the node ended");
			let is_open = tokio::net::TcpStream::connect(("127.0.0.1", self.port())).await.is_ok();
			let connected =
				tokio::time::timeout(Duration::from_secs(10), Chain::connect(&self.url));
			is_open && matches!(connected.await, Ok(Ok(_)))
		})
		.await;
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

fn program_of_environment() -> Option<OsString> {
	let program = std::env::var_os("SALUS_NODE");
	if program.is_none() {
		// Past the harness, which would keep it to itself.
		let told = b"Skipped: SALUS_NODE does not name a node's program.\n";
		std::io::stderr().write_all(told).unwrap();
	}
	program
}

/// One that nobody listens at.
pub fn free_port() -> u16 {
	TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}
