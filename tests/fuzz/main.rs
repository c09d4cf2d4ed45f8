//! Real files, broken in small ways, put through everything that is done with files: check, fix, fix --unsafe, diff and the
//! preprocessor, with all packs, a style, templates, terms and spelling on. Nothing may panic, spans are exact,
//! fixes change what they declare and nothing else, fixing twice is fixing once, a diff applies, and a book comes back.
//!
//! One execution is one mutated file in one of these stages. A short run, as in `.ci/run`:
//!
//! ```sh
//! cargo test --release --features fuzz-tests --test fuzz
//! ```
//!
//! A million executions over other real files too, half of them on each of two cores:
//!
//! ```sh
//! export REDLINE_CORPORA=../shared/corpora REDLINE_FUZZ_OUT=/tmp/fuzz REDLINE_FUZZ_RUNS=500000
//! REDLINE_FUZZ_SEED=1 cargo test --release --features fuzz-tests --test fuzz &
//! REDLINE_FUZZ_SEED=2 cargo test --release --features fuzz-tests --test fuzz &
//! wait
//! ```
//!
//! `REDLINE_CORPORA` is a list of folders, as in `PATH`, that hold Markdown; the manual and the example book are always
//! used. `REDLINE_FUZZ_STYLES` is a folder of styles in Vale's format instead of the tests' own. The same seed gives the
//! same files in the same order.
//!
//! Faults are counted by kind, and the first of each kind is made as short as it can be and saved in `REDLINE_FUZZ_OUT`, by
//! default `redline-fuzz-faults` in the folder for temporary files: `N.md` is the text, `N.before` the text that a diff
//! compares it with, `N.txt` describes what is wrong. To run one again, through every stage:
//!
//! ```sh
//! REDLINE_FUZZ_INPUT=/tmp/fuzz/1-0.md cargo test --release --features fuzz-tests --test fuzz
//! ```

mod checks;
mod corpus;
mod mutate;
#[path = "../support/random.rs"]
mod random;
mod record;
mod setup;
mod stages;

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use checks::Fault;
use random::Random;
use rayon::ThreadPool;
use record::{Case, Recorder};
use setup::{Variant, variants};
use stages::{Stage, preprocess_all};

/// How many files are put through by default.
const RUNS: usize = 2_000;

/// How many chapters a book has that the preprocessor gets: reading a configuration takes longer than a chapter.
const CHAPTERS: usize = 24;

/// How long a book of short chapters may take: a hundred times what it takes.
const SLOW: Duration = Duration::from_secs(30);

/// Panics since this was last emptied, also those that the library caught.
static PANICS: Mutex<Vec<Fault>> = Mutex::new(Vec::new());

/// Everything that executions share.
struct Fuzzer {
    variants: Vec<Variant>,
    /// The library runs on one thread, so that its panics belong to one file.
    pool: ThreadPool,
    folder: tempfile::TempDir,
}

impl Fuzzer {
    fn new() -> Self {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be started");
        Self { variants: variants(), pool, folder: tempfile::tempdir().expect("there is a folder for temporary files") }
    }

    /// The first fault of a case.
    fn run(&self, case: &Case) -> Option<Fault> {
        let variant = &self.variants[case.variant];
        self.guarded(|| case.stage.run(variant, self.folder.path(), &case.before, &case.text))
    }

    /// The cases of a book that have a fault; if none has one by itself, the book's fault is that of the first.
    fn run_book(&self, cases: &[Case]) -> Vec<(Case, Fault)> {
        let Some(variant) = cases.first().map(|case| &self.variants[case.variant]) else { return Vec::new() };
        let texts: Vec<&str> = cases.iter().map(|case| case.text.as_str()).collect();
        let Some(fault) = self.guarded(|| preprocess_all(variant, self.folder.path(), &texts)) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for case in cases {
            found.extend(self.run(case).map(|fault| (case.clone(), fault)));
        }
        if found.is_empty() {
            let text =
                cases.iter().map(|case| case.text.as_str()).collect::<Vec<_>>().join("\n\n=== next chapter ===\n\n");
            let key = format!("only together: {}", fault.key);
            found.push((Case { text, ..cases[0].clone() }, Fault { key, ..fault }));
        }
        found
    }

    fn guarded(&self, run: impl FnOnce() -> Result<(), Fault> + Send) -> Option<Fault> {
        take_panics();
        let start = Instant::now();
        // What the library leaves to be dropped later is dropped between two calls.
        let outcome = self.pool.install(|| catch_unwind(AssertUnwindSafe(run)));
        let panic = take_panics().into_iter().next();
        let is_slow = || (start.elapsed() > SLOW).then(|| Fault::new("slow", format!("{:?}", start.elapsed())));
        panic
            .or_else(|| outcome.unwrap_or_else(|_| Err(Fault::new("panic", "without a message"))).err())
            .or_else(is_slow)
    }
}

fn take_panics() -> Vec<Fault> {
    std::mem::take(&mut *PANICS.lock().unwrap_or_else(PoisonError::into_inner))
}

