//! A development node on free ports, which ends with the test.

use salus_client::chain::Chain;
use std::{
	ffi::OsStr,
	net::TcpListener,
	process::{Child, Command, Stdio},
	time::Duration,
};

pub struct Node {
	pub url: String,
	child: Child,
}

impl Node {
	/// Starts it, and waits until it answers.
	pub async fn start(program: &OsStr) -> Self {
		let port = free_port();
		let rpc = port.to_string();
		let arguments =
			["--dev", "--tmp", "--rpc-port", &rpc, "--listen-addr", "/ip4/127.0.0.1/tcp/0"];
		let child = Command::new(program)
			.args(arguments)
			.args(["--no-prometheus", "--no-telemetry", "--no-mdns"])
			.stdout(Stdio::null())
			.stderr(Stdio::null())
			.spawn()
			.expect("SALUS_NODE names a program");
		let mut node = Self { url: format!("ws://127.0.0.1:{port}"), child };
		node.until_it_answers().await;
		node
	}

	pub fn port(&self) -> u16 {
		self.url.rsplit(':').next().unwrap().parse().unwrap()
	}

	async fn until_it_answers(&mut self) {
		for _ in 0..900 {
			assert!(self.child.try_wait().unwrap().is_none(), "the node ended");
			if tokio::net::TcpStream::connect(&self.url["ws://".len()..]).await.is_ok() {
				let connected =
					tokio::time::timeout(Duration::from_secs(10), Chain::connect(&self.url));
				if matches!(connected.await, Ok(Ok(_))) {
					return;
				}
			}
			tokio::time::sleep(Duration::from_millis(100)).await;
		}
		panic!("the node does not answer");
	}
}

impl Drop for Node {
	fn drop(&mut self) {
		let _ = self.child.kill();
		let _ = self.child.wait();
	}
}

pub fn free_port() -> u16 {
	TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}
