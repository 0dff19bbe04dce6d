//! What a chain does when its runtime is replaced by one that keeps its data in another shape.
//!
//! There is no release yet whose data could be carried over. So [`old`] makes up an older shape, and the
//! migrations from it to the present one: one that works, and one that fails half-way.

mod carried_over;
mod failed;
mod old;
mod release;
mod tried;
