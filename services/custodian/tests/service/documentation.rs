//! Types what `docs/custodian.md` says, in its order.

use crate::{
	care::{list, Care},
	downtime,
	identifiers::Used,
	machine::{with_node, Machine},
	page,
	program::{binary, Program},
	releasing::{opened, started},
	ring::{break_glass, Ring},
};
use salus_client::{
	chain::{
		types::{Purpose, Role},
		Chain, Signer,
	},
	release::ReleasePart,
	PublicKey, Suite,
};
use salus_custodian::{
	catalogue::Catalogue,
	config::{write_secret, SecretFile},
};
use salus_dev_chain::{alice, of_seed, Node};
use std::path::{Path, PathBuf};

const SAMPLE: &str = include_str!("../../custodian.sample.toml");
/// The superuser of a development chain, which is the admin of what --dev founds.
const ALICE: &str = "e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a";
const CHECK: &str = "salus-custodian check --config /etc/salus-custodian/custodian.toml";

pub async fn what_the_page_says_can_be_typed(node: &Node) {
	let mut typist = Typist::at(node).await;
	let organization = typist.starts_for_the_first_time().await;
	typist.sets_one_up(organization).await;
	let program = started(&typist.config).await;
	let mut care = Care::by(&program, &node.url).await;
	let envelope = care.grant_with_envelope(&program).await;
	let key = public_key(&typist.machine.path("/etc/salus-custodian/key-1.public"));
	let ring = Ring::kept(&care, &program, key).await;
	let program = typist.loses_the_store(program).await;
	let released = typist.released(&care, &program, Purpose::Treatment).await;
	assert_eq!(released.head.envelope, Some(envelope));
	typist.reports_a_release(&care, &program).await;
	program.stop().await;
	typist.repairs_what_is_whole().await;
	let program = typist.changes_the_key().await;
	break_glass(&care).await;
	ring.ensure_opens(&care, typist.released(&care, &program, Purpose::EmergencyTreatment).await);
	program.stop().await;
	assert_eq!(typist.lines.next(), None, "the page says more than was typed");
}

/// Whoever types the page's lines, one after the other.
struct Typist<'a> {
	lines: std::vec::IntoIter<&'static str>,
	machine: Machine,
	config: PathBuf,
	node: &'a Node,
	chain: Chain,
}

impl<'a> Typist<'a> {
	async fn at(node: &'a Node) -> Self {
		let machine = Machine::new();
		let config = machine.path("/etc/salus-custodian/custodian.toml");
		let chain = Chain::connect(&node.url).await.unwrap();
		Self { lines: page::lines().into_iter(), machine, config, node, chain }
	}

