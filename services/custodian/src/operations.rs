//! What whoever runs a custodian sees of it: whether it is well and why not, and figures.

mod answers;
mod figures;
mod observer;
mod room;
mod watch;

pub use answers::router;
pub use figures::{install, Figures};
pub use observer::{standing, Observer, Own};
pub use watch::{Standing, StandingFault, Unready, Warning, Watch, MAX_CLOCK_DIFFERENCE};
