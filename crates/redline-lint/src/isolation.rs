//! Isolation of panics: a fault in the work on one chapter must not abort the run.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

thread_local! {
    /// Location of the last panic of this thread: `src/document/build.rs:12`.
    static LOCATION: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Caught panic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Message of the panic and its location, on one line.
    message: String,
}

impl Fault {
    /// Message for the user: what failed, and why.
    pub fn describe(&self, work: &str) -> String {
        format!("{work} failed, and the rest goes on: this is a fault of mdbook-redline ({})", self.message)
    }
}

/// Runs `work` and returns its result, or the fault if it panics.
///
/// Callers must drop whatever `work` may have left half done.
///
/// # Errors
/// If `work` panics.
pub fn isolate<T>(work: impl FnOnce() -> T) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let message = payload.downcast_ref::<String>().map(String::as_str);
        let message = message.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no message");
        let place = LOCATION.take().map(|place| format!(" at {place}")).unwrap_or_default();
        let line = message.lines().next().unwrap_or_default();
        Fault { message: format!("{line}{place}") }
    })
}

/// Panic hook that records the location instead of printing it, for [`isolate`].
///
/// Programs install it with [`std::panic::set_hook`].
pub fn record_panic(info: &PanicHookInfo<'_>) {
    let place = info.location().map(|location| format!("{}:{}", location.file(), location.line()));
    LOCATION.set(place);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_fault_with_its_message() {
        assert_eq!(isolate(|| 1), Ok(1));
        let fault = isolate(|| -> () { panic!("two\nlines") }).unwrap_err();
        let described = fault.describe("the rule `x`");
        assert!(described.starts_with("the rule `x` failed, and the rest goes on"), "{described}");
        assert!(described.contains("(two"), "{described}");
    }
}