	/// The next line, which is this one.
	fn next(&mut self, beginning: &str) -> &'static str {
		let line = self.lines.next().expect("the page has more");
		assert!(line.starts_with(beginning), "{line}");
		line
	}

	async fn types_next(&mut self, beginning: &str) -> String {
		let line = self.next(beginning);
		self.machine.types(line).await
	}

	/// With the node of this test: the number of the organization that is founded, which is that of all that follows.
	async fn starts_for_the_first_time(&mut self) -> u32 {
		self.next("salus-node --dev");
		let first = with_node(self.next("salus-custodian --dev"), self.node);
		let first: Vec<_> = first.split_whitespace().skip(1).collect();
		let program = Program::start(&first).await;
		program.until_ready().await;
		for path in ["/v1", "/readyz"] {
			let line = self.next("curl");
			assert!(line.contains(path), "{line}");
			self.machine.looks_at(&program, line).await;
		}
		let organization = program.organization;
		program.stop().await;
		organization
	}

	async fn sets_one_up(&mut self, organization: u32) {
		// It would be one of the whole machine's; and only root gives files to another.
		self.next("useradd");
		std::fs::write(self.machine.path("custodian.sample.toml"), SAMPLE).unwrap();
		for made in ["--directory", "custodian.toml"] {
			let line = self.next("install").replace("--owner salus-custodian ", "");
			assert!(line.contains(made), "{line}");
			self.machine.types(&line).await;
		}
		let genesis = self.asks_for_the_genesis().await;
		self.configures(|text| {
			with_node(&self.machine.moved(text), self.node)
				.replace(&"0".repeat(64), &genesis)
				.replace("organization = 4", &format!("organization = {organization}"))
				.replace("127.0.0.1:8420", "127.0.0.1:0")
				.replace("127.0.0.1:8421", "127.0.0.1:0")
		});
		let told = self.types_next("salus-custodian keys new").await;
		let clerk = SecretFile::read(&self.machine.path("/etc/salus-custodian/clerk")).unwrap();
		let clerk = of_seed(&clerk.seed().unwrap());
		assert!(told.contains(&format!("0x{}", hex::encode(clerk.account_id().0))), "{told}");
		list(&self.chain, organization, &clerk, Role::Custodian, &alice()).await;
		write_secret(&self.machine.path("/etc/salus-custodian/admin"), ALICE).unwrap();
		self.types_next("salus-custodian keys publish").await;
		ensure_well(&self.types_next(CHECK).await);
		assert!(!self.catalogue().exists(), "it makes nothing");
	}

	async fn asks_for_the_genesis(&mut self) -> String {
		let line = with_node(self.next("curl"), self.node);
		let genesis = format!("0x{}", hex::encode(self.chain.genesis()));
		if let Some(told) = self.machine.looks(&line).await {
			assert_eq!(told["result"], genesis, "{told}");
		}
		genesis
	}

	fn configures(&self, change: impl Fn(&str) -> String) {
		let text = std::fs::read_to_string(&self.config).unwrap();
		let changed = change(&text);
		assert_ne!(changed, text);
		std::fs::write(&self.config, changed).unwrap();
	}

	fn catalogue(&self) -> PathBuf {
		self.machine.path("/var/lib/salus-custodian/catalogue.sqlite")
	}

	/// A copy is made while the service is at work, and put back where the store was: the service that goes on with it.
	async fn loses_the_store(&mut self, program: Program) -> Program {
		self.types_next("salus-custodian backup").await;
		program.stop().await;
		std::fs::remove_dir_all(self.machine.path("/var/lib/salus-custodian")).unwrap();
		self.types_next("salus-custodian restore").await;
		started(&self.config).await
	}

	/// What the physician gets of it with a new ticket.
	async fn released(&self, care: &Care, program: &Program, purpose: Purpose) -> ReleasePart {
		let ticket = care.ticketed(purpose, None).await;
		let signed = care.signed(&ticket, &care.physician, &mut Used::default());
		opened(care, &signed, &care.ask(program, signed.clone()).await)
	}

	/// Once and again.
	async fn reports_a_release(&mut self, care: &Care, program: &Program) {
		let report = self.next("salus-custodian report");
		let (form, released_at) = downtime::form(care);
		std::fs::write(self.machine.path("downtime.json"), form).unwrap();
		let url = format!("sqlite://{}", self.catalogue().display());
		let catalogue = Catalogue::open_beside(&url).await.unwrap();
		for _ in 0..2 {
			self.machine.types(report).await;
			let is_filed = async || catalogue.reports().await.unwrap().is_empty();
			program.until("the report is not filed", is_filed).await;
			downtime::ensure_reported_once(care, released_at).await;
		}
		catalogue.close().await;
	}

	async fn repairs_what_is_whole(&mut self) {
		let told = self.types_next("salus-custodian repair").await;
		let whole = "2 anchors looked at: 0 pieces and 0 sealed records restored, 0 anchors not";
		assert!(told.contains(whole), "{told}");
	}

	/// The service has both keys, and is ready before the next one is published, and afterwards.
	async fn changes_the_key(&mut self) -> Program {
		self.types_next("salus-custodian keys new").await;
		let before = self.machine.moved("shares = [\"/etc/salus-custodian/key-1\"]");
		let after = self.machine.moved(page::quoted("shares = ["));
		self.configures(|text| text.replace(&before, &after));
		let program = started(&self.config).await;
		let publish = self.next("salus-custodian keys publish");
		self.machine.types(publish).await;
		let again = self.machine.types(publish).await;
		assert!(again.contains("already. Nothing was sent."), "{again}");
		ensure_well(&self.machine.types(CHECK).await);
		program
	}
}

fn ensure_well(told: &str) {
	assert!(!told.contains("TROUBLE") && told.contains("well     standing"), "{told}");
}

/// As it is handed out to who seals shares.
fn public_key(path: &Path) -> PublicKey {
	let text = std::fs::read_to_string(path).unwrap();
	let (suite, bytes) = text.trim().split_once(' ').unwrap();
	let suite = Suite::try_from(suite.parse::<u8>().unwrap()).unwrap();
	PublicKey::new(suite, hex::decode(bytes).unwrap()).unwrap()
}

#[test]
fn every_command_of_the_page_is_one_of_the_program() {
	for command in page::lines().into_iter().filter(|line| line.starts_with("salus-custodian ")) {
		let mut words = command.split_whitespace().skip(1).filter(|word| !word.starts_with('-'));
		let help = std::process::Command::new(binary()).arg("--help").output().unwrap();
		let help = String::from_utf8(help.stdout).unwrap();
		if let Some(name) = words.next().filter(|_| !command.contains("--dev")) {
			assert!(help.contains(&format!("  {name} ")), "{command}: {help}");
		}
	}
}
