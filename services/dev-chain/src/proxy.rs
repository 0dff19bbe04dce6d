//! What stands between a client and its node.

use tokio::{
	io::copy_bidirectional,
	net::{TcpListener, TcpStream},
	sync::watch,
};

/// Takes connections on a port of its own, and passes everything on while it is open.
pub struct Proxy {
	port: u16,
	state: watch::Sender<State>,
	/// How many connections were passed on to the node.
	connected: watch::Sender<u32>,
}

#[derive(Clone, Copy)]
struct State {
	is_open: bool,
	/// How often everything was cut.
	cuts: u32,
}

impl Proxy {
	/// Before the node that answers at this port of the machine.
	pub async fn to(node: u16) -> Self {
		let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
		let port = listener.local_addr().unwrap().port();
		let (state, told) = watch::channel(State { is_open: true, cuts: 0 });
		let connected = watch::Sender::new(0);
		let counted = connected.clone();
		tokio::spawn(async move {
			while let Ok((mut client, _)) = listener.accept().await {
				let (mut told, begun) = (told.clone(), *told.borrow());
				let counted = counted.clone();
				if begun.is_open {
					tokio::spawn(async move {
						let mut node = TcpStream::connect(("127.0.0.1", node)).await.unwrap();
						counted.send_modify(|connections| *connections += 1);
						tokio::select! {
							_ = copy_bidirectional(&mut client, &mut node) => {},
							_ = told.wait_for(|now| now.cuts != begun.cuts) => {},
						}
					});
				}
			}
		});
		Self { port, state, connected }
	}

	/// Where it takes connections.
	pub fn url(&self) -> String {
		format!("ws://127.0.0.1:{}", self.port)
	}

	/// Waits until a connection was passed on.
	pub async fn until_connected(&self) {
		self.connected.subscribe().wait_for(|connections| *connections > 0).await.unwrap();
	}

	/// Ends all connections that there are. New ones are taken.
	pub fn cut(&self) {
		self.state.send_modify(|state| state.cuts += 1);
	}

	/// Ends all connections, and takes no more until it is opened again.
	pub fn close(&self) {
		self.state.send_modify(|state| *state = State { is_open: false, cuts: state.cuts + 1 });
	}

	/// Takes connections again.
	pub fn open(&self) {
		self.state.send_modify(|state| state.is_open = true);
	}
}
