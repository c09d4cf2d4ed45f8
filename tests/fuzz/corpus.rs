//! Real Markdown, cut into pieces.

use std::path::{Path, PathBuf};

use crate::random::Random;

/// The shortest piece.
const SHORTEST: usize = 200;

/// The longest piece, but for a block that is longer.
const LONGEST: usize = 3000;

/// Pieces of the manual, of the example book and of the Markdown below the folders that `REDLINE_CORPORA` names, cut at
/// blank lines.
pub(crate) fn pieces(random: &mut Random) -> Vec<String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![here.join("guide/src"), here.join("book-example")];
    if let Some(named) = std::env::var_os("REDLINE_CORPORA") {
        folders.extend(std::env::split_paths(&named));
    }
    let mut files = Vec::new();
    for folder in folders {
        find(&folder, &mut files);
    }
    files.sort();
    let texts = files.iter().filter_map(|file| std::fs::read_to_string(file).ok());
    let mut pieces: Vec<String> = texts.flat_map(|text| cut(&text, random)).collect();
    random.shuffle(&mut pieces);
    pieces
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && !is_hidden => find(&path, files),
            Ok(kind) if kind.is_file() && path.extension().is_some_and(|extension| extension == "md") => {
                files.push(path);
            }
            _ => {}
        }
    }
}

fn cut(text: &str, random: &mut Random) -> Vec<String> {
    let mut pieces = Vec::new();
    let (mut start, mut wanted) = (0, length(random));
    for (at, _) in text.match_indices("\n\n") {
        let end = at + 1;
        if end - start >= wanted {
            pieces.push(text[start..end].to_owned());
            (start, wanted) = (at + 2, length(random));
        }
    }
    pieces.extend(text.get(start..).filter(|rest| rest.len() >= SHORTEST).map(str::to_owned));
    pieces.retain(|piece| piece.len() <= 2 * LONGEST);
    pieces
}

/// More often a short one, which is mutated and checked faster.
fn length(random: &mut Random) -> usize {
    let longest = if random.chance(80) { 1000 } else { LONGEST };
    SHORTEST + random.below(longest - SHORTEST)
}