fn number(name: &str, default: usize) -> usize {
    let text = std::env::var(name).ok();
    text.map_or(default, |text| text.replace('_', "").parse().unwrap_or_else(|_| panic!("{name} must be a number")))
}

fn log(text: &str) {
    // Tests' own output is shown only if they fail.
    writeln!(std::io::stderr(), "{text}").expect("standard error can be written");
}

#[test]
fn mutated_files_violate_no_invariant() {
    let usual_hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!("panic at {}:{}", at.file(), at.line())).unwrap_or_default();
        let fault = Fault::new(place, info.payload_as_str().unwrap_or_default());
        PANICS.lock().unwrap_or_else(PoisonError::into_inner).push(fault);
    }));
    let fuzzer = Fuzzer::new();
    let recorder = match std::env::var_os("REDLINE_FUZZ_INPUT") {
        Some(file) => again(&fuzzer, Path::new(&file)),
        None => run(&fuzzer),
    };
    std::panic::set_hook(usual_hook);
    assert!(recorder.is_empty(), "{}", recorder.summary());
}

/// Puts one file through everything.
fn again(fuzzer: &Fuzzer, file: &Path) -> Recorder {
    let text = std::fs::read_to_string(file).expect("REDLINE_FUZZ_INPUT must name a file");
    let before = std::fs::read_to_string(file.with_extension("before")).unwrap_or_default();
    let mut recorder = Recorder::default();
    for stage in Stage::ALL {
        for variant in 0..fuzzer.variants.len() {
            let case = Case { stage, variant, before: before.clone(), text: text.clone() };
            if let Some(fault) = fuzzer.run(&case) {
                log(&format!("{} ({}): {}: {}", stage.name(), fuzzer.variants[variant].name, fault.key, fault.message));
                recorder.count(&case, &fault);
            }
        }
    }
    recorder
}

fn run(fuzzer: &Fuzzer) -> Recorder {
    let (runs, seed) = (number("REDLINE_FUZZ_RUNS", RUNS), number("REDLINE_FUZZ_SEED", 1));
    let mut random = Random(seed as u64);
    let pieces = corpus::pieces(&mut random);
    let out = std::env::var_os("REDLINE_FUZZ_OUT").map(PathBuf::from);
    let out = out.unwrap_or_else(|| std::env::temp_dir().join("redline-fuzz-faults"));
    let mut recorder = Recorder::default();
    let mut books: Vec<Vec<Case>> = vec![Vec::new(); fuzzer.variants.len()];
    let mut seconds = [0.0; Stage::ALL.len()];
    let start = Instant::now();
    for index in 0..runs {
        let stage = Stage::ALL[index % Stage::ALL.len()];
        let before = pieces[random.below(pieces.len())].clone();
        let text = mutate::mutated(&before, &pieces[random.below(pieces.len())], &mut random);
        let variant = random.below(fuzzer.variants.len());
        let case = Case { stage, variant, before, text };
        let begun = Instant::now();
        let faults = if stage == Stage::Preprocess {
            books[variant].push(case);
            let is_full = books[variant].len() >= CHAPTERS;
            if is_full { fuzzer.run_book(&std::mem::take(&mut books[variant])) } else { Vec::new() }
        } else {
            fuzzer.run(&case).map(|fault| (case, fault)).into_iter().collect()
        };
        seconds[index % Stage::ALL.len()] += begun.elapsed().as_secs_f64();
        keep(fuzzer, &mut recorder, faults, &out);
        if (index + 1) % 20_000 == 0 {
            let rate = per_second(index + 1, start);
            log(&format!("{} of {runs} executions, {rate} a second, {} kinds of faults", index + 1, recorder.kinds()));
        }
    }
    for book in books {
        let faults = fuzzer.run_book(&book);
        keep(fuzzer, &mut recorder, faults, &out);
    }
    let each = Stage::ALL.iter().zip(seconds).map(|(stage, seconds)| format!("{} {seconds:.0} s", stage.name()));
    let each = each.collect::<Vec<_>>().join(", ");
    let rate = per_second(runs, start);
    log(&format!("{runs} executions with seed {seed} in {} s, {rate} a second ({each})", start.elapsed().as_secs()));
    recorder
}

fn per_second(runs: usize, start: Instant) -> u128 {
    runs as u128 * 1000 / start.elapsed().as_millis().max(1)
}

/// Counts faults, and saves the first of each kind.
fn keep(fuzzer: &Fuzzer, recorder: &mut Recorder, faults: Vec<(Case, Fault)>, out: &Path) {
    for (case, fault) in faults {
        if recorder.count(&case, &fault) {
            let is_same = |case: &Case| fuzzer.run(case).filter(|other| other.key == fault.key);
            let short = record::shortened(&case, is_same);
            let message = is_same(&short).map_or(fault.message, |fault| fault.message);
            let fault = Fault { key: fault.key, message };
            recorder.save(out, &short, &fault, fuzzer.variants[case.variant].name);
        }
    }
}
