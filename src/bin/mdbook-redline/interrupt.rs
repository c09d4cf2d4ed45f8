//! Runs that are interrupted leave no unfinished files behind.

/// From now on, SIGINT and SIGTERM remove the files that are being written before they end the process. Elsewhere than
/// on Unix such files stay, and `fix` removes them later.
#[cfg(unix)]
pub(crate) fn clean_up_on_signals() {
    use redline_lint::replace::abandon;
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    static WATCH: std::sync::Once = std::sync::Once::new();
    WATCH.call_once(|| {
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
        std::thread::spawn(move || {
            for signal in signals.forever() {
                let _abandoned = abandon();
                drop(emulate_default_handler(signal));
            }
        });
    });
}

#[cfg(not(unix))]
pub(crate) fn clean_up_on_signals() {}
