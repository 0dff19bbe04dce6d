//! What the parts do by themselves, then what they do together, in blocks on a chain that has nothing else. With Salus's
//! own table, it is tested on the runtime (`tests/runtime/tests/admission.rs`).

// The parts.
mod budgets;
mod evidence;
mod figures;
mod lanes;
mod order;

// The whole.
mod calls;
mod model;
mod newcomers;
mod nonces;
mod organizations;
mod pool;
mod refunds;
mod shares;
mod sweeping;
