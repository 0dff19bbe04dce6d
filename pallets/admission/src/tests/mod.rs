//! What the parts do by themselves. The whole is tested on the runtime (`tests/runtime/tests/admission.rs`).

mod budgets;
mod evidence;
mod figures;
mod lanes;
mod order;
