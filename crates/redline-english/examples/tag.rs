//! Tags sentences: reads one on each line, its words separated by spaces or tabs, and prints each word with its tag.
//!
//! ```sh
//! echo "It does n't tag lines , it tags sentences ." | cargo run --package redline-english --example tag
//! ```

use std::io::{self, BufWriter, Write};

use redline_english::tagger::tag;

fn main() -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lines() {
        let line = line?;
        let words: Vec<&str> = line.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
        for (index, (word, tag)) in words.iter().zip(tag(&words)).enumerate() {
            let space = if index == 0 { "" } else { " " };
            write!(output, "{space}{word}/{}", tag.penn())?;
        }
        writeln!(output)?;
    }
    output.flush()
}
