//! For tests that need a chain: a development node of their own, the people on it, and waiting for what has to come about there.

mod node;
mod patients;
mod people;
mod proxy;
mod tickets;
mod waiting;

pub use node::{free_port, Node};
pub use patients::{anchored, provision, Patient, OBSERVATION};
pub use people::{
	alice, bob, charlie, dave, eve, newcomer, of_seed, random, rng, Account, Rng, CLINIC, HOSPITAL,
};
pub use proxy::Proxy;
pub use tickets::Wish;
pub use waiting::{comes_about, now, until, PATIENCE};
